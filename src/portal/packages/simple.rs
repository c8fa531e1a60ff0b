//! The index that pip asks (PEP 503, and PEP 691 for who prefers JSON).

use std::sync::Arc;

use maud::{DOCTYPE, Markup, html};
use poem::{
    IntoResponse, Request, Response, handler,
    http::header,
    web::{Data, Html, Path, Redirect},
};
use serde_json::{Value, json};

use super::{Package, all, python::normal, upstream};
use crate::{
    book::Book,
    page::{guard, missing},
};

const JSON: &str = "application/vnd.pypi.simple.v1+json";
const VERSION: &str = "1.0";
/// Projects of ours are never looked for elsewhere: somebody else could have taken the name.
const OURS: &str = "rosetta-";

/// `/sdks/python/simple`
#[handler]
pub(crate) fn to_folder() -> Redirect {
    Redirect::permanent("/sdks/python/simple/")
}

/// `/sdks/python/simple/`: every project.
#[handler]
pub(crate) async fn projects(request: &Request, book: Data<&Arc<Book>>) -> Response {
    let packages = all(&book).await;
    let wheels = packages.iter().filter(|package| package.kind == "wheel");
    let names: Vec<String> = wheels.map(|package| normal(&package.name)).collect();
    let listed: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
    let links = html! { @for name in &names { a href={ (name) "/" } { (name) } br; } };
    answer(request, "Projects", links, json!({ "projects": listed }))
}

/// `/sdks/python/simple/<project>`, with or without the slash: every file of a project.
#[handler]
pub(crate) async fn project(
    Path(name): Path<String>,
    request: &Request,
    book: Data<&Arc<Book>>,
) -> Response {
    let known = normal(&name);
    if known.is_empty() || !known.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return missing();
    }
    if known != name || !request.uri().path().ends_with('/') {
        return Redirect::permanent(format!("/sdks/python/simple/{known}/")).into_response();
    }
    let packages = all(&book).await;
    let is_its = |it: &&Package| it.language == "python" && normal(&it.name) == known;
    let files: Vec<&Package> = packages.into_iter().filter(is_its).collect();
    if files.is_empty() {
        return elsewhere(&known, &book).await;
    }
    let listed: Vec<Value> = files.iter().map(|file| described(file)).collect();
    let versions: Vec<&str> = files.first().map(|file| file.version.as_str()).into_iter().collect();
    let content = json!({ "name": known, "versions": versions, "files": listed });
    answer(request, &known, html! { @for file in &files { (link(file)) br; } }, content)
}

/// What the SDKs need lies in another index.
async fn elsewhere(name: &str, book: &Book) -> Response {
    if name.starts_with(OURS) {
        return missing();
    }
    match upstream::index(book).await {
        Some(index) => Redirect::temporary(format!("{index}/{name}/")).into_response(),
        None => {
            tracing::warn!(name, "not in this Python index, and --python-index names no other");
            missing()
        }
    }
}

fn link(file: &Package) -> Markup {
    html! {
        a href={ (file.url) "#sha256=" (file.sha256) }
            data-requires-python=[file.requires.as_deref()] { (file.file) }
    }
}

fn described(file: &Package) -> Value {
    json!({
        "filename": file.file,
        "url": file.url,
        "hashes": { "sha256": file.sha256 },
        "requires-python": file.requires,
        "size": file.bytes.len(),
    })
}

fn answer(request: &Request, title: &str, links: Markup, mut content: Value) -> Response {
    let accepted = request.header(header::ACCEPT).unwrap_or_default();
    let mut response = if accepted.contains(JSON) {
        content["meta"] = json!({ "api-version": VERSION });
        Response::builder().content_type(JSON).body(content.to_string())
    } else {
        let page = html! {
            (DOCTYPE)
            html {
                head {
                    meta name="pypi:repository-version" content=(VERSION);
                    title { (title) }
                }
                body { (links) }
            }
        };
        Html(page.into_string()).into_response()
    };
    guard(&mut response, "default-src 'none'; frame-ancestors 'none'");
    let headers = response.headers_mut();
    headers.insert(header::VARY, header::HeaderValue::from_static("accept"));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    response
}
