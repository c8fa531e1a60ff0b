//! Style, script and icon of the portal, with a mark by which a browser knows what it has.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::OnceLock,
};

use poem::{
    Request, Response, handler,
    http::{StatusCode, header},
};

use crate::{page, site::is_known};

const STYLE: &str = include_str!("portal.css");
const SCRIPT: &str = include_str!("portal.js");
const ICON: &str = include_str!("favicon.svg");

/// `/portal.css`
#[handler]
pub(crate) fn style(request: &Request) -> Response {
    static MARK: OnceLock<String> = OnceLock::new();
    give(request, "text/css; charset=utf-8", STYLE, &MARK)
}

/// `/portal.js`
#[handler]
pub(crate) fn script(request: &Request) -> Response {
    static MARK: OnceLock<String> = OnceLock::new();
    give(request, "text/javascript; charset=utf-8", SCRIPT, &MARK)
}

/// `/favicon.svg`, and `/favicon.ico` for those who do not read pages.
#[handler]
pub(crate) fn icon(request: &Request) -> Response {
    static MARK: OnceLock<String> = OnceLock::new();
    give(request, "image/svg+xml", ICON, &MARK)
}

/// A text that is the same as long as the server runs: asked for again, it is not sent again.
pub(crate) fn give(
    request: &Request,
    media: &str,
    text: &'static str,
    mark: &OnceLock<String>,
) -> Response {
    let tag = mark.get_or_init(|| {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        format!("W/\"{:x}\"", hasher.finish())
    });
    let known = is_known(request, tag);
    let mut response = Response::builder()
        .status(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK })
        .content_type(media)
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::ETAG, tag)
        .body(if known { "" } else { text });
    page::guard(&mut response, "default-src 'none'; frame-ancestors 'none'");
    response
}
