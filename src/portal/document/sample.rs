//! A value for a parameter or a body: the document's example, else one that its schema allows.

use super::{Document, Value};

/// Schemas nest deeper than anybody wants to read.
const DEPTH: usize = 6;

/// An example of a parameter, a media type or a schema.
pub(crate) fn sample(document: &Document, it: &Value) -> Value {
    given(document, it).unwrap_or_else(|| {
        let schema = if it["schema"].is_null() { it } else { &it["schema"] };
        made(document, schema, DEPTH)
    })
}

fn given(document: &Document, it: &Value) -> Option<Value> {
    if let Some(example) = it.get("example") {
        return Some(example.clone());
    }
    let examples = it.get("examples")?;
    if let Some(listed) = examples.as_array() {
        return listed.first().cloned();
    }
    let (_, first) = examples.as_object()?.first()?;
    document.follow(first).get("value").cloned()
}

fn made(document: &Document, schema: &Value, depth: usize) -> Value {
    let schema = document.follow(schema);
    if let Some(value) = given(document, schema) {
        return value;
    }
    for key in ["const", "default"] {
        if let Some(value) = schema.get(key) {
            return value.clone();
        }
    }
    if let Some(first) = schema["enum"].as_array().and_then(|all| all.first()) {
        return first.clone();
    }
    for key in ["allOf", "oneOf", "anyOf"] {
        if let Some(first) = schema[key].as_array().and_then(|all| all.first())
            && schema["properties"].is_null()
        {
            return made(document, first, depth);
        }
    }
    match super::fields::main_type(schema) {
        "object" => object(document, schema, depth),
        "array" if depth > 0 => Value::List(vec![made(document, &schema["items"], depth - 1)]),
        "array" => Value::List(Vec::new()),
        "integer" | "number" => schema.get("minimum").cloned().unwrap_or(Value::Number(1.into())),
        "boolean" => Value::Bool(true),
        "null" => Value::Null,
        _ => text(schema).into(),
    }
}

fn object(document: &Document, schema: &Value, depth: usize) -> Value {
    let mut out = Vec::new();
    if depth > 0 {
        let needed: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if needed.is_empty() || needed.contains(&name.as_str()) {
                out.push((name.clone(), made(document, property, depth - 1)));
            }
        }
    }
    Value::Object(out)
}

fn text(schema: &Value) -> &'static str {
    match schema["format"].as_str() {
        Some("date") => "2026-11-30",
        Some("date-time") => "2026-11-30T09:00:00Z",
        Some("local-date-time" | "local-second") => "2026-11-30 09:00:00",
        Some("local-minute") => "2026-11-30 09:00",
        Some("iso-minute") => "2026-11-30T09:00",
        Some("local-time") => "09:00",
        Some("email") => "somebody@demo.example",
        Some("uri") => "https://example.com/",
        _ => "text",
    }
}
