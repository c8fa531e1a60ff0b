//! What no case against a server shows: a client that is not complete, downloads that stall, and
//! programs without an async runtime.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use futures_util::{StreamExt, stream};
use reqwest::header::HeaderMap;

use super::body::{Source, Upload};
use super::call::Call;
use super::client::Client;
use super::codec::Same;
use super::decode;
use super::error::Error;
use super::operation::{Operation, PageKeys, Total};
use super::page::Page;
use super::prepare::Prepared;
use super::transport::{Request, Response, ResponseBody, Transport, TransportError};

static LIST: Operation = Operation {
    id: "thing_list",
    method: "GET",
    path: "/things",
    security: &[],
    tenant: false,
    limit: None,
    data: "data",
    page: Some(&PageKeys {
        number: "page",
        size: "size",
        items: "data",
        page: "pagination",
        totals: &[("current", Total::Number), ("pages", Total::Pages)],
    }),
    accept: "application/json",
    failures: &[],
};

/// Gives one body after the other.
#[derive(Clone)]
struct Script(Arc<Mutex<VecDeque<ResponseBody>>>);

impl Script {
    fn client(bodies: impl IntoIterator<Item = ResponseBody>) -> Client {
        let script = Self(Arc::new(Mutex::new(bodies.into_iter().collect())));
        Client::builder().base_url("http://localhost").transport(script).build().unwrap()
    }
}

impl Transport for Script {
    fn send(&self, _: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        let body = self.0.lock().unwrap().pop_front().unwrap();
        Box::pin(std::future::ready(Ok(Response { status: 200, headers: HeaderMap::new(), body })))
    }
}

fn list(client: &Client) -> Call<Page<i64>> {
    Call::new(client, Prepared::new(&LIST), decode::page::<Same, i64>)
}

#[test]
fn a_client_that_does_not_know_where_to_call_says_so() {
    let mut builder = Client::builder();
    builder.base_url = None;
    let error = builder.build().unwrap_err();
    assert!(error.to_string().contains("base_url is needed"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_download_that_stalls_is_a_timeout_and_its_end() {
    let pieces = stream::iter([Ok(Bytes::from("one"))]).chain(stream::pending());
    let client = Script::client([ResponseBody::stream(pieces)]);
    let mut download = list(&client).timeout(Duration::from_secs(3)).stream().await.unwrap();
    assert_eq!(download.next().await.unwrap().unwrap(), "one");
    assert!(matches!(download.next().await, Some(Err(Error::Timeout { .. }))));
    assert!(download.next().await.is_none());
}

#[tokio::test]
async fn a_streamed_upload_begins_anew_each_time() {
    let upload = Upload::stream("a.txt", || stream::iter([Ok(Bytes::from("hello"))]));
    let Source::Stream(open) = upload.source else { panic!("not a stream") };
    for _ in 0..2 {
        let pieces: Vec<_> = open.open().collect().await;
        assert_eq!(pieces.len(), 1);
    }
}

#[cfg(feature = "blocking")]
#[test]
fn without_a_runtime_calls_run_and_walks_iterate() {
    let pages = [
        r#"{"data":[1,2],"pagination":{"current":1,"pages":2}}"#,
        r#"{"data":[3],"pagination":{"current":2,"pages":2}}"#,
        r#"{"data":[4],"pagination":{"current":1,"pages":1}}"#,
    ];
    let client = Script::client(pages.map(ResponseBody::whole));
    let client = super::blocking::Client::new(client).unwrap();
    let all: Result<Vec<i64>, Error> = client.walk(list(&client).items()).collect();
    assert_eq!(all.unwrap(), [1, 2, 3]);
    assert_eq!(client.run(list(&client)).unwrap().items, [4]);
}
