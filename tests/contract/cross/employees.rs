//! Employees: hired, changed, gone and back through each API that can write them.

use serde_json::{Value, json};

use super::{Tower, number, padded};

/// Name, address and whether somebody works here.
#[derive(Debug, PartialEq, Eq)]
struct Seen {
    name: String,
    email: String,
    active: bool,
}

fn seen(name: String, email: &Value, active: bool) -> Seen {
    Seen { name, email: email.as_str().unwrap_or_default().to_owned(), active }
}

fn joined(first: &Value, last: &Value) -> String {
    format!("{} {}", first.as_str().unwrap_or_default(), last.as_str().unwrap_or_default())
}

impl Tower {
    /// The same person through every API, by its name.
    async fn everywhere(&self, id: i64) -> Vec<(&'static str, Seen)> {
        let it = self.told(self.call("shiftcare", "employee_get").id(id)).await["data"].clone();
        let name = joined(&it["firstName"], &it["lastName"]);
        let mut all = vec![("shiftcare", seen(name, &it["email"], it["status"] == "1"))];

        let user = self.call("workbeats", "user_get").id(padded("user", id));
        let it = self.told(user).await["data"]["attributes"].clone();
        let name = it["name"].as_str().unwrap_or_default().to_owned();
        all.push(("workbeats", seen(name, &it["email"], it["status"] == "active")));

        let user = self.call("workbeats", "scim_user_get").id(id.to_string());
        let it = self.told(user).await;
        let name = joined(&it["name"]["givenName"], &it["name"]["familyName"]);
        all.push(("scim", seen(name, &it["userName"], it["active"] == json!(true))));

        let employee = self.call("okta-hr", "employee_get").id(id);
        let it = self.told(employee).await["data"]["attributes"].clone();
        let name = joined(&it["first_name"], &it["last_name"]);
        all.push(("okta-hr", seen(name, &it["email"], it["status"] == "active")));

        let user = self.call("whosoff", "user_get_by_id").id(id);
        let it = self.told(user).await["Data"][0].clone();
        let name = joined(&it["first_name"], &it["last_name"]);
        all.push(("whosoff", seen(name, &it["email_contact"], it["status_id"] == 1)));

        let employee = self.call("icehrm", "employee_get").part("employee", id);
        let it = self.told(employee).await["data"].clone();
        let name = joined(&it["first_name"], &it["last_name"]);
        all.push(("icehrm", seen(name, &it["work_email"], it["status"] == "Active")));
        all
    }

    async fn agree(&self, id: i64, name: &str, email: &str, active: bool) {
        for (api, it) in self.everywhere(id).await {
            let expected = Seen { name: name.to_owned(), email: email.to_owned(), active };
            assert_eq!(it, expected, "{api} shows somebody else");
        }
    }

    async fn hire_in_shiftcare(&self, email: &str) -> i64 {
        let body = json!({
            "firstName": "Mary", "lastName": "Leakey", "email": email, "roleId": "3",
            "username": email.split('@').next(), "phoneCode": "AU", "phone": "+61 400000199",
        });
        let made = self.told(self.call("shiftcare", "employee_create").json(body)).await;
        number(&made["data"]["employeeId"])
    }

    async fn hire_in_scim(&self, email: &str) -> i64 {
        let body = json!({
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": email, "name": {"givenName": "Mary", "familyName": "Leakey"},
        });
        let made = self.told(self.call("workbeats", "scim_user_create").json(body)).await;
        number(&made["id"])
    }

    async fn hire_in_whosoff(&self, email: &str) -> i64 {
        let body = json!({
            "first_name": "Mary", "last_name": "Leakey", "user_type_id": 100,
            "default_view_type_id": 1, "department_id": 2, "approver_id": 0,
            "email_contact": email, "password": "a-long-password", "email_type_id": 0,
            "allowance_type_id": 0,
        });
        let made = self.told(self.call("whosoff", "user_create").json(body)).await;
        number(&made["Data"][0]["user_id"])
    }

