//! The demo's identities for the script beside Swagger UI, which signs in as one of them.

use std::sync::Arc;

use poem::{Response, handler, http::header, web::Data};
use serde_json::{Value, json};

use crate::{
    book::Book,
    document::{self, Document, Identity, Proof},
    page,
};

/// `/docs/identities.json`; nothing without the demo.
#[handler]
pub(crate) fn known(book: Data<&Arc<Book>>) -> Response {
    if !book.demo {
        return page::missing();
    }
    let all: Vec<Value> = book
        .apis
        .iter()
        .map(|api| {
            let document = Document::of(api, true);
            let who = document.identities();
            json!({
                "document": format!("/openapi/{}.json", api.name),
                "who": who.iter().map(|it| identity(&document, it)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let mut response = Response::builder()
        .content_type("application/json")
        .header(header::CACHE_CONTROL, "no-store")
        .body(Value::Array(all).to_string());
    page::guard(&mut response, page::POLICY);
    response
}

fn identity(document: &Document, it: &Identity) -> Value {
    let headers = it.headers.iter().map(|(name, value)| (name.clone(), json!(value)));
    let proofs: Vec<Value> =
        it.proofs.iter().map(|(key, proof)| way(document, key, proof)).collect();
    json!({
        "name": it.name,
        "role": it.role,
        "scopes": it.scopes,
        "headers": headers.collect::<serde_json::Map<_, _>>(),
        "proofs": proofs,
    })
}

fn way(document: &Document, scheme: &str, proof: &Proof) -> Value {
    match proof {
        Proof::Token(token) => json!({"scheme": scheme, "token": token}),
        Proof::Client { url, id, secret } => {
            let at = format!("/components/securitySchemes/{scheme}/flows/clientCredentials/scopes");
            let scopes = document.at(&at).as_object().into_iter().flatten().map(|(name, _)| name);
            json!({
                "scheme": scheme, "url": url, "client_id": id, "client_secret": secret,
                "scopes": scopes.collect::<Vec<_>>(),
            })
        }
        Proof::Login(call) => {
            let digest = call.digest.as_ref();
            let digest = digest.map(
                |(nonce, into, secret)| json!({"nonce": nonce, "into": into, "secret": secret}),
            );
            json!({
                "scheme": scheme, "url": call.url,
                "body": document::Value::Object(call.body.clone()), "pointer": call.token,
                "digest": digest,
            })
        }
    }
}
