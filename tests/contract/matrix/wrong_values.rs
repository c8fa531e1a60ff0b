//! Values that a schema refuses, made from the schema itself.

use serde_json::{Value, json};

use super::MARKER;
use crate::operation::{Field, Operation, Parameter};

/// A body with one thing wrong.
pub struct Wrong {
    /// How the refusal must call the field: `questions[0].questionMsg`.
    pub field: String,
    /// What is wrong with it.
    pub case: &'static str,
    pub body: Value,
}

/// The JSON bodies of an operation, each with one thing wrong, each thing once.
pub fn bodies(operation: &Operation) -> Vec<Wrong> {
    let examples = operation.json_examples();
    let Some(example) = examples.first() else { return Vec::new() };
    let mut found = Vec::new();
    for field in &operation.fields {
        for (name, case, value) in objects_as_lists(field, &example.value[&field.name]) {
            let mut body = example.value.clone();
            body[&field.name] = value;
            found.push(Wrong { field: name, case, body });
        }
        for (name, case, value) in wrong_fields(field) {
            let mut body = example.value.clone();
            body[&field.name] = value;
            found.push(Wrong { field: name, case, body });
        }
        if field.required {
            let mut body = example.value.clone();
            body.as_object_mut().unwrap().remove(&field.name);
            found.push(Wrong { field: field.name.clone(), case: "left out", body });
        }
    }
    found
}

/// The objects of a list, written as lists of their values: a careless reader takes them.
fn objects_as_lists(field: &Field, shown: &Value) -> Vec<(String, &'static str, Value)> {
    let Some(object) = shown[0].as_object() else { return Vec::new() };
    let values: Vec<&Value> = object.values().collect();
    let backwards: Vec<&Value> = values.iter().rev().copied().collect();
    let name = format!("{}[0]", field.name);
    let cases = [json!([values]), json!([backwards])];
    cases.map(|value| (name.clone(), "an object as a list", value)).to_vec()
}

/// Nothing can be wrong with it.
fn admits_anything(schema: &Value) -> bool {
    let keys = schema.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
    keys.into_iter().all(|key| ["description", "title", "example"].contains(&key))
}

/// Wrong values of one field, with the name that the refusal must use.
fn wrong_fields(field: &Field) -> Vec<(String, &'static str, Value)> {
    let mut found = Vec::new();
    if admits_anything(&field.schema) {
        return found;
    }
    for (case, value) in wrong_values(&field.schema, !field.inner.is_empty()) {
        found.push((field.name.clone(), case, value));
    }
    if !field.nullable {
        found.push((field.name.clone(), "null", Value::Null));
    }
    if !field.list && !field.inner.is_empty() {
        found.push((field.name.clone(), "a list for an object", json!([])));
    }
    if field.list {
        let item = &field.schema["items"];
        let nested = !field.inner.is_empty();
        if nested || item.is_object() {
            let wrong = if nested { json!(MARKER) } else { json!({ MARKER: MARKER }) };
            found.push((format!("{}[0]", field.name), "a wrong item", json!([wrong])));
        }
    }
    for inner in &field.inner {
        for (name, case, value) in wrong_fields(inner) {
            let object = json!({ inner.name.as_str(): value });
            let (name, value) = if field.list {
                (format!("{}[0].{name}", field.name), json!([object]))
            } else {
                (format!("{}.{name}", field.name), object)
            };
            found.push((name, case, value));
        }
    }
    found
}

/// Scalars beyond what the schema allows; the type that is certainly wrong comes first.
fn wrong_values(schema: &Value, object: bool) -> Vec<(&'static str, Value)> {
    let mut found = Vec::new();
    let list = schema["type"] == "array";
    if object && !list {
        found.push(("a text for an object", json!(MARKER)));
        return found;
    }
    found.push(("an object", json!({ MARKER: MARKER })));
    if list {
        found.push(("a text for a list", json!(MARKER)));
        return found;
    }
    if schema["enum"].is_array() {
        found.push(("an unknown code", json!(MARKER)));
        return found;
    }
    if let Some(most) = schema["maxLength"].as_u64().filter(|most| *most <= 100_000) {
        let length = usize::try_from(most).unwrap() + 1;
        found.push(("too long", json!(MARKER.repeat(length / MARKER.len() + 1))));
    }
    if schema["minLength"].as_u64() == Some(1) {
        found.push(("empty", json!("")));
    }
    if admits(schema, "string") {
        found.push(("with NUL", json!(format!("{MARKER}\u{0}"))));
    }
    if let Some(text) = of_another_pattern(schema) {
        found.push(("of another pattern", json!(text)));
    }
    if admits(schema, "string") && schema["format"].is_string() && schema["format"] != "password" {
        found.push(("of another form", json!(MARKER)));
    }
    if let Some(least) = schema["minimum"].as_i64() {
        found.push(("too small", json!(least - 1)));
    }
    if admits(schema, "integer") {
        found.push(("a fraction", json!(7.25)));
        found.push(("past 64 bits", json!(1e30)));
    }
    if let Some(most) = schema["maximum"].as_f64().filter(|most| *most < 1e15) {
        found.push(("too large", json!(most + 1.0)));
    }
    found
}

/// A text of the right length that only the pattern refuses, where there is one to be found.
fn of_another_pattern(schema: &Value) -> Option<String> {
    schema["pattern"].as_str()?;
    let mut free = schema.clone();
    free.as_object_mut()?.remove("pattern");
    let length = |key: &str| usize::try_from(schema[key].as_u64()?).ok();
    let lengths = [length("minLength").unwrap_or(1), length("maxLength").unwrap_or(9).min(9)];
    let texts = ["~", "a b", "-", "Z", "7"].iter().flat_map(|it| {
        lengths.map(|length| it.chars().cycle().take(length.max(1)).collect::<String>())
    });
    let only = |text: &String| {
        let text = json!(text);
        jsonschema::is_valid(&free, &text) && !jsonschema::is_valid(schema, &text)
    };
    texts.into_iter().find(only)
}

fn admits(schema: &Value, kind: &str) -> bool {
    match &schema["type"] {
        Value::String(one) => one == kind,
        Value::Array(several) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

/// Texts that a parameter refuses.
pub fn texts(parameter: &Parameter) -> Vec<(&'static str, String)> {
    let schema = &parameter.schema;
    let of_list = schema["type"] == "array";
    let mut found = Vec::new();
    // A parameter that must be empty is refused with its own status where it is not.
    if let Some(most) = schema["maxLength"].as_u64().filter(|most| *most > 0) {
        let length = usize::try_from(most).unwrap() + 1;
        let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
        found.push(("too long", (0..length).map(letter).collect()));
    }
    let free = admits(schema, "string") && schema["format"].is_null() && schema["enum"].is_null();
    if !free || of_list {
        found.push(("of another type", MARKER.to_owned()));
    }
    if let Some(text) = of_another_pattern(schema).filter(|_| parameter.place == "query") {
        found.push(("of another pattern", text));
    }
    if parameter.place == "query" && schema["minLength"].as_u64() == Some(1) {
        found.push(("empty", String::new()));
    }
    if let Some(least) = schema["minimum"].as_i64() {
        found.push(("too small", (least - 1).to_string()));
    }
    if let Some(most) = schema["maximum"].as_i64().filter(|most| *most < i64::MAX) {
        found.push(("too large", (most + 1).to_string()));
    }
    if admits(schema, "integer") {
        found.push(("a fraction", "1.5".to_owned()));
        found.push(("past 64 bits", "99999999999999999999".to_owned()));
    }
    found
}
