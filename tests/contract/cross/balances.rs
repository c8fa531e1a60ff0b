//! Balances: what is granted through WhosOff and used through ShiftCare or Okta HR shows in all.

use serde_json::{Value, json};

use super::{Tower, number};
use crate::client::{Caller, Client};
use crate::document::named;

/// A day in WhosOff's minutes.
const DAY: i64 = 1440;

/// Days as Okta HR and WhosOff show them for the first leave type of the current year.
#[derive(Debug, PartialEq)]
struct Left {
    okta: f64,
    whosoff: f64,
}

impl Tower {
    async fn balance(&self, caller: &Caller) -> Value {
        let (client, _): &(Client, Caller) = self.door("okta-hr");
        let call = client.ready(named("okta-hr").operation("my_leave_balance_list"), caller);
        let list = self.told(call).await;
        let rows = list["data"].as_array().unwrap().clone();
        let of = |row: &Value| row["relationships"]["leave_type"]["data"]["id"] == json!("1");
        rows.into_iter().find(of).expect("a balance of the first type")["attributes"].clone()
    }

    async fn left(&self, caller: &Caller, user: i64) -> Left {
        // Okta HR takes off what is pending, WhosOff does not.
        let balance = self.balance(caller).await;
        let days = |key: &str| balance[key].as_f64().unwrap();
        let okta = days("remaining") + days("pending");
        let body = json!({"map_type_id": 3, "map_id": user, "status_id": 99});
        let rows = self.told(self.call("whosoff", "user_retrieve").json(body)).await;
        let minutes = number(&rows["Data"][0]["this_year_remaining"]);
        Left { okta, whosoff: minutes as f64 / DAY as f64 }
    }
}

#[tokio::test]
async fn balance_granted_in_whosoff_and_used_in_shiftcare_shows_in_all() {
    let tower = Tower::open().await;
    let (client, _) = tower.door("okta-hr");
    let eve = client.identity("employee").await;
    let year = number(&tower.balance(&eve).await["year"]);
    let body = json!({
        "first_name": "Rosalind", "last_name": "Franklin", "user_type_id": 100,
        "default_view_type_id": 1, "department_id": 2, "approver_id": 0,
        "email_contact": "rosalind@cross.example", "password": "a-long-password",
        "email_type_id": 0, "allowance_type_id": 0,
        "allowances": [
            {"start_date": format!("{year}-01-01"), "opening": 20 * DAY, "remaining": 18 * DAY},
        ],
    });
    let made = tower.told(tower.call("whosoff", "user_create").json(body)).await;
    let user = number(&made["Data"][0]["user_id"]);
    let caller = tower.okta_user("rosalind@cross.example", "a-long-password").await;
    assert_eq!(tower.left(&caller, user).await, Left { okta: 18.0, whosoff: 18.0 });

    let body = json!({
        "employeeId": user, "leaveType": "1", "fromDateTime": format!("{year}-12-07 09:00"),
        "toDateTime": format!("{year}-12-09 18:00"), "totalDays": 3,
    });
    let made = tower.told(tower.call("shiftcare", "leave_request_create").json(body)).await;
    let leave = number(&made["data"]["leaveId"]);
    assert_eq!(tower.balance(&caller).await["pending"].as_f64(), Some(3.0));
    assert_eq!(tower.left(&caller, user).await, Left { okta: 18.0, whosoff: 18.0 });
    tower.told(tower.call("shiftcare", "leave_request_approve").id(leave)).await;
    assert_eq!(tower.left(&caller, user).await, Left { okta: 15.0, whosoff: 15.0 });
    assert_eq!(tower.balance(&caller).await["used"].as_f64(), Some(5.0));
}

#[tokio::test]
async fn balance_used_through_okta_hr_falls_in_whosoff() {
    let tower = Tower::open().await;
    let (client, _) = tower.door("okta-hr");
    let eve = client.identity("employee").await;
    let before = tower.left(&eve, 3).await;
    let year = number(&tower.balance(&eve).await["year"]);
    let day = format!("{year}-12-31");
    let body = json!({"leave_type_id": 1, "start_date": day, "end_date": day});
    let ask = tower.other("okta-hr", "my_leave_create", "employee").await.json(body);
    let leave = tower.told(ask).await["data"]["id"].clone();
    for approver in ["manager", "demo"] {
        let act = tower.other("okta-hr", "leave_request_act", approver).await;
        tower.told(act.id(number(&leave)).json(json!({"decision": "approve"}))).await;
    }
    let after = tower.left(&eve, 3).await;
    assert_eq!(before.okta - after.okta, 1.0);
    assert_eq!(before.whosoff - after.whosoff, 1.0);
}
