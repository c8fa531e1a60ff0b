//! One case: its client, its steps in order, and what it expects of each.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use futures_util::future::join_all;
use rosetta_workbeats::reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use rosetta_workbeats::webhook::Verifier;
use serde_json::Value;

use crate::apis::{Setting, client};
use crate::compare::{Checked, fits, matches, only, same};
use crate::mock::Mock;
use crate::seen;
use crate::sent::{Api, Options, Outcome, Sent, Told, Wrong};
use crate::time::Time;

/// The second at which a case begins that does not say.
const NOW_S: u64 = 1_800_000_000;

/// A case under way.
struct Play {
    client: Box<dyn Api>,
    time: Time,
    /// Seconds by the clock after each call.
    ended: Vec<f64>,
    /// The last answer or error as it prints.
    last: String,
}

/// Plays a case to its end.
pub async fn play(mock: &Mock, case: &Value) -> Checked {
    only(
        case,
        &["name", "api", "client", "answers", "steps", "seen", "now_s", "slept_s", "paced"],
    )?;
    let script = mock.script(&case["answers"]).await;
    let time = Time::at(case["now_s"].as_u64().unwrap_or(NOW_S));
    let setting = setting(&case["client"], script.base.clone(), time.clone())?;
    let client = client(case["api"].as_str().unwrap(), &setting)?;
    let mut play = Play { client, time, ended: Vec::new(), last: String::new() };
    let begun = play.second();
    for (n, step) in case["steps"].as_array().unwrap().iter().enumerate() {
        play.step(step).await.map_err(|why| format!("step {}: {why}", n + 1))?;
    }
    if let Some(expected) = case.get("seen") {
        seen::check(expected, &script.seen().await)?;
    }
    if let Some(expected) = case.get("slept_s") {
        slept(expected, &play.time.slept())?;
    }
    match case.get("paced") {
        Some(paced) => evenly(paced, begun, &play.ended),
        None => Ok(()),
    }
}

fn setting(of: &Value, base: String, time: Time) -> Result<Setting, String> {
    let own = ["credentials", "tenant", "pacing", "product", "unreachable"];
    let shared = ["timeout_ms", "retries", "repeat_unsafe", "headers"];
    only(of, &[own.as_slice(), &shared].concat())?;
    let base = match of["unreachable"] == true {
        true => {
            let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            format!("http://{port}")
        }
        false => base,
    };
    let text = |key: &str| of[key].as_str().map(str::to_owned);
    Ok(Setting {
        base,
        time,
        options: options(of),
        product: text("product"),
        pacing: of["pacing"] == true,
        tenant: text("tenant"),
        credentials: of["credentials"].clone(),
    })
}

fn options(of: &Value) -> Options {
    let headers = of["headers"].as_object().into_iter().flatten();
    Options {
        timeout: of["timeout_ms"].as_u64().map(Duration::from_millis),
        retries: of["retries"].as_u64().map(|count| u32::try_from(count).unwrap()),
        repeat_unsafe: of["repeat_unsafe"].as_bool(),
        headers: headers
            .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
            .collect(),
    }
}

impl Play {
    fn second(&self) -> f64 {
        self.time.now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64()
    }

    async fn step(&mut self, step: &Value) -> Checked {
        let kinds = ["call", "items", "pages", "stream", "advance_s", "verify", "shown"];
        let more = ["with", "options", "expect", "times", "one_by_one", "take"];
        only(step, &[kinds.as_slice(), &more].concat())?;
        let kind = kinds.into_iter().find(|kind| step.get(kind).is_some());
        let given = &step[kind.unwrap_or_default()];
        match kind {
            Some("call") => self.calls(step).await,
            Some("items") => {
                let most =
                    step["take"].as_u64().map_or(usize::MAX, |n| usize::try_from(n).unwrap());
                let items = self.sent(given, step)?.items(most).await;
                let items = items.map(|items| format!("[{}]", items.join(",")));
                self.expect(step, "items", items)
            }
            Some("pages") => {
                let pages = self.sent(given, step)?.pages().await.map(|pages| format!("{pages:?}"));
                self.expect(step, "pages", pages)
            }
            Some("stream") => {
                let size = self.sent(given, step)?.stream().await.map(|size| size.to_string());
                self.expect(step, "size", size)
            }
            Some("advance_s") => {
                self.time.advance(Duration::from_secs(given.as_u64().unwrap()));
                Ok(())
            }
            Some("verify") => verified(given, &step["expect"]),
            Some("shown") => {
                let shown = self.client.shown() + &self.last;
                hidden(given, &shown)
            }
            _ => Err(format!("the runner does not know {step}")),
        }
    }

