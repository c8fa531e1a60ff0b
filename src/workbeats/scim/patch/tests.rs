//! PATCH as tables: what operations become, and why others are refused.

use chrono::DateTime;
use hr::employee::Status;
use hr::id::{EmployeeId, RoleId};
use serde_json::json;

use super::*;

fn employee() -> Employee {
    Employee {
        id: EmployeeId(7),
        first_name: "Zoe".into(),
        last_name: "Dawson".into(),
        email: "zoe@demo.example".into(),
        username: None,
        role: RoleId(3),
        status: Status::Active,
        phone: None,
        phone_code: None,
        work_phone: None,
        work_phone_code: None,
        job_title: Some("Carer".into()),
        employment: None,
        hired_on: None,
        resigned_on: None,
        resignation_reason: None,
        external_id: None,
        country: None,
        address1: None,
        address2: None,
        city: None,
        province: None,
        postal_code: None,
        preferred_name: None,
        number: Some("S0007".into()),
        manager: None,
        approvers: Vec::new(),
        indirect_managers: Vec::new(),
        branch: None,
        position: None,
        directory_name: None,
        full_name: None,
        created_at: DateTime::UNIX_EPOCH,
        updated_at: DateTime::UNIX_EPOCH,
    }
}

/// `[op, path or null, value]`, without a value where there are two.
fn patched(operations: Value) -> Result<Edits, Failure> {
    let read = |it: &Value| ScimPatchOperation {
        op: it[0].as_str().unwrap().into(),
        path: it[1].as_str().map(str::to_owned),
        value: it.get(2).cloned(),
        rest: Default::default(),
    };
    edits(operations.as_array().unwrap().iter().map(read).collect(), &employee())
}

#[test]
fn patch_says_what_each_operation_says() {
    let text = |text: &str| Some(text.to_owned());
    let set = |text: &str| Patch::Set(text.to_owned());
    let enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    let number = format!("{enterprise}:employeeNumber");
    for (operations, expected) in [
        (
            json!([[
                "Replace", null,
                {"nickName": "Zo", "TITLE": "Cook", "unknown": 1, "schemas": []},
            ]]),
            Edits { nick_name: set("Zo"), title: set("Cook"), ..Edits::default() },
        ),
        (json!([["replace", "active", false]]), Edits { active: Some(false), ..Edits::default() }),
        (
            json!([["add", null, {"active": "True", "name.givenName": "Zed"}]]),
            Edits { active: Some(true), given: text("Zed"), ..Edits::default() },
        ),
        (
            json!([["replace", "name", {"givenName": "A", "familyName": null, "middleName": "M"}]]),
            Edits { given: text("A"), family: text(""), ..Edits::default() },
        ),
        (
            json!([["add", "phoneNumbers[type eq \"work\"].value", "+61 4"]]),
            Edits { phone: set("+61 4"), ..Edits::default() },
        ),
        (
            json!([
                [
                    "add", "phoneNumbers",
                    [{"value": "1", "type": "home"}, {"value": "2", "type": "work"}],
                ],
                ["remove", "phoneNumbers[value eq \"2\"]"]
            ]),
            Edits { phone: Patch::Clear, ..Edits::default() },
        ),
        (
            json!([[
                "replace",
                "emails[type eq \"work\" and primary eq true].value",
                "z@x.example"
            ]]),
            Edits { email: text("z@x.example"), ..Edits::default() },
        ),
        (
            json!([["add", enterprise, {"employeeNumber": "S9"}]]),
            Edits { number: set("S9"), ..Edits::default() },
        ),
        (json!([["remove", number]]), Edits { number: Patch::Clear, ..Edits::default() }),
        (
            json!([["replace", "externalId", null], ["replace", "title", ""]]),
            Edits { external_id: Patch::Clear, title: Patch::Clear, ..Edits::default() },
        ),
    ] {
        assert_eq!(patched(operations.clone()), Ok(expected), "{operations}");
    }
}

#[test]
fn patch_is_refused_with_the_kind_of_its_fault() {
    for (operation, expected) in [
        (json!(["remove", null]), Kind::NoTarget),
        (json!(["replace", "phoneNumbers[type eq \"work\"].value", "1"]), Kind::NoTarget),
        (json!(["replace", "emails[type eq \"home\"].value", "a@b"]), Kind::NoTarget),
        (json!(["add", "phoneNumbers[type eq \"home\"].value", "1"]), Kind::NoTarget),
        (json!(["add", "title"]), Kind::InvalidSyntax),
        (json!(["replace", null]), Kind::InvalidSyntax),
        (json!(["replace", "manager", "1"]), Kind::InvalidPath),
        (json!(["replace", "id", "8"]), Kind::Mutability),
        (json!(["replace", null, {"meta": {}}]), Kind::Mutability),
        (json!(["remove", "userName"]), Kind::Mutability),
        (json!(["remove", "emails"]), Kind::Mutability),
        (json!(["replace", "emails", []]), Kind::Mutability),
        (json!(["replace", "name.givenName", null]), Kind::Mutability),
        (json!(["replace", null, "text"]), Kind::InvalidValue),
        (json!(["replace", "title", 5]), Kind::InvalidValue),
        (json!(["replace", "title", "x".repeat(256)]), Kind::InvalidValue),
        (json!(["replace", "active", "maybe"]), Kind::InvalidValue),
        (json!(["replace", "emails", [{"value": "nobody"}]]), Kind::InvalidValue),
        (json!(["add", "emails", [{"type": "work"}]]), Kind::InvalidValue),
        (json!(["replace", "userName", " a"]), Kind::InvalidValue),
        (json!(["replace", "emails[type eq \"work\"].type", "home"]), Kind::InvalidValue),
    ] {
        match patched(json!([operation])) {
            Err(Failure::Scim { kind, .. }) => assert_eq!(kind, expected, "{operation}"),
            other => panic!("{operation}: {other:?}"),
        }
    }
}

#[test]
fn plan_changes_address_and_account_together_until_they_differ() {
    let (old, text) = (employee(), |text: &str| Some(text.to_owned()));
    let other = Employee { directory_name: text("zdawson"), ..employee() };
    for (old, user_name, email, address, account) in [
        (&old, text("new@x.example"), None, "new@x.example", Patch::Clear),
        (&old, None, text("new@x.example"), "new@x.example", Patch::Clear),
        (&old, text("zoe"), None, "zoe@demo.example", Patch::Set("zoe".to_owned())),
        (&old, text("zoe"), text("n@x.example"), "n@x.example", Patch::Set("zoe".to_owned())),
        (&other, None, text("n@x.example"), "n@x.example", Patch::Set("zdawson".to_owned())),
        (&other, text("ZOE@demo.example"), None, "zoe@demo.example", Patch::Clear),
        (&other, text("n@x.example"), None, "zoe@demo.example", Patch::Set("n@x.example".into())),
    ] {
        let (change, _) = Edits { user_name, email, ..Edits::default() }.plan(old);
        assert_eq!((change.email.as_deref(), change.directory_name), (Some(address), account));
    }
}
