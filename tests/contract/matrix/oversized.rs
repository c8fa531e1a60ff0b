//! Bodies past their limit: refused by their word alone, or while they are counted.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Pass;
use crate::client::{Answer, Client};
use crate::document::{DOCUMENTS, Document};
use crate::findings::Findings;
use crate::house::House;
use crate::operation::Operation;

pub static OVERSIZED: Pass = Pass::new(|document| Box::pin(oversized(document)));

/// More than any body of the document may have.
const FAR_TOO_MUCH: usize = 60 * 1024 * 1024;
const JSON_MAX: usize = 1024 * 1024;
/// A refusal needs no byte of the body.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);

#[tokio::test]
async fn every_body_that_says_itself_too_long_is_refused_before_it_is_sent() {
    OVERSIZED.findings().await.hold();
}

async fn oversized(document: &'static Document) -> Findings {
    let house = House::of(document).await;
    let mut found = Findings::default();
    for operation in document.operations.iter().filter(|o| !o.kinds.is_empty()) {
        for kind in &operation.kinds {
            let head = format!("Content-Type: {kind}\r\nContent-Length: {FAR_TOO_MUCH}\r\n");
            let answer = exchange(&house, operation, &head, b"").await;
            let case = "a body that is too long by its own word";
            if found.note(&answer, document.too_large(), case) {
                counted(&mut found, &answer, operation);
            }
        }
    }
    found
}

/// What is refused so early is counted all the same, and by the limit of its operation.
fn counted(found: &mut Findings, answer: &Answer, operation: &'static Operation) {
    let Some(limit) = answer.document.limit_of(operation) else { return };
    let told = limit.headers[0].as_ref().map(|name| answer.number(name));
    if told.is_some_and(|told| told != limit.limit) {
        found.say(answer, "a body that is too long", "tells of another limit than its operation's");
    }
}

#[tokio::test]
async fn a_body_that_does_not_say_its_length_is_counted() {
    for document in DOCUMENTS.iter() {
        let house = House::of(document).await;
        let all = house.owner().await;
        let mut creates = document.guarded().filter(|o| o.fields.iter().any(|f| f.required));
        let operation = creates.find(|o| !o.names_a_record()).expect("no create");
        let (name, value) = all.key(&operation.schemes).unwrap();
        let mut head = format!("{name}: {value}\r\nTransfer-Encoding: chunked\r\n");
        for (name, value) in &all.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += &format!("Content-Type: {}\r\n", operation.json_kind().unwrap());
        let mut said = Vec::new();
        for length in [JSON_MAX, 1] {
            let body = format!("{{\"none\":\"{}\"}}", "x".repeat(length));
            let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
            let answer = exchange(&house, operation, &head, chunk.as_bytes()).await;
            let status =
                if length > 1 { document.too_large() } else { document.refused(operation) };
            said.push(answer.held(status).text());
        }
        assert_ne!(said[0], said[1], "{}: the length is not what is refused", operation.id);
    }
}

/// One exchange, byte by byte, on a connection of its own.
async fn exchange(client: &Client, operation: &Operation, head: &str, body: &[u8]) -> Answer {
    let document = client.document;
    let address = client.base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let path = operation.path.replace(['{', '}'], "1");
    let first = format!("{} {}{path} HTTP/1.1\r\n", operation.method, document.prefix);
    let head =
        format!("{first}Host: localhost\r\nConnection: close\r\nX-Looks-Itself: 1\r\n{head}\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    // It may be refused, and the connection closed, while it is still being sent.
    let _ = stream.write_all(body).await;
    let mut bytes = Vec::new();
    let ended = tokio::time::timeout(PATIENCE, stream.read_to_end(&mut bytes)).await;
    assert!(ended.is_ok(), "{}: the rest of the body is awaited", operation.id);
    parse(document, operation, &bytes)
}

fn parse(document: &'static Document, operation: &Operation, bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|w| w == b"\r\n\r\n");
    let end = end.unwrap_or_else(|| panic!("{}: no answer", operation.id));
    let text = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = text.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let mut headers = HeaderMap::new();
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        let name: HeaderName = name.parse().unwrap();
        headers.append(name, HeaderValue::from_str(value).unwrap());
    }
    let body = bytes[end + 4..].to_vec();
    let complaints = document.complaints(operation, status, &headers, Some(&body));
    Answer { document, what: operation.id.clone(), status, headers, body, complaints }
}
