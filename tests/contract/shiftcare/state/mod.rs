//! What the server keeps: writes that can be read, lists, deletes, states, and races.

mod lists;
mod machines;
mod races;
mod records;
mod two_servers;

use serde_json::{Value, json};

use crate::client::{Answer, Caller};
use crate::house::House;

/// A house and its client with every right.
pub struct Scene {
    pub house: House,
    pub all: Caller,
}

impl Scene {
    pub async fn new() -> Scene {
        let house = House::start().await;
        let all = house.demo(&house.every_scope()).await;
        Scene { house, all }
    }

    /// Sends the sample of an operation about a record.
    pub async fn about(&self, operation: &str, id: &Value) -> Answer {
        self.house.sample(operation).by(&self.all).id(id.clone()).send().await
    }

    /// The same with a JSON body.
    pub async fn change(&self, operation: &str, id: &Value, body: Value) -> Answer {
        self.house.sample(operation).by(&self.all).id(id.clone()).json(body).send().await
    }

    /// Sends a JSON body to an operation that names no record.
    pub async fn add(&self, operation: &str, body: Value) -> Answer {
        self.house.sample(operation).by(&self.all).json(body).send().await
    }

    /// A new active employee; the mark makes it one of a kind.
    pub async fn employee(&self, mark: &str) -> Value {
        let answer = self.add("employee_create", employee(mark)).await.held(201);
        answer.data()["employeeId"].clone()
    }

    /// A new pending leave request.
    pub async fn leave(&self) -> Value {
        let body = json!({
            "employeeId": 4, "leaveType": "1",
            "fromDateTime": "2026-12-21 09:00", "toDateTime": "2026-12-23 18:00",
        });
        self.add("leave_request_create", body).await.held(201).data()["leaveId"].clone()
    }
}

/// The shortest employee, one of a kind by its mark.
pub fn employee(mark: &str) -> Value {
    json!({
        "firstName": "Test", "lastName": mark, "email": format!("{mark}@demo.example"),
        "phoneCode": "AU", "phone": "+61 400000999", "username": mark, "roleId": "3",
    })
}
