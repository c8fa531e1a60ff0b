//! The fields of an object, and what their schemas demand, in words.

use super::{Document, Value};
use crate::model::{code, plain};

/// More codes than these are left to the document.
const SHOWN: usize = 12;

/// One field of a body.
pub(crate) struct Field {
    pub name: String,
    pub required: bool,
    /// `text, at most 100 characters`
    pub kind: String,
    /// As the document has it.
    pub about: String,
}

/// The fields of an object's schema, the required ones first; none where it is no object.
pub(crate) fn fields(document: &Document, schema: &Value) -> Vec<Field> {
    let mut out = Vec::new();
    gather(document, schema, &mut out, 4);
    out.sort_by_key(|field| !field.required);
    out
}

fn gather(document: &Document, schema: &Value, out: &mut Vec<Field>, depth: usize) {
    let schema = document.follow(schema);
    if depth == 0 {
        return;
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        gather(document, part, out, depth - 1);
    }
    let needed = schema["required"].as_array();
    let is_needed = |name: &str| needed.is_some_and(|all| all.iter().any(|it| it == name));
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        let target = document.follow(property);
        let about = property["description"].as_str().or(target["description"].as_str());
        out.push(Field {
            name: name.clone(),
            required: is_needed(name),
            kind: type_of(document, property),
            about: about.unwrap_or_default().to_owned(),
        });
    }
}

/// What a schema allows, in a few words of Markdown.
pub(crate) fn type_of(document: &Document, schema: &Value) -> String {
    let schema = document.follow(schema);
    let mut words = vec![name_of(document, schema)];
    if let Some(all) = schema["enum"].as_array() {
        // A code may be there as a number and as a text.
        let mut shown: Vec<String> = all.iter().map(|it| code(&bare(it))).collect();
        let count = shown.len();
        shown = shown.iter().fold(Vec::new(), |mut seen, it| {
            if !seen.contains(it) && seen.len() < SHOWN {
                seen.push(it.clone());
            }
            seen
        });
        let more = if count > SHOWN && shown.len() == SHOWN { ", …" } else { "" };
        words.push(format!("one of {}{more}", shown.join(", ")));
    }
    if let Some(value) = schema.get("const") {
        words.push(format!("always {}", code(&value.to_string())));
    }
    let bounds = [
        ("minLength", "at least", " characters"),
        ("maxLength", "at most", " characters"),
        ("minimum", "at least", ""),
        ("exclusiveMinimum", "more than", ""),
        ("maximum", "at most", ""),
        ("exclusiveMaximum", "less than", ""),
        ("minItems", "at least", " items"),
        ("maxItems", "at most", " items"),
    ];
    for (key, how, what) in bounds {
        if let Value::Number(bound) = &schema[key] {
            let bound = bound.to_string();
            let what = if bound == "1" { what.trim_end_matches('s') } else { what };
            // The bounds of 64 bits say nothing more than the type.
            if bound.len() < 19 {
                words.push(format!("{how} {bound}{what}"));
            }
        }
    }
    if let Some(default) = schema.get("default") {
        words.push(format!("{} if left out", code(&default.to_string())));
    }
    words.join(", ")
}

fn name_of(document: &Document, schema: &Value) -> String {
    let name = main_type(schema);
    let mut text = match (name, schema["format"].as_str()) {
        ("string", Some("binary")) => "file".to_owned(),
        ("string", Some("password")) => "secret".to_owned(),
        ("string", Some(format)) => plain(format),
        ("string", None) => "text".to_owned(),
        ("array", _) => format!("list of {}", name_of(document, document.follow(&schema["items"]))),
        ("number", Some("decimal")) => "exact decimal".to_owned(),
        ("", _) => "any".to_owned(),
        (name, _) => name.to_owned(),
    };
    let nullable = |it: &Value| it == "null" || it["type"] == "null";
    let forms = schema["type"].as_array().or(schema["oneOf"].as_array());
    if forms.is_some_and(|all| all.iter().any(nullable)) {
        text.push_str(" or null");
    }
    text
}

/// The first type of a schema that is not null; empty where it says none.
pub(super) fn main_type(schema: &Value) -> &str {
    let guess = if schema["properties"].as_object().is_some() { "object" } else { "" };
    match &schema["type"] {
        Value::Text(name) => name,
        Value::List(names) => {
            let mut names = names.iter().filter_map(Value::as_str);
            names.find(|name| *name != "null").unwrap_or(guess)
        }
        _ => guess,
    }
}

fn bare(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
