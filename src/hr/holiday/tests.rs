//! Holiday entitlements: rules as a table, verbs on a fresh database.

use super::*;
use crate::testing::World;
use crate::{Error, PageRequest};

const MISSING: Error = Error::NotFound("holiday entitlement");

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, day).unwrap()
}

fn christmas(employee: EmployeeId) -> NewHoliday {
    NewHoliday {
        employee,
        name: "Christmas".into(),
        kind: Kind::Public,
        first_day: day(25),
        last_day: day(26),
    }
}

fn fields(refused: Result<Holiday, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn holiday_create_names_every_field_that_breaks_a_rule() {
    let bad = NewHoliday { name: String::new(), last_day: day(24), ..christmas(EmployeeId(1)) };
    assert_eq!(fields(rules::create(bad, World::start())), ["name", "last_day"]);
}

#[test]
fn holiday_may_be_one_day() {
    let short = NewHoliday { last_day: day(25), ..christmas(EmployeeId(1)) };
    assert!(rules::create(short, World::start()).is_ok());
}

#[tokio::test]
async fn holiday_create_then_get_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, christmas(eve)).await.unwrap();
    let expected = Holiday {
        id: made.id,
        employee: eve,
        name: "Christmas".into(),
        kind: Kind::Public,
        first_day: day(25),
        last_day: day(26),
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
}

#[tokio::test]
async fn holiday_of_somebody_unknown_is_refused() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let theirs = world.employee(rival, "Rita").await;
    let made = create(hr, who, christmas(eve)).await.unwrap();
    for employee in [EmployeeId(9_999), theirs] {
        assert_eq!(fields(create(hr, who, christmas(employee)).await), ["employee_id"]);
        let asked = HolidayChange { employee: Some(employee), ..Default::default() };
        assert_eq!(fields(change(hr, who, made.id, asked).await), ["employee_id"]);
    }
}

#[tokio::test]
async fn holiday_change_sets_and_keeps() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let made = create(hr, who, christmas(eve)).await.unwrap();
    let asked = HolidayChange {
        employee: Some(max),
        kind: Some(Kind::Company),
        last_day: Some(day(31)),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected = Holiday { employee: max, kind: Kind::Company, last_day: day(31), ..made };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, expected.id).await.unwrap(), expected);
    let backwards = HolidayChange { last_day: Some(day(24)), ..Default::default() };
    assert_eq!(fields(change(hr, who, expected.id, backwards).await), ["last_day"]);
}

#[tokio::test]
async fn holiday_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, christmas(eve)).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, HolidayChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn holiday_list_pages_in_order_in_two_statements_and_delete_is_final() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let before = world.audited(who).await.len();
    for _ in 0..3 {
        create(hr, who, christmas(eve)).await.unwrap();
    }
    let before_list = hr.db().statements();
    let page = list(hr, who, PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before_list, 2);
    assert_eq!((page.items.len(), page.total), (2, 3));
    assert!(page.items.is_sorted_by_key(|it| it.id));
    let first = page.items[0].id;
    delete(hr, who, first).await.unwrap();
    assert_eq!(delete(hr, who, first).await, Err(MISSING));
    let trail = world.audited(who).await;
    assert_eq!(trail[before..].iter().filter(|verb| *verb == "holiday.create").count(), 3);
    assert_eq!(trail.last().map(String::as_str), Some("holiday.delete"));
}
