//! A plain HTTP client that speaks by the document and holds every answer against it.

use std::net::IpAddr;

use reqwest::header::HeaderMap;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::document::{Document, SHIFTCARE, filled, stray_complaints};
use crate::operation::{Example, Operation, text};

/// Marks requests of this client, which looks at the answers itself.
pub const LOOKS_ITSELF: &str = "x-looks-itself";

/// Talks to one server.
#[derive(Clone)]
pub struct Client {
    pub base: String,
    http: reqwest::Client,
    pub document: &'static Document,
}

/// Who calls: an access token, and the company that is named with it.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    pub token: String,
    pub company: Option<String>,
}

/// What is sent as a body.
#[derive(Clone, Debug)]
pub enum Body {
    Empty,
    Json(Value),
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
    /// For messages: operation, or method and path.
    pub what: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// What the document has to say against it.
    pub complaints: Vec<String>,
}

impl Client {
    pub fn new(base: &str) -> Client {
        Client::with(base, reqwest::Client::builder())
    }

    /// The same from another local address, for limits that count addresses.
    pub fn from(base: &str, address: IpAddr) -> Client {
        Client::with(base, reqwest::Client::builder().local_address(address))
    }

    fn with(base: &str, builder: reqwest::ClientBuilder) -> Client {
        let http = builder.no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Client { base: base.trim_end_matches('/').to_owned(), http, document: &SHIFTCARE }
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

    /// The same without a body.
    pub fn bare(&self, operation: &'static Operation) -> Call {
        let of = |place: &str, all: bool| {
            let there = operation.parameters.iter().filter(move |p| p.place == place);
            let needed = there.filter(move |p| all || p.required);
            needed.map(|p| (p.name.clone(), p.example.clone())).collect::<Vec<_>>()
        };
        let ids = of("path", true);
        assert!(ids.iter().all(|(_, v)| !v.is_null()), "{}: an id has no example", operation.id);
        let query = of("query", false).into_iter().map(|(n, v)| (n, text(&v))).collect();
        let mut call = Call {
            client: self.clone(),
            operation: Some(operation),
            method: operation.method.clone(),
            template: operation.path.clone(),
            ids,
            query,
            headers: Vec::new(),
            body: Body::Empty,
        };
        if operation.tenant {
            call = call.company("ent_demo");
        }
        call
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

    /// Asks the token endpoint; an empty scope asks for the default.
    pub async fn token_answer(&self, id: &str, secret: &str, scope: &str) -> Answer {
        let mut form = json!({
            "grant_type": "client_credentials", "client_id": id, "client_secret": secret,
        });
        if !scope.is_empty() {
            form["scope"] = json!(scope);
        }
        self.sample("token_issue").body(Body::Form(form)).answer().await
    }

    /// A token of a client whose credentials are the demo's.
    pub async fn token(&self, client: &str, scope: &str) -> String {
        let secret = client.replace("client", "secret");
        let answer = self.token_answer(client, &secret, scope).await.held(200);
        text(&answer.json()["access_token"])
    }

    /// The demo company's client with these scopes.
    pub async fn demo(&self, scope: &str) -> Caller {
        let token = self.token("demo-client", scope).await;
        Caller { token, company: Some("ent_demo".into()) }
    }

    /// The other company's client with these scopes.
    pub async fn rival(&self, scope: &str) -> Caller {
        let token = self.token("rival-client", scope).await;
        Caller { token, company: Some("ent_rival".into()) }
    }

    /// Every scope that the document knows, as one text.
    pub fn every_scope(&self) -> String {
        self.document.all_scopes().join(" ")
    }
}

impl Call {
    /// Takes the place of both token and company.
    pub fn by(self, caller: &Caller) -> Call {
        let tenant = self.operation.is_some_and(|o| o.tenant);
        let call = self.token(&caller.token);
        match &caller.company {
            Some(company) if tenant => call.company(company),
            _ => call.no_company(),
        }
    }

    pub fn token(self, token: &str) -> Call {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub fn company(self, company: &str) -> Call {
        self.header("x-enterprise-id", company)
    }

    pub fn no_company(mut self) -> Call {
        self.headers.retain(|(name, _)| name != "x-enterprise-id");
        self
    }

    /// Replaces a header.
    pub fn header(mut self, name: &str, value: &str) -> Call {
        self.headers.retain(|(known, _)| known != name);
        self.headers.push((name.to_owned(), value.to_owned()));
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
        for parameter in operation.parameters.iter().filter(|p| p.place == "query") {
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

    pub fn json(self, value: Value) -> Call {
        self.body(Body::Json(value))
    }

    pub fn raw(self, kind: &str, bytes: impl Into<Vec<u8>>) -> Call {
        self.body(Body::Raw(kind.to_owned(), bytes.into()))
    }

    pub fn example(self, example: &Example) -> Call {
        let value = example.value.clone();
        self.body(match example.kind.as_str() {
            "application/json" => Body::Json(value),
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
        let body = response.bytes().await?.to_vec();
        let shown = (!head).then_some(body.as_slice());
        let complaints = match operation {
            Some(operation) => document.complaints(operation, status, &headers, shown),
            None => stray_complaints(status, &headers, shown),
        };
        Ok(Answer { what, status, headers, body, complaints })
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

    /// What stands under `data`.
    pub fn data(&self) -> Value {
        self.json()["data"].clone()
    }

    /// The words of a refusal, in either envelope.
    pub fn message(&self) -> String {
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        let said = if body["error"].is_string() {
            format!("{} {}", text(&body["error"]), text(&body["error_description"]))
        } else {
            text(&body["errorMessage"])
        };
        assert!(!said.is_empty(), "{}: {} says nothing: {}", self.what, self.status, self.text());
        said
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
