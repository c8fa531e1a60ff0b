//! Leave periods: rules as a table, verbs on a fresh database.

use super::*;
use crate::Error;
use crate::testing::World;

const MISSING: Error = Error::NotFound("leave period");

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn year(year: i32) -> NewLeavePeriod {
    NewLeavePeriod {
        name: format!("Year {year}"),
        starts_on: day(year, 1, 1),
        ends_on: day(year, 12, 31),
        active: true,
    }
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn leave_period_names_every_field_that_breaks_a_rule() {
    let bad = NewLeavePeriod { name: String::new(), ends_on: day(2025, 12, 31), ..year(2026) };
    assert_eq!(fields(rules::create(bad, World::start())), ["name", "ends_on"]);
}

#[tokio::test]
async fn leave_periods_of_a_company_do_not_overlap() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let this = create(hr, who, year(2026)).await.unwrap();
    let next = create(hr, who, year(2027)).await.unwrap();
    let both = NewLeavePeriod { starts_on: day(2026, 12, 31), ..year(2028) };
    assert_eq!(fields(create(hr, who, both.clone()).await), ["starts_on"]);
    let longer = LeavePeriodChange { ends_on: Some(day(2027, 1, 1)), ..Default::default() };
    assert_eq!(fields(change(hr, who, this.id, longer).await), ["starts_on"]);
    assert!(create(hr, rival, both).await.is_ok());
    let closed = LeavePeriodChange { active: Some(false), ..Default::default() };
    let closed = change(hr, who, this.id, closed).await.unwrap();
    assert_eq!(closed, LeavePeriod { active: false, ..this });
    assert_eq!(get(hr, who, closed.id).await.unwrap(), closed);
    assert_eq!(all(hr, who).await.unwrap(), [closed, next]);
}

#[tokio::test]
async fn leave_period_of_today_or_the_last_active_one_is_the_current() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let (db, company) = (hr.db().read(), who.company);
    assert_eq!(current(db, company, day(2026, 3, 1)).await.unwrap(), None);
    let mut made = Vec::new();
    for at in [2027, 2025, 2026] {
        made.push(create(hr, who, year(at)).await.unwrap());
    }
    for (today, expected) in [(day(2026, 3, 1), &made[2]), (day(2029, 1, 1), &made[0])] {
        assert_eq!(current(db, company, today).await.unwrap().as_ref(), Some(expected));
    }
    let inside = holding(db, company, day(2026, 1, 1), day(2026, 12, 31)).await.unwrap();
    assert_eq!(inside.as_ref(), Some(&made[2]));
    assert_eq!(holding(db, company, day(2026, 12, 31), day(2027, 1, 1)).await.unwrap(), None);
}

#[tokio::test]
async fn leave_period_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let made = create(hr, who, year(2026)).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, LeavePeriodChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(all(hr, rival).await.unwrap(), []);
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(world.audited(who).await, ["leave_period.create", "leave_period.delete"]);
}
