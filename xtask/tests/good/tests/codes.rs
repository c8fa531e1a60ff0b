//! Closed lists and tolerant scalars: read in both forms, answered in the first.

use super::dialect::dialect;
use crate::codes::requests::LeaveTypeCreateRequest;
use crate::codes::traits::LeaveTypes;
use crate::codes::types::LeaveType;

dialect!(codes);

impl LeaveTypes for Echo {
    async fn leave_type_create(
        &self,
        _: wire::Visitor,
        request: LeaveTypeCreateRequest,
    ) -> Result<LeaveType, String> {
        Err(format!("{request:?}"))
    }
}

#[tokio::test]
async fn leave_type_create_reads_both_forms_of_a_code() {
    let strict =
        r#"{"kind":"sick","code":"2","level":1,"roleId":17,"members":[1,2],"levels":[1,2]}"#;
    let loose =
        r#"{"kind":"sick","code":2,"level":"1","roleId":"17","members":["1",2],"levels":["1",2]}"#;
    let json = Some("application/json");
    let strict = ask("POST", "/leave-types?status=1&order=desc&kinds=match", json, strict).await;
    let loose = ask("POST", "/leave-types?status=1&order=desc&kinds=match", json, loose).await;
    assert_eq!(strict.status, 422, "{}", strict.body);
    assert_eq!(strict.body, loose.body);
}

#[tokio::test]
async fn leave_type_create_refuses_a_code_that_is_not_listed() {
    let body = r#"{"kind":"other","code":3,"roleId":"017"}"#;
    let answer = ask("POST", "/leave-types?status=7", Some("application/json"), body).await;
    assert_eq!(answer.status, 400);
    for name in ["status", "kind", "code", "roleId"] {
        assert!(answer.body.contains(name), "{name} is missing in: {}", answer.body);
    }
    assert!(!answer.body.contains("other"), "the value is echoed: {}", answer.body);
}
