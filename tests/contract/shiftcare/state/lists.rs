//! Lists: complete, and in the order of ids.

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
