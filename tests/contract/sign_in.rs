//! How a client becomes somebody: the identities of the demo and the credentials that they name.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use sha2::{Digest, Sha512};

use crate::client::{Answer, Body, Client};
use crate::document::Document;
use crate::operation::text;

/// Who calls: the header of each security scheme, and the headers that go with every request.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// Security scheme to header and value.
    keys: BTreeMap<String, (String, String)>,
    pub headers: Vec<(String, String)>,
}

impl Caller {
    /// A caller with one secret for one scheme, and the headers of an identity of the demo.
    pub fn new(document: &Document, identity: &str, scheme: &str, secret: &str) -> Caller {
        let headers = document.identity(identity)["headers"].as_object();
        let headers = headers.into_iter().flatten().map(|(n, v)| (n.to_lowercase(), text(v)));
        let mut caller = Caller { keys: BTreeMap::new(), headers: headers.collect() };
        caller.take(document, scheme, secret);
        caller
    }

    fn take(&mut self, document: &Document, scheme: &str, secret: &str) {
        let (header, before) = document.carrier(scheme);
        self.keys.insert(scheme.to_owned(), (header, format!("{before}{secret}")));
    }

    /// Replaces a header that goes with every request.
    pub fn with(mut self, name: &str, value: &str) -> Caller {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_lowercase(), value.to_owned()));
        self
    }

    /// Header and value for the first of these schemes that the caller has; for none: any.
    pub fn key(&self, schemes: &[String]) -> Option<&(String, String)> {
        match schemes {
            [] => self.keys.values().next(),
            some => some.iter().find_map(|scheme| self.keys.get(scheme)),
        }
    }

    /// The secret of the first scheme, as it was issued.
    pub fn secret(&self) -> &str {
        let (_, value) = self.keys.values().next().expect("no credentials");
        value.strip_prefix("Bearer ").unwrap_or(value)
    }
}

impl Client {
    /// Somebody of the demo; signs in once for each client.
    pub async fn identity(&self, name: &str) -> Caller {
        let mut known = self.known.lock().await;
        if let Some(caller) = known.get(name) {
            return caller.clone();
        }
        let caller = self.sign_in(name).await;
        known.insert(name.to_owned(), caller.clone());
        caller
    }

    /// The identity that may do everything.
    pub async fn owner(&self) -> Caller {
        self.identity(&self.document.owner()).await
    }

    /// The identity of the other company.
    pub async fn other(&self) -> Caller {
        self.identity(&self.document.other()).await
    }

    /// Somebody of the demo, with credentials that nobody else holds where the API issues them.
    pub async fn sign_in(&self, name: &str) -> Caller {
        let identity = self.document.identity(name);
        let mut caller: Option<Caller> = None;
        for (scheme, credential) in identity["credentials"].as_object().unwrap() {
            let secret = self.secret(identity, credential).await;
            match &mut caller {
                Some(caller) => caller.take(self.document, scheme, &secret),
                None => caller = Some(Caller::new(self.document, name, scheme, &secret)),
            }
        }
        caller.unwrap_or_else(|| panic!("{name} has no credentials"))
    }

    async fn secret(&self, identity: &Value, credential: &Value) -> String {
        if let Some(id) = credential["client_id"].as_str() {
            let scopes = match identity["scopes"].as_array() {
                Some(some) => some.iter().map(text).collect(),
                None => self.document.all_scopes(),
            };
            let secret = text(&credential["client_secret"]);
            let answer = self.token_answer(id, &secret, &scopes.join(" ")).await.held(200);
            return text(&answer.json()["access_token"]);
        }
        let Some(login) = credential["login"].as_str() else { return text(&credential["token"]) };
        let mut body = credential["body"].clone();
        if let Some(digest) = credential["digest"].as_object() {
            let (nonce, secret) = (nonce(), text(&digest["secret"]));
            body[text(&digest["into"])] = json!(sha512(&format!("{nonce}{secret}")));
            body[text(&digest["nonce"])] = json!(nonce);
        }
        let headers = identity["headers"].as_object().into_iter().flatten();
        let mut call = self.sample(login).body(Body::Json(body));
        for (header, value) in headers {
            call = call.header(header, &text(value));
        }
        let answer = call.answer().await;
        let good = self.document.operation(login).success();
        let answer = answer.held(good).json();
        let token = answer.pointer(&text(&credential["token"]));
        text(token.unwrap_or_else(|| panic!("{login}: no token where x-hr-demo says")))
    }

    /// Asks the token endpoint for client credentials; an empty scope asks for the default.
    pub async fn token_answer(&self, id: &str, secret: &str, scope: &str) -> Answer {
        let mut form = json!({
            "grant_type": "client_credentials", "client_id": id, "client_secret": secret,
        });
        if !scope.is_empty() {
            form["scope"] = json!(scope);
        }
        let operation = self.document.token_operation().expect("no token operation");
        self.bare(operation).body(Body::Form(form)).answer().await
    }

    /// An identity with client credentials, with these scopes only.
    pub async fn scoped(&self, name: &str, scope: &str) -> Caller {
        let identity = self.document.identity(name);
        let credentials = identity["credentials"].as_object().into_iter().flatten();
        let mut credentials = credentials.filter(|(_, it)| it["client_id"].is_string());
        let (scheme, it) = credentials.next().expect("no client credentials");
        let (id, secret) = (text(&it["client_id"]), text(&it["client_secret"]));
        let answer = self.token_answer(&id, &secret, scope).await.held(200);
        Caller::new(self.document, name, scheme, &text(&answer.json()["access_token"]))
    }

    /// The demo company's client with these scopes.
    pub async fn demo(&self, scope: &str) -> Caller {
        self.scoped("demo", scope).await
    }

    /// The other company's client with these scopes.
    pub async fn rival(&self, scope: &str) -> Caller {
        self.scoped("rival", scope).await
    }

    /// Every scope that the document knows, as one text.
    pub fn every_scope(&self) -> String {
        self.document.all_scopes().join(" ")
    }
}

/// Never the same twice, and at most 32 characters.
fn nonce() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    format!("n{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn sha512(words: &str) -> String {
    Sha512::digest(words.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
