//! Departments and who is in them.

use serde_json::{Value, json};

use super::{Tower, number, padded};

impl Tower {
    /// What each API calls the department, or nothing where it is in no list.
    async fn department(&self, id: i64) -> Vec<Option<String>> {
        let named = |value: &Value| value.as_str().map(str::to_owned);
        let one = self.call("shiftcare", "department_get").id(id).send().await;
        let mut names = vec![(one.status == 200).then(|| named(&one.json()["data"]["deptName"]))];
        for (api, printed) in [("workbeats", padded("dept", id)), ("okta-hr", id.to_string())] {
            let list = self.told(self.call(api, "department_list")).await;
            let rows = list["data"].as_array().unwrap().clone();
            let row = rows.into_iter().find(|row| row["id"] == json!(printed));
            names.push(row.map(|row| named(&row["attributes"]["name"])));
        }
        let call = self.call("whosoff", "department_retrieve").query("department_id", id);
        let list = self.told(call).await;
        names.push(list["Data"].get(0).map(|row| named(&row["name"])));
        names.into_iter().map(Option::flatten).collect()
    }

    /// In which department each API shows the employee.
    async fn department_of(&self, employee: i64) -> Vec<i64> {
        let user = self.call("workbeats", "user_get").id(padded("user", employee));
        let user = self.told(user).await["data"]["attributes"]["department"]["id"].clone();
        let printed = user.as_str().and_then(|id| id.strip_prefix("dept_")?.parse().ok());
        let okta = self.call("okta-hr", "employee_get").id(employee);
        let okta = self.told(okta).await["data"]["relationships"]["department"]["data"].clone();
        let whosoff = self.call("whosoff", "user_get_by_id").id(employee);
        let whosoff = self.told(whosoff).await["Data"][0]["department_id"].clone();
        let okta = if okta.is_null() { 0 } else { number(&okta["id"]) };
        vec![printed.unwrap_or(0), okta, number(&whosoff)]
    }
}

#[tokio::test]
async fn department_made_and_renamed_through_either_api_is_the_same_in_all() {
    let tower = Tower::open().await;
    let body = json!({"deptName": "Field Work", "leader": 2, "status": "0"});
    let made = tower.told(tower.call("shiftcare", "department_create").json(body)).await;
    let first = number(&made["data"]["deptId"]);
    let body = json!({"name": "Field Work", "min_user": 0});
    let made = tower.told(tower.call("whosoff", "department_create").json(body)).await;
    let second = number(&made["Data"][0]["department_id"]);
    for id in [first, second] {
        assert_eq!(tower.department(id).await, vec![Some("Field Work".to_owned()); 4]);
    }
    let rename = json!({"department_id": first, "name": "Digs"});
    tower.told(tower.call("whosoff", "department_update").json(rename)).await;
    let rename = tower.call("shiftcare", "department_update").id(second);
    tower.told(rename.json(json!({"deptName": "Digs"}))).await;
    for id in [first, second] {
        assert_eq!(tower.department(id).await, vec![Some("Digs".to_owned()); 4]);
    }
    let gone = tower.call("whosoff", "department_del").part("department_id", first);
    tower.told(gone.part("force_removal", json!(true))).await;
    tower.call("shiftcare", "department_delete").id(second).send().await;
    for id in [first, second] {
        assert_eq!(tower.department(id).await, vec![None::<String>; 4]);
    }
}

#[tokio::test]
async fn department_member_is_one_in_all() {
    let tower = Tower::open().await;
    let update = tower.call("shiftcare", "department_update").id(3);
    tower.told(update.json(json!({"employeeIds": [23, 24, 40]}))).await;
    assert_eq!(tower.department_of(40).await, [3, 3, 3]);
    let update = json!({"user_id": 40, "department_id": 4});
    tower.told(tower.call("whosoff", "user_update").json(update)).await;
    assert_eq!(tower.department_of(40).await, [4, 4, 4]);
    let members = tower.told(tower.call("shiftcare", "department_get").id(4)).await;
    assert!(members["data"]["employeeIds"].as_array().unwrap().contains(&json!(40)));
}
