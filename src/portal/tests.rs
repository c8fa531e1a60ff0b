//! What a browser, a crawler and an orchestrator see of the portal.

use std::sync::Arc;

use futures_util::FutureExt;
use include_dir::{Dir, DirEntry, File};
use poem::{
    Endpoint, Request, Response,
    http::{Method, StatusCode},
};

use crate::{ApiEntry, Book, endpoint, metrics};

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
static TABLE: wire::Api = wire::Api {
    name: "sample",
    operations: &[&LIST, &TOKEN],
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

pub(crate) fn book(demo: bool, up: bool) -> Book {
    let api = ApiEntry {
        name: "sample",
        title: "Sample 1.0",
        json: "{\"openapi\":\"3.1.0\"}",
        yaml: "openapi: 3.1.0\n",
        table: &TABLE,
        sdks: &crate::packages::sample::SDKS,
        contract: &KIT,
    };
    let ready: crate::Ready = Arc::new(move || async move { up }.boxed());
    Book { apis: vec![api], demo, python_index: None, ready }
}

async fn call(method: Method, path: &str, demo: bool, up: bool) -> Response {
    let request = Request::builder().method(method).uri(path.parse().unwrap()).finish();
    endpoint(book(demo, up)).get_response(request).await
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
async fn landing_page_needs_nothing_from_elsewhere() {
    let response = get("/").await;
    assert_eq!(response.status(), StatusCode::OK);
    let policy = response.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'"));
    let page = response.into_body().into_string().await.unwrap();
    assert!(!page.contains("http://") && !page.contains("https://"));
    assert!(!page.contains("demo-secret"));
}

#[tokio::test]
async fn demo_page_shows_the_first_call() {
    assert!(text("/", true).await.contains("demo-client:demo-secret"));
}

#[tokio::test]
async fn docs_fill_in_the_credentials_in_the_demo_only() {
    let demo = text("/docs/swagger-initializer.js", true).await;
    assert!(demo.contains("ui.initOAuth") && demo.contains("\"clientSecret\": \"demo-secret\""));
    assert!(demo.contains("thing:read") && demo.contains("/openapi/sample.json"));
    assert!(demo.contains("/openapi/server.json"));
    let plain = text("/docs/swagger-initializer.js", false).await;
    assert!(!plain.contains("initOAuth") && !plain.contains("demo-"));
}

#[tokio::test]
async fn docs_are_whole_and_run_no_inline_script() {
    let page = text("/docs/", false).await;
    assert!(page.contains("swagger-ui-bundle.js"));
    assert!(!page.contains("<script>"));
    text("/docs/swagger-ui-bundle.js", false).await;
    assert_eq!(get("/docs/nothing.js").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(get("/docs").await.header("location"), Some("/docs/"));
}

#[tokio::test]
async fn documents_are_served_as_they_are() {
    assert_eq!(text("/openapi/sample.json", false).await, "{\"openapi\":\"3.1.0\"}");
    assert_eq!(text("/openapi/sample.yaml", false).await, "openapi: 3.1.0\n");
    let own: serde_json::Value =
        serde_json::from_str(&text("/openapi/server.json", false).await).unwrap();
    let paths = own["paths"].as_object().unwrap();
    assert!(paths.contains_key("/health/ready") && paths.contains_key("/metrics"));
    assert!(paths.values().all(|path| path.as_object().unwrap().keys().all(|key| key == "get")));
    assert_eq!(get("/openapi/other.json").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_kit_is_a_zip_file_with_one_top_folder() {
    let response = get("/contract/sample.zip").await;
    assert_eq!(response.content_type(), Some("application/zip"));
    let bytes = response.into_body().into_vec().await.unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    assert_eq!(zip.by_index(0).unwrap().name(), "rosetta-sample-contract/run.sh");
    assert_eq!(get("/contract/other.zip").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn catalogue_lists_limits_errors_and_operations() {
    let page = text("/catalogue/sample", false).await;
    for part in ["thing_list", "thing:read", "60 s", "too many calls", "X-R"] {
        assert!(page.contains(part), "{part} is missing");
    }
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
