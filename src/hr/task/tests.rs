//! What there is to do, for whom, on a fresh database.

use chrono::TimeDelta;

use super::*;
use crate::access::Level;
use crate::attendance;
use crate::setting::Key;
use crate::sight::Viewer;
use crate::testing::World;

#[tokio::test]
async fn tasks_are_what_the_records_suggest_with_the_most_urgent_first() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let eve = world.employee(who, "Eve").await;
    let admin = Viewer { employee: ada, level: Level::Admin };
    let employee = Viewer { employee: eve, level: Level::Employee };
    let tasks = async |viewer| list(hr, who, viewer).await.unwrap();
    let (name, logo) = (Task::Set(Key::CompanyName), Task::Set(Key::CompanyLogo));
    assert_eq!(tasks(admin).await, [Task::CheckIn, name, logo.clone()]);
    assert_eq!(tasks(employee).await, [Task::CheckIn]);
    let named = setting::save(hr, who, Key::CompanyName.id(), "One".into()).await;
    named.unwrap();
    attendance::check_in(hr, who, ada, None).await.unwrap();
    let since = World::start().naive_utc();
    assert_eq!(tasks(admin).await, [logo.clone(), Task::CheckOut { since }]);
    hr.clock().set(World::start() + TimeDelta::hours(8));
    attendance::check_out(hr, who, ada, None).await.unwrap();
    let before = hr.db().statements();
    assert_eq!(tasks(admin).await, [logo]);
    assert!(hr.db().statements() - before <= 6);
}
