//! A plain HTTP client that speaks by the document and holds every answer against it.

use std::collections::BTreeMap;
use std::io::Read;
use std::net::IpAddr;
use std::sync::Arc;

use reqwest::header::HeaderMap;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::Value;
use tokio::sync::Mutex;

use crate::document::{Document, SHIFTCARE, filled};
use crate::operation::{Example, Operation, is_json, text};
pub use crate::sign_in::Caller;

/// Marks requests of this client, which looks at the answers itself.
pub const LOOKS_ITSELF: &str = "x-looks-itself";

/// Talks to one API of one server.
#[derive(Clone)]
pub struct Client {
    pub base: String,
    http: reqwest::Client,
    pub document: &'static Document,
    /// Who has signed in already.
    pub(crate) known: Arc<Mutex<BTreeMap<String, Caller>>>,
}

/// What is sent as a body.
#[derive(Clone, Debug)]
pub enum Body {
    Empty,
    Json(Value),
    /// JSON under another media type.
    JsonAs(String, Value),
    Form(Value),
    /// Parts by name; `file` is sent as a file.
    Multipart(Value),
    /// Content type and bytes, sent as they are.
    Raw(String, Vec<u8>),
}

/// One request, before it is sent.
#[derive(Clone)]
pub struct Call {
    client: Client,
    operation: Option<&'static Operation>,
    method: Method,
    template: String,
    ids: Vec<(String, Value)>,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Body,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub document: &'static Document,
    /// For messages: operation, or method and path.
    pub what: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// What the document has to say against it.
    pub complaints: Vec<String>,
}

impl Client {
    /// For ShiftCare's API.
    pub fn new(base: &str) -> Client {
        Client::of(base, *SHIFTCARE)
    }

    /// For any API.
    pub fn of(base: &str, document: &'static Document) -> Client {
        let http = connector(reqwest::Client::builder());
        let base = base.trim_end_matches('/').to_owned();
        Client { base, http, document, known: Arc::default() }
    }

    /// The same from another local address, for limits that count addresses.
    pub fn elsewhere(&self, address: IpAddr) -> Client {
        let http = connector(reqwest::Client::builder().local_address(address));
        Client { http, ..self.clone() }
    }

    /// A request of an operation: path and required query from the examples, the first body.
    pub fn sample(&self, id: &str) -> Call {
        let operation = self.document.operation(id);
        let call = self.bare(operation);
        match operation.examples.first() {
            Some(example) => call.example(example),
            None => call,
        }
    }

    /// A request of an operation without a body, with the credentials that it asks for.
    pub fn ready(&self, operation: &'static Operation, caller: &Caller) -> Call {
        let call = self.bare(operation);
        if operation.public { call } else { call.by(caller) }
    }

    /// The same, once for each example of its body, or once without one.
    pub fn every_example(&self, operation: &'static Operation, caller: &Caller) -> Vec<Call> {
        let bare = self.ready(operation, caller);
        let calls = operation.examples.iter().map(|e| bare.clone().example(e));
        let calls: Vec<Call> = calls.collect();
        if calls.is_empty() { vec![bare] } else { calls }
    }

    /// The same without credentials.
    pub fn bare(&self, operation: &'static Operation) -> Call {
        let shown = |place| operation.of_place(place).map(|p| (p.name.clone(), p.example.clone()));
        let ids: Vec<_> = shown("path").collect();
        assert!(ids.iter().all(|(_, v)| !v.is_null()), "{}: an id has no example", operation.id);
        let needed = |place| operation.of_place(place).filter(|p| p.required);
        let needed = |place| needed(place).map(|p| (p.name.clone(), text(&p.example)));
        let query = needed("query").collect();
        let headers = needed("header").map(|(name, value)| (name.to_lowercase(), value));
        let call = Call {
            client: self.clone(),
            operation: Some(operation),
            method: operation.method.clone(),
            template: operation.path.clone(),
            ids,
            query,
            headers: headers.collect(),
            body: Body::Empty,
        };
        let tenant = self.document.tenant_header().filter(|_| operation.tenant);
        let owner = self.document.identity(&self.document.owner());
        match tenant.and_then(|name| owner["headers"][name].as_str()) {
            Some(company) => call.company(company),
            None => call,
        }
    }

