//! The behaviour of engine, token, retries and pages together, against a scripted server.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::BoxFuture;
use reqwest::header::HeaderMap;
use tokio::time::Instant;

use super::call::Call;
use super::client::Client;
use super::client_credentials::ClientCredentials;
use super::codec::Same;
use super::decode;
use super::error::Error;
use super::operation::{Operation, PageKeys, Total};
use super::page::Page;
use super::prepare::Prepared;
use super::transport::{
    Request, Response, ResponseBody, Transport, TransportError, TransportFault,
};
use super::value::Secret;

const BASE: Operation = Operation {
    id: "thing_get",
    method: "GET",
    path: "/things/{id}",
    security: &["oauth"],
    tenant: false,
    limit: None,
    data: "data",
    page: None,
    accept: "application/json",
    failures: &[],
};
static GET: Operation = BASE;
static POST: Operation =
    Operation { id: "thing_create", method: "POST", path: "/things", security: &[], ..BASE };
static LIST: Operation = Operation {
    id: "thing_list",
    path: "/things",
    security: &[],
    page: Some(&PageKeys {
        number: "page",
        size: "size",
        items: "data",
        page: "pagination",
        totals: &[("current", Total::Number), ("pages", Total::Pages)],
    }),
    ..BASE
};
static TOKEN: Operation =
    Operation { id: "token", method: "POST", path: "/token", security: &[], ..BASE };

/// One scripted answer.
#[derive(Clone)]
enum Step {
    Answer(u16, &'static str),
    Wait(u16, &'static str),
    Fail(TransportFault),
    Hang,
}

/// Answers tokens by itself and everything else by the script; remembers all it was asked.
#[derive(Clone)]
struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    seen: Arc<Mutex<Vec<Request>>>,
    life_s: u64,
}

impl Script {
    fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        let steps = Arc::new(Mutex::new(steps.into_iter().collect()));
        Self { steps, seen: Arc::default(), life_s: 900 }
    }

    fn seen(&self, operation: &str) -> Vec<Request> {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|request| request.operation == operation).cloned().collect()
    }

    fn client(&self) -> Client {
        let proof = ClientCredentials::new("me".into(), Secret::from("hush"), &TOKEN);
        let builder = Client::builder().base_url("http://localhost/api/").transport(self.clone());
        builder.prove("oauth", proof).build().unwrap()
    }
}

impl Transport for Script {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let token = request.operation == "token";
            let count = {
                let mut seen = self.seen.lock().unwrap();
                seen.push(request);
                seen.iter().filter(|request| request.operation == "token").count()
            };
            let mut headers = HeaderMap::new();
            if token {
                tokio::time::sleep(Duration::from_millis(20)).await;
                let body = format!(
                    r#"{{"access_token":"t{count}","token_type":"Bearer","expires_in":{}}}"#,
                    self.life_s
                );
                return Ok(Response { status: 200, headers, body: ResponseBody::whole(body) });
            }
            let step = self.steps.lock().unwrap().pop_front();
            let (status, body) = match step.unwrap_or(Step::Answer(200, r#"{"data":1}"#)) {
                Step::Answer(status, body) => (status, body),
                Step::Wait(status, seconds) => {
                    headers.insert("retry-after", seconds.parse().unwrap());
                    (status, "{}")
                }
                Step::Fail(kind) => return Err(TransportError::new(kind, "scripted")),
                Step::Hang => std::future::pending().await,
            };
            Ok(Response { status, headers, body: ResponseBody::whole(body) })
        })
    }
}

fn get(client: &Client) -> Call<i64> {
    let mut prepared = Prepared::new(&GET);
    prepared.path("id", "a/b c");
    Call::new(client, prepared, decode::data::<Same, i64>)
}

fn post(client: &Client) -> Call<i64> {
    Call::new(client, Prepared::new(&POST), decode::data::<Same, i64>)
}

