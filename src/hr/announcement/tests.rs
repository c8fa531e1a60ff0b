//! Announcements: rules as a table, verbs on a fresh database.

use chrono::TimeDelta;

use super::*;
use crate::department::{self, NewDepartment, Structure};
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Who};

const MISSING: Error = Error::NotFound("announcement");
const ALL: PageRequest = PageRequest { number: 1, size: 20 };

/// So many hours after the clock's start; before it where negative.
fn at(hours: i64) -> DateTime<Utc> {
    World::start() + TimeDelta::hours(hours)
}

fn news(title: &str, hours: (i64, Option<i64>), audience: Audience) -> NewAnnouncement {
    NewAnnouncement {
        title: title.into(),
        body: "All are welcome.".into(),
        starts_at: at(hours.0),
        ends_at: hours.1.map(at),
        audience,
    }
}

fn party() -> NewAnnouncement {
    news("Party", (-1, Some(5)), Audience::Company)
}

async fn titles(hr: &Hr, who: &Who, reader: Option<EmployeeId>) -> Vec<String> {
    let page = list_published(hr, who, reader, ALL).await.unwrap();
    assert_eq!(page.total, page.items.len() as u64);
    page.items.into_iter().map(|it| it.title).collect()
}

fn fields(refused: Result<Announcement, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn announcement_create_names_every_field_that_breaks_a_rule() {
    for end in [-1, -2] {
        let bad = news("", (-1, Some(end)), Audience::Company);
        assert_eq!(fields(rules::create(bad, World::start())), ["title", "ends_at"]);
    }
}

#[tokio::test]
async fn announcement_create_change_and_get_give_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, party()).await.unwrap();
    let expected = Announcement {
        id: made.id,
        title: "Party".into(),
        body: "All are welcome.".into(),
        starts_at: at(-1),
        ends_at: Some(at(5)),
        audience: Audience::Company,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    for audience in [Audience::Tag(7), Audience::Staff(eve)] {
        let asked = AnnouncementChange {
            title: Some("Wake".into()),
            ends_at: Patch::Clear,
            audience: Some(audience),
            ..Default::default()
        };
        let changed = change(hr, who, made.id, asked).await.unwrap();
        let expected =
            Announcement { title: "Wake".into(), ends_at: None, audience, ..expected.clone() };
        assert_eq!(changed, expected);
        assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn announcement_to_an_unknown_audience_is_refused() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = Audience::Staff(world.employee(rival, "Rita").await);
    let made = create(hr, who, party()).await.unwrap();
    for audience in [theirs, Audience::Department(DepartmentId(9_999))] {
        let new = NewAnnouncement { audience, ..party() };
        assert_eq!(fields(create(hr, who, new).await), ["audience"]);
        let asked = AnnouncementChange { audience: Some(audience), ..Default::default() };
        assert_eq!(fields(change(hr, who, made.id, asked).await), ["audience"]);
    }
}

#[tokio::test]
async fn announcement_is_published_from_its_start_until_its_end_newest_first() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    for (title, hours) in [
        ("just begun", (0, None)),
        ("old", (-48, None)),
        ("over", (-48, Some(0))),
        ("nearly over", (-24, Some(1))),
        ("to come", (1, None)),
    ] {
        create(hr, who, news(title, hours, Audience::Company)).await.unwrap();
    }
    assert_eq!(titles(hr, who, None).await, ["just begun", "nearly over", "old"]);
    hr.clock().set(at(1));
    assert_eq!(titles(hr, who, None).await, ["to come", "just begun", "old"]);
}

#[tokio::test]
async fn announcement_is_read_by_those_whom_it_addresses() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let works = NewDepartment {
        name: "Works".into(),
        leader: max,
        order_number: None,
        active: true,
        min_staff: None,
        structure: Structure::default(),
        description: None,
        members: vec![max],
    };
    let works = department::create(hr, who, works).await.unwrap().id;
    for (title, audience) in [
        ("all", Audience::Company),
        ("works", Audience::Department(works)),
        ("eve", Audience::Staff(eve)),
        ("tagged", Audience::Tag(max.get())),
    ] {
        create(hr, who, news(title, (-1, None), audience)).await.unwrap();
    }
    assert_eq!(titles(hr, who, Some(eve)).await, ["eve", "all"]);
    assert_eq!(titles(hr, who, Some(max)).await, ["works", "all"]);
    assert_eq!(titles(hr, who, None).await, ["tagged", "eve", "works", "all"]);
}

#[tokio::test]
async fn announcement_list_between_counts_whole_days_with_both_ends() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    create(hr, who, news("short", (0, Some(1)), Audience::Company)).await.unwrap();
    create(hr, who, news("endless", (24, None), Audience::Company)).await.unwrap();
    let day = |after: i64| at(24 * after).date_naive();
    create(hr, who, news("ancient", (-99, None), Audience::Company)).await.unwrap();
    for (from, to, found) in [
        (day(-9), day(-6), vec![]),
        (day(-2), day(0), vec!["short", "ancient"]),
        (day(0), day(1), vec!["endless", "short", "ancient"]),
        (day(9), day(9), vec!["endless", "ancient"]),
        (day(1), day(0), vec![]),
    ] {
        let listed = list_between(hr, who, from, to).await.unwrap();
        let listed: Vec<_> = listed.iter().map(|it| it.title.as_str()).collect();
        assert_eq!(listed, found, "{from} to {to}");
    }
}

#[tokio::test]
async fn announcement_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let made = create(hr, who, party()).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, AnnouncementChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert!(titles(hr, rival, None).await.is_empty());
    let today = World::start().date_naive();
    assert_eq!(list_between(hr, rival, today, today).await.unwrap(), []);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn announcement_list_takes_two_statements_and_delete_is_final() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    for _ in 0..3 {
        create(hr, who, party()).await.unwrap();
    }
    let before = hr.db().statements();
    let page = list_published(hr, who, None, PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 2);
    assert_eq!((page.items.len(), page.total), (2, 3));
    let first = page.items[0].id;
    delete(hr, who, first).await.unwrap();
    assert_eq!(delete(hr, who, first).await, Err(MISSING));
    assert_eq!(world.audited(who).await.last().map(String::as_str), Some("announcement.delete"));
}
