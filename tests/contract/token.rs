//! Access tokens taken apart and put together wrongly.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// One part of a JWT: 0 the header, 1 the claims.
pub fn part(token: &str, at: usize) -> Value {
    let text = token.split('.').nth(at).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// The same claims, an hour ago; the signature is that of the good token.
pub fn expired(good: &str) -> String {
    let (header, mut claims) = (part(good, 0), part(good, 1));
    claims["exp"] = json!(claims["iat"].as_i64().unwrap() - 3600);
    claims["iat"] = json!(claims["iat"].as_i64().unwrap() - 7200);
    let signature = good.rsplit('.').next().unwrap();
    format!("{}.{}.{signature}", encoded(&header), encoded(&claims))
}

/// The same claims under `alg: none`.
pub fn unsigned(good: &str) -> String {
    let mut header = part(good, 0);
    header["alg"] = json!("none");
    format!("{}.{}.", encoded(&header), encoded(&part(good, 1)))
}
