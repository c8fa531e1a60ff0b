//! Who can call in the demo, and how each security scheme is proved.

use super::{Document, Value};

/// Somebody who can call: of the demo, or a stand-in with `your-…` for every secret.
pub(crate) struct Identity {
    /// `demo`, `rival`, `employee`
    pub name: String,
    pub role: Option<String>,
    pub scopes: Vec<String>,
    /// Sent with every call: the company.
    pub headers: Vec<(String, String)>,
    /// By the key of the scheme.
    pub proofs: Vec<(String, Proof)>,
}

/// What is needed to satisfy one scheme.
pub(crate) enum Proof {
    /// Sent as it is.
    Token(String),
    /// Exchanged at the token endpoint, which has this path on this server.
    Client { url: String, id: String, secret: String },
    /// Exchanged by an operation of the API.
    Login(TokenCall),
}

/// A call that answers a token.
pub(crate) struct TokenCall {
    /// Path on this server.
    pub url: String,
    pub body: Vec<(String, Value)>,
    /// The JSON pointer of the token in the answer.
    pub token: String,
    /// Names of the body's fields for the nonce and for the digest, and the secret in it.
    pub digest: Option<(String, String, String)>,
}

/// A security scheme.
#[derive(Clone, Copy)]
pub(crate) struct Scheme<'a> {
    pub key: &'a str,
    pub value: &'a Value,
}

impl Scheme<'_> {
    /// The header that carries the proof, and what stands before it.
    pub fn carrier(&self) -> (&str, &'static str) {
        match self.value["type"].as_str() {
            Some("apiKey") => (self.value["name"].as_str().unwrap_or_default(), ""),
            Some("http") if self.value["scheme"] == "basic" => ("Authorization", "Basic "),
            _ => ("Authorization", "Bearer "),
        }
    }
}

impl Document {
    /// The scheme with this key.
    pub fn scheme<'a>(&'a self, key: &'a str) -> Option<Scheme<'a>> {
        let value = self.at("/components/securitySchemes").get(key)?;
        Some(Scheme { key, value })
    }

    /// Every security scheme.
    pub fn schemes(&self) -> impl Iterator<Item = Scheme<'_>> {
        let all = self.at("/components/securitySchemes").as_object().into_iter().flatten();
        all.map(|(key, value)| Scheme { key, value })
    }

    /// The demo's identities; where there is no demo, one stand-in for the reader.
    pub fn identities(&self) -> Vec<Identity> {
        let all = self.at("/x-hr-demo").as_array().map_or(&[][..], Vec::as_slice);
        let shown = if self.demo() { all } else { &all[..all.len().min(1)] };
        shown.iter().map(|it| self.identity(it)).collect()
    }

    /// Every secret or name of the demo that a text may contain, with what stands for it.
    pub fn stand_ins(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for it in self.at("/x-hr-demo").as_array().into_iter().flatten() {
            for proof in it["credentials"].as_object().into_iter().flatten().map(|(_, it)| it) {
                let parts = [proof, &proof["body"], &proof["digest"]];
                for (key, value) in parts.iter().filter_map(|it| it.as_object()).flatten() {
                    let secret =
                        !matches!(key.as_str(), "login" | "nonce" | "into" | "device_name");
                    match value.as_str() {
                        Some(text) if secret && !text.starts_with('/') => {
                            out.push((text.to_owned(), format!("your-{}", key.replace('_', "-"))));
                        }
                        _ => {}
                    }
                }
            }
            for (key, value) in it["headers"].as_object().into_iter().flatten() {
                out.push((value.as_str().unwrap_or_default().to_owned(), format!("your-{key}")));
            }
        }
        // The longest first, because one may be a part of another.
        out.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        out.retain(|(text, _)| text.len() > 3 && text != "staging");
        out
    }

    /// A text of the demo as it may be shown: without a demo its credentials are replaced.
    pub fn shown(&self, text: &str) -> String {
        let text = text.to_owned();
        if self.demo() {
            return text;
        }
        let words = self.stand_ins();
        words.iter().fold(text, |text, (from, to)| text.replace(from.as_str(), to))
    }

    fn identity(&self, it: &Value) -> Identity {
        let text = |value: &Value| self.shown(value.as_str().unwrap_or_default());
        let headers = it["headers"].as_object().into_iter().flatten();
        let scopes = it["scopes"].as_array().into_iter().flatten();
        let proofs = it["credentials"].as_object().into_iter().flatten();
        Identity {
            name: it["name"].as_str().unwrap_or_default().to_owned(),
            role: it["role"].as_str().map(str::to_owned),
            scopes: scopes.filter_map(Value::as_str).map(str::to_owned).collect(),
            headers: headers.map(|(name, value)| (name.clone(), text(value))).collect(),
            proofs: proofs
                .filter_map(|(key, proof)| Some((key.clone(), self.proof(key, proof)?)))
                .collect(),
        }
    }

    fn proof(&self, scheme: &str, it: &Value) -> Option<Proof> {
        let text = |value: &Value| self.shown(value.as_str().unwrap_or_default());
        if !it["client_id"].is_null() {
            let flow = self.scheme(scheme)?.value.pointer("/flows/clientCredentials/tokenUrl")?;
            return Some(Proof::Client {
                url: flow.as_str()?.to_owned(),
                id: text(&it["client_id"]),
                secret: text(&it["client_secret"]),
            });
        }
        let Some(login) = it["login"].as_str() else {
            return Some(Proof::Token(text(&it["token"])));
        };
        let body = it["body"].as_object()?;
        let digest = &it["digest"];
        let field = |key: &str| digest[key].as_str().unwrap_or_default().to_owned();
        Some(Proof::Login(TokenCall {
            url: format!("{}{}", self.prefix(), self.call(login)?.path),
            body: body.iter().map(|(key, value)| (key.clone(), Value::Text(text(value)))).collect(),
            token: it["token"].as_str()?.to_owned(),
            digest: (!digest.is_null())
                .then(|| (field("nonce"), field("into"), text(&digest["secret"]))),
        }))
    }
}
