//! Documents: rules as a table, verbs on a fresh database.

use super::*;
use crate::access::Level;
use crate::file::{self, NewFile};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest};

const MISSING: Error = Error::NotFound("document");

fn read(employee: EmployeeId) -> Share {
    Share { employee, permission: Permission::Read }
}

fn download(employee: EmployeeId) -> Share {
    Share { employee, permission: Permission::Download }
}

fn shares(shares: &[Share]) -> DocumentChange {
    DocumentChange { shares: Some(shares.to_vec()), ..Default::default() }
}

fn fields(refused: Result<Document, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn document_create_names_every_field_that_breaks_a_rule() {
    let eve = EmployeeId(1);
    let twice = NewDocument {
        valid_until: World::start().date_naive().pred_opt(),
        shares: vec![read(eve), download(eve)],
        ..NewDocument::new(eve, "")
    };
    assert_eq!(fields(rules::create(twice, World::start())), ["name", "valid_until", "shares"]);
}

#[tokio::test]
async fn document_create_then_get_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let link = Link::Elsewhere("https://files.example.test/visa.pdf".into());
    let new = NewDocument {
        file: Some(link.clone()),
        description: Some("Until 2030".into()),
        enabled: false,
        external_id: Some("x-1".into()),
        added_on: NaiveDate::from_ymd_opt(2026, 2, 1),
        valid_until: NaiveDate::from_ymd_opt(2030, 1, 31),
        visible_to: Audience::Manager,
        shares: vec![download(max), read(eve)],
        ..NewDocument::new(eve, "Visa")
    };
    let made = create(hr, who, new).await.unwrap();
    let expected = Document {
        id: made.id,
        employee: eve,
        name: "Visa".into(),
        file: Some(link),
        description: Some("Until 2030".into()),
        enabled: false,
        external_id: Some("x-1".into()),
        added_on: NaiveDate::from_ymd_opt(2026, 2, 1).unwrap(),
        valid_until: NaiveDate::from_ymd_opt(2030, 1, 31),
        visible_to: Audience::Manager,
        shares: vec![read(eve), download(max)],
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
}

#[tokio::test]
async fn document_refuses_people_that_the_company_does_not_have() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, NewDocument::new(eve, "Visa")).await.unwrap();
    let theirs = world.employee(rival, "Rita").await;
    for unknown in [EmployeeId(9_999), theirs] {
        let new = NewDocument::new(unknown, "Visa");
        assert_eq!(fields(create(hr, who, new).await), ["employee_id"]);
        let people = [read(eve), read(unknown)];
        let new = NewDocument { shares: people.to_vec(), ..NewDocument::new(eve, "Visa") };
        assert_eq!(fields(create(hr, who, new).await), ["shares"]);
        assert_eq!(fields(change(hr, who, made.id, shares(&people)).await), ["shares"]);
    }
    let twice = shares(&[read(eve), download(eve)]);
    assert_eq!(fields(change(hr, who, made.id, twice).await), ["shares"]);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn document_file_in_storage_must_be_the_companys() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    for (owner, key) in [(who, "k-1"), (rival, "k-2")] {
        let stored = NewFile {
            key: key.into(),
            name: "visa.pdf".into(),
            media_type: "application/pdf".into(),
            size_bytes: 7,
        };
        file::record(hr, owner, stored).await.unwrap();
    }
    let stored = |key: &str| Link::Stored(key.into());
    let with = |key| NewDocument { file: Some(stored(key)), ..NewDocument::new(eve, "Visa") };
    let made = create(hr, who, with("k-1")).await.unwrap();
    assert_eq!(made.file, Some(stored("k-1")));
    for key in ["k-2", "k-3"] {
        assert_eq!(fields(create(hr, who, with(key)).await), ["file"]);
        let asked = DocumentChange { file: Patch::Set(stored(key)), ..Default::default() };
        assert_eq!(fields(change(hr, who, made.id, asked).await), ["file"]);
    }
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn document_change_sets_clears_keeps_and_replaces_the_shares() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let new = NewDocument {
        description: Some("Until 2030".into()),
        external_id: Some("x-1".into()),
        shares: vec![read(eve), read(max)],
        ..NewDocument::new(eve, "Visa")
    };
    let made = create(hr, who, new).await.unwrap();
    let asked = DocumentChange {
        name: Some("Work visa".into()),
        description: Patch::Clear,
        enabled: Some(false),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected = Document { name: "Work visa".into(), description: None, enabled: false, ..made };
    assert_eq!(changed, expected);
    for people in [vec![download(max)], vec![]] {
        let changed = change(hr, who, expected.id, shares(&people)).await.unwrap();
        assert_eq!(changed, Document { shares: people, ..expected.clone() });
        assert_eq!(get(hr, who, expected.id).await.unwrap(), changed);
    }
}

