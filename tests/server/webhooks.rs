//! Webhooks from outside: the binary, a receiver on this machine, and a signature of our own.
//!
//! In real time go the first attempt and the second, 5 s later, and in long runs the third, 5 min
//! after that. The whole schedule is walked in `src/courier/webhooks/tests.rs`, under a clock that
//! is moved.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::process::Process;
use crate::scene::Scene;

/// Long enough for a second attempt on a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// A request as the receiver got it.
#[derive(Clone)]
struct Told {
    at: Instant,
    path: String,
    headers: BTreeMap<String, String>,
    body: String,
}

type Requests = Arc<Mutex<Vec<Told>>>;

/// Answers each path in its own way: `/fail` does so once, `/twice` twice, `/stall` never answers.
async fn receiver() -> (String, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let requests = Requests::default();
    let kept = requests.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(answer(stream, kept.clone()));
        }
    });
    (base, requests)
}

async fn answer(mut stream: TcpStream, kept: Requests) {
    let mut bytes = Vec::new();
    let told = loop {
        if stream.read_buf(&mut bytes).await.unwrap() == 0 {
            return;
        }
        if let Some(told) = whole(&String::from_utf8_lossy(&bytes)) {
            break told;
        }
    };
    let path = told.path.clone();
    let before = {
        let mut kept = kept.lock().unwrap();
        let before = kept.iter().filter(|it| it.path == path).count();
        kept.push(told);
        before
    };
    let status = match (path.as_str(), before) {
        ("/fail", 0) | ("/twice", 0 | 1) => "500 Internal Server Error",
        ("/redirect", _) => "307 Temporary Redirect\r\nLocation: /trap",
        ("/gone", _) => "410 Gone",
        ("/stall", _) => return tokio::time::sleep(PATIENCE).await,
        _ => "204 No Content",
    };
    let answer = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(answer.as_bytes()).await.unwrap();
}

/// The request, once head and body are there.
fn whole(text: &str) -> Option<Told> {
    let (head, body) = text.split_once("\r\n\r\n")?;
    let (first, lines) = head.split_once("\r\n")?;
    let header = |line: &str| {
        line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()))
    };
    let headers: BTreeMap<_, _> = lines.lines().filter_map(header).collect();
    let length: usize = headers.get("content-length")?.parse().unwrap();
    let path = first.split(' ').nth(1)?.to_owned();
    let told = Told { at: Instant::now(), path, headers, body: body.to_owned() };
    (body.len() >= length).then_some(told)
}

/// The demo's token with every scope, and the server that takes it.
struct Workbeats {
    http: reqwest::Client,
    base: String,
}

impl Workbeats {
    fn new(server: &Process) -> Workbeats {
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Workbeats { http, base: format!("{}/workbeats/api", server.base) }
    }

    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let mut request = self.http.request(method, format!("{}{path}", self.base));
        request = request.bearer_auth("demo-workbeats-token").header("X-Environment", "staging");
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    /// A new webhook for new users: its id and its secret.
    async fn hook(&self, url: &str) -> (String, String) {
        let body = json!({ "url": url, "events": ["user.created"] });
        let (status, made) = self.call(Method::POST, "/v1/webhooks", Some(body)).await;
        assert_eq!(status, 201, "{made}");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&made["data"]["id"]), text(&made["data"]["attributes"]["secret"]))
    }

    async fn user(&self, name: &str) {
        let schemas = ["urn:ietf:params:scim:schemas:core:2.0:User"];
        let body = json!({ "schemas": schemas, "userName": name });
        let (status, made) = self.call(Method::POST, "/scim/v2/Users", Some(body)).await;
        assert_eq!(status, 201, "{made}");
    }

    /// The attributes of a webhook's only delivery.
    async fn delivery(&self, hook: &str) -> Value {
        let path = format!("/v1/webhooks/{hook}/deliveries");
        let (_, listed) = self.call(Method::GET, &path, None).await;
        assert_eq!(listed["data"].as_array().unwrap().len(), 1, "{listed}");
        listed["data"][0]["attributes"].clone()
    }

    /// The same once it has been tried so often.
    async fn tried(&self, hook: &str, attempts: u64, patience: Duration) -> Value {
        let begun = Instant::now();
        loop {
            let it = self.delivery(hook).await;
            if it["attempts"].as_u64() >= Some(attempts) {
                return it;
            }
            assert!(begun.elapsed() < patience, "{it}");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// HMAC-SHA256 as RFC 2104 writes it, from nothing but the hash.
fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 64];
    block[..key.len()].copy_from_slice(key);
    let padded = |pad: u8| block.map(|byte| byte ^ pad).to_vec();
    let inner = Sha256::digest([padded(0x36), message.to_vec()].concat());
    Sha256::digest([padded(0x5c), inner.to_vec()].concat()).to_vec()
}

fn assert_signed(told: &Told, secret: &str) {
    let header = |name: &str| told.headers.get(name).unwrap().as_str();
    let (id, at) = (header("webhook-id"), header("webhook-timestamp"));
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let signed = hmac(&key, format!("{id}.{at}.{}", told.body).as_bytes());
    assert_eq!(header("webhook-signature"), format!("v1,{}", STANDARD.encode(signed)));
    assert_eq!(header("content-type"), "application/json");
    let received = hr::Clock::system().now() - told.at.elapsed();
    let age = received.timestamp() - at.parse::<i64>().unwrap();
    assert!((0..60).contains(&age), "{age} s old when it came");
}

