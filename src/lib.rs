//! The server put together: dialects under their prefixes, the portal, files, health and metrics.

mod apis;
pub mod cli;
pub mod commands;
mod compression;
pub mod config;
pub mod failure;
mod failures;
pub mod listen;
mod rules;
pub mod secret;
mod stored;
pub mod telemetry;
#[cfg(test)]
mod tests;
pub mod tls;

use std::sync::Arc;

use courier::{Fetcher, Files, Poster};
use futures_util::FutureExt;
use hr::Hr;
use poem::{Endpoint, EndpointExt, Response, Route, get, middleware::CatchPanic};
use portal::{Book, Ready, Render};

use crate::{compression::Compression, config::Config, stored::Shelf};

/// What the server works with, open and ready.
#[derive(Clone)]
pub struct Parts {
    pub hr: Hr,
    pub files: Files,
    pub fetcher: Fetcher,
    /// Posts to addresses that callers have named.
    pub poster: Poster,
    /// Prints the metrics.
    pub metrics: Render,
}

/// Everything that is served on the main address.
pub fn app(config: &Config, parts: Parts) -> impl Endpoint<Output = Response> + 'static {
    let settings = wire::Settings {
        limits: config.limits,
        trusted_proxies: config.trusted_proxies.clone(),
        ..wire::Settings::default()
    };
    let (shown, mounted) = apis::mounted(config, &parts, &settings);
    let book = Book {
        apis: shown,
        demo: config.demo,
        python_index: config.python_index.clone(),
        rules: rules::all(),
        record: include_str!("../tests/ledger/conformance.json"),
        faults: include_str!("../tests/ledger/faults.tsv"),
        ready: ready(&parts.hr),
    };
    let shelf = Shelf { files: parts.files.clone(), clock: parts.hr.clock().clone() };
    let mut route = Route::new().at("/files/:key", get(stored::file).data(shelf));
    for (prefix, dialect) in mounted {
        route = route.nest(prefix, dialect);
    }
    if config.admin_listen.is_none() {
        route = route.nest_no_strip("/metrics", portal::metrics(parts.metrics.clone()));
    }
    // The dialects catch their own panics, to answer in their own words.
    route.nest("/", portal::endpoint(book).with(CatchPanic::new())).with(Compression)
}

/// What is served on the operator's own address.
pub fn admin(parts: &Parts) -> impl Endpoint<Output = Response> + 'static {
    portal::admin(ready(&parts.hr), parts.metrics.clone()).with(CatchPanic::new())
}

fn ready(hr: &Hr) -> Ready {
    let hr = hr.clone();
    Arc::new(move || {
        let hr = hr.clone();
        async move { hr.db().ping().await.is_ok() }.boxed()
    })
}
