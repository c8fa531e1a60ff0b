//! The OpenAPI documents as they were bundled, and the one that describes this server itself.

use std::sync::Arc;

use poem::{
    Response, handler,
    http::header,
    web::{Data, Path},
};

use crate::{book::Book, page::missing, surface};

/// `/openapi/<api>.json`, `/openapi/<api>.yaml`, `/openapi/server.json`
#[handler]
pub(crate) fn document(Path(file): Path<String>, book: Data<&Arc<Book>>) -> Response {
    match file.rsplit_once('.') {
        Some(("server", "json")) => give("application/json", surface::document()),
        Some((name, "json")) => match book.api(name) {
            Some(api) => give("application/json", api.json),
            None => missing(),
        },
        Some((name, "yaml")) => match book.api(name) {
            Some(api) => give("application/yaml", api.yaml),
            None => missing(),
        },
        _ => missing(),
    }
}

fn give(content_type: &str, text: &'static str) -> Response {
    Response::builder()
        .content_type(content_type)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(text)
}
