//! Webhooks from the write to the receiver: the whole schedule under a clock that is moved.

use std::sync::{Arc, Mutex};

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::FutureExt;
use hr::{
    Clock, Error, Hr, PageRequest, Random, Settings, Vault, Who,
    access::{NewCompany, company},
    id::WebhookId,
    position::{self, NewPosition},
    webhook::{self, Delivery, Event, NewWebhook, Status},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{moment, sign};
use crate::{FetchSettings, Poster, Sender};

const SECRET: [u8; 32] = [5; 32];

type Requests = Arc<Mutex<Vec<String>>>;

/// Keeps every request and answers with `answer`, a status line and headers.
async fn receiver(answer: &'static str) -> (String, Requests) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let requests = Requests::default();
    let kept = requests.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !whole(&request) && stream.read_buf(&mut request).await.unwrap() > 0 {}
            kept.lock().unwrap().push(String::from_utf8(request).unwrap());
            let answer = format!("HTTP/1.1 {answer}\r\nContent-Length: 0\r\n\r\n");
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    (url, requests)
}

/// Whether head and body have arrived.
fn whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    header(head, "content-length").is_none_or(|length| body.len() >= length.parse().unwrap())
}

fn header(head: &str, name: &str) -> Option<String> {
    head.lines().find_map(|line| {
        let (key, value) = line.split_once(": ")?;
        key.eq_ignore_ascii_case(name).then(|| value.to_owned())
    })
}

struct World {
    sender: Sender,
    who: Who,
    hook: WebhookId,
    _folder: TempDir,
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

async fn world(url: &str) -> World {
    let folder = TempDir::new().unwrap();
    let hr = Hr::open(Settings {
        database: format!("sqlite://{}", folder.path().join("hr.db").display()),
        migrate: migrations::run,
        clock: Clock::fixed(start()),
        random: Random::seeded(7),
        vault: Vault::new([7; 32]),
        count_statements: false,
    });
    let hr = hr.await.unwrap();
    let new = NewCompany {
        name: "One".into(),
        contact_email: "one@example.test".into(),
        ..Default::default()
    };
    let who = Who::system(company::found(&hr, new).await.unwrap().id);
    let new = NewWebhook {
        url: url.to_owned(),
        events: vec![Event::PositionCreated],
        active: true,
        secret: Some(SECRET.to_vec()),
        ..Default::default()
    };
    let hook = webhook::create(&hr, &who, new).await.unwrap().0.id;
    let post = NewPosition { name: "Post".into(), ..Default::default() };
    position::create(&hr, &who, post).await.unwrap();
    let settings = FetchSettings { allow_private: true, timeout_s: 2, ..Default::default() };
    let clock = hr.clock().clone();
    let sender = Sender {
        hr,
        poster: Poster::new(settings).unwrap(),
        // Another body whenever it is asked: every attempt must send the first one.
        render: Arc::new(move |subject| {
            let data = json!({ "id": subject.id, "asked_at": clock.now().timestamp() });
            async move { Ok::<Value, Error>(data) }.boxed()
        }),
    };
    World { sender, who, hook, _folder: folder }
}

impl World {
    async fn delivery(&self) -> Delivery {
        let page = PageRequest::new(1, 10);
        let mut page =
            webhook::deliveries(&self.sender.hr, &self.who, self.hook, page).await.unwrap();
        page.items.remove(0)
    }

