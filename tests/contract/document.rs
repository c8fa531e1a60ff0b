//! The bundled document as the tests read it: operations, their examples, what an answer must be.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde_json::{Value, json};

use crate::operation::{Operation, text};

/// ShiftCare's document, as it is served.
pub static SHIFTCARE: LazyLock<Document> = LazyLock::new(|| {
    Document::read(include_str!("../../gen/shiftcare/openapi.json"), "/shiftcare")
});

/// One API.
pub struct Document {
    root: Value,
    /// Where the server mounts it.
    pub prefix: &'static str,
    /// In document order.
    pub operations: Vec<Operation>,
    /// Compiled schemas by their JSON, because most failures share a few.
    validators: Mutex<BTreeMap<String, Arc<jsonschema::Validator>>>,
}

impl Document {
    fn read(words: &str, prefix: &'static str) -> Document {
        let root: Value = serde_json::from_str(words).unwrap();
        let mut operations = Vec::new();
        for (path, item) in root["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
                if operation.get("operationId").is_some() {
                    operations.push(Operation::read(&root, path, method, item, operation));
                }
            }
        }
        Document { root, prefix, operations, validators: Mutex::default() }
    }

    pub fn operation(&self, id: &str) -> &Operation {
        self.operations.iter().find(|o| o.id == id).unwrap_or_else(|| panic!("no operation {id}"))
    }

    /// The operation that a method and a path without prefix belong to. Literal segments win over
    /// parameters, whatever the method.
    pub fn matching(&self, method: &Method, path: &str) -> Option<&Operation> {
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let fitting = self.operations.iter().filter(|o| matches(&o.path, path));
        let path = fitting.map(|o| &o.path).min_by_key(|path| path.matches('{').count())?;
        self.operations.iter().find(|o| o.path == *path && o.method == *method)
    }

    /// Every path with its documented methods, in document order.
    pub fn paths(&self) -> Vec<(String, Vec<Method>)> {
        let mut paths: Vec<(String, Vec<Method>)> = Vec::new();
        for operation in &self.operations {
            match paths.iter_mut().find(|(path, _)| *path == operation.path) {
                Some((_, methods)) => methods.push(operation.method.clone()),
                None => paths.push((operation.path.clone(), vec![operation.method.clone()])),
            }
        }
        paths
    }

    /// The operations behind a scope, coarse scopes excepted.
    pub fn all_scopes(&self) -> Vec<String> {
        let flows = "/components/securitySchemes/clientCredentials/flows/clientCredentials/scopes";
        self.root.pointer(flows).unwrap().as_object().unwrap().keys().cloned().collect()
    }

    /// Every complaint about an answer: undocumented status, missing header, wrong body.
    ///
    /// `body` is `None` where HTTP itself leaves it out, as for HEAD.
    pub fn complaints(
        &self,
        operation: &Operation,
        status: u16,
        headers: &HeaderMap,
        body: Option<&[u8]>,
    ) -> Vec<String> {
        let id = &operation.id;
        let Some(response) = operation.responses.get(status.to_string()) else {
            let seen = String::from_utf8_lossy(body.unwrap_or_default()).into_owned();
            return vec![format!("{id}: status {status} is not documented: {seen}")];
        };
        let response = resolve(&self.root, response);
        let mut said = self.header_complaints(&response["headers"], headers);
        let content = &response["content"];
        if let Some(body) = body {
            match content.as_object().and_then(|c| c.iter().next()) {
                Some((kind, media)) => {
                    let sent = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
                    let sent = sent.unwrap_or_default().split(';').next().unwrap_or_default();
                    if sent.trim() != kind {
                        said.push(format!("content type {sent:?} instead of {kind}"));
                    }
                    said.extend(self.body_complaints(&media["schema"], body));
                }
                None if !body.is_empty() => said.push("a body where none is documented".into()),
                None => {}
            }
        }
        said.into_iter().map(|what| format!("{id} {status}: {what}")).collect()
    }

    fn header_complaints(&self, documented: &Value, headers: &HeaderMap) -> Vec<String> {
        let mut said = Vec::new();
        for (name, header) in documented.as_object().into_iter().flatten() {
            let header = resolve(&self.root, header);
            let Some(value) = headers.get(name) else {
                if header["required"] == json!(true) {
                    said.push(format!("header {name} is missing"));
                }
                continue;
            };
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            let schema = resolve(&self.root, &header["schema"]);
            let read = match schema["type"].as_str() {
                Some("integer") => value.parse::<i64>().map_or(json!(value), |n| json!(n)),
                _ => json!(value),
            };
            let errors = self.errors(schema, &read);
            said.extend(errors.into_iter().map(|e| format!("header {name}: {e}")));
        }
        said
    }

    fn body_complaints(&self, schema: &Value, body: &[u8]) -> Vec<String> {
        match serde_json::from_slice::<Value>(body) {
            Err(e) => vec![format!("the body is not JSON: {e}")],
            Ok(value) => self.errors(schema, &value),
        }
    }

    /// What a value does against a schema of this document.
    pub fn errors(&self, schema: &Value, value: &Value) -> Vec<String> {
        let validator = self.validator(schema);
        let errors = validator.iter_errors(value);
        errors.map(|e| format!("{e} at {}", e.instance_path())).collect()
    }

    fn validator(&self, schema: &Value) -> Arc<jsonschema::Validator> {
        let key = schema.to_string();
        let mut known = self.validators.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let whole = json!({ "allOf": [schema], "components": self.root["components"] });
            let built = jsonschema::options()
                .with_draft(jsonschema::Draft::Draft202012)
                .should_validate_formats(true)
                .should_ignore_unknown_formats(true)
                .build(&whole);
            Arc::new(built.unwrap_or_else(|e| panic!("{schema}: {e}")))
        };
        known.entry(key).or_insert_with(make).clone()
    }
}

/// Complaints about an answer that belongs to no operation: it is in the envelope all the same.
pub fn stray_complaints(status: u16, headers: &HeaderMap, body: Option<&[u8]>) -> Vec<String> {
    let mut said = Vec::new();
    for name in ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
        if !headers.contains_key(name) {
            said.push(format!("{status}: header {name} is missing"));
        }
    }
    let Some(body) = body else { return said };
    if status < 400 {
        if !body.is_empty() {
            said.push(format!("{status}: a body where none is expected"));
        }
        return said;
    }
    let value: Value = serde_json::from_slice(body).unwrap_or_default();
    let keys = value.as_object().map(|o| o.len());
    let whole = value["success"] == json!(false)
        && value["statusCode"] == json!(status)
        && value["errorMessage"].is_string()
        && keys == Some(3);
    if !whole {
        said.push(format!("{status}: not the envelope: {}", String::from_utf8_lossy(body)));
    }
    said
}

/// Follows `$ref` to its end.
pub fn resolve<'a>(root: &'a Value, mut value: &'a Value) -> &'a Value {
    while let Some(target) = value["$ref"].as_str() {
        value = root.pointer(target.trim_start_matches('#')).unwrap_or(&Value::Null);
    }
    value
}

fn matches(template: &str, path: &str) -> bool {
    let (mut a, mut b) = (template.split('/'), path.split('/'));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(t), Some(p)) if t == p || (t.starts_with('{') && !p.is_empty()) => {}
            _ => return false,
        }
    }
}

/// Path of an operation with its parameters filled in.
pub fn filled(template: &str, values: &[(String, Value)]) -> String {
    values.iter().fold(template.to_owned(), |path, (name, value)| {
        path.replace(&format!("{{{name}}}"), &text(value))
    })
}
