//! The frame around every page of the portal, its headers, and what a wrong address is told.

use maud::{DOCTYPE, Markup, html};
use poem::{
    IntoResponse, Response,
    http::{HeaderValue, StatusCode, header},
    web::Html,
};

use crate::{
    book::{ApiEntry, Book},
    docs,
    model::{self, Page},
};

/// A page needs this server's style and script, and nothing else from anywhere.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; \
                                 img-src 'self'; base-uri 'none'; form-action 'self'; \
                                 frame-ancestors 'none'";
/// What no page of ours needs.
const PERMISSIONS: &str = "camera=(), display-capture=(), fullscreen=(), geolocation=(), \
                           microphone=(), payment=(), usb=()";

/// The sections of an API, as the end of an address and in words.
const SECTIONS: [(&str, &str); 6] = [
    ("", "Overview"),
    ("/operations", "Operations"),
    ("/errors", "Errors"),
    ("/limits", "Limits"),
    ("/fidelity", "Fidelity"),
    ("/changelog", "Changelog"),
];

/// A page of the model as a whole document.
pub(crate) fn frame(book: &Book, page: &Page) -> Markup {
    let api = page.api.and_then(|name| book.api(name));
    let other = match page.path.as_str() {
        "/" => Some("/index.md".to_owned()),
        "/search" => None,
        path => Some(format!("{path}.md")),
    };
    let content = html! {
        @if let Some(api) = api { (sections(api, &page.path)) }
        main #content tabindex="-1" { (model::html(&page.blocks)) }
    };
    whole(&page.title, &page.about, other.as_deref(), content)
}

/// Where one is within an API.
fn sections(api: &ApiEntry, path: &str) -> Markup {
    let base = format!("/apis/{}", api.name);
    let here = |end: &str| match end {
        "" => path == base,
        end => path.strip_prefix(&base).is_some_and(|rest| rest.starts_with(end)),
    };
    html! {
        nav.sections aria-label=(api.title) {
            span.where { (api.title) }
            @for (end, name) in SECTIONS {
                a href={ (base) (end) } aria-current=[here(end).then_some("page")] { (name) }
            }
            a href=(docs::address(api, None)) { "Swagger UI" }
        }
    }
}

/// A whole page with this title and content.
pub(crate) fn page(title: &str, content: Markup) -> Response {
    let content = html! { main #content tabindex="-1" { (content) } };
    let mut response = Html(whole(title, "", None, content).into_string()).into_response();
    guard(&mut response, POLICY);
    response
}

fn whole(title: &str, about: &str, other: Option<&str>, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) " · rosetta-hr" }
                @if !about.is_empty() { meta name="description" content=(about); }
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/portal.css";
                @if let Some(to) = other { link rel="alternate" type="text/markdown" href=(to); }
                script src="/portal.js" defer {}
            }
            body {
                a.skip href="#content" { "Skip to content" }
                (header())
                (content)
                (footer(other))
            }
        }
    }
}

/// The head of every page, that of Swagger UI included.
pub(crate) fn header() -> Markup {
    html! {
        header.top {
            a.brand href="/" { "rosetta-hr" }
            nav aria-label="Main" {
                a href="/#apis" { "APIs" }
                a href="/docs/" { "Swagger UI" }
                a href="/sdks/" { "SDKs" }
                a href="/search" { "Search" }
            }
        }
    }
}

fn footer(other: Option<&str>) -> Markup {
    html! {
        footer {
            p {
                "rosetta-hr " (env!("CARGO_PKG_VERSION")) " · "
                @if let Some(to) = other { a href=(to) { "This page as Markdown" } " · " }
                a href="/llms.txt" { "llms.txt" } " · "
                a href="/openapi/server.json" { "This server's own document" } " · "
                a href="/health/ready" { "Health" }
            }
            p {
                "The vendors' names are their owners'; "
                "this project is not affiliated with them."
            }
        }
    }
}

/// Headers of everything that a browser shows.
pub(crate) fn guard(response: &mut Response, policy: &'static str) {
    let headers = response.headers_mut();
    let fixed = |value: &'static str| HeaderValue::from_static(value);
    headers.insert(header::CONTENT_SECURITY_POLICY, fixed(policy));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff"));
    headers.insert(header::REFERRER_POLICY, fixed("no-referrer"));
    headers.insert("permissions-policy", fixed(PERMISSIONS));
    headers.insert("cross-origin-opener-policy", fixed("same-origin"));
}

/// Not found, in the portal's own frame.
pub(crate) fn missing() -> Response {
    let content = html! {
        h1 { "Nothing here" }
        p { "This server has no page at that address. " a href="/" { "Start over" } " or search:" }
        (model::search(""))
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
