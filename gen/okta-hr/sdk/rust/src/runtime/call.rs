//! A call that has not been sent yet: it can be tuned, then awaited.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::HeaderMap;

use super::client::Client;
use super::download::Download;
use super::engine::{Options, Received, request_id};
use super::error::Error;
use super::operation::Operation;
use super::prepare::Prepared;
use super::transport::Response;

/// Takes the data out of a successful answer.
pub(crate) type Decode<T> = fn(&'static Operation, &Received) -> Result<T, Error>;

/// One call to one operation. Await it for its data; drop it (or its future) to cancel.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<T> {
    pub(crate) client: Client,
    pub(crate) prepared: Prepared,
    pub(crate) options: Options,
    pub(crate) decode: Decode<T>,
}

/// An answer with everything that came with the data.
#[derive(Clone)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The data with the envelope taken off.
    pub data: T,
    /// The HTTP status.
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
    /// What the documented rate limit says after this call.
    pub rate_limit: Option<RateLimit>,
    /// The body as it came.
    pub body: Bytes,
}

/// The state of a rate limit after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests in one window.
    pub limit: u64,
    /// What is left of them.
    pub remaining: u64,
    /// Unix second at which all of them are back.
    pub reset: u64,
}

impl<T> Call<T> {
    pub(crate) fn new(client: &Client, prepared: Prepared, decode: Decode<T>) -> Self {
        let options = client.0.options.clone();
        Self { client: client.clone(), prepared, options, decode }
    }

    /// How long one attempt may take.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// Further attempts after the first.
    pub fn retries(mut self, retries: u32) -> Self {
        self.options.retries = retries;
        self
    }

    /// Allows repeating this call although it may have been processed already.
    pub fn repeat_unsafe(mut self, allowed: bool) -> Self {
        self.options.repeat_unsafe = allowed;
        self
    }

    /// Sends one more header, or another value for one that would be sent anyway.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Sends the call and keeps status, headers and raw body beside the data.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn answer(self) -> Result<Answer<T>, Error> {
        let operation = self.prepared.operation;
        let received = self.client.0.exchange(&self.prepared, &self.options).await?;
        let data = (self.decode)(operation, &received)?;
        Ok(Answer {
            data,
            status: received.status,
            request_id: request_id(&received.headers),
            rate_limit: rate_limit(operation, &received.headers),
            headers: received.headers,
            body: received.body,
        })
    }

    /// Sends the call and gives the body as it arrives, unread and not held in memory: for files.
    /// The timeout counts until the body begins, and then for each piece.
    ///
    /// # Errors
    /// See [`Error`].
    pub async fn stream(mut self) -> Result<Download, Error> {
        self.options.streamed = true;
        let (operation, timeout) = (self.prepared.operation, self.options.timeout);
        let response = self.client.0.deliver(&self.prepared, &self.options).await?;
        let Response { status, headers, body } = response;
        let request_id = request_id(&headers);
        Ok(Download { status, headers, request_id, operation, body, timeout })
    }
}

fn rate_limit(operation: &Operation, headers: &HeaderMap) -> Option<RateLimit> {
    let limit = operation.limit?;
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse().ok();
    Some(RateLimit {
        limit: number(limit.limit_header)?,
        remaining: number(limit.remaining_header)?,
        reset: number(limit.reset_header)?,
    })
}

impl<T: 'static> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let operation = self.prepared.operation;
            let received = self.client.0.exchange(&self.prepared, &self.options).await?;
            (self.decode)(operation, &received)
        })
    }
}

/// The body is shown by its length only: it may hold a token or personal data.
impl<T: fmt::Debug> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("data", &self.data)
            .field("status", &self.status)
            .field("request_id", &self.request_id)
            .field("rate_limit", &self.rate_limit)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl<T> Clone for Call<T> {
    fn clone(&self) -> Self {
        Self {
            client: self.client.clone(),
            prepared: self.prepared.clone(),
            options: self.options.clone(),
            decode: self.decode,
        }
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("operation", &self.prepared.operation.id).finish()
    }
}
