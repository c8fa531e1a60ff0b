//! A dialect that lets everybody in and answers refusals as plain text; and a way to ask it.

use poem::endpoint::BoxEndpoint;
use poem::http::{Method, StatusCode};
use poem::{Body, Endpoint, IntoResponse, Request, Response};
use wire::Refusal;

/// Lets `Authorization: any` in and says what was refused.
macro_rules! dialect {
    ($api:ident) => {
        #[derive(Clone)]
        pub struct Echo;

        impl wire::Dialect for Echo {
            type Caller = String;
            type Error = String;
            const API: &'static wire::Api = &crate::$api::API;

            async fn authenticate(
                &self,
                _: &'static wire::Operation,
                head: &wire::Head<'_>,
            ) -> Result<String, wire::Denied> {
                let sent = head.header("authorization").ok_or(wire::Denied::Missing)?;
                Ok(sent.to_owned())
            }

            fn limit_key(&self, caller: &String) -> String {
                caller.clone()
            }

            fn permit(
                &self,
                _: &'static wire::Operation,
                _: &String,
            ) -> Result<(), wire::Forbidden> {
                Ok(())
            }

            async fn tenant(
                &self,
                _: &'static wire::Operation,
                caller: String,
                header: Option<&str>,
            ) -> Result<String, wire::TenantRefusal> {
                header.ok_or(wire::TenantRefusal::Missing)?;
                Ok(caller)
            }

            fn envelope(
                &self,
                _: Option<&'static wire::Operation>,
                refusal: wire::Refusal<String>,
            ) -> poem::Response {
                super::dialect::refused(refusal)
            }
        }

        /// Sends one request to the whole API.
        async fn ask(
            method: &str,
            path: &str,
            content_type: Option<&str>,
            body: impl Into<poem::Body>,
        ) -> super::dialect::Answer {
            let mount = wire::Mount::new(Echo, wire::Settings::default());
            super::dialect::ask(crate::$api::endpoint(mount), method, path, content_type, body)
                .await
        }
    };
}
pub(super) use dialect;

/// What came back.
pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub body: String,
    pub headers: poem::http::HeaderMap,
}

impl Answer {
    /// A header as text, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// Sends one request with credentials and a company.
pub async fn ask(
    api: BoxEndpoint<'static>,
    method: &str,
    path: &str,
    content_type: Option<&str>,
    body: impl Into<Body>,
) -> Answer {
    let mut request = Request::builder()
        .method(Method::from_bytes(method.as_bytes()).expect("a method"))
        .uri(path.parse().expect("a path"))
        .header("authorization", "any")
        .header("cookie", "session=a%20b; other=1")
        .header("x-enterprise-id", "ent_demo");
    if let Some(content_type) = content_type {
        request = request.content_type(content_type);
    }
    let answer = api.call(request.body(body)).await.expect("an answer").into_response();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let content_type = answer.content_type().unwrap_or_default().to_owned();
    let body = answer.into_body().into_string().await.expect("text");
    Answer { status, content_type, body, headers }
}

/// A refusal as a status and a text that names every violation.
pub fn refused(refusal: Refusal<String>) -> Response {
    let (status, text) = match refusal {
        Refusal::Invalid(violations) => (400, violations.joined(100)),
        Refusal::UnsupportedType { .. } => (415, "unsupported".to_owned()),
        Refusal::TooLarge { .. } => (413, "too large".to_owned()),
        Refusal::Unauthenticated(_) => (401, "unauthenticated".to_owned()),
        Refusal::NotFound => (404, "no route".to_owned()),
        Refusal::MethodNotAllowed { allow } => (405, allow),
        Refusal::Handler(text) => (422, text),
        other => (500, format!("{other:?}")),
    };
    let status = StatusCode::from_u16(status).expect("a status");
    Response::builder().status(status).body(text)
}
