//! Public operations, several successes, constant headers, bytes and text.

use super::dialect::dialect;
use crate::statuses::requests::*;
use crate::statuses::traits::{KeyPutResult, Keys, Match};
use crate::statuses::types::Key;

dialect!(statuses);

impl Keys for Echo {
    async fn key_list(&self, _: wire::Visitor, _: KeyListRequest) -> Result<Vec<String>, String> {
        Ok(vec!["a".to_owned()])
    }

    async fn key_put(
        &self,
        visitor: wire::Visitor,
        _: KeyPutRequest,
    ) -> Result<KeyPutResult, String> {
        let id = visitor.authorization.unwrap_or_default();
        Ok(KeyPutResult::Created(Key { id }))
    }
}

impl Match for Echo {
    async fn key_file(&self, _: String, _: KeyFileRequest) -> Result<Vec<u8>, String> {
        Ok(b"bytes".to_vec())
    }

    async fn key_text(&self, _: String, request: KeyTextRequest) -> Result<String, String> {
        Ok(request.key_id)
    }
}

const ID: &str = "00000000-0000-4000-8000-000000000001";

#[tokio::test]
async fn key_list_carries_its_constant_headers() {
    let answer = ask("GET", "/keys/", None, ()).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, r#"["a"]"#));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("pragma"), "no-cache");
}

#[tokio::test]
async fn key_put_answers_the_status_that_its_handler_chose() {
    let answer = ask("PUT", "/keys", None, ()).await;
    assert_eq!((answer.status, answer.body.as_str()), (201, r#"{"id":"any"}"#));
}

#[tokio::test]
async fn key_file_and_key_text_answer_in_their_own_types() {
    let answer = ask("GET", &format!("/keys/{ID}/file"), None, ()).await;
    assert_eq!(
        (answer.content_type.as_str(), answer.body.as_str()),
        ("application/octet-stream", "bytes")
    );
    let answer = ask("GET", &format!("/keys/{ID}/text"), None, ()).await;
    assert_eq!((answer.content_type.as_str(), answer.body.as_str()), ("text/plain", ID));
    let answer = ask("GET", "/keys/1/text", None, ()).await;
    assert_eq!(answer.status, 400);
}
