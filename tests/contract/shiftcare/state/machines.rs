//! States: what may follow what, and what may not happen twice.

use serde_json::{Value, json};

use super::{Scene, employee};
use crate::lists::whole_list;

#[tokio::test]
async fn leave_request_create_is_pending_and_undecided() {
    let scene = Scene::new().await;
    let id = scene.leave().await;
    let leave = scene.about("leave_request_get", &id).await.held(200).data();
    assert_eq!(leave["status"], 3);
    for key in ["rejectReason", "approverId", "approverName"] {
        assert_eq!(leave.get(key), Some(&Value::Null), "{key}");
    }
}

#[tokio::test]
async fn leave_request_approve_twice_is_refused() {
    let scene = Scene::new().await;
    let id = scene.leave().await;
    let approved = scene.about("leave_request_approve", &id).await.held(200).data();
    assert_eq!(approved["status"], 1);
    assert_eq!(
        (&approved["approverId"], &approved["approverName"]),
        (&json!(1), &json!("Ada Admin"))
    );
    scene.about("leave_request_approve", &id).await.held(400);
    let read = scene.about("leave_request_get", &id).await.held(200).data();
    assert_eq!(read, approved, "a refused decision changed the request");
}

#[tokio::test]
async fn leave_request_reject_after_a_decision_is_refused() {
    let scene = Scene::new().await;
    let (yes, no) = (scene.leave().await, scene.leave().await);
    scene.about("leave_request_approve", &yes).await.held(200);
    let reject = scene.house.sample("leave_request_reject").by(&scene.all).id(no.clone());
    let rejected = reject.query("rejectReason", "Too many are away").send().await.held(200).data();
    assert_eq!(rejected["status"], 4);
    assert_eq!(rejected["rejectReason"], "Too many are away");
    assert_eq!(rejected["approverName"], "Ada Admin");
    for id in [&yes, &no] {
        scene.about("leave_request_reject", id).await.held(400);
        scene.about("leave_request_approve", id).await.held(400);
        let body = json!({ "notes": "Changed my mind" });
        scene.change("leave_request_update", id, body).await.held(400);
        scene.about("leave_request_delete", id).await.held(200);
        scene.about("leave_request_approve", id).await.held(404);
    }
}

#[tokio::test]
async fn leave_request_update_counts_the_days_again() {
    let scene = Scene::new().await;
    let id = scene.leave().await;
    for (body, days) in [
        (json!({ "toDateTime": "2026-12-27 18:00" }), 7.0),
        (json!({ "fromDateTime": "2026-12-26 09:00" }), 2.0),
        (json!({ "totalDays": 1.5 }), 1.5),
        (json!({ "notes": "No date changes" }), 1.5),
    ] {
        let leave = scene.change("leave_request_update", &id, body).await.held(200).data();
        assert_eq!(leave["totalDays"].as_f64(), Some(days));
    }
    let backwards = json!({ "toDateTime": "2026-12-20 09:00" });
    scene.change("leave_request_update", &id, backwards).await.held(400);
}

#[tokio::test]
async fn employee_offboard_twice_is_refused() {
    let scene = Scene::new().await;
    let id = scene.employee("offboarded").await;
    scene.about("employee_restore", &id).await.held(400);
    let gone = scene.about("employee_offboard", &id).await.held(200).data();
    assert_eq!(gone["status"], "2");
    scene.about("employee_offboard", &id).await.held(400);
    let back = scene.about("employee_restore", &id).await.held(200).data();
    assert_eq!(back["status"], "1");
    scene.about("employee_restore", &id).await.held(400);
    scene.about("employee_offboard", &id).await.held(200);
    let resigned = scene.house.sample("employee_list").by(&scene.all);
    let resigned = resigned.query("status", 2).query("size", 100).send().await.held(200).data();
    let there = |e: &Value| e["employeeId"] == id;
    assert!(resigned.as_array().unwrap().iter().any(there), "the record is kept");
}

