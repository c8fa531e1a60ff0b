//! Two servers on one database: each sees at once what the other has acknowledged.

use std::sync::Arc;

use futures_util::future::join_all;
use serde_json::json;

use super::{Scene, employee};
use crate::database::Database;
use crate::document::SHIFTCARE;
use crate::house::House;

async fn two() -> (Scene, Scene) {
    let database = Arc::new(Database::demo().await);
    let one = House::on(database.clone(), *SHIFTCARE, false).await;
    let other = House::on(database, *SHIFTCARE, false).await;
    assert_ne!(one.base, other.base);
    // A token of one server is good at the other.
    let all = one.demo(&one.every_scope()).await;
    (Scene { house: one, all: all.clone() }, Scene { house: other, all })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_at_one_server_is_read_at_the_other() {
    let (one, other) = two().await;
    for round in 0..10 {
        let (here, there) = if round % 2 == 0 { (&one, &other) } else { (&other, &one) };
        let id = here.employee(&format!("seen{round}")).await;
        let seen = there.about("employee_get", &id).await.held(200).data();
        assert_eq!(seen["lastName"], format!("seen{round}"));
        let body = json!({ "city": "Perth" });
        there.change("employee_update", &id, body).await.held(200);
        assert_eq!(here.about("employee_get", &id).await.held(200).data()["city"], "Perth");
        here.about("employee_delete", &id).await.held(200);
        there.about("employee_get", &id).await.held(404);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn totals_agree_while_both_servers_write() {
    let (one, other) = two().await;
    let total = |at: &Scene| {
        let call = at.house.sample("position_list").by(&at.all);
        async move { call.send().await.held(200).json()["pagination"]["totalItems"].clone() }
    };
    let before = total(&one).await.as_i64().unwrap();
    for round in 1..=10 {
        let at = if round % 2 == 0 { &one } else { &other };
        at.house.sample("position_create").by(&at.all).send().await.held(201);
        assert_eq!(total(&one).await, before + round);
        assert_eq!(total(&other).await, before + round);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_at_one_server_is_final_at_the_other() {
    let (one, other) = two().await;
    for _ in 0..8 {
        let id = one.leave().await;
        let answers = join_all([
            one.about("leave_request_approve", &id),
            other.about("leave_request_reject", &id),
        ])
        .await;
        let won: Vec<u16> = answers.iter().map(|a| a.status).collect();
        assert!(won == [200, 400] || won == [400, 200], "{won:?}");
        let (here, there) =
            (one.about("leave_request_get", &id), other.about("leave_request_get", &id));
        assert_eq!(here.await.held(200).data(), there.await.held(200).data());
    }
    let body = employee("twin");
    let made = join_all([
        one.add("employee_create", body.clone()),
        other.add("employee_create", body.clone()),
    ])
    .await;
    assert_eq!(made.iter().filter(|a| a.status == 201).count(), 1);
}

#[tokio::test]
async fn a_company_that_one_server_provisions_is_open_at_the_other() {
    let (one, other) = two().await;
    // Asked before, so that a remembered answer would show.
    other.house.sample("employee_list").by(&other.all).send().await.held(200);
    let answer = one.house.sample("company_provision").by(&one.all).send().await.held(201);
    let company = crate::operation::text(&answer.json()["enterpriseId"]);
    let call = other.house.sample("employee_list").by(&other.all).company(&company);
    call.send().await.held(200);
}
