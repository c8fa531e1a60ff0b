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
    /// It may be called without credentials.
    pub public: bool,
    /// Security schemes, any of which suffices.
    pub schemes: Vec<String>,
    /// The scopes that it asks for.
    pub scopes: Vec<String>,
    /// The role that it needs.
    pub role: Option<String>,
    /// The company's header is declared.
    pub tenant: bool,
    /// The company's header may be left out.
    pub tenant_optional: bool,
    /// Named limit, the default one unless the operation says otherwise.
    pub limit: Option<String>,
    /// Named page style.
    pub page: Option<String>,
    /// Named failure envelope, where it is not the usual one.
    pub envelope: Option<String>,
    /// Statuses of rules that no schema can state.
    pub refusals: Vec<u16>,
    /// Fields that must differ from those of every other record.
    pub fresh: Vec<String>,
    /// A second call on the same record is refused.
    pub once: bool,
    pub statuses: Vec<u16>,
    /// Parameters, the company's header excepted.
    pub parameters: Vec<Parameter>,
    /// Content types of the body; empty where there is none.
    pub kinds: Vec<String>,
    pub body_required: bool,
    /// Content types of its success.
    pub answers: Vec<String>,
    /// Every example of every body, in document order.
    pub examples: Vec<Example>,
    /// Properties of the JSON body.
    pub fields: Vec<Field>,
    /// Parts of the multipart body.
    pub parts: Vec<Field>,
    /// Where what was created can be read: operation, its parameter, pointer into the answer.
    pub link: Option<(String, String, String)>,
    /// Properties of what a success shows under the data key, of one item on a page.
    pub shown: Vec<String>,
    pub verb: Option<String>,
    pub(crate) responses: Value,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: String,
    /// `path`, `query` or `header`.
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
        let tenant = root["x-hr-tenant"]["header"].as_str().unwrap_or_default();
        let is_tenant = |p: &Value| {
            it["x-hr-tenant"] != "none" && text(&p["name"]).eq_ignore_ascii_case(tenant)
        };
        let header = all.iter().find(|p| is_tenant(p));
        let others = all.iter().filter(|p| !is_tenant(p));
        let security = it["security"].as_array().or(root["security"].as_array());
        let security: Vec<_> = security.into_iter().flatten().map(requirement).collect();
        let statuses: Vec<u16> = keys(&it["responses"]).filter_map(|s| s.parse().ok()).collect();
        let json_kind = keys(&content).find(|kind| is_json(kind)).unwrap_or_default();
        let word = |key: &str| it[key].as_str().map(str::to_owned);
        let refusals = it["x-hr-refusals"].as_array().into_iter().flatten();
        Operation {
            id: text(&it["operationId"]),
            tag: text(&it["tags"][0]),
            method,
            path: path.to_owned(),
            public: security.is_empty() || security.iter().any(Option::is_none),
            schemes: security.iter().flatten().map(|(name, _)| name.clone()).collect(),
            scopes: scopes(it, &security),
            role: word("x-hr-role"),
            tenant: header.is_some(),
            tenant_optional: header.is_some_and(|p| p["required"] != true),
            limit: word("x-hr-rate-limit").or_else(|| default_limit(root)),
            page: word("x-hr-page"),
            envelope: word("x-hr-envelope"),
            refusals: refusals.filter_map(|r| r["status"].as_u64()?.try_into().ok()).collect(),
            fresh: fresh(it),
            once: once(it),
            parameters: others.map(|p| Parameter::read(root, p)).collect(),
            kinds: keys(&content).collect(),
            body_required: resolve(root, &it["requestBody"])["required"] == true,
            answers: answers(root, &it["responses"], &statuses),
            examples: examples(&content),
            fields: fields(root, &content[&json_kind]["schema"]),
            parts: fields(root, &content["multipart/form-data"]["schema"]),
            link: link(root, &it["responses"]),
            shown: shown(root, &it["responses"], &statuses),
            statuses,
            verb: word("x-hr-verb"),
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
    /// What its example gets: of two that are documented, a new record.
    pub fn success(&self) -> u16 {
        if self.method == Method::POST && self.documents(201) {
            return 201;
        }
        *self.statuses.iter().find(|s| **s < 300).unwrap_or_else(|| panic!("{}", self.id))
    }

    pub fn documents(&self, status: u16) -> bool {
        self.statuses.contains(&status)
    }

    /// Pages of records come back.
    pub fn is_list(&self) -> bool {
        self.page.is_some()
    }

    /// The first content type of its body that is JSON.
    pub fn json_kind(&self) -> Option<&str> {
        self.kinds.iter().map(String::as_str).find(|kind| is_json(kind))
    }

    /// It changes nothing: a GET, or a question that is too long for one.
    pub fn reads(&self) -> bool {
        let verb = self.verb.as_deref().unwrap_or_default();
        let asks = [".list", ".get", ".search"].iter().any(|end| verb.ends_with(end));
        self.method == Method::GET || self.method == Method::POST && asks
    }

    /// Parameters of one place.
    pub fn of_place(&self, place: &'static str) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(move |p| p.place == place)
    }

    /// Examples of one content type.
    pub fn examples_of(&self, kind: &str) -> Vec<&Example> {
        self.examples.iter().filter(|e| e.kind == kind).collect()
    }

    /// Examples of bodies of JSON, whatever their media type is called.
    pub fn json_examples(&self) -> Vec<&Example> {
        self.examples.iter().filter(|e| is_json(&e.kind)).collect()
    }
}

