//! Answers that are changed after everything else was right.

use poem::http::{HeaderName, HeaderValue, StatusCode, header};
use poem::{Body, Response};
use serde_json::Value;

use super::seeded;
use crate::operation::{Api, LimitHeaders, Operation};

/// Applies the faults that are made at the very end.
pub(crate) async fn tamper(
    api: &'static Api,
    op: Option<&'static Operation>,
    mut answer: Response,
) -> Response {
    headers(api, op, &mut answer);
    let status = answer.status();
    if seeded("undocumented_status") && status.is_success() {
        answer.set_status(StatusCode::ACCEPTED);
    }
    if seeded("success_for_missing") && status == StatusCode::NOT_FOUND && op.is_some() {
        answer.set_status(StatusCode::OK);
    }
    let is_json = answer.content_type().is_some_and(|kind| kind.contains("json"));
    if !is_json {
        return answer;
    }
    let Ok(bytes) = answer.take_body().into_vec().await else { return answer };
    let Ok(mut body) = serde_json::from_slice::<Value>(&bytes) else {
        answer.set_body(bytes);
        return answer;
    };
    if status.is_success() {
        succeeded(&mut body);
    } else {
        failed(status.as_u16(), &mut body);
    }
    // What was not changed keeps its bytes: a decimal would lose its spelling.
    let same = serde_json::from_slice::<Value>(&bytes).is_ok_and(|before| before == body);
    answer.set_body(if same { Body::from(bytes) } else { Body::from(body.to_string()) });
    answer
}

fn headers(api: &'static Api, op: Option<&'static Operation>, answer: &mut Response) {
    let remove = |answer: &mut Response, name: &str| {
        answer.headers_mut().remove(name);
    };
    if seeded("no_retry_after") {
        remove(answer, "retry-after");
    }
    if seeded("no_allow") {
        remove(answer, "allow");
    }
    if seeded("wrong_content_type") && answer.content_type().is_some() {
        let html = HeaderValue::from_static("text/html");
        answer.headers_mut().insert(header::CONTENT_TYPE, html);
    }
    if seeded("constant_header_missing") {
        for (name, _) in api.headers {
            remove(answer, name);
        }
    }
    let Some(limit) = op.and_then(|op| op.limit).or(api.fallback_limit) else { return };
    for LimitHeaders { limit: most, remaining, reset } in [&limit.headers, &limit.refused_headers] {
        for name in [most, remaining, reset].into_iter().flatten() {
            if seeded("no_limit_headers") {
                remove(answer, name);
            }
        }
        if seeded("remaining_stands") {
            shift(answer, *remaining, |_| u64::from(limit.limit) - 1);
        }
        if seeded("reset_late") {
            shift(answer, *reset, |end| end + 30);
        }
    }
}

/// Changes the number in a header, where it is there.
fn shift(answer: &mut Response, name: Option<&'static str>, turn: impl Fn(u64) -> u64) {
    let Some(name) = name else { return };
    let sent = answer.headers().get(name).and_then(|value| value.to_str().ok()?.parse().ok());
    if let (Some(number), Ok(name)) = (sent, HeaderName::try_from(name)) {
        answer.headers_mut().insert(name, HeaderValue::from(turn(number)));
    }
}

fn succeeded(body: &mut Value) {
    let data = ["data", "Data", "Resources"].into_iter().find(|key| body.get(key).is_some());
    let Some(data) = data else { return };
    if seeded("bare_envelope") {
        *body = body[data].take();
        return;
    }
    if seeded("list_loses_last")
        && let Some(items) = body[data].as_array_mut()
        && items.len() > 1
    {
        items.pop();
    }
    if seeded("total_wrong") {
        shift_totals(body);
    }
    let records = match &mut body[data] {
        Value::Array(items) => items.iter_mut().collect(),
        one => vec![one],
    };
    for record in records {
        let Some(record) = record.as_object_mut() else { continue };
        let first = record.keys().next().cloned().unwrap_or_default();
        if seeded("field_missing") {
            record.remove(&first);
        }
        if seeded("field_of_wrong_type")
            && let Some(value) = record.get_mut(&first)
        {
            *value = if value.is_string() { 1.into() } else { "1".into() };
        }
    }
}

/// One more than there are, wherever a page says how many there are.
fn shift_totals(body: &mut Value) {
    let keys = ["totalItems", "total", "totalResults"];
    let holders = ["", "pagination", "meta"];
    for holder in holders {
        let of = if holder.is_empty() { Some(&mut *body) } else { body.get_mut(holder) };
        let Some(of) = of.and_then(Value::as_object_mut) else { continue };
        for key in keys {
            if let Some(total) = of.get_mut(key)
                && let Some(number) = total.as_u64()
            {
                *total = (number + 1).into();
            }
        }
    }
}

fn failed(status: u16, body: &mut Value) {
    if seeded("wrong_code_in_envelope") {
        exchange(body, status);
    }
    if seeded("message_missing") {
        for key in ["errorMessage", "message", "detail", "Message"] {
            strip(body, key);
        }
    }
}

/// The status, wherever an envelope repeats it, becomes another.
fn exchange(value: &mut Value, status: u16) {
    match value {
        Value::Number(number) if number.as_u64() == Some(status.into()) => {
            *value = (status + 1).into();
        }
        Value::String(text) if text.ends_with(&status.to_string()) && text.len() < 6 => {
            *text = text.replace(&status.to_string(), &(status + 1).to_string());
        }
        Value::Array(items) => items.iter_mut().for_each(|item| exchange(item, status)),
        Value::Object(all) => all.values_mut().for_each(|value| exchange(value, status)),
        _ => {}
    }
}

fn strip(value: &mut Value, key: &str) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| strip(item, key)),
        Value::Object(all) => {
            all.remove(key);
            all.values_mut().for_each(|value| strip(value, key));
        }
        _ => {}
    }
}