    async fn is_active(&self) -> bool {
        webhook::get(&self.sender.hr, &self.who, self.hook).await.unwrap().active
    }
}

#[tokio::test]
async fn webhook_is_tried_along_the_whole_schedule_with_the_same_bytes() {
    let (url, requests) = receiver("500 Internal Server Error").await;
    let world = world(&url).await;
    let clock = world.sender.hr.clock();
    assert_eq!(world.sender.step().await, Ok(1));
    for delay_s in [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] {
        let (now, next) = (clock.now(), world.delivery().await.next_attempt_at.unwrap());
        let waited = (next - now).num_milliseconds();
        assert!((delay_s * 900..=delay_s * 1100).contains(&waited), "{delay_s} s: {waited} ms");
        clock.set(next - TimeDelta::milliseconds(1));
        assert_eq!(world.sender.step().await, Ok(0), "before its time");
        clock.set(next);
        assert_eq!(world.sender.step().await, Ok(1));
    }
    let it = world.delivery().await;
    assert_eq!((it.status, it.attempts), (Status::Failed, 10));
    assert_eq!((it.response_status, it.next_attempt_at), (Some(500), None));
    assert!(!world.is_active().await);
    let requests = requests.lock().unwrap();
    assert_eq!(requests.len(), 10);
    let first = requests[0].split_once("\r\n\r\n").unwrap().1;
    assert!(first.starts_with(r#"{"data":{"asked_at":1800000000,"id":1},"#), "{first}");
    for request in requests.iter() {
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        assert_eq!(body, first);
        let (id, at) = (header(head, "webhook-id"), header(head, "webhook-timestamp"));
        assert_eq!(id.as_deref(), Some(it.message_id.as_str()));
        let signed = format!("{}.{}.{body}", it.message_id, at.unwrap());
        let signature = header(head, "webhook-signature").unwrap();
        let signature = STANDARD.decode(signature.strip_prefix("v1,").unwrap()).unwrap();
        let key = hmac::Key::new(hmac::HMAC_SHA256, &SECRET);
        assert!(hmac::verify(&key, signed.as_bytes(), &signature).is_ok());
    }
}

#[tokio::test]
async fn webhook_ends_or_waits_as_the_answer_says() {
    for (answer, status, active, wait_s) in [
        ("204 No Content", Status::Succeeded, true, None),
        ("410 Gone", Status::Failed, false, None),
        ("302 Found\r\nLocation: http://127.0.0.1:1/", Status::Pending, true, Some(4..=6)),
        ("503 Busy\r\nRetry-After: 120", Status::Pending, true, Some(120..=120)),
        ("429 Slow\r\nRetry-After: 9999999", Status::Pending, true, Some(86_400..=86_400)),
        ("502 Bad", Status::Pending, true, Some(270..=330)),
    ] {
        let (url, requests) = receiver(answer).await;
        let world = world(&url).await;
        assert_eq!(world.sender.step().await, Ok(1));
        let it = world.delivery().await;
        assert_eq!((it.status, world.is_active().await), (status, active), "{answer}");
        let waited = it.next_attempt_at.map(|at| (at - start()).num_seconds());
        assert_eq!(waited.is_some(), wait_s.is_some(), "{answer}");
        assert!(waited.is_none_or(|it| wait_s.unwrap().contains(&it)), "{answer}: {waited:?}");
        assert_eq!(requests.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn webhook_to_a_closed_address_is_never_sent() {
    let (url, requests) = receiver("200 OK").await;
    let mut world = world(&url).await;
    world.sender.poster = Poster::new(FetchSettings::default()).unwrap();
    assert!(world.sender.poster.admit(&url).is_err());
    assert!(world.sender.poster.admit("https://localhost/").is_err());
    assert_eq!(world.sender.poster.admit("https://hooks.example.com/x"), Ok(()));
    assert_eq!(world.sender.step().await, Ok(1));
    let it = world.delivery().await;
    assert_eq!((it.status, it.attempts, it.response_status), (Status::Pending, 1, None));
    assert!(requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn webhook_about_nothing_or_too_much_is_given_up_and_the_endpoint_stays() {
    for data in [Err(Error::NotFound("position")), Ok(json!("x".repeat(20_000)))] {
        let (url, requests) = receiver("200 OK").await;
        let mut world = world(&url).await;
        world.sender.render = Arc::new(move |_| {
            let data = data.clone();
            async move { data }.boxed()
        });
        assert_eq!(world.sender.step().await, Ok(1));
        assert_eq!(world.delivery().await.status, Status::Failed);
        assert!(world.is_active().await);
        assert!(requests.lock().unwrap().is_empty());
    }
}

#[test]
fn signature_is_the_one_of_the_published_example() {
    let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
    let body = r#"{"test": 2432232314}"#;
    let signed = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);
    assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

#[test]
fn retry_after_is_seconds_or_a_date() {
    let now = DateTime::from_timestamp(1_445_412_400, 0).unwrap();
    for (text, expected) in [
        ("80", Some(1_445_412_480)),
        ("Wed, 21 Oct 2015 07:28:00 GMT", Some(1_445_412_480)),
        ("soon", None),
        ("-1", None),
        ("", None),
    ] {
        assert_eq!(moment(text, now).map(|at| at.timestamp()), expected, "{text}");
    }
}
