//! What a document has to say against an answer: status, headers, media type, body.

use std::sync::{Arc, PoisonError};

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde_json::{Value, json};

use super::{Document, resolve};
use crate::operation::{Operation, is_json};

impl Document {
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
        let id = format!("{} {}", self.name, operation.id);
        let Some(response) = operation.responses.get(status.to_string()) else {
            let seen = String::from_utf8_lossy(body.unwrap_or_default()).into_owned();
            return vec![format!("{id}: status {status} is not documented: {seen}")];
        };
        let response = resolve(&self.root, response);
        let mut said = self.header_complaints(&response["headers"], headers);
        said.extend(self.constant_complaints(headers));
        if let Some(body) = body {
            said.extend(self.content_complaints(&response["content"], headers, body));
        }
        said.into_iter().map(|what| format!("{id} {status}: {what}")).collect()
    }

    /// Headers that every answer of the API has.
    fn constant_complaints(&self, headers: &HeaderMap) -> Vec<String> {
        let constant = self.root["x-hr-envelope"]["headers"].as_object().into_iter().flatten();
        let missing = constant.filter(|(name, value)| {
            headers.get(*name).and_then(|sent| sent.to_str().ok()) != value.as_str()
        });
        missing.map(|(name, _)| format!("header {name} is not what it always is")).collect()
    }

    /// The body is of a documented media type, and what that one says.
    fn content_complaints(&self, content: &Value, headers: &HeaderMap, body: &[u8]) -> Vec<String> {
        let Some(content) = content.as_object().filter(|c| !c.is_empty()) else {
            let there = !body.is_empty();
            return there.then(|| "a body where none is documented".into()).into_iter().collect();
        };
        let kind = media_type(headers);
        match content.get(&kind) {
            Some(media) if is_json(&kind) => self.body_complaints(&media["schema"], body),
            Some(_) => Vec::new(),
            None => {
                let documented: Vec<_> = content.keys().collect();
                vec![format!("content type {kind:?} instead of {documented:?}")]
            }
        }
    }

    pub(super) fn header_complaints(&self, documented: &Value, headers: &HeaderMap) -> Vec<String> {
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

/// The media type of an answer, without its parameters.
pub fn media_type(headers: &HeaderMap) -> String {
    let sent = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    sent.split(';').next().unwrap_or_default().trim().to_owned()
}