#[tokio::test]
async fn employee_create_needs_a_free_address_and_name() {
    let scene = Scene::new().await;
    let id = scene.employee("taken").await;
    for (field, value) in [("email", "taken@demo.example"), ("username", "taken")] {
        let mut body = employee("another");
        body[field] = json!(value);
        let answer = scene.add("employee_create", body).await.held(400);
        assert!(answer.message().contains(field), "{}", answer.message());
        assert!(!answer.text().contains(value), "{}", answer.text());
    }
    let other = scene.employee("second").await;
    let change = json!({ "email": "taken@demo.example" });
    scene.change("employee_update", &other, change.clone()).await.held(400);
    scene.change("employee_update", &id, change.clone()).await.held(200);
    scene.about("employee_delete", &id).await.held(200);
    scene.change("employee_update", &other, change).await.held(200);
    scene.add("employee_create", employee("second")).await.held(400);
}

#[tokio::test]
async fn employee_delete_takes_the_member_out_and_leaves_the_leave() {
    let scene = Scene::new().await;
    let id = scene.employee("passing").await;
    let members = json!({ "employeeIds": [id.clone(), 30] });
    let department = scene.change("department_update", &json!(3), members).await.held(200).data();
    assert_eq!(department["empNum"], 2);
    let body = json!({
        "employeeId": id, "leaveType": "2", "fromDateTime": "2026-12-01 09:00",
        "toDateTime": "2026-12-01 17:00",
    });
    let leave = scene.add("leave_request_create", body.clone()).await.held(201).data();
    scene.about("employee_delete", &id).await.held(200);
    let department = scene.about("department_get", &json!(3)).await.held(200).data();
    assert_eq!((&department["empNum"], &department["employeeIds"]), (&json!(1), &json!([30])));
    let kept = scene.about("leave_request_get", &leave["leaveId"]).await.held(200).data();
    assert_eq!(kept["employeeId"], id);
    let refused = scene.add("leave_request_create", body).await.held(400);
    assert!(refused.message().contains("employeeId"), "{}", refused.message());
}

#[tokio::test]
async fn department_update_moves_a_member() {
    let scene = Scene::new().await;
    let id = scene.employee("moving").await;
    let body = json!({ "deptName": "First", "leader": 2, "employeeIds": [id] });
    let first = scene.add("department_create", body).await.held(201).data();
    let body = json!({ "deptName": "Second", "leader": 2, "employeeIds": [id, id] });
    let second = scene.add("department_create", body).await.held(201).data();
    assert_eq!(second["employeeIds"], json!([id]), "an id that is repeated counts once");
    let left = scene.about("department_get", &first["deptId"]).await.held(200).data();
    assert_eq!((&left["empNum"], &left["employeeIds"]), (&json!(0), &json!([])));
}

#[tokio::test]
async fn role_delete_of_a_role_in_use_is_refused() {
    let scene = Scene::new().await;
    for role in [1, 2, 3] {
        scene.about("role_delete", &json!(role)).await.held(400);
        scene.about("role_get", &json!(role)).await.held(200);
    }
    let body = json!({ "roleName": "Again", "roleKey": "admin" });
    let answer = scene.add("role_create", body).await.held(400);
    assert!(answer.message().contains("roleKey"), "{}", answer.message());
    let body = json!({ "roleName": "Menus", "roleKey": "menus", "menuIds": [1, 987_654_321] });
    let answer = scene.add("role_create", body).await.held(400);
    assert!(answer.message().contains("menuIds"), "{}", answer.message());
}

#[tokio::test]
async fn policy_archive_twice_is_accepted() {
    let scene = Scene::new().await;
    let body = json!({ "title": "Passing" });
    let id = scene.add("policy_create", body).await.held(201).data()["policyId"].clone();
    for _ in 0..2 {
        scene.about("policy_archive", &id).await.held(200);
        let policy = scene.about("policy_get", &id).await.held(200).data();
        assert_eq!(policy["status"], "ARCHIVED");
    }
    for status in ["ACTIVE", "DRAFT", "ARCHIVED", "DRAFT"] {
        let policy = scene.change("policy_update", &id, json!({ "status": status })).await;
        assert_eq!(policy.held(200).data()["status"], status);
    }
}

