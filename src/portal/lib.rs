//! The front door for people: pages, Swagger UI, documents, downloads and health.

mod assets;
mod book;
mod docs;
mod document;
mod documents;
mod downloads;
mod failures;
mod health;
mod model;
mod packages;
mod page;
mod pages;
mod postman;
mod site;
mod surface;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use poem::{Endpoint, EndpointExt, Route, get, handler, web::Path, web::Redirect};

use packages::simple;

pub use book::{ApiEntry, Book, Ready, Render};
pub use failures::{Failure, Why, once, representatives};

use pages::{llms, search};
use site::Site;

/// Everything of the portal, to be mounted at `/`.
pub fn endpoint(book: Book) -> impl Endpoint<Output = poem::Response> {
    let book = Arc::new(book);
    pages_of(Route::new())
        .at("/portal.css", get(assets::style))
        .at("/portal.js", get(assets::script))
        .at("/favicon.svg", get(assets::icon))
        .at("/favicon.ico", get(assets::icon))
        .at("/docs", get(docs::to_folder))
        .at("/docs/identities.json", get(docs::known))
        .at("/docs/*file", get(docs::part))
        .at("/openapi/:file", get(documents::document))
        .at("/sdks", get(downloads::to_folder))
        .at("/sdks/", get(site::show))
        .at("/sdks.md", get(site::show))
        .at("/sdks/index.json", get(downloads::index))
        .at("/sdks/:language/:file", get(downloads::sdk))
        .at("/sdks/python/files/:file", get(downloads::sdk))
        .at("/sdks/python/simple", get(simple::to_folder))
        .at("/sdks/python/simple/", get(simple::projects))
        .at("/sdks/python/simple/:project", get(simple::project))
        .at("/sdks/python/simple/:project/", get(simple::project))
        .at("/contract/:file", get(downloads::contract))
        .at("/health/live", get(health::live))
        .at("/health/ready", get(health::ready))
        .data(docs::config(&book))
        .data(documents::Made::default())
        .data(downloads::Shelf::default())
        .data(Site::new(book.clone()))
        .data(Arc::new(search::Index::default()))
        .data(book)
        .catch_all_error(page::refused)
}

fn pages_of(route: Route) -> Route {
    route
        .at("/", get(site::show))
        .at("/index.md", get(site::show))
        .at("/words", get(site::show))
        .at("/words.md", get(site::show))
        .at("/rules", get(site::show))
        .at("/rules.md", get(site::show))
        .at("/conformance", get(site::show))
        .at("/conformance.md", get(site::show))
        .at("/apis/*page", get(site::show))
        .at("/search", get(search::search))
        .at("/llms.txt", get(llms::llms))
        .at("/catalogue/:api", get(to_errors))
}

/// Where the catalogue of errors was before.
#[handler]
fn to_errors(Path(api): Path<String>) -> Redirect {
    let name: String = api.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    Redirect::permanent(format!("/apis/{name}/errors"))
}

/// `/metrics`, mounted apart because an operator may want it on another address.
pub fn metrics(render: Render) -> impl Endpoint<Output = poem::Response> {
    Route::new().at("/metrics", get(health::metrics)).data(render).catch_all_error(page::refused)
}

/// `/metrics` and health, for the operator's own address.
pub fn admin(ready: Ready, render: Render) -> impl Endpoint<Output = poem::Response> {
    let book = Arc::new(Book {
        apis: Vec::new(),
        demo: false,
        python_index: None,
        rules: Vec::new(),
        record: "",
        faults: "",
        ready,
    });
    Route::new()
        .at("/health/live", get(health::live))
        .at("/health/ready", get(health::ready))
        .at("/metrics", get(health::metrics))
        .data(book)
        .data(render)
        .catch_all_error(page::refused)
}
