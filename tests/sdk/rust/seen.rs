//! What the mock was asked against what a case says it must have been.

use serde_json::Value;
use sha2::{Digest, Sha512};

use crate::compare::{Checked, fits, matches, only, same};

/// All routes that are named were asked so, in order, and no other.
pub fn check(expected: &Value, seen: &[Value]) -> Checked {
    let expected = expected.as_object().unwrap();
    if let Some(asked) = seen.iter().find(|asked| !expected.contains_key(route(asked))) {
        return Err(format!("{} was asked", route(asked)));
    }
    let mut nonces: Vec<&str> = Vec::new();
    for (name, entries) in expected {
        let asked: Vec<&Value> = seen.iter().filter(|asked| route(asked) == name).collect();
        let Some(entries) = entries.as_array() else {
            only(entries, &["count"])?;
            same(&entries["count"].as_u64(), &Some(asked.len() as u64), name)?;
            continue;
        };
        same(&entries.len(), &asked.len(), &format!("requests of {name}"))?;
        for (n, (entry, asked)) in entries.iter().zip(asked).enumerate() {
            one(entry, asked, &mut nonces).map_err(|why| format!("{name} {}: {why}", n + 1))?;
        }
    }
    Ok(())
}

fn route(asked: &Value) -> &str {
    asked["is"].as_str().unwrap()
}

fn one<'a>(entry: &Value, asked: &'a Value, nonces: &mut Vec<&'a str>) -> Checked {
    let known = ["headers", "query", "json", "json_has", "form", "parts", "size", "digest"];
    only(entry, &known)?;
    for (name, expected) in entry["headers"].as_object().into_iter().flatten() {
        let got = asked["headers"][name].as_str();
        let fits = match (expected.as_str(), got) {
            (Some(pattern), Some(got)) => matches(pattern, got),
            (expected, got) => expected.is_none() && got.is_none(),
        };
        if !fits {
            return Err(format!("header {name}: expected {expected}, got {got:?}"));
        }
    }
    if let Some(expected) = entry.get("query") {
        let sorted = |query: &Value| {
            let mut pairs: Vec<String> =
                query.as_array().unwrap().iter().map(Value::to_string).collect();
            pairs.sort();
            pairs
        };
        same(&sorted(expected), &sorted(&asked["query"]), "query")?;
    }
    let text = asked["json_text"].as_str().unwrap_or("null");
    let body: Value = serde_json::from_str(text).unwrap();
    if let Some(expected) = entry.get("json") {
        same(expected, &body, "json")?;
    }
    if let Some(piece) = entry["json_has"].as_str() {
        same(&true, &text.contains(piece), "json_has")?;
    }
    for key in ["form", "parts", "size"] {
        if let Some(expected) = entry.get(key) {
            fits(expected, &asked[key].to_string(), key)?;
        }
    }
    match entry.get("digest") {
        Some(digest) => digested(digest, asked, nonces),
        None => Ok(()),
    }
}

/// The body proves the secret by a nonce that was never used before.
fn digested<'a>(digest: &Value, asked: &'a Value, nonces: &mut Vec<&'a str>) -> Checked {
    only(digest, &["nonce", "into", "secret"])?;
    let body: Value = serde_json::from_str(asked["json_text"].as_str().unwrap()).unwrap();
    let name = |key: &str| digest[key].as_str().unwrap();
    let nonce = body[name("nonce")].as_str().ok_or("no nonce")?.to_owned();
    let sum = Sha512::digest(format!("{nonce}{}", name("secret")));
    let sum: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
    same(&Some(sum.as_str()), &body[name("into")].as_str(), "digest")?;
    let text = asked["json_text"].as_str().unwrap();
    if nonces.iter().any(|earlier| earlier.contains(&nonce)) {
        return Err("a nonce came twice".to_owned());
    }
    nonces.push(text);
    Ok(())
}
