//! A call before it is sent: path filled, parameters and body encoded.

use bytes::Bytes;
use reqwest::Url;
use serde::Serialize;

use super::body::{Body, Content, Part, Upload};
use super::error::Error;
use super::operation::Operation;

/// One encoded call; may be sent several times.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(crate) operation: &'static Operation,
    path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Body,
    fault: Option<Error>,
}

impl Prepared {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        let path = operation.path.to_owned();
        let (query, headers) = (Vec::new(), Vec::new());
        Self { operation, path, query, headers, body: Body::Empty, fault: None }
    }

    /// Fills one placeholder of the path.
    pub(crate) fn path(&mut self, name: &str, value: impl AsRef<str>) {
        let value = value.as_ref();
        if value.is_empty() || value == "." || value == ".." {
            self.fail(format!("path parameter {name} would change the path"));
        }
        self.path = self.path.replace(&format!("{{{name}}}"), &percent(value));
    }

    pub(crate) fn query(&mut self, name: &str, value: impl Into<String>) {
        self.query.push((name.to_owned(), value.into()));
    }

    /// Sets a query parameter once, whatever was there.
    pub(crate) fn set_query(&mut self, name: &str, value: String) {
        self.query.retain(|(key, _)| key != name);
        self.query.push((name.to_owned(), value));
    }

    pub(crate) fn header(&mut self, name: &str, value: impl Into<String>) {
        self.headers.push((name.to_owned(), value.into()));
    }

    /// Adds to the one header that holds all cookies.
    pub(crate) fn cookie(&mut self, name: &str, value: impl AsRef<str>) {
        let pair = format!("{name}={}", percent(value.as_ref()));
        match self.headers.iter_mut().find(|(known, _)| known == "cookie") {
            Some((_, cookies)) => *cookies = format!("{cookies}; {pair}"),
            None => self.header("cookie", pair),
        }
    }

    pub(crate) fn json(&mut self, content_type: &'static str, body: &impl Serialize) {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.bytes(content_type, bytes),
            Err(_) => self.fail("the body cannot be written as JSON"),
        }
    }

    pub(crate) fn bytes(&mut self, content_type: &'static str, bytes: impl Into<Bytes>) {
        self.body = Body::Bytes { content_type, bytes: bytes.into() };
    }

    pub(crate) fn form(&mut self, fields: Fields) {
        let mut pairs = Vec::new();
        for Part { name, content } in fields.0 {
            match content {
                Content::Text(text) => pairs.push((name, text)),
                Content::File(_) => self.fail(format!("{name}: a form without parts has no files")),
            }
        }
        self.bytes("application/x-www-form-urlencoded", form_encode(&pairs));
    }

    pub(crate) fn multipart(&mut self, fields: Fields) {
        self.body = Body::Multipart(fields.0);
    }

    pub(crate) fn fail(&mut self, message: impl Into<String>) {
        self.fault.get_or_insert(Error::invalid(self.operation.id, message));
    }

    /// The whole URL, or what was wrong with the call.
    pub(crate) fn url(&self, base: &str) -> Result<Url, Error> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let text = format!("{}{}", base.trim_end_matches('/'), self.path);
        let mut url = Url::parse(&text)
            .map_err(|_| Error::invalid(self.operation.id, "the base URL is not a URL"))?;
        if !self.query.is_empty() {
            let pair = |(name, value): &(String, String)| percent(name) + "=" + &percent(value);
            url.set_query(Some(&self.query.iter().map(pair).collect::<Vec<_>>().join("&")));
        }
        Ok(url)
    }
}

/// The fields of a form in order, files among them.
#[derive(Debug, Default)]
pub(crate) struct Fields(pub(crate) Vec<Part>);

impl Fields {
    pub(crate) fn text(&mut self, name: &str, text: impl Into<String>) {
        self.0.push(Part { name: name.to_owned(), content: Content::Text(text.into()) });
    }

    pub(crate) fn file(&mut self, name: &str, upload: Upload) {
        self.0.push(Part { name: name.to_owned(), content: Content::File(upload) });
    }

    /// A field that is no scalar travels as JSON text.
    pub(crate) fn json(&mut self, name: &str, value: &impl Serialize) {
        self.text(name, json_text(value));
    }
}

/// A value as JSON text; used where a parameter is no scalar.
pub(crate) fn json_text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn form_encode(pairs: &[(String, String)]) -> String {
    let Ok(mut url) = Url::parse("form:") else { return String::new() };
    url.query_pairs_mut().extend_pairs(pairs);
    url.query().unwrap_or_default().to_owned()
}

/// Percent-encodes all but RFC 3986's unreserved characters.
fn percent(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
