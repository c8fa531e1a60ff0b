//! The OpenAPI documents as they were bundled, as Postman collections, and the server's own.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, OnceLock, PoisonError, RwLock},
};

use poem::{
    Request, Response, handler,
    http::{StatusCode, header},
    web::{Data, Path},
};

use crate::{
    assets,
    book::Book,
    page::{self, missing},
    postman,
    site::{self, ORIGIN},
    surface,
};

/// Marks of documents and Postman collections, each made when it is first asked for.
#[derive(Clone, Default)]
pub(crate) struct Made(Arc<RwLock<HashMap<String, &'static Kept>>>);

struct Kept {
    text: &'static str,
    mark: OnceLock<String>,
}

/// `/openapi/<api>.json`, `.yaml` and `.postman.json`, `/openapi/server.json`
#[handler]
pub(crate) fn document(
    request: &Request,
    Path(file): Path<String>,
    book: Data<&Arc<Book>>,
    made: Data<&Made>,
) -> Response {
    let Some(kept) = made.get(&file, &book) else { return missing() };
    if file.ends_with(".postman.json") {
        return collection(request, &file, kept.text);
    }
    let yaml = file.ends_with(".yaml");
    let media = if yaml { "application/yaml" } else { "application/json" };
    assets::give(request, media, kept.text, &kept.mark)
}

impl Made {
    fn get(&self, file: &str, book: &Book) -> Option<&'static Kept> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(file).copied();
        if known.is_some() {
            return known;
        }
        let text = text(file, book)?;
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Kept for good: there are few of them and they never change while the server runs.
        let kept = all
            .entry(file.to_owned())
            .or_insert_with(|| Box::leak(Box::new(Kept { text, mark: OnceLock::new() })));
        Some(*kept)
    }
}

fn text(file: &str, book: &Book) -> Option<&'static str> {
    if file == "server.json" {
        return Some(surface::document());
    }
    if let Some(name) = file.strip_suffix(".postman.json") {
        let text = postman::collection(book.api(name)?, book.demo);
        return Some(text.leak());
    }
    match file.rsplit_once('.')? {
        (name, "json") => book.api(name).map(|api| api.json),
        (name, "yaml") => book.api(name).map(|api| api.yaml),
        _ => None,
    }
}

/// A collection names this server by the address under which the caller came.
fn collection(request: &Request, file: &str, text: &str) -> Response {
    let text = text.replace(ORIGIN, &site::origin(request));
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let tag = format!("W/\"{:x}\"", hasher.finish());
    let known = site::is_known(request, &tag);
    let mut response = Response::builder()
        .status(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK })
        .content_type("application/json")
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"rosetta-{file}\""))
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::ETAG, tag)
        .body(if known { String::new() } else { text });
    page::guard(&mut response, page::POLICY);
    response
}
