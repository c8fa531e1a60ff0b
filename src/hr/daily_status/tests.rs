//! Daily statuses: verbs on a fresh database.

use chrono::{Duration, NaiveDate};

use super::*;
use crate::access::Level;
use crate::branch::{self, NewBranch};
use crate::employee::{self, EmployeeChange, record};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, Patch};

fn said(status: i32, message: Option<&str>) -> NewDailyStatus {
    NewDailyStatus { status, feeling: Some(2), message: message.map(Into::into) }
}

#[tokio::test]
async fn daily_status_is_one_a_day_where_the_employee_works() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let own = Viewer { employee: eve, level: Level::Employee };
    assert_eq!(today(hr, who, own, eve).await, Ok(None));
    let first = set(hr, who, own, eve, said(1, Some("Fine"))).await.unwrap();
    assert_eq!(first.day, World::start().date_naive());
    let second = set(hr, who, own, eve, said(3, None)).await.unwrap();
    assert_eq!(today(hr, who, own, eve).await, Ok(Some(second)));
    // Half past nine in the morning in London is half past eight in the evening in Sydney.
    hr.clock().set(World::start() + Duration::hours(5));
    let sydney = NewBranch::new("Sydney", "Australia/Sydney");
    let branch = branch::create(hr, who, sydney).await.unwrap().id;
    let moved = EmployeeChange { branch: Patch::Set(branch), ..Default::default() };
    employee::change(hr, who, eve, moved).await.unwrap();
    assert_eq!(today(hr, who, own, eve).await, Ok(None));
    let there = set(hr, who, own, eve, said(1, None)).await.unwrap();
    assert_eq!(there.day, NaiveDate::from_ymd_opt(2026, 3, 3).unwrap());
    let terms =
        record::TermsChange { time_zone: Patch::Set("Europe/London".into()), ..Default::default() };
    let details = record::DetailsChange { terms, ..Default::default() };
    let back = record::RecordChange { details, ..Default::default() };
    record::change(hr, who, own, eve, back).await.unwrap();
    assert_eq!(today(hr, who, own, eve).await.unwrap().unwrap().status, 3);
}

#[tokio::test]
async fn daily_status_is_seen_and_set_by_whoever_sees_the_employee() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let led = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
    employee::change(hr, who, eve, led).await.unwrap();
    for (employee, level, of, may) in [
        (ada, Level::Admin, eve, true),
        (max, Level::Employee, eve, true),
        (eve, Level::Employee, eve, true),
        (eve, Level::Manager, max, false),
    ] {
        let viewer = Viewer { employee, level };
        let seen = today(hr, who, viewer, of).await;
        let done = set(hr, who, viewer, of, said(1, None)).await;
        assert_eq!((seen.is_ok(), done.is_ok()), (may, may), "{viewer:?}");
        if !may {
            assert!(matches!(seen, Err(Error::Forbidden { .. })), "{viewer:?}");
        }
    }
    let admin = Viewer { employee: ada, level: Level::Admin };
    assert_eq!(today(hr, rival, admin, eve).await, Err(Error::NotFound("employee")));
}