#[tokio::test]
async fn document_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let new = NewDocument { shares: vec![read(eve)], ..NewDocument::new(eve, "Visa") };
    let made = create(hr, who, new).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, shares(&[])).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn document_list_pages_in_two_statements_without_the_shares() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    for name in ["Visa", "Passport", "Licence"] {
        let new = NewDocument { shares: vec![read(eve)], ..NewDocument::new(eve, name) };
        create(hr, who, new).await.unwrap();
    }
    let before = hr.db().statements();
    let page = list(hr, who, PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 2);
    let names: Vec<_> = page.items.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((names.as_slice(), page.total), (["Visa", "Passport"].as_slice(), 3));
}

#[tokio::test]
async fn document_delete_takes_its_shares_along() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let before = world.audited(who).await.len();
    let new = NewDocument { shares: vec![read(eve)], ..NewDocument::new(eve, "Visa") };
    let made = create(hr, who, new).await.unwrap();
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(delete(hr, who, made.id).await, Err(MISSING));
    assert!(super::shares::of(hr.db().read(), who.company, made.id).await.unwrap().is_empty());
    assert_eq!(world.audited(who).await[before..], ["document.create", "document.delete"]);
}

#[tokio::test]
async fn document_list_filters_by_status_as_it_is_today_and_orders() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let (eve, max) = (world.employee(who, "Eve").await, world.employee(who, "Max").await);
    let ada = Viewer { employee: world.admin(who, "Ada").await, level: Level::Admin };
    // The clock stands at the second of March.
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
    let added_on = NaiveDate::from_ymd_opt(2026, 1, 1);
    let mut ids = Vec::new();
    for (employee, name, enabled, valid_until) in [
        (eve, "Visa", true, None),
        (eve, "Passport", true, day(2)),
        (max, "Licence", true, day(1)),
        (max, "Visa", false, day(1)),
    ] {
        let new = NewDocument {
            enabled,
            added_on,
            valid_until,
            visible_to: if enabled { Audience::Employee } else { Audience::Admin },
            ..NewDocument::new(employee, name)
        };
        ids.push(create(hr, who, new).await.unwrap().id);
    }
    let all = Filter::default;
    let status = |status| Filter { status: Some(status), ..all() };
    for (filter, expected) in [
        (all(), vec![0, 1, 2, 3]),
        (status(vec![Status::Active]), vec![0, 1]),
        (status(vec![Status::Expired]), vec![2]),
        (status(vec![Status::Archived, Status::Expired]), vec![2, 3]),
        (status(vec![]), vec![]),
        (Filter { employees: Some(vec![max]), ..all() }, vec![2, 3]),
        (Filter { names: Some(vec!["Visa".into()]), ..all() }, vec![0, 3]),
        (Filter { visible_to: Some(vec![Audience::Admin]), ..all() }, vec![3]),
        (Filter { order: Order::Name, descending: true, ..all() }, vec![3, 0, 1, 2]),
        (Filter { order: Order::Employee, ..all() }, vec![0, 1, 2, 3]),
    ] {
        let before = hr.db().statements();
        let page = list_by(hr, who, ada, &filter, PageRequest::new(1, 20)).await.unwrap();
        assert_eq!(hr.db().statements() - before, 1);
        let found: Vec<_> = page.items.iter().map(|it| it.id).collect();
        assert_eq!(found, expected.iter().map(|at| ids[*at]).collect::<Vec<_>>(), "{filter:?}");
    }
    let page = PageRequest::new(1, 20);
    assert_eq!(list_by(hr, rival, ada, &all(), page).await.unwrap().total, 0);
    assert_eq!(list_of(hr, who, ada, eve, all(), page).await.unwrap().total, 2);
    let theirs = Filter { employees: Some(vec![max]), ..all() };
    assert_eq!(list_of(hr, who, ada, eve, theirs, page).await.unwrap().total, 0);
    let nobody = list_of(hr, who, ada, EmployeeId(9_999), all(), page).await;
    assert_eq!(nobody, Err(Error::NotFound("employee")));
    let (it, owner) = super::read(hr, who, ada, ids[0]).await.unwrap();
    assert_eq!((it.id, owner.as_str()), (ids[0], "Eve Test"));
    let eve = Viewer { employee: eve, level: Level::Manager };
    assert!(matches!(list_by(hr, who, eve, &all(), page).await, Err(Error::Forbidden { .. })));
    assert!(matches!(super::read(hr, who, eve, ids[0]).await, Err(Error::Forbidden { .. })));
}
