//! Leave requests: asked for through each API, decided through each, their state the same in all.

use serde_json::{Value, json};

use super::{Tower, number, padded};

/// A request as every API shows it: from, to, days, state.
#[derive(Debug, PartialEq)]
struct Seen {
    first_day: String,
    last_day: String,
    state: &'static str,
}

/// One state in the words of each API: ShiftCare, Workbeats, Okta HR, WhosOff.
const STATES: [(&str, i64, &str, &str, i64); 3] = [
    ("pending", 3, "pending", "pending", 1),
    ("approved", 1, "approved", "approved", 100),
    ("rejected", 4, "rejected", "rejected", 930),
];

fn state(fits: impl Fn(&(&str, i64, &str, &str, i64)) -> bool) -> &'static str {
    STATES.iter().find(|row| fits(row)).map_or("unknown", |row| row.0)
}

fn day(value: &Value) -> String {
    value.as_str().unwrap_or_default().chars().take(10).collect()
}

impl Tower {
    /// The request through every API that shows it to those who may do everything.
    async fn request(&self, id: i64) -> Vec<(&'static str, Seen)> {
        let it = self.told(self.call("shiftcare", "leave_request_get").id(id)).await;
        let it = it["data"].clone();
        let is = state(|row| it["status"] == row.1);
        let days = (day(&it["fromDateTime"]), it["toDateTime"].as_str().unwrap_or_default());
        let mut all = vec![("shiftcare", shown(days.0, &until(days.1), is))];

        let call = self.call("workbeats", "leave_record_get").id(padded("leave", id));
        let it = self.told(call).await["data"]["attributes"].clone();
        let is = state(|row| it["status"] == row.2);
        all.push(("workbeats", shown(day(&it["start_date"]), &day(&it["end_date"]), is)));

        let list = self.call("okta-hr", "leave_request_list").query("per_page", 100);
        let list = self.told(list).await;
        let rows = list["data"].as_array().unwrap().clone();
        let row = rows.into_iter().find(|row| row["id"] == json!(id.to_string()));
        let it = row.expect("Okta HR lists the request")["attributes"].clone();
        let is = state(|row| it["status"] == row.3);
        all.push(("okta-hr", shown(day(&it["start_date"]), &day(&it["end_date"]), is)));

        let it = self.told(self.call("whosoff", "leave_get_by_id").id(id)).await;
        let it = it["Data"][0].clone();
        let is = state(|row| it["status_id"] == row.4);
        let end = until(it["end_date"].as_str().unwrap_or_default());
        all.push(("whosoff", shown(day(&it["start_date"]), &end, is)));
        all
    }

    async fn agree_on(&self, id: i64, first_day: &str, last_day: &str, state: &'static str) {
        for (api, it) in self.request(id).await {
            assert_eq!(it, shown(first_day.to_owned(), last_day, state), "{api}");
        }
    }

    /// Eve asks through Okta HR; two steps, Max's and then that of HR.
    async fn asked_in_okta(&self, first_day: &str, last_day: &str) -> i64 {
        let body = json!({"leave_type_id": 1, "start_date": first_day, "end_date": last_day});
        let call = self.other("okta-hr", "my_leave_create", "employee").await;
        number(&self.told(call.json(body)).await["data"]["id"])
    }

    async fn act(&self, identity: &str, id: i64, decision: &str) {
        let call = self.other("okta-hr", "leave_request_act", identity).await;
        self.told(call.id(id).json(json!({"decision": decision}))).await;
    }
}

fn shown(first_day: String, last_day: &str, state: &'static str) -> Seen {
    Seen { first_day, last_day: last_day.to_owned(), state }
}

/// The last day of a span: an end at midnight belongs to the day before.
fn until(end: &str) -> String {
    let (day, time) = end.split_at(end.len().min(10));
    let midnight = matches!(time.trim_start_matches(['T', ' ']), "00:00");
    let parsed = day.parse::<chrono::NaiveDate>().expect("a day");
    let last = if midnight { parsed.pred_opt().expect("a day before") } else { parsed };
    last.to_string()
}

#[tokio::test]
async fn leave_asked_for_through_any_api_is_pending_in_all() {
    let tower = Tower::open().await;
    let body = json!({
        "employeeId": 16, "leaveType": "1", "fromDateTime": "2052-03-04 09:00",
        "toDateTime": "2052-03-06 18:00", "totalDays": 3,
    });
    let made = tower.told(tower.call("shiftcare", "leave_request_create").json(body)).await;
    let id = number(&made["data"]["leaveId"]);
    tower.agree_on(id, "2052-03-04", "2052-03-06", "pending").await;

    let id = tower.asked_in_okta("2052-04-01", "2052-04-02").await;
    tower.agree_on(id, "2052-04-01", "2052-04-02", "pending").await;

    let body = json!({
        "leave_type_id": 2, "start_date": "2027-05-03T00:00", "end_date": "2027-05-05T00:00",
        "note": "Away",
    });
    let call = tower.other("whosoff", "leave_submit", "staff").await.json(body);
    let id = number(&tower.told(call).await["Data"][0]["leave_id"]);
    tower.agree_on(id, "2027-05-03", "2027-05-04", "pending").await;
}

#[tokio::test]
async fn leave_approved_or_rejected_in_one_api_is_so_in_all() {
    let tower = Tower::open().await;
    let id = tower.asked_in_okta("2052-06-03", "2052-06-03").await;
    tower.told(tower.call("shiftcare", "leave_request_approve").id(id)).await;
    tower.agree_on(id, "2052-06-03", "2052-06-03", "approved").await;

    let id = tower.asked_in_okta("2052-07-01", "2052-07-02").await;
    tower.act("manager", id, "approve").await;
    tower.agree_on(id, "2052-07-01", "2052-07-02", "pending").await;
    tower.act("demo", id, "approve").await;
    tower.agree_on(id, "2052-07-01", "2052-07-02", "approved").await;

    let id = tower.asked_in_okta("2052-08-01", "2052-08-02").await;
    tower.act("manager", id, "reject").await;
    tower.agree_on(id, "2052-08-01", "2052-08-02", "rejected").await;
}
