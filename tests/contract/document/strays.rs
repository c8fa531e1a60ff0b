//! Answers that belong to no operation: they keep to the API's failure envelope all the same.

use reqwest::header::HeaderMap;
use serde_json::{Map, Value, json};

use super::{Document, resolve};
use crate::operation::is_json;

/// Statuses whose schema lends its shape to one that no operation documents, best first.
const MODELS: [u16; 3] = [404, 400, 422];

impl Document {
    /// Complaints about an answer that belongs to no operation.
    pub fn stray_complaints(
        &self,
        status: u16,
        headers: &HeaderMap,
        body: Option<&[u8]>,
    ) -> Vec<String> {
        let limit = self.default_limit();
        let missing = limit.iter().flat_map(|l| l.headers.iter().flatten());
        let missing = missing.filter(|name| !headers.contains_key(name.as_str()));
        let mut said: Vec<String> =
            missing.map(|name| format!("{status}: header {name} is missing")).collect();
        let Some(body) = body else { return said };
        if status < 400 {
            if !body.is_empty() {
                said.push(format!("{status}: a body where none is expected"));
            }
            return said;
        }
        let value: Value = serde_json::from_slice(body).unwrap_or_default();
        let shapes = self.failure_shapes(status);
        if !shapes.iter().any(|shape| self.errors(shape, &value).is_empty()) {
            said.push(format!("{status}: not the envelope: {}", String::from_utf8_lossy(body)));
        }
        said.into_iter().map(|what| format!("{}: {what}", self.name)).collect()
    }

    /// The schemas that a failure with this status may follow: one for each envelope of the API.
    fn failure_shapes(&self, status: u16) -> Vec<Value> {
        let all = std::iter::once(status).chain(MODELS);
        let model = all.into_iter().find(|s| self.operations.iter().any(|o| o.documents(*s)));
        let model = model.expect("the document knows no failure");
        let mut shapes = Vec::new();
        for operation in &self.operations {
            let response = resolve(&self.root, &operation.responses[model.to_string()]);
            let content = response["content"].as_object().into_iter().flatten();
            for (_, media) in content.filter(|(kind, _)| is_json(kind)) {
                let mut shape = self.lent(&media["schema"], model, status);
                if shape["properties"].is_object() {
                    shape["additionalProperties"] = json!(false);
                }
                if !shapes.contains(&shape) {
                    shapes.push(shape);
                }
            }
        }
        shapes
    }

    /// A schema of one status for another: its constants become the other's, its words are open.
    fn lent(&self, schema: &Value, model: u16, status: u16) -> Value {
        let schema = resolve(&self.root, schema);
        match schema {
            Value::Object(all) => {
                let mut lent = Map::new();
                for (key, value) in all {
                    match key.as_str() {
                        "const" | "enum" | "pattern" if model == status => {
                            lent.insert(key.clone(), value.clone());
                        }
                        "const" if *value == json!(model) => {
                            lent.insert(key.clone(), json!(status));
                        }
                        "const" if *value == json!(model.to_string()) => {
                            lent.insert(key.clone(), json!(status.to_string()));
                        }
                        "const" if value.is_string() => {}
                        "enum" | "pattern" | "example" | "examples" => {}
                        _ => {
                            lent.insert(key.clone(), self.lent(value, model, status));
                        }
                    }
                }
                Value::Object(lent)
            }
            Value::Array(items) => {
                items.iter().map(|item| self.lent(item, model, status)).collect()
            }
            other => other.clone(),
        }
    }
}
