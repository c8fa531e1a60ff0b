//! Lists: complete, in the order of ids, without loss or doubling while rows come and go.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use serde_json::Value;

use super::Scene;
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::lists::whole_list;
use crate::operation::Operation;

fn lists() -> impl Iterator<Item = &'static Operation> {
    SHIFTCARE.operations.iter().filter(|o| o.is_list())
}

/// Under which key a list shows the id of a record.
fn key_of(operation: &Operation) -> &'static str {
    match operation.id.as_str() {
        "employee_list" | "emergency_contact_list" => "employeeId",
        "leave_type_list" => "leaveTypeId",
        "leave_request_list" => "leaveId",
        "position_list" => "positionId",
        "job_listing_list" | "contract_list" | "contract_list_expired" => "id",
        "holiday_list" => "empleHolidayId",
        "department_list" => "deptId",
        "role_list" => "roleId",
        "policy_list" => "policyId",
        "document_list" => "documentId",
        "contract_template_list" => "templateId",
        other => panic!("{other}: under which key is the id?"),
    }
}

fn id_of(operation: &Operation, record: &Value) -> i64 {
    let (key, id) = (key_of(operation), &operation.id);
    let text = crate::operation::text(&record[key]);
    text.parse().unwrap_or_else(|_| panic!("{id}: {key} is {text:?}"))
}

#[tokio::test]
async fn every_list_is_in_the_order_of_ids() {
    let scene = Scene::new().await;
    let mut found = Findings::default();
    for operation in lists() {
        let id = &operation.id;
        let all = whole_list(&scene.house, id, &scene.all).await;
        let order: Vec<i64> = all.iter().map(|r| id_of(operation, r)).collect();
        found.claim(order.is_sorted_by(|a, b| a < b), || format!("{id}: not in order: {order:?}"));
    }
    found.hold();
}

#[tokio::test]
async fn lists_filter_by_status_and_lose_nobody() {
    let scene = Scene::new().await;
    for (list, codes) in [
        ("employee_list", vec!["1", "2", "3"]),
        ("leave_request_list", vec!["1", "3", "4"]),
        ("job_listing_list", vec!["0", "1"]),
    ] {
        let all = whole_list(&scene.house, list, &scene.all).await;
        let mut filtered = 0;
        for code in codes {
            let call = scene.house.sample(list).by(&scene.all);
            let call = call.query("status", code).query("size", 100);
            let answer = call.send().await.held(200).json();
            let records = answer["data"].as_array().unwrap();
            let fits = |r: &&Value| crate::operation::text(&r["status"]) == code;
            assert_eq!(records.iter().filter(fits).count(), records.len(), "{list} {code}");
            assert_eq!(answer["pagination"]["totalItems"], records.len());
            filtered += records.len();
        }
        assert_eq!(filtered, all.len(), "{list}");
    }
    let call = scene.house.sample("employee_list").by(&scene.all).query("status", 0);
    let everybody = call.send().await.held(200).json()["pagination"]["totalItems"].clone();
    assert_eq!(everybody, whole_list(&scene.house, "employee_list", &scene.all).await.len());
}

/// Rows come and go at the end, where ids grow; whoever was there all the time is seen once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_lose_and_double_nobody_while_rows_come_and_go() {
    let scene = Arc::new(Scene::new().await);
    let list = SHIFTCARE.operation("position_list");
    let settled: BTreeSet<i64> = {
        let mut ids = BTreeSet::new();
        for _ in 0..30 {
            let body = SHIFTCARE.operation("position_create").examples[1].value.clone();
            let answer = scene.add("position_create", body).await.held(201);
            ids.insert(answer.data()["positionId"].as_i64().unwrap());
        }
        let before = whole_list(&scene.house, &list.id, &scene.all).await;
        ids.extend(before.iter().map(|r| id_of(list, r)));
        ids
    };
    let done = Arc::new(AtomicBool::new(false));
    let writes = Arc::new(AtomicUsize::new(0));
    let go = || tokio::spawn(come_and_go(scene.clone(), done.clone(), writes.clone()));
    let traffic: Vec<_> = (0..3).map(|_| go()).collect();
    for round in 0.. {
        if round >= 15 && writes.load(Ordering::Relaxed) >= 20 {
            break;
        }
        let mut seen = Vec::new();
        for page in 1.. {
            let call = scene.house.sample(&list.id).by(&scene.all);
            let call = call.query("page", page).query("size", 5);
            let answer = call.send().await.held(200).json();
            let records = answer["data"].as_array().unwrap();
            seen.extend(records.iter().map(|r| id_of(list, r)));
            if records.len() < 5 {
                break;
            }
        }
        let once: BTreeSet<i64> = seen.iter().copied().collect();
        assert_eq!(once.len(), seen.len(), "round {round} doubled a row");
        let lost: Vec<_> = settled.difference(&once).collect();
        assert!(lost.is_empty(), "round {round} lost {lost:?}");
    }
    done.store(true, Ordering::Relaxed);
    for work in traffic {
        work.await.unwrap();
    }
}

async fn come_and_go(scene: Arc<Scene>, done: Arc<AtomicBool>, writes: Arc<AtomicUsize>) {
    while !done.load(Ordering::Relaxed) {
        let answer = scene.house.sample("position_create").by(&scene.all).send().await.held(201);
        scene.about("position_delete", &answer.data()["positionId"]).await.held(200);
        writes.fetch_add(1, Ordering::Relaxed);
    }
}
