//! A document as a Postman collection, format 2.1: a folder a tag, and signing in by itself.

mod request;
mod sign_in;

use serde_json::{Value, json};

use crate::{book::ApiEntry, document::Document, site::ORIGIN};

/// What Postman knows the format by.
const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/// The whole collection as JSON; addresses begin with [`ORIGIN`].
pub(crate) fn collection(api: &ApiEntry, demo: bool) -> String {
    let document = Document::of(api, demo);
    let identities = document.identities();
    let who = identities.first();
    let way = who.and_then(|who| sign_in::of(&document, who));
    let mut variables = vec![json!({
        "key": "baseUrl", "value": format!("{ORIGIN}{}", document.prefix()), "type": "string",
    })];
    variables.extend(way.iter().flat_map(|way| way.variables.clone()));
    for (name, value) in who.into_iter().flat_map(|who| &who.headers) {
        variables.push(json!({"key": name, "value": value, "type": "string"}));
    }
    let calls = document.calls();
    let tags = document.at("/tags").as_array().into_iter().flatten();
    let folders: Vec<Value> = tags
        .filter_map(|tag| {
            let name = tag["name"].as_str()?;
            let inside = calls.iter().filter(|call| call.tag == name);
            let items: Vec<Value> =
                inside.map(|call| request::item(&document, call, who)).collect();
            (!items.is_empty())
                .then(|| json!({"name": name, "description": tag["description"], "item": items}))
        })
        .collect();
    let mut out = json!({
        "info": {
            "name": api.title,
            "description": document.text("/info/description"),
            "version": document.text("/info/version"),
            "schema": SCHEMA,
        },
        "item": folders,
        "variable": variables,
    });
    if let Some(way) = way {
        out["auth"] = way.auth;
        if let Some(lines) = way.script {
            let script = json!({"type": "text/javascript", "exec": lines});
            out["event"] = json!([{"listen": "prerequest", "script": script}]);
        }
    }
    out.to_string()
}
