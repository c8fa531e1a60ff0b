//! One operation as a request of the collection: address, headers, body, all from the examples.

use serde_json::{Value, json};

use crate::document::{self, Call, Document, Identity, sample};

/// A request of a folder.
pub(super) fn item(document: &Document, call: &Call<'_>, who: Option<&Identity>) -> Value {
    let mut request = json!({
        "method": call.method,
        "header": headers(document, call, who),
        "url": url(document, call),
        "description": call.description(),
    });
    if let Some(body) = body(document, call) {
        request["body"] = body;
    }
    if let Some(auth) = auth(call, who) {
        request["auth"] = auth;
    }
    json!({"name": call.summary(), "request": request, "response": []})
}

/// Only where it differs from that of the collection.
fn auth(call: &Call<'_>, who: Option<&Identity>) -> Option<Value> {
    let schemes = call.schemes();
    if schemes.is_empty() {
        return Some(json!({"type": "noauth"}));
    }
    let proofs = &who?.proofs;
    let (first, _) = proofs.first()?;
    let found = schemes.iter().find(|it| proofs.iter().any(|(key, _)| key == it.key))?;
    let same = found.key == first;
    (!same && found.value["type"] == "apiKey").then(|| super::sign_in::key(found))
}

fn headers(document: &Document, call: &Call<'_>, who: Option<&Identity>) -> Vec<Value> {
    let known = who.map_or(&[][..], |who| &who.headers);
    let mut out: Vec<Value> = call
        .parameters()
        .filter(|it| it["in"] == "header")
        .map(|it| {
            let name = it["name"].as_str().unwrap_or_default();
            let ours = known.iter().any(|(key, _)| key.eq_ignore_ascii_case(name));
            let value = match ours {
                true => format!("{{{{{name}}}}}"),
                false => document.shown(&bare(&sample(document, it))),
            };
            json!({"key": name, "value": value, "disabled": it["required"] != true && !ours})
        })
        .collect();
    let media = call.body().map(|(media, _)| media).filter(|it| it.ends_with("json"));
    out.extend(media.map(|media| json!({"key": "Content-Type", "value": media})));
    out
}

fn url(document: &Document, call: &Call<'_>) -> Value {
    let path: Vec<String> = call
        .path
        .split('/')
        .skip(1)
        .map(|part| match part.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            Some(name) => format!(":{name}"),
            None => part.to_owned(),
        })
        .collect();
    let variable = |it: &document::Value| {
        let value = bare(&sample(document, it));
        json!({"key": it["name"], "value": value, "description": it["description"]})
    };
    let with = |place: &str| -> Vec<document::Value> {
        call.parameters().filter(|it| it["in"] == place).cloned().collect()
    };
    let query: Vec<Value> = with("query")
        .iter()
        .map(|it| {
            let mut out = variable(it);
            out["disabled"] = json!(it["required"] != true);
            out
        })
        .collect();
    let mut out = json!({
        "raw": format!("{{{{baseUrl}}}}/{}", path.join("/")),
        "host": ["{{baseUrl}}"],
        "path": path,
    });
    if !query.is_empty() {
        out["query"] = Value::Array(query);
    }
    let parts: Vec<Value> = with("path").iter().map(variable).collect();
    if !parts.is_empty() {
        out["variable"] = Value::Array(parts);
    }
    out
}

fn body(document: &Document, call: &Call<'_>) -> Option<Value> {
    let (media, content) = call.body()?;
    let value = sample(document, content);
    let pairs = |all: &Vec<(String, document::Value)>| -> Vec<Value> {
        all.iter()
            .map(
                |(key, it)| json!({"key": key, "value": document.shown(&bare(it)), "type": "text"}),
            )
            .collect()
    };
    Some(match media {
        "application/x-www-form-urlencoded" => {
            json!({"mode": "urlencoded", "urlencoded": pairs(value.as_object()?)})
        }
        "multipart/form-data" => {
            let schema = document.follow(&content["schema"]);
            let files = schema["properties"].as_object().into_iter().flatten();
            let files = files.filter(|(_, it)| document.follow(it)["format"] == "binary");
            let mut parts = value.as_object().map(pairs).unwrap_or_default();
            let names: Vec<&String> = files.map(|(name, _)| name).collect();
            parts.retain(|it| !names.iter().any(|name| it["key"] == name.as_str()));
            parts
                .extend(names.iter().map(|name| json!({"key": name, "type": "file", "src": null})));
            json!({"mode": "formdata", "formdata": parts})
        }
        _ => {
            let text = value.pretty();
            json!({
                "mode": "raw",
                "raw": document.shown(&text),
                "options": {"raw": {"language": "json"}},
            })
        }
    })
}

/// A value as Postman's fields hold it: text.
fn bare(value: &document::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
