//! The front door for people: landing page, Swagger UI, documents, downloads and health.

mod book;
mod catalogue;
mod docs;
mod documents;
mod downloads;
mod health;
mod landing;
mod packages;
mod page;
mod surface;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use poem::{Endpoint, EndpointExt, Route, get};

use packages::simple;

pub use book::{ApiEntry, Book, Ready, Render};

/// Everything of the portal, to be mounted at `/`.
pub fn endpoint(book: Book) -> impl Endpoint<Output = poem::Response> {
    let book = Arc::new(book);
    Route::new()
        .at("/", get(landing::landing))
        .at("/portal.css", get(page::style))
        .at("/catalogue/:api", get(catalogue::catalogue))
        .at("/docs", get(docs::to_folder))
        .at("/docs/", get(docs::index))
        .at("/docs/*file", get(docs::part))
        .at("/openapi/:file", get(documents::document))
        .at("/sdks", get(downloads::to_folder))
        .at("/sdks/", get(downloads::list))
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
        .data(downloads::Shelf::default())
        .data(book)
        .catch_all_error(page::refused)
}

/// `/metrics`, mounted apart because an operator may want it on another address.
pub fn metrics(render: Render) -> impl Endpoint<Output = poem::Response> {
    Route::new().at("/metrics", get(health::metrics)).data(render).catch_all_error(page::refused)
}

/// `/metrics` and health, for the operator's own address.
pub fn admin(ready: Ready, render: Render) -> impl Endpoint<Output = poem::Response> {
    let book = Arc::new(Book { apis: Vec::new(), demo: false, python_index: None, ready });
    Route::new()
        .at("/health/live", get(health::live))
        .at("/health/ready", get(health::ready))
        .at("/metrics", get(health::metrics))
        .data(book)
        .data(render)
        .catch_all_error(page::refused)
}