    fn sent(&self, id: &Value, step: &Value) -> Result<Box<dyn Sent>, String> {
        let known = ["timeout_ms", "retries", "repeat_unsafe", "headers", "cancel_after_ms"];
        only(&step["options"], &known)?;
        let none = Value::Object(serde_json::Map::new());
        let with = step.get("with").unwrap_or(&none);
        self.client.call(id.as_str().unwrap(), with, &options(&step["options"]))
    }

    async fn calls(&mut self, step: &Value) -> Checked {
        let times = step["times"].as_u64().unwrap_or(1);
        let cancel = step["options"]["cancel_after_ms"].as_u64();
        let each = (0..times).map(|_| Ok(answered(self.sent(&step["call"], step)?, cancel)));
        let each = each.collect::<Result<Vec<_>, String>>()?;
        let mut outcomes = Vec::new();
        if step["one_by_one"] == true {
            for call in each {
                outcomes.push(call.await);
                self.ended.push(self.second());
            }
        } else {
            outcomes = join_all(each.into_iter().map(tokio::spawn))
                .await
                .into_iter()
                .map(Result::unwrap)
                .collect();
            self.ended.extend(std::iter::repeat_n(self.second(), outcomes.len()));
        }
        for outcome in outcomes {
            self.expect_answer(&step["expect"], outcome)?;
        }
        Ok(())
    }

    /// One call's outcome against what its step expects.
    fn expect_answer(&mut self, expect: &Value, outcome: Outcome<Told>) -> Checked {
        only(expect, &["data", "page", "empty", "error", "answer"])?;
        let told = match (outcome, expect.get("error")) {
            (Err(wrong), Some(expected)) => return self.failed(expected, *wrong),
            (Err(wrong), None) => return Err(format!("failed: {}", wrong.shown)),
            (Ok(told), Some(_)) => return Err(format!("succeeded: {}", told.data)),
            (Ok(told), None) => told,
        };
        self.last.clone_from(&told.shown);
        if let Some(expected) = expect.get("data") {
            fits(expected, &told.data, "data")?;
        }
        if expect["empty"] == true {
            same(&"null", &told.data.as_str(), "data")?;
        }
        if let Some(expected) = expect.get("page") {
            let page = told.page.as_ref().ok_or("no page")?;
            fits(expected, &page.to_string(), "page")?;
        }
        expect.get("answer").map_or(Ok(()), |expected| whole(expected, &told))
    }

    /// The outcome of a walk or a stream.
    fn expect(&mut self, step: &Value, key: &str, outcome: Outcome<String>) -> Checked {
        let expect = &step["expect"];
        only(expect, &[key, "error"])?;
        match (outcome, expect.get("error")) {
            (Err(wrong), Some(expected)) => self.failed(expected, *wrong),
            (Err(wrong), None) => Err(format!("failed: {}", wrong.shown)),
            (Ok(got), Some(_)) => Err(format!("succeeded: {got}")),
            (Ok(got), None) => expect.get(key).map_or(Ok(()), |it| fits(it, &got, key)),
        }
    }

    fn failed(&mut self, expected: &Value, wrong: Wrong) -> Checked {
        let known = ["kind", "status", "message", "request_id", "retry_after_s", "failure"];
        only(expected, &[known.as_slice(), &["fields", "body_has", "lacks"]].concat())?;
        self.last.clone_from(&wrong.shown);
        let text = |key: &str| expected[key].as_str();
        same(&text("kind"), &Some(wrong.kind), "kind")?;
        if let Some(status) = expected["status"].as_u64() {
            same(&Some(status), &wrong.status.map(u64::from), "status")?;
        }
        if text("message").is_some() {
            same(&text("message"), &wrong.message.as_deref(), "message")?;
        }
        if text("request_id").is_some() {
            same(&text("request_id"), &wrong.request_id.as_deref(), "request_id")?;
        }
        if let Some(seconds) = expected["retry_after_s"].as_u64() {
            same(&Some(Duration::from_secs(seconds)), &wrong.retry_after, "retry_after_s")?;
        }
        if let Some(failure) = expected.get("failure") {
            fits(failure, &wrong.failure, "failure")?;
        }
        for (field, messages) in expected["fields"].as_object().into_iter().flatten() {
            let said = wrong.fields.iter().filter(|(name, _)| name == field);
            let said: Vec<&String> = said.map(|(_, message)| message).collect();
            fits(messages, &serde_json::to_string(&said).unwrap(), field)?;
        }
        if let Some(piece) = text("body_has") {
            let body = String::from_utf8_lossy(&wrong.body);
            same(&true, &body.contains(piece), "body_has")?;
        }
        hidden(&expected["lacks"], &wrong.shown)
    }
}

