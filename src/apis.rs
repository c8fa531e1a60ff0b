//! The one list of the APIs that are served; a new dialect is one entry in each function.

use std::sync::Arc;

use courier::{Render, Subject};
use futures_util::FutureExt;
use hr::{Hr, access::Client};
use include_dir::{Dir, include_dir};
use poem::endpoint::BoxEndpoint;
use portal::ApiEntry;
use serde_json::json;
use shiftcare::ShiftCare;
use whosoff::Whosoff;

use crate::{Parts, failure::Failure};

static SHIFTCARE_SDKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/shiftcare/sdk");
static SHIFTCARE_KIT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/shiftcare/contract");
static WHOSOFF_SDKS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/whosoff/sdk");
static WHOSOFF_KIT: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/gen/whosoff/contract");

/// What the portal shows.
pub fn all() -> Vec<ApiEntry> {
    vec![
        ApiEntry {
            name: "shiftcare",
            title: "ShiftCare HR Tool 3.1.2",
            json: include_str!("../gen/shiftcare/openapi.json"),
            yaml: include_str!("../gen/shiftcare/openapi.yaml"),
            table: shiftcare::TABLE,
            sdks: &SHIFTCARE_SDKS,
            contract: &SHIFTCARE_KIT,
        },
        ApiEntry {
            name: "whosoff",
            title: "WhosOff v4",
            json: include_str!("../gen/whosoff/openapi.json"),
            yaml: include_str!("../gen/whosoff/openapi.yaml"),
            table: whosoff::TABLE,
            sdks: &WHOSOFF_SDKS,
            contract: &WHOSOFF_KIT,
        },
    ]
}

/// What answers under each prefix.
pub fn mounted(
    parts: &Parts,
    settings: &wire::Settings,
) -> Vec<(&'static str, BoxEndpoint<'static>)> {
    let Parts { hr, files, fetcher, .. } = parts.clone();
    let whosoff = Whosoff::new(hr.clone());
    let shiftcare = ShiftCare::new(hr, files, fetcher);
    vec![
        ("/shiftcare", shiftcare::endpoint(shiftcare, settings.clone())),
        ("/whosoff", whosoff::endpoint(whosoff, settings.clone())),
    ]
}

/// What a webhook says of a record: its type and id, with which the caller reads the rest.
pub fn told() -> Render {
    Arc::new(|subject: Subject| {
        let (noun, id) = (subject.event.noun(), subject.id.to_string());
        async move { Ok(json!({ "type": noun, "id": id })) }.boxed()
    })
}

/// An access token of a client for the API with this name.
///
/// # Errors
/// For an API that is not served, and for scopes that the client may not have.
pub async fn issue(
    api: &str,
    hr: &Hr,
    client: &Client,
    scopes: Option<&str>,
) -> Result<String, Failure> {
    match api {
        "shiftcare" => Ok(shiftcare::issue(hr, client, scopes).await?),
        _ => Err(Failure::new("--api names an API of this server: shiftcare")),
    }
}
