//! The server's own surface, described by utoipa: what is served beside the vendors' APIs.

use std::sync::OnceLock;

use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

/// Whether it is up.
#[derive(Serialize, ToSchema)]
pub(crate) struct Health {
    /// `up` or `down`
    #[allow(dead_code, reason = "only its schema is used")]
    status: String,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "rosetta-hr: this server",
        description = "What is served beside the APIs: health, metrics, documents, downloads. \
                       Everything here is read-only and needs no credentials."
    ),
    servers((url = "/", description = "This server")),
    tags(
        (name = "Health", description = "Whether it lives and what it counted."),
        (name = "Documents", description = "The OpenAPI documents of the APIs."),
        (name = "Downloads", description = "Client packages and contract-test kits."),
    ),
    paths(
        crate::health::live,
        crate::health::ready,
        crate::health::metrics,
        document_json,
        document_yaml,
        collection,
        llms,
        sdk_index,
        sdk,
        python_project,
        contract,
    ),
)]
struct Surface;

/// The document as JSON, made once.
pub(crate) fn document() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| match Surface::openapi().to_json() {
        Ok(text) => text,
        Err(error) => {
            tracing::error!(%error, "the server's own document cannot be written");
            "{}".to_owned()
        }
    })
}

// One function below stands for one path; the handlers are shared by several of them.

#[utoipa::path(
    get, path = "/openapi/{api}.json", tag = "Documents", operation_id = "document_json",
    summary = "A document as JSON",
    params(("api" = String, Path, description = "Name of the API", example = "shiftcare")),
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json"),
        (status = 404, description = "No such API"))
)]
#[allow(dead_code, reason = "only its description is used")]
fn document_json() {}

#[utoipa::path(
    get, path = "/openapi/{api}.yaml", tag = "Documents", operation_id = "document_yaml",
    summary = "A document as YAML",
    params(("api" = String, Path, description = "Name of the API", example = "shiftcare")),
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/yaml"),
        (status = 404, description = "No such API"))
)]
#[allow(dead_code, reason = "only its description is used")]
fn document_yaml() {}

#[utoipa::path(
    get, path = "/openapi/{api}.postman.json", tag = "Documents", operation_id = "collection",
    summary = "A document as a Postman collection",
    params(("api" = String, Path, description = "Name of the API", example = "shiftcare")),
    responses((status = 200, description = "Format 2.1.0", content_type = "application/json"),
        (status = 404, description = "No such API"))
)]
#[allow(dead_code, reason = "only its description is used")]
fn collection() {}

#[utoipa::path(
    get, path = "/llms.txt", tag = "Documents", operation_id = "llms",
    summary = "Every page, for programs that read",
    responses((status = 200, description = "Links to pages as Markdown",
        content_type = "text/plain", body = String))
)]
#[allow(dead_code, reason = "only its description is used")]
fn llms() {}

#[utoipa::path(
    get, path = "/sdks/index.json", tag = "Downloads", operation_id = "sdk_index",
    summary = "All client packages, with sizes and checksums",
    responses((status = 200, description = "The list", content_type = "application/json"))
)]
#[allow(dead_code, reason = "only its description is used")]
fn sdk_index() {}

#[utoipa::path(
    get, path = "/sdks/{language}/{file}", tag = "Downloads", operation_id = "sdk",
    summary = "A client package",
    params(
        ("language" = String, Path, description = "rust, typescript or python", example = "rust"),
        ("file" = String, Path, example = "rosetta-shiftcare.crate",
            description = "rosetta-{api} with .crate, .tgz, .whl or .tar.gz, or a listed name"),
    ),
    responses(
        (status = 200, description = "A crate, an npm package or a source distribution",
            content_type = "application/gzip"),
        (status = 304, description = "The caller has it already"),
        (status = 404, description = "No such package"),
    )
)]
#[allow(dead_code, reason = "only its description is used")]
fn sdk() {}

#[utoipa::path(
    get, path = "/sdks/python/simple/{project}/", tag = "Downloads",
    operation_id = "python_project", summary = "A project in pip's index",
    params(("project" = String, Path, description = "Its normalised name",
        example = "rosetta-shiftcare")),
    responses((status = 200, description = "Its files", content_type = "text/html"),
        (status = 307, description = "In the index that the operator has named"),
        (status = 404, description = "No such project"))
)]
#[allow(dead_code, reason = "only its description is used")]
fn python_project() {}

#[utoipa::path(
    get, path = "/contract/{api}.zip", tag = "Downloads", operation_id = "contract",
    summary = "A contract-test kit",
    params(("api" = String, Path, description = "Name of the API", example = "shiftcare")),
    responses((status = 200, description = "The kit", content_type = "application/zip"),
        (status = 404, description = "No such API"))
)]
#[allow(dead_code, reason = "only its description is used")]
fn contract() {}
