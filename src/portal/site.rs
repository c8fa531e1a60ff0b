//! The portal's pages by their addresses: composed when first asked for, then kept as text.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, PoisonError, RwLock},
};

use poem::{
    Request, Response, handler,
    http::{StatusCode, header},
    web::Data,
};

use crate::{
    book::Book,
    model::{self, Page},
    page, pages,
};

/// Stands in every page for the address under which the reader came.
pub(crate) const ORIGIN: &str = "http://localhost:8080";

/// A page in both forms.
struct Printed {
    html: String,
    markdown: String,
    mark: u64,
}

/// All pages that were asked for so far. Only pages that exist are kept, so they are finite.
pub(crate) struct Site {
    book: Arc<Book>,
    kept: RwLock<HashMap<String, Arc<Printed>>>,
}

impl Site {
    pub fn new(book: Arc<Book>) -> Arc<Self> {
        Arc::new(Site { book, kept: RwLock::default() })
    }

    async fn find(self: &Arc<Self>, path: &str, up: bool) -> Option<Arc<Printed>> {
        let key = format!("{path}?{up}");
        if let Some(printed) = self.kept(&key) {
            return Some(printed);
        }
        let (site, path) = (self.clone(), path.to_owned());
        // Documents are parsed and packages packed for it: that would keep others waiting.
        let made = tokio::task::spawn_blocking(move || {
            let page = pages::at(&site.book, &path, up)?;
            let printed = Arc::new(print(&site.book, page));
            let mut kept = site.kept.write().unwrap_or_else(PoisonError::into_inner);
            Some(kept.entry(key).or_insert(printed).clone())
        });
        made.await.ok().flatten()
    }

    fn kept(&self, key: &str) -> Option<Arc<Printed>> {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }
}

fn print(book: &Book, it: Page) -> Printed {
    let html = page::frame(book, &it).into_string();
    let markdown = model::markdown(&it).replace("](/", &format!("]({ORIGIN}/"));
    let mut hasher = DefaultHasher::new();
    html.hash(&mut hasher);
    Printed { html, markdown, mark: hasher.finish() }
}

/// `/`, `/words`, `/apis/…`: HTML, or Markdown where the address ends so or the caller asks.
#[handler]
pub(crate) async fn show(
    request: &Request,
    book: Data<&Arc<Book>>,
    site: Data<&Arc<Site>>,
) -> Response {
    let asked = request.uri().path();
    let (path, markdown) = match asked.strip_suffix(".md") {
        Some("/index") => ("/", true),
        Some(path) => (path, true),
        None => (asked, likes_markdown(request)),
    };
    let path = if path == "/sdks/" { "/sdks" } else { path };
    // Only the first page tells the state; the others are kept once.
    let up = path != "/" || (book.ready)().await;
    let Some(printed) = site.find(path, up).await else { return page::missing() };
    let origin = origin(request);
    let mut hasher = DefaultHasher::new();
    (&origin, markdown).hash(&mut hasher);
    let tag = format!("W/\"{:x}-{:x}\"", printed.mark, hasher.finish());
    let text = if markdown { &printed.markdown } else { &printed.html };
    let media = if markdown { "text/markdown" } else { "text/html" };
    let mut response = Response::builder()
        .content_type(format!("{media}; charset=utf-8"))
        .header(header::CACHE_CONTROL, "no-cache")
        .header(header::VARY, "accept, host")
        .header(header::ETAG, &tag)
        .finish();
    page::guard(&mut response, page::POLICY);
    if is_known(request, &tag) {
        response.set_status(StatusCode::NOT_MODIFIED);
    } else {
        response.set_body(text.replace(ORIGIN, &origin));
    }
    response
}

/// Whether the caller has this version already.
pub(crate) fn is_known(request: &Request, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let known = request.header(header::IF_NONE_MATCH).unwrap_or_default();
    known.split(',').any(|it| bare(it) == bare(tag))
}

/// Under which address the reader came, if it is one that may stand in a page.
pub(crate) fn origin(request: &Request) -> String {
    let host = request.header(header::HOST).unwrap_or_default();
    let plain = |c: u8| c.is_ascii_alphanumeric() || b".-:[]".contains(&c);
    if host.is_empty() || host.len() > 255 || !host.bytes().all(plain) {
        return ORIGIN.to_owned();
    }
    format!("{}://{host}", request.scheme())
}

/// The caller names Markdown before HTML.
fn likes_markdown(request: &Request) -> bool {
    let accept = request.header(header::ACCEPT).unwrap_or_default();
    let place = |media: &str| accept.find(media).unwrap_or(usize::MAX);
    place("text/markdown") < place("text/html").min(place("text/*"))
}