#[tokio::test]
async fn contract_renew_leaves_the_original_as_it_is() {
    let scene = Scene::new().await;
    let before = scene.about("contract_get", &json!(1)).await.held(200).data();
    let renewed = scene.about("contract_renew", &json!(1)).await.held(201).data();
    assert_eq!(scene.about("contract_get", &json!(1)).await.held(200).data(), before);
    assert_ne!(renewed["id"], before["id"]);
    for key in ["employeeId", "position", "contractName"] {
        assert_eq!(renewed[key], before[key], "{key}");
    }
    for (key, value) in [("isRenewal", "2"), ("signStatus", "1"), ("isMaturity", "0")] {
        assert_eq!(renewed[key], value, "{key}");
    }
    let backwards = json!({
        "templateId": 1, "contractStartTime": "2027-01-01T00:00:00",
        "contractEndTime": "2027-01-01T00:00:00",
    });
    scene.change("contract_renew", &json!(1), backwards).await.held(400);
}

#[tokio::test]
async fn contract_list_expired_shows_what_has_ended_or_is_marked_so() {
    let scene = Scene::new().await;
    let expired = || async {
        let all = whole_list(&scene.house, "contract_list_expired", &scene.all).await;
        all.iter().map(|c| c["id"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(expired().await, [7, 8]);
    scene.change("contract_update", &json!(2), json!({ "isMaturity": "1" })).await.held(200);
    assert_eq!(expired().await, [2, 7, 8]);
    scene.change("contract_update", &json!(2), json!({ "isMaturity": "0" })).await.held(200);
    let over = json!({
        "contractStartTime": "2020-01-01T00:00:00", "contractEndTime": "2021-01-01T00:00:00",
    });
    scene.change("contract_update", &json!(3), over).await.held(200);
    assert_eq!(expired().await, [3, 7, 8]);
}

#[tokio::test]
async fn position_update_keeps_the_minimum_below_the_maximum() {
    let scene = Scene::new().await;
    let body = json!({
        "positionName": "Range", "responsibilities": "Stays in it",
        "minimumSalary": 10, "maximumSalary": 20,
    });
    let id =
        scene.add("position_create", body.clone()).await.held(201).data()["positionId"].clone();
    for change in [json!({ "minimumSalary": 20.0001 }), json!({ "maximumSalary": 9.9999 })] {
        scene.change("position_update", &id, change).await.held(400);
    }
    let change = json!({ "minimumSalary": 20, "maximumSalary": 20 });
    scene.change("position_update", &id, change).await.held(200);
    let mut wrong = body;
    wrong["minimumSalary"] = json!(20.5);
    scene.add("position_create", wrong).await.held(400);
}

#[tokio::test]
async fn company_provision_opens_the_new_company_to_its_client_only() {
    let scene = Scene::new().await;
    let answer = scene.house.sample("company_provision").by(&scene.all).send().await.held(201);
    let company = crate::operation::text(&answer.json()["enterpriseId"]);
    let call = scene.house.sample("company_settings_get").by(&scene.all).company(&company);
    assert_eq!(call.send().await.held(200).data()["enterpriseId"], company.as_str());
    let call = scene.house.sample("employee_list").by(&scene.all).company(&company);
    let people = call.send().await.held(200).data();
    assert_eq!(people.as_array().unwrap().len(), 1, "the first administrator");
    let call = scene.house.sample("role_list").by(&scene.all).company(&company);
    assert_ne!(call.send().await.held(200).data(), json!([]), "the system roles");
    let rival = scene.house.rival("").await;
    let call = scene.house.sample("employee_list").by(&rival).company(&company);
    call.send().await.held(403);
}
