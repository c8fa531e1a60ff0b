//! The bundled documents as the tests read them: what is served where, and by which operations.

mod complaints;
mod demo;
pub mod policy;
mod strays;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock, Mutex};

use reqwest::Method;
use serde_json::Value;

use crate::operation::{Operation, text};

/// The one list of the APIs that are tested: name and document.
const SERVED: [(&str, &str); 5] = [
    ("shiftcare", include_str!("../../../gen/shiftcare/openapi.json")),
    ("workbeats", include_str!("../../../gen/workbeats/openapi.json")),
    ("icehrm", include_str!("../../../gen/icehrm/openapi.json")),
    ("okta-hr", include_str!("../../../gen/okta-hr/openapi.json")),
    ("whosoff", include_str!("../../../gen/whosoff/openapi.json")),
];

/// All of them, in that order.
pub static DOCUMENTS: LazyLock<Vec<Document>> =
    LazyLock::new(|| SERVED.iter().map(|(name, words)| Document::read(name, words)).collect());

/// ShiftCare's document.
pub static SHIFTCARE: LazyLock<&'static Document> = LazyLock::new(|| named("shiftcare"));

/// The document of one API.
pub fn named(api: &str) -> &'static Document {
    let found = DOCUMENTS.iter().find(|d| d.name == api);
    found.unwrap_or_else(|| panic!("no document of {api}"))
}

/// The API that a path of the server belongs to: the longest prefix wins.
pub fn serving(path: &str) -> Option<(&'static Document, &str)> {
    let found = DOCUMENTS.iter().filter_map(|d| Some((d, path.strip_prefix(&*d.prefix)?)));
    let whole = found.filter(|(_, rest)| rest.is_empty() || rest.starts_with('/'));
    whole.max_by_key(|(d, _)| d.prefix.len())
}

/// One API.
pub struct Document {
    /// Its folder: `shiftcare`.
    pub name: &'static str,
    root: Value,
    /// Where the server mounts it.
    pub prefix: String,
    /// In document order.
    pub operations: Vec<Operation>,
    /// Compiled schemas by their JSON, because most failures share a few.
    validators: Mutex<BTreeMap<String, Arc<jsonschema::Validator>>>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Document {
    fn read(name: &'static str, words: &str) -> Document {
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
        let mut urls = root["servers"].as_array().into_iter().flatten().map(|s| text(&s["url"]));
        let prefix = urls.find(|url| url.starts_with('/')).unwrap_or_default();
        Document { name, root, prefix, operations, validators: Mutex::default() }
    }

    pub fn operation(&self, id: &str) -> &Operation {
        self.operations.iter().find(|o| o.id == id).unwrap_or_else(|| panic!("no operation {id}"))
    }

    /// Operations that need credentials.
    pub fn guarded(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(|o| !o.public)
    }

    /// The operation that a method and a path without prefix belong to. Literal segments win over
    /// parameters, whatever the method.
    pub fn matching(&self, method: &Method, path: &str) -> Option<&Operation> {
        let method = if method == Method::HEAD { &Method::GET } else { method };
        let path = match self.root["x-hr-envelope"]["trailing_slash"].as_str() {
            Some("accepted") if path.len() > 1 => path.strip_suffix('/').unwrap_or(path),
            _ => path,
        };
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

    /// The records that a success shows: under the data key, or in its only list.
    pub fn records<'a>(&self, body: &'a Value) -> &'a [Value] {
        let key = self.root["x-hr-envelope"]["data"].as_str().unwrap_or("data");
        let lists = body.as_object().into_iter().flatten().filter(|(_, v)| v.is_array());
        let mut lists = lists.filter(|(_, v)| v[0].is_object() || v == &&Value::Array(Vec::new()));
        let under = body.get(key).or_else(|| lists.next().map(|(_, list)| list));
        under.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// What stands under the data key.
    pub fn data(&self, body: &Value) -> Value {
        body[self.root["x-hr-envelope"]["data"].as_str().unwrap_or("data")].clone()
    }
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
