//! What there is to do, for whom, on a fresh database.

use chrono::{Days, TimeDelta};

use super::*;
use crate::access::Level;
use crate::daily_status::NewDailyStatus;
use crate::document::{Audience, NewDocument};
use crate::employee::EmployeeChange;
use crate::setting::Key;
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Hr, Patch, Who, attendance, daily_status, document, employee};

async fn says(hr: &Hr, who: &Who, viewer: Viewer) {
    let new = NewDailyStatus { status: 1, feeling: None, message: None };
    daily_status::set(hr, who, viewer, viewer.employee, new).await.unwrap();
}

#[tokio::test]
async fn tasks_of_the_day_come_and_go_with_it() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let eve = world.employee(who, "Eve").await;
    let admin = Viewer { employee: ada, level: Level::Admin };
    let employee = Viewer { employee: eve, level: Level::Employee };
    let tasks = async |viewer| list(hr, who, viewer).await.unwrap();
    let (name, logo) = (Task::Set(Key::CompanyName), Task::Set(Key::CompanyLogo));
    assert_eq!(tasks(admin).await, [Task::SayStatus, Task::CheckIn, name, logo.clone()]);
    assert_eq!(tasks(employee).await, [Task::SayStatus, Task::CheckIn]);
    says(hr, who, admin).await;
    setting::save(hr, who, Key::CompanyName.id(), "One".into()).await.unwrap();
    attendance::check_in(hr, who, ada, None).await.unwrap();
    let since = World::start().naive_utc();
    assert_eq!(tasks(admin).await, [logo.clone(), Task::CheckOut { since }]);
    hr.clock().set(World::start() + TimeDelta::hours(8));
    attendance::check_out(hr, who, ada, None).await.unwrap();
    assert_eq!(tasks(admin).await, [logo]);
}

#[tokio::test]
async fn tasks_tell_of_expired_documents_to_who_may_see_them() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let change = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
    employee::change(hr, who, eve, change).await.unwrap();
    let yesterday = World::start().date_naive() - Days::new(1);
    for (owner, name, visible_to) in [
        (eve, "Visa", Audience::Employee),
        (eve, "Review", Audience::Manager),
        (eve, "Warning", Audience::Admin),
        (max, "Licence", Audience::Employee),
        (max, "Plan", Audience::Manager),
    ] {
        let new = NewDocument {
            added_on: Some(yesterday),
            valid_until: Some(yesterday),
            visible_to,
            ..NewDocument::new(owner, name)
        };
        document::create(hr, who, new).await.unwrap();
    }
    let holds = NewDocument {
        valid_until: Some(World::start().date_naive()),
        ..NewDocument::new(eve, "Holds")
    };
    document::create(hr, who, holds).await.unwrap();
    let all = ["Visa", "Review", "Warning", "Licence", "Plan"];
    for (viewer, level, expected) in [
        (eve, Level::Employee, &all[..1]),
        (max, Level::Manager, &["Visa", "Review", "Licence"]),
        (ada, Level::Admin, &all),
    ] {
        let before = hr.db().statements();
        let found = list(hr, who, Viewer { employee: viewer, level }).await.unwrap();
        assert!(hr.db().statements() - before <= 12);
        let names: Vec<_> = found
            .iter()
            .filter_map(|task| match task {
                Task::Renew { name, .. } => Some(name.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(names, expected, "{viewer}");
    }
}