#[tokio::test(start_paused = true)]
async fn a_token_is_fetched_once_for_many_calls_at_once() {
    let script = Script::new([]);
    let client = script.client();
    let calls = (0..20).map(|_| tokio::spawn(get(&client).into_future()));
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap().unwrap(), 1);
    }
    assert_eq!(script.seen("token").len(), 1);
    let sent = script.seen("thing_get").pop().unwrap();
    assert_eq!(sent.headers["authorization"], "Bearer t1");
    assert_eq!(sent.url.as_str(), "http://localhost/api/things/a%2Fb%20c");
    assert!(!format!("{client:?} {sent:?}").contains("t1"));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_before_it_ends() {
    let script = Script::new([]);
    let client = script.client();
    get(&client).await.unwrap();
    tokio::time::sleep(Duration::from_secs(830)).await;
    get(&client).await.unwrap();
    assert_eq!(script.seen("token").len(), 1);
    tokio::time::sleep(Duration::from_secs(15)).await;
    get(&client).await.unwrap();
    assert_eq!(script.seen("token").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_401_is_tried_once_more_with_a_new_token() {
    let script = Script::new([Step::Answer(200, r#"{"data":1}"#), Step::Answer(401, "{}")]);
    let client = script.client();
    get(&client).await.unwrap();
    assert_eq!(get(&client).await.unwrap(), 1);
    assert_eq!(script.seen("token").len(), 2);
    assert_eq!(script.seen("thing_get").pop().unwrap().headers["authorization"], "Bearer t2");
}

#[tokio::test(start_paused = true)]
async fn a_401_to_a_fresh_token_is_final() {
    let script = Script::new([Step::Answer(401, r#"{"errorMessage":"no"}"#)]);
    let error = get(&script.client()).await.unwrap_err();
    assert_eq!(error.status(), Some(401));
    assert_eq!(error.to_string(), "thing_get: 401: no");
    assert_eq!(script.seen("token").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_read_is_repeated_twice_and_a_post_not_at_all() {
    let script = Script::new([Step::Answer(503, ""), Step::Fail(TransportFault::Broken)]);
    assert_eq!(get(&script.client()).await.unwrap(), 1);
    assert_eq!(script.seen("thing_get").len(), 3);

    let script = Script::new([Step::Fail(TransportFault::Broken)]);
    let error = post(&script.client()).await.unwrap_err();
    assert!(matches!(error, Error::Connection(_)));
    assert_eq!(script.seen("thing_create").len(), 1);

    let script = Script::new([Step::Answer(500, "")]);
    post(&script.client()).repeat_unsafe(true).await.unwrap();
    assert_eq!(script.seen("thing_create").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_post_that_was_never_sent_or_was_limited_is_repeated() {
    let script = Script::new([Step::Fail(TransportFault::Unsent), Step::Wait(429, "60")]);
    let begin = Instant::now();
    post(&script.client()).await.unwrap();
    assert!(begin.elapsed() >= Duration::from_secs(60));
    assert_eq!(script.seen("thing_create").len(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_hanging_server_is_a_timeout() {
    let script = Script::new([Step::Hang]);
    let call = post(&script.client()).timeout(Duration::from_secs(3));
    assert!(matches!(call.await, Err(Error::Timeout { operation: "thing_create", .. })));
}

#[tokio::test(start_paused = true)]
async fn items_walk_over_all_pages() {
    let script = Script::new([
        Step::Answer(200, r#"{"data":[1,2],"pagination":{"current":1,"pages":2}}"#),
        Step::Answer(200, r#"{"data":[3],"pagination":{"current":2,"pages":2}}"#),
    ]);
    let call: Call<Page<i64>> =
        Call::new(&script.client(), Prepared::new(&LIST), decode::page::<Same, i64>);
    assert_eq!(call.items().collect().await.unwrap(), [1, 2, 3]);
    let asked: Vec<_> =
        script.seen("thing_list").iter().map(|r| r.url.query().unwrap().to_owned()).collect();
    assert_eq!(asked, ["page=1", "page=2"]);
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_named_as_such() {
    let script = Script::new([Step::Answer(200, r#"{"data":"x"}"#)]);
    assert!(matches!(get(&script.client()).await, Err(Error::Decode(_))));
}
