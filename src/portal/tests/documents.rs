//! Documents, Swagger UI and downloads.

use poem::http::StatusCode;

use super::{DOCUMENT, get, text};

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
    assert!(page.contains("swagger-ui-bundle.js") && page.contains("demo.js"));
    assert!(!page.contains("<script>"));
    text("/docs/swagger-ui-bundle.js", false).await;
    assert_eq!(get("/docs/nothing.js").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(get("/docs").await.header("location"), Some("/docs/"));
}

#[tokio::test]
async fn documents_are_served_as_they_are() {
    assert_eq!(text("/openapi/sample.json", false).await, DOCUMENT);
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
