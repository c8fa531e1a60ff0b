//! Whether the server lives, whether it can work, and what it has counted.

use std::sync::Arc;

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::Data,
};

use crate::book::{Book, Render};

/// The process answers.
#[utoipa::path(
    get, path = "/health/live", tag = "Health", operation_id = "health_live",
    responses((status = 200, description = "The process answers", content_type = "application/json",
        body = crate::surface::Health, example = json!({"status": "up"})))
)]
#[handler]
pub(crate) fn live() -> Response {
    state(true)
}

/// The database can be reached.
#[utoipa::path(
    get, path = "/health/ready", tag = "Health", operation_id = "health_ready",
    responses(
        (status = 200, description = "Ready to work", content_type = "application/json",
            body = crate::surface::Health, example = json!({"status": "up"})),
        (status = 503, description = "The database cannot be reached",
            content_type = "application/json", body = crate::surface::Health,
            example = json!({"status": "down"})),
    )
)]
#[handler]
pub(crate) async fn ready(book: Data<&Arc<Book>>) -> Response {
    state((book.ready)().await)
}

/// Counters and durations per operation, in Prometheus' text format.
#[utoipa::path(
    get, path = "/metrics", tag = "Health", operation_id = "metrics",
    description = "Counters and durations per operation. Where the server was started with \
                   `--admin-listen`, it is found there and not here.",
    responses((status = 200, description = "The metrics", content_type = "text/plain",
        body = String))
)]
#[handler]
pub(crate) fn metrics(render: Data<&Render>) -> Response {
    Response::builder()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .header(header::CACHE_CONTROL, "no-store")
        .body((render.0)())
}

fn state(up: bool) -> Response {
    let (status, text) = match up {
        true => (StatusCode::OK, r#"{"status":"up"}"#),
        false => (StatusCode::SERVICE_UNAVAILABLE, r#"{"status":"down"}"#),
    };
    Response::builder()
        .status(status)
        .content_type("application/json")
        .header(header::CACHE_CONTROL, "no-store")
        .body(text)
}
