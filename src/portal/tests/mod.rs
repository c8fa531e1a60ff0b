//! What a browser, a crawler and an orchestrator see of the portal.

mod documents;
mod pages;
mod postman;
mod texts;

use std::sync::Arc;

use futures_util::FutureExt;
use include_dir::{Dir, DirEntry, File};
use poem::{
    Endpoint, Request, Response,
    http::{Method, StatusCode},
};

use crate::{ApiEntry, Book, Failure, Why, endpoint, metrics};

static KIT: Dir<'static> =
    Dir::new("", &[DirEntry::File(File::new("run.sh", b"#!/bin/sh\nexit 0\n"))]);

static LIMIT: wire::RateLimit = wire::RateLimit {
    name: "general",
    limit: 100,
    window_s: 60,
    key: wire::LimitKey::Client,
    before_auth: false,
    headers: wire::LimitHeaders { limit: Some("X-L"), remaining: Some("X-R"), reset: Some("X-E") },
    refused_headers: wire::LimitHeaders::NONE,
};
static LIST: wire::Operation = wire::Operation {
    id: "thing_list",
    tag: "Things",
    method: "GET",
    path: "/things",
    security: &[wire::Requirement { scheme: "clientCredentials", scopes: &["thing:read"] }],
    security_optional: false,
    tenant: wire::Tenancy::Required,
    limit: Some(&LIMIT),
    envelope: "",
    verb: None,
    role: None,
    provenance: wire::Provenance::Vendor,
    media: &[],
    body_required: false,
    max_body: 0,
    statuses: &[200, 401, 429],
};
static TOKEN: wire::Operation = wire::Operation {
    id: "token_create",
    tag: "Tokens",
    method: "POST",
    path: "/oauth2/token",
    security: &[],
    envelope: "oauth",
    ..LIST
};
static CHANGE: wire::Operation = wire::Operation {
    id: "thing_change",
    method: "PUT",
    path: "/things/{thingId}",
    security: &[wire::Requirement { scheme: "clientCredentials", scopes: &["thing:write"] }],
    media: &["application/json"],
    ..LIST
};
const RECORD: &str = r#"{"apis": {"sample": {"statuses": {"provoked": 8, "documented": 9,
    "date": "2026-11-28", "document": "0abc"}}},
    "steps": [{"name": "tests", "result": "held", "seen": "all", "date": "2026-11-28"}]}"#;
static TABLE: wire::Api = wire::Api {
    name: "sample",
    operations: &[&LIST, &CHANGE, &TOKEN],
    tenant_header: None,
    tenant_before_scope: false,
    invalid_path_is_missing: false,
    headers: &[],
    too_large: 400,
    unsupported_type: 415,
    max_body: 1,
    trailing_slash: false,
    fallback_limit: Some(&LIMIT),
};

/// A document that has one of everything that the pages read.
const DOCUMENT: &str = include_str!("sample.json");

fn limited() -> Failure {
    let body = r#"{"message":"Too many"}"#;
    let answer = Response::builder().status(StatusCode::TOO_MANY_REQUESTS).body(body);
    Failure::told(answer, Why::Limit).unwrap()
}

fn sample() -> ApiEntry {
    ApiEntry {
        name: "sample",
        title: "Sample 1.0",
        json: DOCUMENT,
        yaml: "openapi: 3.1.0\n",
        fidelity: "# Notes\n\n## Gaps\n\n| # | Text |\n|---|---|\n| 1 | <b>raw</b> |\n",
        changelog: "# Changelog\n\n## 1.0\n\n- First.\n",
        failures: vec![limited()],
        table: &TABLE,
        sdks: &crate::packages::sample::SDKS,
        contract: &KIT,
    }
}

async fn call(method: Method, path: &str, demo: bool, up: bool) -> Response {
    send(Request::builder().method(method).uri(path.parse().unwrap()).finish(), demo, up).await
}

async fn send(request: Request, demo: bool, up: bool) -> Response {
    endpoint(book(demo, up)).get_response(request).await
}

pub(crate) fn book(demo: bool, up: bool) -> Book {
    let ready: crate::Ready = Arc::new(move || async move { up }.boxed());
    Book {
        apis: vec![sample()],
        demo,
        python_index: None,
        rules: vec![(Why::State, "the thing is lost")],
        record: RECORD,
        faults: "fault\twhat\tby\nlist_short\ta record is lost\tlists::whole, lists::pages\n",
        ready,
    }
}

async fn get(path: &str) -> Response {
    call(Method::GET, path, false, true).await
}

async fn text(path: &str, demo: bool) -> String {
    let response = call(Method::GET, path, demo, true).await;
    assert_eq!(response.status(), StatusCode::OK, "{path}");
    response.into_body().into_string().await.unwrap()
}

#[tokio::test]
async fn health_tells_living_from_ready() {
    let down = |path| call(Method::GET, path, false, false);
    assert_eq!(down("/health/live").await.status(), StatusCode::OK);
    assert_eq!(down("/health/ready").await.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(get("/health/ready").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn metrics_are_rendered_on_demand() {
    let endpoint = metrics(Arc::new(|| "a_total 1\n".to_owned()));
    let request = Request::builder().uri("/metrics".parse().unwrap()).finish();
    let response = endpoint.get_response(request).await;
    assert_eq!(response.into_body().into_string().await.unwrap(), "a_total 1\n");
}

#[tokio::test]
async fn a_page_cannot_be_written_to() {
    let refused = call(Method::POST, "/health/live", false, true).await;
    assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(refused.header("allow"), Some("GET, HEAD"));
}
