//! One operation of a document, resolved: parameters, bodies, examples, links.

use reqwest::Method;
use serde_json::{Value, json};

use crate::document::resolve;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub id: String,
    pub tag: String,
    pub method: Method,
    /// As written, with `{parameters}`.
    pub path: String,
    /// The scopes of its first requirement; empty where it is public.
    pub scopes: Vec<String>,
    /// The company's header is required.
    pub tenant: bool,
    /// Named limit, `general` unless the operation says otherwise.
    pub limit: String,
    pub statuses: Vec<u16>,
    /// Path and query parameters; headers are not among them.
    pub parameters: Vec<Parameter>,
    /// Content types of the body; empty where there is none.
    pub kinds: Vec<String>,
    /// Every example of every body, in document order.
    pub examples: Vec<Example>,
    /// Properties of the JSON body.
    pub fields: Vec<Field>,
    /// Where what was created can be read: operation, its parameter, pointer into the answer.
    pub link: Option<(String, String, String)>,
    /// Properties of what a success shows under `data`, of one item on a page.
    pub shown: Vec<String>,
    pub verb: Option<String>,
    pub(crate) responses: Value,
}

/// A path or query parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: String,
    /// `path` or `query`.
    pub place: String,
    pub required: bool,
    pub example: Value,
    pub schema: Value,
}

/// A body that the document shows.
#[derive(Clone, Debug)]
pub struct Example {
    /// Content type.
    pub kind: String,
    pub name: String,
    pub value: Value,
}

/// A property of a JSON body, its schema resolved.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub required: bool,
    pub schema: Value,
    /// Properties of an object, or of the objects of a list.
    pub inner: Vec<Field>,
    /// It is a list.
    pub list: bool,
    /// It may be null.
    pub nullable: bool,
}

impl Operation {
    pub(crate) fn read(
        root: &Value,
        path: &str,
        method: Method,
        item: &Value,
        it: &Value,
    ) -> Operation {
        let listed = |of: &Value| of["parameters"].as_array().cloned().unwrap_or_default();
        let all: Vec<Value> =
            listed(item).iter().chain(&listed(it)).map(|p| resolve(root, p).clone()).collect();
        let content = resolve(root, &it["requestBody"])["content"].clone();
        let scopes = it["security"][0].as_object().and_then(|s| s.values().next());
        let words = |v: &Value| v.as_array().into_iter().flatten().map(text).collect();
        let statuses = it["responses"].as_object().unwrap().keys();
        let statuses: Vec<u16> = statuses.filter_map(|s| s.parse().ok()).collect();
        let json_body = &content["application/json"]["schema"];
        Operation {
            id: text(&it["operationId"]),
            tag: text(&it["tags"][0]),
            method,
            path: path.to_owned(),
            scopes: scopes.map(words).unwrap_or_default(),
            tenant: all.iter().any(|p| p["name"] == "X-Enterprise-Id"),
            limit: it["x-hr-rate-limit"].as_str().unwrap_or("general").to_owned(),
            parameters: all.iter().filter_map(|p| Parameter::read(root, p)).collect(),
            kinds: content.as_object().into_iter().flatten().map(|(k, _)| k.clone()).collect(),
            examples: examples(&content),
            fields: fields(root, json_body),
            link: link(root, &it["responses"]),
            shown: shown(root, &it["responses"], &statuses),
            statuses,
            verb: it["x-hr-verb"].as_str().map(str::to_owned),
            responses: it["responses"].clone(),
        }
    }

    /// The document knows a path parameter here.
    pub fn names_a_record(&self) -> bool {
        self.path.contains('{')
    }

    /// The parameter that names the record.
    pub fn id_parameter(&self) -> &Parameter {
        let found = self.parameters.iter().find(|p| p.place == "path");
        found.unwrap_or_else(|| panic!("{} names no record", self.id))
    }

    /// Its one documented success.
    pub fn success(&self) -> u16 {
        *self.statuses.iter().find(|s| **s < 300).unwrap_or_else(|| panic!("{}", self.id))
    }

    pub fn documents(&self, status: u16) -> bool {
        self.statuses.contains(&status)
    }

    /// Pages of records come back.
    pub fn is_list(&self) -> bool {
        self.parameters.iter().any(|p| p.name == "size")
    }

    /// Examples of one content type.
    pub fn examples_of(&self, kind: &str) -> Vec<&Example> {
        self.examples.iter().filter(|e| e.kind == kind).collect()
    }
}

impl Parameter {
    fn read(root: &Value, it: &Value) -> Option<Parameter> {
        let place = text(&it["in"]);
        (place != "header").then(|| Parameter {
            name: text(&it["name"]),
            place,
            required: it["required"] == json!(true),
            example: it["example"].clone(),
            schema: resolve(root, &it["schema"]).clone(),
        })
    }
}

fn examples(content: &Value) -> Vec<Example> {
    let mut found = Vec::new();
    for (kind, media) in content.as_object().into_iter().flatten() {
        let named = media["examples"].as_object().into_iter().flatten();
        let named = named.map(|(name, it)| (name.clone(), it["value"].clone()));
        let single = media.get("example").map(|value| ("example".to_owned(), value.clone()));
        for (name, value) in named.chain(single) {
            found.push(Example { kind: kind.clone(), name, value });
        }
    }
    found
}

/// Properties of a schema, references followed, the null of an optional field put aside.
fn fields(root: &Value, schema: &Value) -> Vec<Field> {
    let schema = resolve(root, schema);
    let required = |name: &str| {
        schema["required"].as_array().into_iter().flatten().any(|r| r.as_str() == Some(name))
    };
    let properties = schema["properties"].as_object().into_iter().flatten();
    let made = properties.map(|(name, it)| {
        let nullable = admits_null(it);
        let of = it["oneOf"].as_array().into_iter().flatten().find(|v| v["type"] != "null");
        let plain = resolve(root, of.unwrap_or(it));
        let list = plain["type"] == "array";
        let inner = fields(root, if list { &plain["items"] } else { plain });
        let (name, required) = (name.clone(), required(name));
        Field { name, required, schema: plain.clone(), inner, list, nullable }
    });
    made.collect()
}

fn admits_null(schema: &Value) -> bool {
    let variants = schema["oneOf"].as_array().into_iter().flatten();
    let types = schema["type"].as_array().into_iter().flatten();
    variants.clone().any(|v| v["type"] == "null") || types.clone().any(|t| t == "null")
}

fn link(root: &Value, responses: &Value) -> Option<(String, String, String)> {
    let created = responses.get("201").or(responses.get("200"))?;
    let links = resolve(root, created)["links"].as_object()?;
    let get = links.get("get")?;
    let (name, pointer) = get["parameters"].as_object()?.iter().next()?;
    let pointer = text(pointer).trim_start_matches("$response.body#").to_owned();
    Some((text(&get["operationId"]), name.clone(), pointer))
}

fn shown(root: &Value, responses: &Value, statuses: &[u16]) -> Vec<String> {
    let Some(success) = statuses.iter().find(|s| **s < 300) else { return Vec::new() };
    let response = resolve(root, &responses[success.to_string()]);
    let schema = resolve(root, &response["content"]["application/json"]["schema"]);
    let data = resolve(root, &schema["properties"]["data"]);
    let item = if data["type"] == "array" { resolve(root, &data["items"]) } else { data };
    item["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
}

/// A value as it stands in a path or query.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