    async fn active_in_scim(&self, id: i64, active: bool) {
        let body = json!({
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "replace", "path": "active", "value": active}],
        });
        let call = self.call("workbeats", "scim_user_patch").id(id.to_string()).json(body);
        self.told(call).await;
    }
}

#[tokio::test]
async fn employee_hired_through_any_api_is_the_same_person_in_all() {
    let tower = Tower::open().await;
    let ids = [
        ("one@cross.example", tower.hire_in_shiftcare("one@cross.example").await),
        ("two@cross.example", tower.hire_in_scim("two@cross.example").await),
        ("three@cross.example", tower.hire_in_whosoff("three@cross.example").await),
    ];
    for (email, id) in ids {
        tower.agree(id, "Mary Leakey", email, true).await;
    }
}

#[tokio::test]
async fn employee_changed_through_any_api_is_changed_in_all() {
    let tower = Tower::open().await;
    let id = tower.hire_in_whosoff("four@cross.example").await;
    let update = tower.call("shiftcare", "employee_update").id(id);
    tower.told(update.json(json!({"firstName": "Louise"}))).await;
    tower.agree(id, "Louise Leakey", "four@cross.example", true).await;
    let update = tower.call("whosoff", "user_update");
    tower.told(update.json(json!({"user_id": id, "last_name": "Odhiambo"}))).await;
    tower.agree(id, "Louise Odhiambo", "four@cross.example", true).await;
    let patch = json!({
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "replace", "path": "userName", "value": "five@cross.example"}],
    });
    let call = tower.call("workbeats", "scim_user_patch").id(id.to_string()).json(patch);
    tower.told(call).await;
    tower.agree(id, "Louise Odhiambo", "five@cross.example", true).await;
}

#[tokio::test]
async fn employee_who_leaves_or_returns_through_any_api_does_so_in_all() {
    let tower = Tower::open().await;
    let email = "six@cross.example";
    let id = tower.hire_in_scim(email).await;
    tower.told(tower.call("shiftcare", "employee_offboard").id(id)).await;
    tower.agree(id, "Mary Leakey", email, false).await;
    tower.active_in_scim(id, true).await;
    tower.agree(id, "Mary Leakey", email, true).await;
    let off = tower.call("whosoff", "user_update").json(json!({"user_id": id, "status_id": 0}));
    tower.told(off).await;
    tower.agree(id, "Mary Leakey", email, false).await;
    tower.told(tower.call("shiftcare", "employee_restore").id(id)).await;
    tower.agree(id, "Mary Leakey", email, true).await;
    tower.active_in_scim(id, false).await;
    tower.agree(id, "Mary Leakey", email, false).await;
    let on = tower.call("whosoff", "user_update").json(json!({"user_id": id, "status_id": 1}));
    tower.told(on).await;
    tower.agree(id, "Mary Leakey", email, true).await;
}

#[tokio::test]
async fn employee_deleted_through_any_api_is_found_in_none() {
    let tower = Tower::open().await;
    for via in ["shiftcare", "workbeats", "whosoff"] {
        let id = tower.hire_in_shiftcare(&format!("{via}@cross.example")).await;
        let delete = match via {
            "shiftcare" => tower.call(via, "employee_delete").id(id),
            "workbeats" => tower.call(via, "scim_user_delete").id(id.to_string()),
            _ => tower.call(via, "user_del").id(id),
        };
        let answer = delete.send().await;
        assert!(answer.status < 300, "{via}: {}", answer.text());
        let reads = [
            (tower.call("shiftcare", "employee_get").id(id), 404),
            (tower.call("workbeats", "user_get").id(padded("user", id)), 404),
            (tower.call("workbeats", "scim_user_get").id(id.to_string()), 404),
            (tower.call("okta-hr", "employee_get").id(id), 404),
            (tower.call("whosoff", "user_get_by_id").id(id), 400),
        ];
        for (read, status) in reads {
            let answer = read.send().await;
            assert_eq!(answer.status, status, "deleted by {via}: {}", answer.what);
        }
    }
}
