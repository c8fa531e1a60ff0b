//! One record, every API: what is written through one is read through all the others.

mod balances;
mod departments;
mod employees;
mod icehrm;
mod leave;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::client::{Call, Caller, Client};
use crate::document::{DOCUMENTS, named};
use crate::house::House;

/// A server, and somebody of every API who may do everything.
pub struct Tower {
    _house: House,
    doors: BTreeMap<&'static str, (Client, Caller)>,
}

impl Tower {
    pub async fn open() -> Tower {
        let house = House::start().await;
        let mut doors = BTreeMap::new();
        for document in DOCUMENTS.iter() {
            let client = Client::of(&house.base, document);
            let owner = client.owner().await;
            doors.insert(document.prefix.trim_start_matches('/'), (client, owner));
        }
        Tower { _house: house, doors }
    }

    fn door(&self, api: &str) -> &(Client, Caller) {
        let found = self.doors.iter().find(|(name, _)| name.starts_with(api));
        found.unwrap_or_else(|| panic!("{api} is not served")).1
    }

    /// An operation as the owner calls it, its path and required query as in the examples.
    pub fn call(&self, api: &str, operation: &str) -> Call {
        let (client, owner) = self.door(api);
        client.ready(named(api).operation(operation), owner)
    }

    /// The body of a success.
    pub async fn told(&self, call: Call) -> Value {
        let answer = call.send().await;
        assert!((200..300).contains(&answer.status), "{}: {}", answer.what, answer.text());
        answer.json()
    }

    /// Somebody else of the same API.
    pub async fn other(&self, api: &str, operation: &str, identity: &str) -> Call {
        let (client, _) = self.door(api);
        let caller = client.identity(identity).await;
        client.ready(named(api).operation(operation), &caller)
    }

    /// Signs into Okta HR with a name and a password.
    pub async fn okta_user(&self, email: &str, password: &str) -> Caller {
        let (client, _) = self.door("okta-hr");
        let body = json!({"email": email, "password": password, "device_name": "test"});
        let login = client.bare(named("okta-hr").operation("token_issue")).json(body);
        let token = self.told(login).await["data"]["attributes"]["token"].clone();
        let token = token.as_str().expect("a token");
        Caller::new(named("okta-hr"), "demo", "personalToken", token)
    }
}

/// The id as Workbeats prints it.
pub fn padded(kind: &str, id: i64) -> String {
    format!("{kind}_{id:03}")
}

/// A whole number, also where it is printed as text.
pub fn number(value: &Value) -> i64 {
    let read = value.as_i64().or_else(|| value.as_str()?.parse().ok());
    read.unwrap_or_else(|| panic!("{value} is no number"))
}
