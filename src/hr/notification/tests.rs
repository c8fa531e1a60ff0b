//! Notifications on a fresh database.

use chrono::TimeDelta;
use serde_json::json;

use super::*;
use crate::employee::{self, EmployeeChange};
use crate::id::LeaveRequestId;
use crate::leave::{self, NewLeaveRequest};
use crate::leave_type::Kind;
use crate::testing::World;
use crate::{Error, PageRequest, Patch};

const MISSING: Error = Error::NotFound("notification");
const ALL: PageRequest = PageRequest { number: 1, size: 20 };

fn hello(employee: EmployeeId) -> NewNotification {
    NewNotification {
        employee,
        title: "Hello".into(),
        body: "Welcome on board.".into(),
        data: json!({ "kind": "welcome", "id": 7 }),
    }
}

#[tokio::test]
async fn notification_sent_is_listed_unread_with_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let sent = send(hr, who, hello(eve)).await.unwrap();
    let expected = Notification {
        id: sent.id,
        employee: eve,
        title: "Hello".into(),
        body: "Welcome on board.".into(),
        data: json!({ "kind": "welcome", "id": 7 }),
        read_at: None,
        created_at: World::start(),
    };
    assert_eq!(sent, expected);
    assert_eq!(list(hr, who, eve, ALL).await.unwrap().items, [expected]);
}

#[tokio::test]
async fn notification_without_title_or_to_somebody_unknown_is_refused() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = world.employee(rival, "Rita").await;
    let eve = world.employee(who, "Eve").await;
    for (new, field) in [
        (hello(theirs), "employee_id"),
        (NewNotification { title: String::new(), ..hello(eve) }, "title"),
    ] {
        let refused = send(hr, who, new).await;
        assert!(matches!(&refused, Err(Error::Invalid(faults)) if faults[0].field == field));
    }
}

#[tokio::test]
async fn notification_is_read_once_alone_or_with_all_others() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let first = send(hr, who, hello(eve)).await.unwrap().id;
    for employee in [eve, eve, max] {
        send(hr, who, hello(employee)).await.unwrap();
    }
    let later = World::start() + TimeDelta::minutes(5);
    hr.clock().set(later);
    assert_eq!(mark_read(hr, who, eve, Some(first)).await, Ok(1));
    hr.clock().set(later + TimeDelta::minutes(5));
    assert_eq!(mark_read(hr, who, eve, Some(first)).await, Ok(0));
    assert_eq!(mark_read(hr, who, eve, None).await, Ok(2));
    let read = list(hr, who, eve, ALL).await.unwrap().items;
    assert_eq!(read.iter().filter(|it| it.read_at == Some(later)).count(), 1);
    assert!(read.iter().all(|it| it.read_at.is_some()));
    assert_eq!(list(hr, who, max, ALL).await.unwrap().items[0].read_at, None);
    let trail = world.audited(who).await;
    assert_eq!(trail.iter().filter(|verb| *verb == "notification.read").count(), 2);
}

#[tokio::test]
async fn notification_of_somebody_else_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let sent = send(hr, who, hello(eve)).await.unwrap();
    assert_eq!(mark_read(hr, who, max, Some(sent.id)).await, Err(MISSING));
    assert_eq!(mark_read(hr, rival, eve, Some(sent.id)).await, Err(MISSING));
    assert_eq!(mark_read(hr, rival, eve, None).await, Ok(0));
    assert_eq!(list(hr, rival, eve, ALL).await.unwrap().total, 0);
    assert_eq!(list(hr, who, eve, ALL).await.unwrap().items, [sent]);
}

#[tokio::test]
async fn notification_list_is_newest_first_in_two_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let mut sent = Vec::new();
    for _ in 0..3 {
        sent.push(send(hr, who, hello(eve)).await.unwrap().id);
    }
    let before = hr.db().statements();
    let page = list(hr, who, eve, PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 2);
    assert_eq!(page.items.iter().map(|it| it.id).collect::<Vec<_>>(), [sent[2], sent[1]]);
    assert_eq!(page.total, 3);
}

#[tokio::test]
async fn leave_tells_the_superior_of_the_request_and_the_employee_of_the_decision() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let led = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
    employee::change(hr, who, eve, led).await.unwrap();
    let starts_at = World::start().naive_utc();
    let ask = async || {
        let new = NewLeaveRequest {
            employee: eve,
            kind: Kind::Annual,
            leave_type: None,
            starts_at,
            ends_at: starts_at + TimeDelta::days(2),
            notes: None,
            total_days: None,
            external_id: None,
        };
        leave::create(hr, who, new).await.unwrap().id
    };
    let (first, second) = (ask().await, ask().await);
    leave::approve(hr, who, first).await.unwrap();
    leave::reject(hr, who, second, None).await.unwrap();
    let told = async |employee| {
        let page = list(hr, who, employee, ALL).await.unwrap();
        page.items.into_iter().map(|it| (it.title, it.data["id"].as_i64().unwrap())).collect()
    };
    let to_max: Vec<(String, i64)> = told(max).await;
    let waiting = |id: LeaveRequestId| ("Leave request to decide".to_owned(), id.get());
    assert_eq!(to_max, [waiting(second), waiting(first)]);
    let to_eve: Vec<(String, i64)> = told(eve).await;
    let decided = |title: &str, id: LeaveRequestId| (title.to_owned(), id.get());
    assert_eq!(to_eve, [decided("Leave rejected", second), decided("Leave approved", first)]);
    let bodies = list(hr, who, max, ALL).await.unwrap().items;
    assert_eq!(bodies[0].body, "Eve Test asks for leave: 2026-03-02 to 2026-03-04.");
}