impl Parameter {
    fn read(root: &Value, it: &Value) -> Parameter {
        let named = it["examples"].as_object().and_then(|all| all.values().next());
        // A parameter that holds a JSON document has its schema and example one floor down.
        let content = &it["content"]["application/json"];
        let holder = if content.is_null() { it } else { content };
        let shown = named.map_or(&holder["example"], |one| &one["value"]);
        let schema = &holder["schema"];
        Parameter {
            name: text(&it["name"]),
            place: text(&it["in"]),
            required: it["required"] == json!(true),
            example: shown.clone(),
            schema: resolve(root, schema).clone(),
        }
    }
}

/// Media types whose bodies are read as JSON.
pub fn is_json(kind: &str) -> bool {
    kind == "application/json" || kind.ends_with("+json")
}

fn keys(object: &Value) -> impl Iterator<Item = String> {
    object.as_object().into_iter().flatten().map(|(key, _)| key.clone())
}

/// The scheme of a requirement and its scopes; nothing where none is needed.
fn requirement(it: &Value) -> Option<(String, Vec<String>)> {
    let (name, scopes) = it.as_object()?.iter().next()?;
    Some((name.clone(), scopes.as_array().into_iter().flatten().map(text).collect()))
}

/// The names below `fresh` of its refusals.
fn fresh(it: &Value) -> Vec<String> {
    let rules = it["x-hr-refusals"].as_array().into_iter().flatten();
    rules.flat_map(|rule| rule["fresh"].as_array().into_iter().flatten()).map(text).collect()
}

/// A rule says that it happens once to a record.
fn once(it: &Value) -> bool {
    let mut rules = it["x-hr-refusals"].as_array().into_iter().flatten();
    rules.any(|rule| rule["once"] == true)
}

/// Those of its first requirement; a scheme that is no oauth2 cannot list any.
fn scopes(it: &Value, security: &[Option<(String, Vec<String>)>]) -> Vec<String> {
    let beside = it["x-hr-scopes"].as_array().map(|all| all.iter().map(text).collect());
    let first = security.iter().flatten().next().map(|(_, scopes)| scopes.clone());
    beside.or(first).unwrap_or_default()
}

fn default_limit(root: &Value) -> Option<String> {
    let limits = root["x-hr-rate-limit"].as_object().into_iter().flatten();
    limits.filter(|(_, it)| it["default"] == true).map(|(name, _)| name.clone()).next()
}

fn answers(root: &Value, responses: &Value, statuses: &[u16]) -> Vec<String> {
    let Some(success) = statuses.iter().find(|s| **s < 300) else { return Vec::new() };
    keys(&resolve(root, &responses[success.to_string()])["content"]).collect()
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
    let key = root["x-hr-envelope"]["data"].as_str().unwrap_or("data");
    let data = resolve(root, &schema["properties"][key]);
    let item = if data["type"] == "array" { resolve(root, &data["items"]) } else { data };
    keys(&item["properties"]).collect()
}

/// A value as it stands in a path or query.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