/// A call to its end, or to the moment at which it is cancelled.
fn answered(
    call: Box<dyn Sent>,
    cancel_ms: Option<u64>,
) -> impl Future<Output = Outcome<Told>> + Send + 'static {
    let cancelled = || Err(Box::new(Wrong { kind: "cancelled", ..Wrong::default() }));
    let call = call.answer();
    async move {
        match cancel_ms.map(Duration::from_millis) {
            Some(after) => tokio::time::timeout(after, call).await.unwrap_or_else(|_| cancelled()),
            None => call.await,
        }
    }
}

fn whole(expected: &Value, told: &Told) -> Checked {
    only(expected, &["status", "headers", "request_id", "rate_limit", "body_text", "data"])?;
    if let Some(status) = expected["status"].as_u64() {
        same(&status, &u64::from(told.status), "status")?;
    }
    for (name, value) in expected["headers"].as_object().into_iter().flatten() {
        let got = told.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let fits = got.is_some_and(|got| matches(value.as_str().unwrap(), got));
        same(&true, &fits, name)?;
    }
    if let Some(id) = expected["request_id"].as_str() {
        same(&Some(id), &told.request_id.as_deref(), "request_id")?;
    }
    if let Some(limit) = expected.get("rate_limit") {
        let number = |key: &str| limit[key].as_u64().unwrap();
        let limit = Some([number("limit"), number("remaining"), number("reset")]);
        same(&limit, &told.rate_limit, "rate_limit")?;
    }
    if let Some(text) = expected["body_text"].as_str() {
        same(&text, &&*String::from_utf8_lossy(&told.body), "body_text")?;
    }
    expected.get("data").map_or(Ok(()), |data| fits(data, &told.data, "data"))
}

/// None of the texts stands in what is shown.
fn hidden(texts: &Value, shown: &str) -> Checked {
    let mut texts = texts.as_array().into_iter().flatten().map(|text| text.as_str().unwrap());
    match texts.find(|text| shown.contains(text)) {
        Some(text) => Err(format!("{text:?} is shown")),
        None => Ok(()),
    }
}

fn verified(given: &Value, expect: &Value) -> Checked {
    only(given, &["secrets", "headers", "body", "now_s"])?;
    only(expect, &["valid"])?;
    let now: SystemTime = UNIX_EPOCH + Duration::from_secs(given["now_s"].as_u64().unwrap());
    let mut headers = HeaderMap::new();
    for (name, value) in given["headers"].as_object().unwrap() {
        let value = HeaderValue::from_str(value.as_str().unwrap()).unwrap();
        headers.insert(HeaderName::from_bytes(name.as_bytes()).unwrap(), value);
    }
    let mut secrets = given["secrets"].as_array().unwrap().iter().map(|it| it.as_str().unwrap());
    let first = Verifier::new(secrets.next().unwrap());
    let verifier = secrets.fold(first, |verifier, secret| verifier?.or_secret(secret));
    let verified = verifier.and_then(|verifier| {
        verifier.clock(move || now).verify(&headers, given["body"].as_str().unwrap().as_bytes())
    });
    same(&expect["valid"].as_bool(), &Some(verified.is_ok()), "valid")
}

/// Each wait is as long as expected; none at all may stand for no time.
fn slept(expected: &Value, slept: &[f64]) -> Checked {
    let ranges = expected.as_array().unwrap().iter();
    let ranges = ranges.map(|range| [range[0].as_f64().unwrap(), range[1].as_f64().unwrap()]);
    let ranges: Vec<[f64; 2]> = ranges.filter(|[_, most]| *most > 0.0).collect();
    let waits: Vec<f64> = slept.iter().copied().filter(|wait| *wait > 0.0).collect();
    let fit = |(wait, [least, most]): (&f64, &[f64; 2])| least <= wait && wait <= most;
    if waits.len() == ranges.len() && waits.iter().zip(&ranges).all(fit) {
        return Ok(());
    }
    Err(format!("slept {waits:?}, expected {ranges:?}"))
}

/// No window sees more calls than it may, and all took long enough.
fn evenly(paced: &Value, begun: f64, ended: &[f64]) -> Checked {
    only(paced, &["window_s", "most", "at_least_s"])?;
    let window = paced["window_s"].as_f64().unwrap();
    let most = ended
        .iter()
        .map(|from| ended.iter().filter(|at| *at >= from && **at < from + window).count())
        .max();
    let took = ended.last().copied().unwrap_or(begun) - begun;
    if most.unwrap_or(0) as u64 > paced["most"].as_u64().unwrap() {
        return Err(format!("{most:?} calls in one window"));
    }
    match took >= paced["at_least_s"].as_f64().unwrap() {
        true => Ok(()),
        false => Err(format!("it took only {took} s")),
    }
}
