//! The frame around every page of the portal, its headers, and what a wrong address is told.

use maud::{DOCTYPE, Markup, html};
use poem::{
    IntoResponse, Response, handler,
    http::{HeaderValue, StatusCode, header},
    web::Html,
};

const STYLE: &str = include_str!("portal.css");
/// A page needs its own style sheet and nothing else from anywhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// A whole page with this title and content.
pub(crate) fn page(title: &str, content: Markup) -> Response {
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href="/portal.css";
            }
            body {
                header {
                    a.brand href="/" { "rosetta-hr" }
                    nav {
                        a href="/docs/" { "Swagger UI" }
                        a href="/sdks/" { "Downloads" }
                        a href="/health/ready" { "Health" }
                    }
                }
                main { (content) }
                footer {
                    "The vendors' names are their owners'; "
                    "this project is not affiliated with them."
                }
            }
        }
    };
    let mut response = Html(markup.into_string()).into_response();
    guard(&mut response, POLICY);
    response
}

/// Headers of everything that a browser shows.
pub(crate) fn guard(response: &mut Response, policy: &'static str) {
    let headers = response.headers_mut();
    let fixed = |value: &'static str| HeaderValue::from_static(value);
    headers.insert(header::CONTENT_SECURITY_POLICY, fixed(policy));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    headers.insert(header::REFERRER_POLICY, fixed("no-referrer"));
}

/// The portal's style sheet.
#[handler]
pub(crate) fn style() -> Response {
    Response::builder()
        .content_type("text/css; charset=utf-8")
        .header(header::CACHE_CONTROL, "max-age=3600")
        .body(STYLE)
}

/// Not found, in the portal's own frame.
pub(crate) fn missing() -> Response {
    let content = html! {
        h1 { "Nothing here" }
        p { "This server has no page at that address. " a href="/" { "Start" } " over." }
    };
    let mut response = page("Nothing here", content);
    response.set_status(StatusCode::NOT_FOUND);
    response
}

/// What an unknown path, a wrong method or a handler's failure becomes.
pub(crate) async fn refused(error: poem::Error) -> Response {
    match error.status() {
        StatusCode::NOT_FOUND => missing(),
        StatusCode::METHOD_NOT_ALLOWED => Response::builder()
            .status(StatusCode::METHOD_NOT_ALLOWED)
            .header(header::ALLOW, "GET, HEAD")
            .content_type("text/plain; charset=utf-8")
            .body("This page can only be read.\n"),
        status => {
            tracing::error!(%error, "the portal failed");
            Response::builder().status(status).body("The portal failed.\n")
        }
    }
}
