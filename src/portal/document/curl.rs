//! A call as lines for a shell: sign in once, then call.

use super::{Call, Document, Identity, Proof, TokenCall, Value, sample};
use crate::site::ORIGIN;

/// Lines that put a token for this call into `$TOKEN`; nothing where this identity needs none.
pub(crate) fn sign_in(call: &Call<'_>, who: Option<&Identity>) -> String {
    let Some(who) = who else { return String::new() };
    let schemes = call.schemes();
    let of = |key: &str| who.proofs.iter().find(|(it, _)| it == key);
    match schemes.iter().find_map(|scheme| of(scheme.key)) {
        Some((_, Proof::Token(token))) => format!("TOKEN={}\n", quoted(token)),
        Some((key, Proof::Client { url, id, secret })) => {
            let scopes = call.scopes(key).join(" ");
            let scope = quoted(&format!("scope={scopes}"));
            let scope = if scopes.is_empty() { String::new() } else { format!(" -d {scope}") };
            format!(
                "TOKEN=$(curl -s {ORIGIN}{url} \\\n  -u {} \\\n  \
                 -d grant_type=client_credentials{scope} \\\n  {})\n",
                quoted(&format!("{id}:{secret}")),
                token_from("access_token"),
            )
        }
        Some((_, Proof::Login(login))) => by_login(login, &who.headers),
        None => String::new(),
    }
}

fn by_login(call: &TokenCall, headers: &[(String, String)]) -> String {
    let key = call.token.rsplit('/').next().unwrap_or_default();
    let mut before = String::new();
    let mut body = Value::Object(call.body.clone()).to_string();
    if let Some((nonce, into, secret)) = &call.digest {
        before = format!(
            "NONCE=$(openssl rand -hex 16)\n\
             PROOF=$(printf %s \"$NONCE\"{} | openssl dgst -sha512 -r | cut -d' ' -f1)\n",
            quoted(secret)
        );
        body.pop();
        body = quoted(&format!("{body},\"{nonce}\":\""))
            + "$NONCE"
            + &quoted(&format!("\",\"{into}\":\""))
            + "$PROOF"
            + &quoted("\"}");
    } else {
        body = quoted(&body);
    }
    let sent = headers
        .iter()
        .map(|(name, value)| format!("  -H {} \\\n", quoted(&format!("{name}: {value}"))));
    format!(
        "{before}TOKEN=$(curl -s {ORIGIN}{} \\\n{}  -H 'Content-Type: application/json' \\\n  \
         -d {body} \\\n  {})\n",
        call.url,
        sent.collect::<String>(),
        token_from(key),
    )
}

/// Takes a text out of JSON with what every system has.
fn token_from(key: &str) -> String {
    format!("| sed 's/.*\"{key}\" *: *\"\\([^\"]*\\)\".*/\\1/'")
}

/// The call itself, as this identity; the token is expected in `$TOKEN`.
pub(crate) fn call(document: &Document, call: &Call<'_>, who: Option<&Identity>) -> String {
    let mut parts = vec![format!("curl {}", address(document, call))];
    if !matches!((call.method, call.body()), ("GET", _) | ("POST", Some(_))) {
        parts[0] = format!("curl -X {} {}", call.method, address(document, call));
    }
    let headers = who.map_or(&[][..], |who| &who.headers);
    let own = |name: &str| headers.iter().any(|(it, _)| it.eq_ignore_ascii_case(name));
    if let Some(scheme) = proved(call, who) {
        let (name, before) = scheme;
        parts.push(format!("-H \"{name}: {before}$TOKEN\""));
    }
    for (name, value) in headers {
        parts.push(format!("-H {}", quoted(&format!("{name}: {value}"))));
    }
    for it in call.parameters().filter(|it| it["in"] == "header" && it["required"] == true) {
        let name = it["name"].as_str().unwrap_or_default();
        if !own(name) {
            let value = document.shown(&bare(&sample(document, it)));
            parts.push(format!("-H {}", quoted(&format!("{name}: {value}"))));
        }
    }
    parts.extend(body(document, call));
    parts.join(" \\\n  ") + "\n"
}

/// The header of the first scheme that this identity can prove.
fn proved(call: &Call<'_>, who: Option<&Identity>) -> Option<(String, &'static str)> {
    let proofs = &who?.proofs;
    let schemes = call.schemes();
    let scheme = schemes.iter().find(|it| proofs.iter().any(|(key, _)| key == it.key))?;
    let (name, before) = scheme.carrier();
    Some((name.to_owned(), before))
}

fn address(document: &Document, call: &Call<'_>) -> String {
    let mut path = call.path.to_owned();
    let mut query = Vec::new();
    for it in call.parameters() {
        let name = it["name"].as_str().unwrap_or_default();
        match it["in"].as_str() {
            Some("path") => {
                let value = escaped(&bare(&sample(document, it)));
                path = path.replace(&format!("{{{name}}}"), &value);
            }
            Some("query") if it["required"] == true => {
                query.push(format!("{name}={}", escaped(&bare(&sample(document, it)))));
            }
            _ => {}
        }
    }
    let prefix = document.prefix();
    match query.is_empty() {
        true => format!("{ORIGIN}{prefix}{path}"),
        false => quoted(&format!("{ORIGIN}{prefix}{path}?{}", query.join("&"))),
    }
}

fn body(document: &Document, call: &Call<'_>) -> Vec<String> {
    let Some((media, content)) = call.body() else { return Vec::new() };
    let value = sample(document, content);
    if media == "multipart/form-data" {
        let schema = document.follow(&content["schema"]);
        let file = |name: &str| {
            let part = document.follow(&schema["properties"][name]);
            part["format"] == "binary" || part["items"]["format"] == "binary"
        };
        let parts = schema["properties"].as_object().into_iter().flatten();
        let parts = parts.filter(|(name, _)| file(name) || !value[name.as_str()].is_null());
        return parts
            .map(|(name, _)| match file(name) {
                true => format!("-F {name}=@document.pdf"),
                false => {
                    format!("-F {}", quoted(&format!("{name}={}", bare(&value[name.as_str()]))))
                }
            })
            .collect();
    }
    if media == "application/x-www-form-urlencoded" {
        let parts = value.as_object().into_iter().flatten();
        return parts
            .map(|(name, it)| {
                let text = document.shown(&format!("{name}={}", bare(it)));
                format!("--data-urlencode {}", quoted(&text))
            })
            .collect();
    }
    let text = value.pretty();
    vec![format!("-H 'Content-Type: {media}'"), format!("-d {}", quoted(&document.shown(&text)))]
}

/// A value as it is written in an address.
pub(crate) fn bare(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(all) => all.iter().map(bare).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b',' | b':' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// As one word for a POSIX shell.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.:/@=,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}
