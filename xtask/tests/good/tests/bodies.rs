//! JSON, form and multipart bodies of one operation each, and optional ones.

use super::dialect::dialect;
use crate::bodies::requests::*;
use crate::bodies::traits::Documents;
use crate::bodies::types::Document;

dialect!(bodies);

impl Documents for Echo {
    async fn document_create(
        &self,
        _: wire::Visitor,
        request: DocumentCreateRequest,
    ) -> Result<Document, String> {
        match request.body {
            DocumentCreateBody::Json(body) => Err(format!("json {} {}", body.name, body.url)),
            DocumentCreateBody::Multipart(body) => Err(format!(
                "file of {} bytes, {:?}, {:?}, {:?}, {:?}",
                body.file.size, body.name, body.employee_id, body.tags, body.status
            )),
        }
    }

    async fn document_note(
        &self,
        _: wire::Visitor,
        request: DocumentNoteRequest,
    ) -> Result<(), String> {
        if request.body.is_some() { Err(format!("{:?}", request.body)) } else { Ok(()) }
    }

    async fn token_issue(
        &self,
        _: wire::Visitor,
        request: TokenIssueRequest,
    ) -> Result<Document, String> {
        Err(format!("{:?}", request.body))
    }
}

#[tokio::test]
async fn document_create_reads_both_content_types() {
    let json = r#"{"name":"a","url":"https://example.com/"}"#;
    let answer = ask("POST", "/documents", Some("application/json"), json).await;
    assert_eq!(answer.body, "json a https://example.com/");
    let form = concat!(
        "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello\r\n",
        "--x\r\ncontent-disposition: form-data; name=\"employeeId\"\r\n\r\n17\r\n",
        "--x\r\ncontent-disposition: form-data; name=\"status\"\r\n\r\nfinal\r\n--x--\r\n"
    );
    let answer = ask("POST", "/documents", Some("multipart/form-data; boundary=x"), form).await;
    assert_eq!(answer.body, "file of 5 bytes, None, Some(17), None, Some(Final)");
    let answer = ask("POST", "/documents", Some("text/plain"), "a").await;
    assert_eq!(answer.status, 415);
}

#[tokio::test]
async fn document_create_refuses_an_unknown_key_of_a_closed_object() {
    let json = r#"{"name":"a","url":"https://example.com/","more":1}"#;
    let answer = ask("POST", "/documents", Some("application/json"), json).await;
    assert_eq!(answer.body, "body has a field that is not known");
}

#[tokio::test]
async fn document_note_may_come_without_a_body() {
    let answer = ask("PUT", "/documents/abc/note", None, ()).await;
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    let answer = ask("PUT", "/documents/abc/note", Some("application/json"), "{}").await;
    assert_eq!(answer.body, "Some(Note { text: Absent })");
    let answer = ask("PUT", "/documents/ABC/note", None, ()).await;
    assert_eq!(answer.status, 400);
}

#[tokio::test]
async fn token_issue_reads_a_form_and_hides_the_secret() {
    let form = "grant_type=client_credentials&client_secret=hidden&scope=a%20b";
    let kind = Some("application/x-www-form-urlencoded");
    let answer = ask("POST", "/token", kind, form).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("ClientCredentials"), "{}", answer.body);
    assert!(answer.body.contains("a b") && !answer.body.contains("hidden"), "{}", answer.body);
}
