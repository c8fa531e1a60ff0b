//! A token from a login: an operation of the API that takes what the caller knows.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, NaiveDateTime, Utc};
use futures_util::future::BoxFuture;
use serde_json::Value;

use super::engine::Engine;
use super::error::{Error, Fault};
use super::operation::Operation;
use super::prepare::Prepared;
use super::token::{Issue, Token};
use super::value::Secret;

/// How the end of a token is spelt, in UTC.
const ENDS: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];

/// Logs in with what the caller gave once.
pub(crate) struct Login {
    form: &'static Form,
    asked: Arc<[Secret]>,
}

/// What is sent and where the answer keeps the token, as the document says.
pub(crate) struct Form {
    pub(crate) operation: &'static Operation,
    /// The header that names the company, where the login takes it.
    pub(crate) tenant_header: Option<&'static str>,
    /// The body, from what the caller gave and the company's id.
    pub(crate) body: fn(&[Secret], &str) -> Value,
    /// JSON pointer of the token.
    pub(crate) token: &'static str,
    /// JSON pointer of its life in seconds.
    pub(crate) expires_in: Option<&'static str>,
    /// JSON pointer of its end in UTC.
    pub(crate) expires_at: Option<&'static str>,
}

impl Login {
    pub(crate) fn new(form: &'static Form, asked: impl Into<Arc<[Secret]>>) -> Self {
        Self { form, asked: asked.into() }
    }
}

impl Issue for Login {
    fn issue(&self, engine: Arc<Engine>) -> BoxFuture<'static, Result<Token, Error>> {
        let (form, asked) = (self.form, Arc::clone(&self.asked));
        Box::pin(async move {
            let tenant = engine.tenant.as_deref().unwrap_or_default();
            let mut prepared = Prepared::new(form.operation);
            if let Some(header) = form.tenant_header {
                prepared.header(header, tenant);
            }
            prepared.json("application/json", &(form.body)(&asked, tenant));
            // Logging in twice does no harm.
            let mut options = engine.options.clone();
            options.repeat_unsafe = true;
            let begun = engine.clock.now();
            let received = engine.exchange_without_proof(&prepared, &options).await?;
            form.token(&received.body, begun)
        })
    }
}

impl Form {
    fn token(&self, body: &[u8], asked: SystemTime) -> Result<Token, Error> {
        let missing = || {
            let message = "the answer to the login holds no token".to_owned();
            Error::Decode(Fault { operation: self.operation.id, message, source: None })
        };
        let answer: Value = serde_json::from_slice(body).map_err(|_| missing())?;
        let token = answer.pointer(self.token).and_then(Value::as_str).ok_or_else(missing)?;
        let life = self.expires_in.and_then(|at| seconds(answer.pointer(at)?));
        let end = self.expires_at.and_then(|at| moment(answer.pointer(at)?.as_str()?));
        Ok(Token::new(Secret::from(token), asked, life.map(|life| asked + life).or(end)))
    }
}

fn seconds(value: &Value) -> Option<Duration> {
    let whole = value.as_u64().or_else(|| value.as_str()?.parse().ok())?;
    Some(Duration::from_secs(whole))
}

fn moment(text: &str) -> Option<SystemTime> {
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.with_timezone(&Utc).into());
    }
    let local = ENDS.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())?;
    Some(local.and_utc().into())
}
