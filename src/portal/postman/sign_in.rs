//! How the collection signs in: variables with the credentials, and a script that fetches a token.

use serde_json::{Value, json};

use crate::document::{Document, Identity, Proof, Scheme, TokenCall};
use crate::site::ORIGIN;

/// How long a fetched token is used, in milliseconds; every API's lives longer.
const LIFE_MS: u32 = 600_000;

/// What the collection needs to sign in by itself.
pub(super) struct Way {
    pub auth: Value,
    pub variables: Vec<Value>,
    /// Lines that run before each request.
    pub script: Option<Vec<String>>,
}

/// The way of an identity's first proof; further keys become variables.
pub(super) fn of(document: &Document, who: &Identity) -> Option<Way> {
    let (key, first) = who.proofs.first()?;
    let variable = |key: &str, value: &str| json!({"key": key, "value": value, "type": "string"});
    let bearer = [json!({"key": "token", "value": "{{token}}", "type": "string"})];
    let auth = json!({"type": "bearer", "bearer": bearer});
    let mut way = match first {
        Proof::Token(token) => {
            Way { auth, variables: vec![variable("token", token)], script: None }
        }
        Proof::Client { url, id, secret } => Way {
            auth,
            variables: vec![
                variable("token", ""),
                variable("clientId", id),
                variable("clientSecret", secret),
                variable("scope", &scopes(document, key)),
            ],
            script: Some(client(url)),
        },
        Proof::Login(call) => {
            let texts = call.body.iter().filter_map(|(key, value)| Some((key, value.as_str()?)));
            let mut variables: Vec<Value> =
                texts.map(|(key, value)| variable(key, value)).collect();
            variables.push(variable("token", ""));
            variables
                .extend(call.digest.iter().map(|(_, _, secret)| variable("clientSecret", secret)));
            Way { auth, variables, script: Some(login(call, &who.headers)) }
        }
    };
    for (key, proof) in who.proofs.iter().skip(1) {
        if let (Proof::Token(token), Some(scheme)) = (proof, document.scheme(key)) {
            way.variables.push(variable(scheme.key, token));
        }
    }
    Some(way)
}

/// Every scope that the scheme has, so that every request of the collection may be sent.
fn scopes(document: &Document, scheme: &str) -> String {
    let at = format!("/components/securitySchemes/{scheme}/flows/clientCredentials/scopes");
    let all = document.at(&at).as_object().into_iter().flatten().map(|(name, _)| name.as_str());
    all.collect::<Vec<_>>().join(" ")
}

/// A key that is sent as it is, from the variable with the name of its scheme.
pub(super) fn key(scheme: &Scheme<'_>) -> Value {
    let entry = |key: &str, value: Value| json!({"key": key, "value": value, "type": "string"});
    json!({"type": "apikey", "apikey": [
        entry("key", json!(scheme.value["name"])),
        entry("value", json!(format!("{{{{{}}}}}", scheme.key))),
        entry("in", json!("header")),
    ]})
}

/// Fetches a token unless there is a young one; `ask` is the request, `token` where it is found.
fn script(before: &[String], ask: &[String], token: &str) -> Vec<String> {
    let mut out = vec![
        format!("const young = Date.now() - Number(pm.variables.get('tokenAt') || 0) < {LIFE_MS};"),
        "if (!(young && pm.variables.get('token'))) {".to_owned(),
    ];
    out.extend(before.iter().map(|line| format!("  {line}")));
    out.push("  pm.sendRequest({".to_owned());
    out.extend(ask.iter().map(|line| format!("    {line}")));
    out.extend(
        [
            "  }, (error, answer) => {",
            "    if (error || answer.code >= 400) {",
            "      console.error('no token', error || answer.text());",
            "      return;",
            "    }",
        ]
        .map(str::to_owned),
    );
    out.push(format!("    pm.collectionVariables.set('token', answer.json(){token});"));
    out.push("    pm.collectionVariables.set('tokenAt', String(Date.now()));".to_owned());
    out.push("  });".to_owned());
    out.push("}".to_owned());
    out
}

/// An address of the token endpoint that follows `baseUrl` to another server.
fn address(url: &str) -> String {
    let quoted = |text: &str| Value::from(text).to_string();
    let path = quoted(url.strip_prefix(ORIGIN).unwrap_or(url));
    let host = "pm.variables.get('baseUrl').replace(/^(https?:\\/\\/[^/]+).*/, '$1')";
    format!("url: {host} + {path},")
}

fn client(url: &str) -> Vec<String> {
    let ask = [
        address(url),
        "method: 'POST',".to_owned(),
        "body: { mode: 'urlencoded', urlencoded: [".to_owned(),
        "  { key: 'grant_type', value: 'client_credentials' },".to_owned(),
        "  { key: 'client_id', value: pm.variables.get('clientId') },".to_owned(),
        "  { key: 'client_secret', value: pm.variables.get('clientSecret') },".to_owned(),
        "  { key: 'scope', value: pm.variables.get('scope') },".to_owned(),
        "] },".to_owned(),
    ];
    script(&[], &ask, ".access_token")
}

fn login(call: &TokenCall, headers: &[(String, String)]) -> Vec<String> {
    let quoted = |text: &str| Value::from(text).to_string();
    let names = call
        .body
        .iter()
        .map(|(key, _)| format!("{}: pm.variables.get({})", quoted(key), quoted(key)));
    let mut before = vec![format!("const body = {{ {} }};", names.collect::<Vec<_>>().join(", "))];
    if let Some((nonce, into, _)) = &call.digest {
        before.extend([
            format!("body.{nonce} = require('uuid').v4().replace(/-/g, '');"),
            format!(
                "body.{into} = require('crypto-js').SHA512(body.{nonce} + \
                 pm.variables.get('clientSecret')).toString();"
            ),
        ]);
    }
    let sent = headers
        .iter()
        .map(|(name, _)| format!(", {}: pm.variables.get({})", quoted(name), quoted(name)));
    let ask = [
        address(&call.url),
        "method: 'POST',".to_owned(),
        format!(
            "header: {{ 'Content-Type': 'application/json'{} }},",
            sent.collect::<Vec<_>>().concat()
        ),
        "body: { mode: 'raw', raw: JSON.stringify(body) },".to_owned(),
    ];
    let steps = call.token.split('/').skip(1).map(|step| format!("[{}]", quoted(step)));
    script(&before, &ask, &steps.collect::<Vec<_>>().concat())
}