    /// A request that need not belong to an operation; the path is without the API's prefix.
    pub fn stray(&self, method: Method, path: &str) -> Call {
        Call {
            client: self.clone(),
            operation: self.document.matching(&method, path.split('?').next().unwrap_or(path)),
            method,
            template: path.to_owned(),
            ids: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Body::Empty,
        }
    }

    /// A request to the server itself, beside every API.
    pub fn plain(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("{}{path}", self.base))
    }
}

/// No proxy, and nothing is followed.
fn connector(builder: reqwest::ClientBuilder) -> reqwest::Client {
    builder.no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

impl Call {
    /// Takes the place of credentials and company.
    pub fn by(self, caller: &Caller) -> Call {
        let schemes = self.operation.map_or(&[][..], |o| &o.schemes);
        let tenant = self.client.document.tenant_header().unwrap_or_default();
        let named = self.operation.is_some_and(|o| o.tenant);
        let mut call = self.no_company();
        if let Some((header, value)) = caller.key(schemes) {
            call = call.header(header, value);
        }
        for (header, value) in &caller.headers {
            if named || !header.eq_ignore_ascii_case(tenant) {
                call = call.header(header, value);
            }
        }
        call
    }

    pub fn token(self, token: &str) -> Call {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// Sends a secret as the operation's first security scheme has it.
    pub fn secret(self, secret: &str) -> Call {
        let scheme = self.operation.and_then(|o| o.schemes.first()).expect("no security scheme");
        let (header, before) = self.client.document.carrier(scheme);
        self.header(&header, &format!("{before}{secret}"))
    }

    pub fn company(self, company: &str) -> Call {
        let name = self.client.document.tenant_header().expect("no company is named");
        self.header(name, company)
    }

    pub fn no_company(mut self) -> Call {
        if let Some(tenant) = self.client.document.tenant_header() {
            self.headers.retain(|(name, _)| !name.eq_ignore_ascii_case(tenant));
        }
        self
    }

    /// Replaces a header.
    pub fn header(mut self, name: &str, value: &str) -> Call {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Replaces a parameter of the path.
    pub fn part(mut self, name: &str, value: impl Into<Value>) -> Call {
        let part = self.ids.iter_mut().find(|(known, _)| known == name);
        part.expect("no such part of the path").1 = value.into();
        self
    }

    /// Replaces the id in the path.
    pub fn id(mut self, id: impl Into<Value>) -> Call {
        let (_, value) = self.ids.first_mut().expect("the path names no record");
        *value = id.into();
        self
    }

    /// Replaces a query parameter.
    pub fn query(mut self, name: &str, value: impl Into<Value>) -> Call {
        self.query.retain(|(known, _)| known != name);
        self.query.push((name.to_owned(), text(&value.into())));
        self
    }

    /// Adds every query parameter with its example.
    pub fn every_query(mut self) -> Call {
        let operation = self.operation.expect("an operation");
        for parameter in operation.of_place("query") {
            match &parameter.example {
                Value::Array(items) => {
                    let pairs = items.iter().map(|v| (parameter.name.clone(), text(v)));
                    self.query.extend(pairs);
                }
                one => self = self.query(&parameter.name, one.clone()),
            }
        }
        self
    }

    pub fn body(mut self, body: Body) -> Call {
        self.body = body;
        self
    }

    /// A body of JSON, under the operation's own media type for it.
    pub fn json(self, value: Value) -> Call {
        let kind = self.operation.and_then(Operation::json_kind).unwrap_or("application/json");
        match kind {
            "application/json" => self.body(Body::Json(value)),
            other => {
                let kind = other.to_owned();
                self.body(Body::JsonAs(kind, value))
            }
        }
    }

    pub fn raw(self, kind: &str, bytes: impl Into<Vec<u8>>) -> Call {
        self.body(Body::Raw(kind.to_owned(), bytes.into()))
    }

    pub fn example(self, example: &Example) -> Call {
        let value = example.value.clone();
        self.body(match example.kind.as_str() {
            "application/json" => Body::Json(value),
            kind if is_json(kind) => Body::JsonAs(kind.to_owned(), value),
            "application/x-www-form-urlencoded" => Body::Form(value),
            "multipart/form-data" => Body::Multipart(value),
            other => panic!("nobody knows how to send {other}"),
        })
    }

    /// Sends it and tells what came, complaints included.
    pub async fn answer(self) -> Answer {
        let what = self.name();
        self.exchange().await.unwrap_or_else(|e| panic!("{what}: {e:?}"))
    }

    /// The same, or nothing where the server went away.
    pub async fn attempt(self) -> Option<Answer> {
        self.exchange().await.ok()
    }

    fn name(&self) -> String {
        match self.operation {
            Some(operation) => operation.id.clone(),
            None => format!("{} {}", self.method, self.template),
        }
    }

    async fn exchange(self) -> reqwest::Result<Answer> {
        let what = self.name();
        let head = self.method == Method::HEAD;
        let operation = self.operation;
        let document = self.client.document;
        let response = self.request().send().await?;
        let status = response.status().as_u16();
        let headers = response.headers().clone();
        let body = unpacked(&headers, response.bytes().await?.to_vec());
        let shown = (!head).then_some(body.as_slice());
        let complaints = match operation {
            Some(operation) => document.complaints(operation, status, &headers, shown),
            None => document.stray_complaints(status, &headers, shown),
        };
        Ok(Answer { document, what, status, headers, body, complaints })
    }

    /// Sends it; an answer that is not as documented fails the test.
    pub async fn send(self) -> Answer {
        let answer = self.answer().await;
        assert!(answer.complaints.is_empty(), "{:#?}", answer.complaints);
        answer
    }

    fn request(self) -> RequestBuilder {
        let path = filled(&self.template, &self.ids);
        let url = format!("{}{}{path}", self.client.base, self.client.document.prefix);
        let mut request = self.client.http.request(self.method, url).header(LOOKS_ITSELF, "1");
        if !self.query.is_empty() {
            request = request.query(&self.query);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        match self.body {
            Body::Empty => request,
            Body::Json(value) => request.json(&value),
            Body::JsonAs(kind, value) => {
                request.header("content-type", kind).body(value.to_string())
            }
            Body::Form(value) => {
                let pairs: Vec<_> =
                    value.as_object().unwrap().iter().map(|(k, v)| (k.clone(), text(v))).collect();
                request.form(&pairs)
            }
            Body::Multipart(value) => request.multipart(parts(&value)),
            Body::Raw(kind, bytes) if kind.is_empty() => request.body(bytes),
            Body::Raw(kind, bytes) => request.header("content-type", kind).body(bytes),
        }
    }
}

fn parts(value: &Value) -> Form {
    value.as_object().unwrap().iter().fold(Form::new(), |form, (name, value)| {
        let part = Part::text(text(value));
        if name == "file" {
            let part = part.file_name("sample.txt").mime_str("text/plain").unwrap();
            return form.part(name.clone(), part);
        }
        form.part(name.clone(), part)
    })
}

impl Answer {
    /// Insists on a status and on an answer that is as documented.
    pub fn held(self, status: u16) -> Answer {
        assert!(self.complaints.is_empty(), "{:#?}", self.complaints);
        assert_eq!(self.status, status, "{}: {}", self.what, self.text());
        self
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{}: {e}", self.what))
    }

    /// What stands under the data key.
    pub fn data(&self) -> Value {
        self.document.data(&self.json())
    }

    /// The words of a refusal: every text in its body.
    pub fn message(&self) -> String {
        let mut said = Vec::new();
        words(&serde_json::from_slice(&self.body).unwrap_or_default(), &mut said);
        assert!(!said.is_empty(), "{}: {} says nothing: {}", self.what, self.status, self.text());
        said.join(" ")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|v| v.to_str().ok())
    }

    /// A header that is a number.
    pub fn number(&self, name: &str) -> i64 {
        let value = self.header(name).unwrap_or_else(|| panic!("{}: no {name}", self.what));
        value.parse().unwrap_or_else(|_| panic!("{}: {name} is no number", self.what))
    }
}

/// The body itself, where a call that asked for gzip got it.
fn unpacked(headers: &HeaderMap, body: Vec<u8>) -> Vec<u8> {
    if headers.get("content-encoding").is_none_or(|packed| packed != "gzip") {
        return body;
    }
    let mut whole = Vec::new();
    flate2::read::GzDecoder::new(&body[..]).read_to_end(&mut whole).expect("gzip");
    whole
}

fn words(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| words(item, found)),
        Value::Object(all) => all.values().for_each(|value| words(value, found)),
        _ => {}
    }
}