#[tokio::test(flavor = "multi_thread")]
async fn webhooks_are_signed_tried_again_and_not_held_up_by_one_that_stalls() {
    let scene = Scene::demo();
    let server = scene.serve(&["--allow-private-targets"]);
    let (api, (url, requests)) = (Workbeats::new(&server), receiver().await);
    let hook = async |path: &str| api.hook(&format!("{url}{path}")).await;
    let (stall, _) = hook("/stall").await;
    let (fail, secret) = hook("/fail").await;
    let (redirect, _) = hook("/redirect").await;
    let (gone, _) = hook("/gone").await;
    api.user("first@hooks.example").await;
    let it = api.tried(&fail, 2, PATIENCE).await;
    assert_eq!((&it["status"], &it["response_status"]), (&json!("succeeded"), &json!(204)));
    let of = |path: &str| -> Vec<Told> {
        requests.lock().unwrap().iter().filter(|it| it.path == path).cloned().collect()
    };
    let tries = of("/fail");
    assert_eq!(tries.len(), 2);
    let waited = tries[1].at - tries[0].at;
    assert!(Duration::from_millis(4400) < waited && waited < PATIENCE, "{waited:?}");
    assert_eq!(tries[0].body, tries[1].body);
    assert_eq!(tries[0].headers["webhook-id"], tries[1].headers["webhook-id"]);
    tries.iter().for_each(|told| assert_signed(told, &secret));
    let message: Value = serde_json::from_str(&tries[0].body).unwrap();
    assert_eq!(message["type"], "user.created");
    assert_eq!(message["data"]["type"], "user");
    assert_eq!(message["data"]["attributes"]["email"], "first@hooks.example");
    // A redirect is a failure like any other, and nobody goes where it leads.
    let it = api.tried(&redirect, 1, PATIENCE).await;
    assert_eq!(it["response_status"], 307);
    assert!(of("/trap").is_empty());
    // 410 ends it at once.
    let it = api.tried(&gone, 1, PATIENCE).await;
    assert_eq!((&it["status"], &it["next_attempt_at"]), (&json!("failed"), &Value::Null));
    let (_, it) = api.call(Method::GET, &format!("/v1/webhooks/{gone}"), None).await;
    assert_eq!(it["data"]["attributes"]["active"], false);
    // The one that stalls was called, and kept nobody waiting; nor does the server wait to stop.
    assert_eq!((of("/stall").len(), &api.delivery(&stall).await["attempts"]), (1, &json!(0)));
    let begun = Instant::now();
    let (status, said) = server.stop();
    assert!(status.success() && begun.elapsed() < Duration::from_secs(15), "{status}: {said}");
}

/// The schedule's second wait, with its jitter and room for a busy machine.
const THIRD: Duration = Duration::from_secs(5 * 60 + 30 + 40);

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_tried_a_third_time_five_minutes_after_the_second() {
    if std::env::var_os("ROSETTA_HR_TEST_LONG").is_none() {
        return;
    }
    let scene = Scene::demo();
    let server = scene.serve(&["--allow-private-targets"]);
    let (api, (url, requests)) = (Workbeats::new(&server), receiver().await);
    let (hook, secret) = api.hook(&format!("{url}/twice")).await;
    api.user("third@hooks.example").await;
    let it = api.tried(&hook, 3, PATIENCE + THIRD).await;
    assert_eq!((&it["status"], &it["response_status"]), (&json!("succeeded"), &json!(204)));
    let tries = requests.lock().unwrap().clone();
    assert_eq!(tries.len(), 3);
    let waited = tries[2].at - tries[1].at;
    assert!(Duration::from_secs(270) <= waited && waited <= THIRD, "{waited:?}");
    tries.iter().for_each(|told| assert_signed(told, &secret));
    assert!(tries.iter().all(|told| told.body == tries[0].body));
}

#[tokio::test]
async fn a_webhook_is_https_and_public_unless_the_operator_allows_others() {
    let scene = Scene::demo();
    let server = scene.serve(&[]);
    let api = Workbeats::new(&server);
    for (url, open) in [
        ("https://hooks.example.com/x", true),
        ("http://hooks.example.com/x", false),
        ("https://127.0.0.1/x", false),
        ("https://192.168.1.1:8443/", false),
        ("https://169.254.169.254/latest", false),
        ("https://2130706433/", false),
        ("https://0x7f.1/", false),
        ("https://localhost/", false),
    ] {
        let body = json!({ "url": url, "events": ["user.created"] });
        let (status, said) = api.call(Method::POST, "/v1/webhooks", Some(body)).await;
        assert_eq!(status, if open { 201 } else { 400 }, "{url}: {said}");
        let body = json!({ "url": url });
        let (status, said) = api.call(Method::PATCH, "/v1/webhooks/webhook_002", Some(body)).await;
        assert_eq!(status, if open { 200 } else { 400 }, "{url}: {said}");
        assert!(open || said["errors"]["url"].is_array(), "{url}: {said}");
    }
}
