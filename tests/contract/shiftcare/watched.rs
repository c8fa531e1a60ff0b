//! The SDK as these tests use it: every exchange of its calls is held against the document.

use std::fmt::Debug;
use std::ops::Deref;

use futures_util::future::BoxFuture;
use reqwest::header::CONTENT_TYPE;
use reqwest::multipart::{Form, Part};
use rosetta_shiftcare::chrono::{NaiveDate, NaiveDateTime};
use rosetta_shiftcare::rust_decimal::Decimal;
use rosetta_shiftcare::transport::{Request, Response, ResponseBody, Transport, TransportError};
use rosetta_shiftcare::{Body, Call, Client, ClientBuilder, Content, Error, Failure, Page, Source};

use crate::document::SHIFTCARE;
use crate::house::House;

/// Sends through reqwest; an answer that is not as documented fails the test.
struct Watched(reqwest::Client);

impl Transport for Watched {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let operation = SHIFTCARE.operation(request.operation);
            let sent = self.0.request(request.method, request.url).headers(request.headers);
            let sent = match request.body {
                Body::Empty => sent,
                Body::Bytes { content_type, bytes } => {
                    sent.header(CONTENT_TYPE, content_type).body(bytes)
                }
                Body::Multipart(parts) => {
                    let mut form = Form::new();
                    for part in parts {
                        form = form.part(part.name, content(part.content).await);
                    }
                    sent.multipart(form)
                }
            };
            let answer = sent.send().await?;
            let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
            let body = answer.bytes().await?;
            let complaints = SHIFTCARE.complaints(operation, status, &headers, Some(&body));
            assert!(complaints.is_empty(), "{complaints:#?}");
            Ok(Response { status, headers, body: ResponseBody::whole(body) })
        })
    }
}

async fn content(content: Content) -> Part {
    let upload = match content {
        Content::Text(text) => return Part::text(text),
        Content::File(upload) => upload,
    };
    let part = match upload.source {
        Source::Bytes(bytes) => Part::bytes(bytes.to_vec()),
        Source::Path(path) => Part::bytes(std::fs::read(path).unwrap()),
        Source::Stream(_) => unreachable!("no test sends a stream"),
    };
    let part = part.file_name(upload.file_name);
    match upload.content_type {
        Some(kind) => part.mime_str(&kind).unwrap(),
        None => part,
    }
}

/// The demo company's client with every right, and the server that it talks to.
pub struct Desk {
    client: Client,
    pub house: House,
}

impl Desk {
    pub async fn open() -> Desk {
        let house = House::start().await;
        let client = entitled(watched(&house), "demo").build().unwrap();
        Desk { client, house }
    }

    /// A client that has not said yet who it is.
    pub fn stranger(&self) -> ClientBuilder {
        watched(&self.house)
    }

    /// The same client for another company.
    pub fn for_company(&self, id: &str) -> Client {
        entitled(self.stranger(), "demo").enterprise_id(id).build().unwrap()
    }

    /// The rival's client in the rival's company.
    pub fn rival(&self) -> Client {
        entitled(self.stranger(), "rival").build().unwrap()
    }
}

impl Deref for Desk {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

fn watched(house: &House) -> ClientBuilder {
    let http = Watched(reqwest::Client::new());
    Client::builder().base_url(house.shiftcare()).transport(http).retries(0)
}

fn entitled(builder: ClientBuilder, name: &str) -> ClientBuilder {
    builder
        .credentials(format!("{name}-client"), format!("{name}-secret"))
        .scopes(SHIFTCARE.all_scopes())
        .enterprise_id(format!("ent_{name}"))
}

/// Walks over all pages of a list, which must be two at least, and answers all records.
pub async fn walked<T: Send + Unpin + 'static>(call: Call<Page<T>>) -> Vec<T> {
    let (mut pages, mut all, mut number, mut total) = (call.pages(), Vec::new(), 0, 0);
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        number += 1;
        assert_eq!(page.number, number);
        assert_eq!(page.has_previous, number > 1);
        assert_eq!(page.has_next, number < page.total_pages);
        assert!(page.items.len() as u64 <= page.size);
        assert_eq!(page.total_pages, page.total_items.div_ceil(page.size));
        total = page.total_items;
        all.extend(page.items);
    }
    assert!(number > 1, "all of it was on one page");
    assert_eq!(all.len() as u64, total);
    all
}

/// The words of the typed failure of this status.
pub fn refused<T: Debug>(outcome: Result<T, Error>, status: u16) -> String {
    let error = match outcome {
        Err(Error::Status(error)) => error,
        other => panic!("not refused: {other:?}"),
    };
    assert_eq!(error.status, status, "{error}");
    let said = match error.failure {
        Failure::BadRequest(it) => it.error_message,
        Failure::Unauthorized(it) => it.error_message,
        Failure::Forbidden(it) => it.error_message,
        Failure::NotFound(it) => it.error_message,
        Failure::Conflict(it) => it.error_message,
        other => panic!("not the typed failure of {status}: {other:?}"),
    };
    assert_eq!(error.message.as_ref(), Some(&said));
    said
}

/// Insists that there is no such record.
pub fn gone<T: Debug>(outcome: Result<T, Error>, noun: &str) {
    assert_eq!(refused(outcome, 404), format!("No such {noun}"));
}

/// Insists on a refusal that names the field.
pub fn invalid<T: Debug>(outcome: Result<T, Error>, field: &str) {
    let said = refused(outcome, 400);
    assert!(said.contains(field), "{said:?} does not name {field}");
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// `2026-12-21T09:00:00`.
pub fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

pub fn number(text: &str) -> Decimal {
    text.parse().unwrap()
}
