//! Bodies past their limit: refused by their word alone, or while they are counted.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::Answer;
use crate::document::SHIFTCARE;
use crate::findings::Findings;
use crate::house::House;
use crate::operation::Operation;

/// More than any body of the document may have.
const FAR_TOO_MUCH: usize = 60 * 1024 * 1024;
const JSON_MAX: usize = 1024 * 1024;

#[tokio::test]
async fn every_body_that_says_itself_too_long_is_refused_before_it_is_sent() {
    let house = House::start().await;
    let mut found = Findings::default();
    for operation in SHIFTCARE.operations.iter().filter(|o| !o.kinds.is_empty()) {
        for kind in &operation.kinds {
            let head = format!("Content-Type: {kind}\r\nContent-Length: {FAR_TOO_MUCH}\r\n");
            let answer = exchange(&house, operation, &head, b"").await;
            found.note(&answer, 400, "a body that is too long by its own word");
        }
    }
    found.hold();
}

#[tokio::test]
async fn employee_create_counts_a_body_that_does_not_say_its_length() {
    let house = House::start().await;
    let all = house.demo(&house.every_scope()).await;
    let operation = SHIFTCARE.operation("employee_create");
    let head = format!(
        "Authorization: Bearer {}\r\nX-Enterprise-Id: ent_demo\r\n\
         Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
        all.token
    );
    let long = format!("{{\"firstName\":\"{}\"}}", "x".repeat(JSON_MAX));
    for (body, named) in [(long.as_str(), "bytes"), ("{\"firstName\":\"x\"}", "lastName")] {
        let chunk = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
        let answer = exchange(&house, operation, &head, chunk.as_bytes()).await.held(400);
        assert!(answer.message().contains(named), "{}", answer.message());
    }
}

/// One exchange, byte by byte, on a connection of its own.
async fn exchange(house: &House, operation: &Operation, head: &str, body: &[u8]) -> Answer {
    let address = house.base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).await.unwrap();
    let path = operation.path.replace(['{', '}'], "1");
    let first = format!("{} {}{path} HTTP/1.1\r\n", operation.method, SHIFTCARE.prefix);
    let head =
        format!("{first}Host: localhost\r\nConnection: close\r\nX-Looks-Itself: 1\r\n{head}\r\n");
    stream.write_all(head.as_bytes()).await.unwrap();
    // It may be refused, and the connection closed, while it is still being sent.
    let _ = stream.write_all(body).await;
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    parse(operation, &bytes)
}

fn parse(operation: &Operation, bytes: &[u8]) -> Answer {
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
    let complaints = SHIFTCARE.complaints(operation, status, &headers, Some(&body));
    Answer { what: operation.id.clone(), status, headers, body, complaints }
}
