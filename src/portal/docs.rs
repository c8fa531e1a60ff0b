//! Swagger UI over every document, with the demo's credentials filled in where there is a demo.

use std::{collections::BTreeSet, sync::Arc};

use poem::{
    Response, handler,
    http::{StatusCode, header},
    web::{Data, Path, Redirect},
};
use utoipa_swagger_ui::{Config, Url, oauth};

use crate::{
    book::{ApiEntry, Book},
    page::{guard, missing},
};

/// Credentials and company of the demo; made by `serve --demo` only.
pub(crate) const DEMO_CLIENT: &str = "demo-client";
pub(crate) const DEMO_SECRET: &str = "demo-secret";
pub(crate) const DEMO_COMPANY: &str = "ent_demo";

/// Swagger UI sets styles from its script and draws icons from data; it calls this server only.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
                      img-src 'self' data:; font-src 'self' data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

type Settings = Arc<Config<'static>>;

/// The menu of documents and how the page behaves.
pub(crate) fn config(book: &Book) -> Settings {
    let apis = book.apis.iter().enumerate().map(|(n, api)| {
        let path: &'static str = format!("/openapi/{}.json", api.name).leak();
        Url::with_primary(api.title, path, n == 0)
    });
    let own = Url::new("This server", "/openapi/server.json");
    let urls: Vec<Url<'static>> = apis.chain([own]).collect();
    let config =
        if book.demo { Config::with_oauth_config(urls, sign_in(book)) } else { Config::new(urls) };
    let config = config
        .query_config_enabled(true)
        .deep_linking(true)
        .display_operation_id(true)
        .display_request_duration(true)
        .doc_expansion("list")
        .filter(true)
        .persist_authorization(true)
        .try_it_out_enabled(true)
        // Without this a document would be sent to a validator on the internet.
        .validator_url("none");
    Arc::new(config)
}

/// The demo's client with every scope ticked, of those APIs that have a token endpoint.
fn sign_in(book: &Book) -> oauth::Config {
    let has_endpoint = |api: &&ApiEntry| api.table.operations.iter().any(|r| r.envelope == "oauth");
    let rows = book.apis.iter().filter(has_endpoint).flat_map(|api| api.table.operations);
    let scopes: BTreeSet<&str> =
        rows.flat_map(|row| row.security).flat_map(|way| way.scopes).copied().collect();
    oauth::Config::new()
        .client_id(DEMO_CLIENT)
        .client_secret(DEMO_SECRET)
        .app_name("rosetta-hr demo")
        .scopes(scopes.into_iter().map(str::to_owned).collect())
}

/// `/docs`: the page's own links are relative to the folder.
#[handler]
pub(crate) fn to_folder() -> Redirect {
    Redirect::permanent("/docs/")
}

/// `/docs/`
#[handler]
pub(crate) fn index(config: Data<&Settings>) -> Response {
    give("index.html", config.0)
}

/// `/docs/<file>`
#[handler]
pub(crate) fn part(Path(file): Path<String>, config: Data<&Settings>) -> Response {
    give(&file, config.0)
}

fn give(name: &str, config: &Settings) -> Response {
    let file = match utoipa_swagger_ui::serve(name, config.clone()) {
        Ok(Some(file)) => file,
        Ok(None) => return missing(),
        Err(error) => {
            tracing::error!(%error, "Swagger UI could not be served");
            return Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).finish();
        }
    };
    let keep = if file.bytes.len() > 10_000 { "max-age=3600" } else { "no-cache" };
    let mut response = Response::builder()
        .content_type(&file.content_type)
        .header(header::CACHE_CONTROL, keep)
        .body(file.bytes.into_owned());
    guard(&mut response, POLICY);
    response
}
