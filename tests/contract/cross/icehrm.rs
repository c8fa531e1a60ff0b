//! What IceHRM shares with the others: attendance, payslips, assets, documents and leave.

use serde_json::{Value, json};

use super::{Tower, number};

impl Tower {
    /// The record of an Okta HR list that has this text under a name.
    async fn in_okta(&self, call: crate::client::Call, key: &str, text: &str) -> Value {
        let list = self.told(call).await;
        let rows = list["data"].as_array().unwrap().clone();
        let found = rows.into_iter().find(|row| row["attributes"][key] == text);
        found.unwrap_or_else(|| panic!("Okta HR lists nothing with {key} {text}"))
    }
}

#[tokio::test]
async fn attendance_entered_in_icehrm_is_a_working_day_in_okta_hr() {
    let tower = Tower::open().await;
    let body = json!({
        "employee": 16, "in_time": "2025-02-03 09:00:00", "out_time": "2025-02-03 17:00:00",
    });
    tower.told(tower.call("icehrm", "attendance_create").json(body)).await;
    let day = "2025-02-03";
    let list = tower.call("okta-hr", "attendance_list").query("employee_id", 16);
    let list = tower.told(list.query("from", day).query("to", day)).await;
    let [record] = list["data"].as_array().unwrap().as_slice() else { panic!("{list}") };
    let it = &record["attributes"];
    assert_eq!((&it["date"], &it["worked_minutes"]), (&json!(day), &json!(480)));
    assert_eq!(it["status"], "closed");
}

#[tokio::test]
async fn payslip_of_a_completed_icehrm_payroll_is_one_in_okta_hr() {
    let tower = Tower::open().await;
    let body = json!({
        "name": "Cross", "pay_period": 4, "department": 1, "date_start": "2025-03-01",
        "date_end": "2025-03-31", "columns": [1, 2, 3, 4, 5, 6], "deduction_group": 1,
    });
    let made = tower.told(tower.call("icehrm", "payroll_save").json(body)).await;
    let run = number(&made["data"]["id"]);
    for step in ["payroll_process", "payroll_complete"] {
        tower.told(tower.call("icehrm", step).part("payrollId", run)).await;
    }
    let slip = tower.call("icehrm", "payslip_get").part("payrollId", run).part("employeeId", 3);
    let slip = tower.told(slip).await["data"].clone();
    let own = tower.other("okta-hr", "my_payslip_list", "employee").await.query("per_page", 100);
    let okta = tower.in_okta(own, "period", "2025-03").await;
    for key in ["gross", "deductions", "net"] {
        let amount = slip[key].as_f64().unwrap();
        let shown: f64 = okta["attributes"][key].as_str().unwrap().parse().unwrap();
        assert!(amount > 0.0 && (amount - shown).abs() < 1e-9, "{key}: {amount} and {shown}");
    }
    let of_run = &okta["relationships"]["payroll_run"]["data"]["id"];
    assert_eq!(number(of_run), run);
}

#[tokio::test]
async fn asset_of_icehrm_is_given_out_and_taken_back_in_okta_hr_too() {
    let tower = Tower::open().await;
    let body = json!({"code": "CROSS-1", "type": 1});
    let made = tower.told(tower.call("icehrm", "asset_save").json(body)).await;
    let id = number(&made["data"]["id"]);
    let seen = async || {
        let list = tower.call("okta-hr", "asset_list").query("per_page", 100);
        let it = tower.in_okta(list, "asset_tag", "CROSS-1").await;
        let holder = it["relationships"]["holder"]["data"]["id"].clone();
        (it["attributes"]["status"].clone(), holder)
    };
    assert_eq!(seen().await, (json!("available"), Value::Null));
    let assign = tower.call("icehrm", "asset_assign").part("assetId", id);
    tower.told(assign.json(json!({"employee": 3}))).await;
    assert_eq!(seen().await, (json!("assigned"), json!("3")));
    tower.told(tower.call("icehrm", "asset_unassign").part("assetId", id)).await;
    assert_eq!(seen().await, (json!("available"), Value::Null));
}

#[tokio::test]
async fn document_of_shiftcare_is_one_of_the_employee_in_icehrm() {
    let tower = Tower::open().await;
    let body = json!({"employeeId": 7, "documentName": "Forklift licence"});
    let made = tower.told(tower.call("shiftcare", "document_create").json(body)).await;
    let id = number(&made["data"]["documentId"]);
    let of_employee = || tower.call("icehrm", "employee_document_list_of").part("id", 7);
    let list = tower.told(of_employee()).await;
    let rows = list["data"].as_array().unwrap();
    let it = rows.iter().find(|row| number(&row["id"]) == id).expect("the document");
    assert_eq!((&it["document"], &it["status"]), (&json!("Forklift licence"), &json!("Active")));
    tower.told(tower.call("shiftcare", "document_delete").id(id)).await;
    let list = tower.told(of_employee()).await;
    assert!(list["data"].as_array().unwrap().iter().all(|row| number(&row["id"]) != id));
}

#[tokio::test]
async fn leave_of_icehrm_goes_through_its_states_in_shiftcare() {
    let tower = Tower::open().await;
    let body = json!({
        "employee": 9, "leave_type": 1, "start": "2027-05-03", "end": "2027-05-04",
        "days": {"2027-05-03": "Full Day", "2027-05-04": "Half Day - Morning"},
    });
    let made = tower.told(tower.call("icehrm", "leave_apply").json(body)).await;
    let id = number(&made["data"]["id"]);
    let seen = async || {
        let ice = tower.told(tower.call("icehrm", "leave_get").part("id", id)).await;
        let shift = tower.told(tower.call("shiftcare", "leave_request_get").id(id)).await;
        let status = ice["data"]["status"].as_str().unwrap().to_owned();
        (status, number(&shift["data"]["status"]), shift["data"]["totalDays"].as_f64().unwrap())
    };
    assert_eq!(seen().await, ("Pending".into(), 3, 1.5));
    tower.told(tower.call("icehrm", "leave_approve").part("id", id)).await;
    assert_eq!(seen().await, ("Approved".into(), 1, 1.5));
    tower.told(tower.call("icehrm", "leave_cancel").part("id", id)).await;
    assert_eq!(seen().await, ("Cancellation Requested".into(), 1, 1.5));
    tower.told(tower.call("icehrm", "leave_approve").part("id", id)).await;
    assert_eq!(seen().await, ("Cancelled".into(), 4, 1.5));
}
