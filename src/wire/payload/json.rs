//! JSON bodies, straight between bytes and types.

use poem::{IntoResponse, Request, RequestBody, Response, Result};
use poem_openapi::ApiResponse;
use poem_openapi::payload::{ParsePayload, Payload};
use poem_openapi::registry::{
    MetaMediaType, MetaResponse, MetaResponses, MetaSchema, MetaSchemaRef, Registry,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Unread, bytes, rules};
use crate::answer;
use crate::check::Check;

/// `application/json`, in and out.
#[derive(Debug, Clone, PartialEq)]
pub struct Json<T>(pub T);

impl<T: Send> Payload for Json<T> {
    const CONTENT_TYPE: &'static str = answer::JSON;

    fn check_content_type(content_type: &str) -> bool {
        super::same_type(Self::CONTENT_TYPE, content_type)
    }

    /// Nobody reads it: the document served is the bundled one.
    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::ANY))
    }
}

impl<T: DeserializeOwned + Check + Send> ParsePayload for Json<T> {
    const IS_REQUIRED: bool = true;

    async fn from_request(request: &Request, body: &mut RequestBody) -> Result<Self> {
        read(request, body).await.map(Json).map_err(Unread::into_poem)
    }
}

async fn read<T>(request: &Request, body: &mut RequestBody) -> Result<T, Unread>
where
    T: DeserializeOwned + Check,
{
    let rules = rules(request, body, &[answer::JSON])?;
    let sent = bytes::bytes(body, rules.max_body).await?;
    if sent.is_empty() {
        return Err(Unread::Empty);
    }
    bytes::json(&sent, rules.schema)
}

impl<T: Serialize + Send> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        answer::json_or_empty(200, &self.0)
    }
}

impl<T: Serialize + Send> ApiResponse for Json<T> {
    fn meta() -> MetaResponses {
        let content =
            vec![MetaMediaType { content_type: Self::CONTENT_TYPE, schema: Self::schema_ref() }];
        let headers = Vec::new();
        let (description, status, status_range) = ("", Some(200), None);
        MetaResponses {
            responses: vec![MetaResponse { description, status, status_range, content, headers }],
        }
    }

    fn register(_: &mut Registry) {}
}
