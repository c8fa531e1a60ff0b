//! Swagger UI over every document, with the demo's identities one click away where there is a demo.

mod identities;

use std::{collections::BTreeSet, sync::Arc};

use maud::{DOCTYPE, Markup, html};
use poem::{
    IntoResponse, Request, Response, handler,
    http::{StatusCode, header},
    web::{Data, Html, Path, Redirect},
};
use utoipa_swagger_ui::{Config, Url, oauth};

pub(crate) use identities::known;

use crate::{
    book::{ApiEntry, Book},
    document::{Document, Proof},
    page::{self, guard, missing},
    site::is_known,
};

/// Swagger UI draws icons from data and writes one style sheet into the page, which is known by its
/// digest; it calls this server only.
const POLICY: &str = "default-src 'none'; script-src 'self'; \
                      style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; \
                      img-src 'self' data:; font-src 'self' data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const STYLE: &str = include_str!("../assets/docs.css");
const SCRIPT: &str = include_str!("../assets/demo.js");

type Settings = Arc<Config<'static>>;

/// Swagger UI opened at this document, at one operation if its tag and operationId are given.
pub(crate) fn address(api: &ApiEntry, at: Option<(&str, &str)>) -> String {
    let escaped = |text: &str| text.replace('%', "%25").replace(' ', "%20");
    let end = at.map_or(String::new(), |(tag, id)| format!("#/{}/{id}", escaped(tag)));
    format!("/docs/?urls.primaryName={}{end}", escaped(api.title))
}

/// The menu of documents and how the page behaves.
pub(crate) fn config(book: &Book) -> Settings {
    let apis = book.apis.iter().enumerate().map(|(n, api)| {
        let path: &'static str = format!("/openapi/{}.json", api.name).leak();
        Url::with_primary(api.title, path, n == 0)
    });
    let own = Url::new("This server", "/openapi/server.json");
    let urls: Vec<Url<'static>> = apis.chain([own]).collect();
    let config = match book.demo.then(|| sign_in(book)).flatten() {
        Some(oauth) => Config::with_oauth_config(urls, oauth),
        None => Config::new(urls),
    };
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

/// The demo's client with every scope ticked, of the first API that has a token endpoint.
fn sign_in(book: &Book) -> Option<oauth::Config> {
    let has_endpoint = |api: &&ApiEntry| api.table.operations.iter().any(|r| r.envelope == "oauth");
    let api = book.apis.iter().find(has_endpoint)?;
    let rows = api.table.operations.iter();
    let scopes: BTreeSet<&str> =
        rows.flat_map(|row| row.security).flat_map(|way| way.scopes).copied().collect();
    let identities = Document::of(api, true).identities();
    let proofs = identities.iter().flat_map(|it| &it.proofs);
    let (id, secret) = proofs.into_iter().find_map(|(_, proof)| match proof {
        Proof::Client { id, secret, .. } => Some((id, secret)),
        _ => None,
    })?;
    let config = oauth::Config::new()
        .client_id(id)
        .client_secret(secret)
        .app_name("rosetta-hr demo")
        .scopes(scopes.into_iter().map(str::to_owned).collect());
    Some(config)
}

/// `/docs`: the page's own links are relative to the folder.
#[handler]
pub(crate) fn to_folder() -> Redirect {
    Redirect::permanent("/docs/")
}

/// Our own page around Swagger UI.
fn index(demo: bool) -> Response {
    let mut response = Html(frame(demo).into_string()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    guard(&mut response, POLICY);
    response
}

fn frame(demo: bool) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Swagger UI · rosetta-hr" }
                link rel="icon" href="/favicon.svg" type="image/svg+xml";
                link rel="stylesheet" href="swagger-ui.css";
                link rel="stylesheet" href="/portal.css";
                link rel="stylesheet" href="docs.css";
                script src="swagger-ui-bundle.js" defer {}
                script src="swagger-ui-standalone-preset.js" defer {}
                script src="swagger-initializer.js" defer {}
                script src="demo.js" defer {}
            }
            body {
                a.skip href="#swagger-ui" { "Skip to the operations" }
                (page::header())
                @if demo {
                    section #demo aria-labelledby="demo-title" hidden {
                        h2 #demo-title { "Sign in as" }
                        div #demo-who {}
                        p #demo-said role="status" {}
                    }
                }
                main #swagger-ui tabindex="-1" {}
                noscript {
                    p { "Swagger UI needs JavaScript. " a href="/" { "The pages" } " do not." }
                }
            }
        }
    }
}

/// `/docs/` and `/docs/<file>`
#[handler]
pub(crate) fn part(
    request: &Request,
    Path(file): Path<String>,
    book: Data<&Arc<Book>>,
    config: Data<&Settings>,
) -> Response {
    match file.as_str() {
        "docs.css" => text("text/css; charset=utf-8", STYLE),
        "demo.js" => text("text/javascript; charset=utf-8", SCRIPT),
        "" | "index.html" => index(book.demo),
        name => give(request, name, config.0),
    }
}

fn text(media: &str, text: &'static str) -> Response {
    let mut response = Response::builder()
        .content_type(media)
        .header(header::CACHE_CONTROL, "no-cache")
        .body(text);
    guard(&mut response, POLICY);
    response
}

fn give(request: &Request, name: &str, config: &Settings) -> Response {
    let file = match utoipa_swagger_ui::serve(name, config.clone()) {
        Ok(Some(file)) => file,
        Ok(None) => return missing(),
        Err(error) => {
            tracing::error!(%error, "Swagger UI could not be served");
            return Response::builder().status(StatusCode::INTERNAL_SERVER_ERROR).finish();
        }
    };
    // A file changes with the build only; the small ones carry settings and are sent each time.
    let fixed = file.bytes.len() > 10_000;
    let tag = format!("W/\"{}-{}\"", env!("CARGO_PKG_VERSION"), file.bytes.len());
    let mut response = Response::builder()
        .content_type(&file.content_type)
        .header(header::CACHE_CONTROL, if fixed { "max-age=3600" } else { "no-cache" })
        .finish();
    guard(&mut response, POLICY);
    if fixed && let Ok(tag) = header::HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    match fixed && is_known(request, &tag) {
        true => response.set_status(StatusCode::NOT_MODIFIED),
        false => response.set_body(file.bytes.into_owned()),
    }
    response
}
