//! The one place where bytes leave: a trait, so that a test or a proxy can stand in.

use std::fmt;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use futures_util::future::BoxFuture;
use futures_util::{Stream, StreamExt};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap};
use reqwest::{Method, Url};

use super::body::{Body, Content, Part, Source};

/// Sends one request and gives its answer. The default goes through reqwest.
///
/// Every exchange passes here, token requests and repeated attempts included.
pub trait Transport: Send + Sync + 'static {
    /// Sends one request.
    ///
    /// # Errors
    /// When there is no answer; the kind says whether the request may have been processed.
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>>;
}

/// A request as it leaves.
#[derive(Clone)]
pub struct Request {
    /// The operationId that it belongs to.
    pub operation: &'static str,
    /// The method.
    pub method: Method,
    /// The whole URL, query included.
    pub url: Url,
    /// Headers without `Content-Type` and `Content-Length` of a multipart body.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
}

/// An answer as it comes.
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// The body, perhaps still under way.
    pub body: ResponseBody,
}

/// The body of an answer: whole or as a stream.
pub struct ResponseBody(Inner);

type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

enum Inner {
    Whole(Bytes),
    Stream(ByteStream),
}

impl ResponseBody {
    /// A body that is already here.
    pub fn whole(bytes: impl Into<Bytes>) -> Self {
        Self(Inner::Whole(bytes.into()))
    }

    /// A body that arrives piece by piece.
    pub fn stream(
        stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(Inner::Stream(Box::pin(stream)))
    }

    /// Reads all of it.
    ///
    /// # Errors
    /// When the connection breaks before the end.
    pub async fn collect(self) -> Result<Bytes, TransportError> {
        let mut stream = match self.0 {
            Inner::Whole(bytes) => return Ok(bytes),
            Inner::Stream(stream) => stream,
        };
        let mut all = BytesMut::new();
        while let Some(piece) = stream.next().await {
            all.extend_from_slice(&piece?);
        }
        Ok(all.freeze())
    }

    /// The next piece; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        match &mut self.0 {
            Inner::Whole(bytes) if bytes.is_empty() => None,
            Inner::Whole(bytes) => Some(Ok(std::mem::take(bytes))),
            Inner::Stream(stream) => stream.next().await,
        }
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub struct TransportError {
    /// How far the request got.
    pub kind: TransportFault,
    /// One sentence.
    pub message: String,
    /// What lies beneath.
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// How far a request got that has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportFault {
    /// It could not be built, for example because a file cannot be read.
    Unsendable,
    /// No connection was made: nothing was sent.
    Unsent,
    /// It was sent, at least in part, and may have been processed.
    Broken,
}

impl TransportError {
    /// An error of this kind.
    pub fn new(kind: TransportFault, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }
}

/// The URL is left out: it may carry personal data.
impl From<reqwest::Error> for TransportError {
    fn from(error: reqwest::Error) -> Self {
        let kind = if error.is_builder() {
            TransportFault::Unsendable
        } else if error.is_connect() {
            TransportFault::Unsent
        } else {
            TransportFault::Broken
        };
        let error = error.without_url();
        Self { kind, message: error.to_string(), source: Some(Box::new(error)) }
    }
}

/// Header values and bodies are left out.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.url.path())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("authorized", &self.headers.contains_key(AUTHORIZATION))
            .field("body", &self.body)
            .finish()
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}

/// The default transport.
#[derive(Debug, Clone)]
pub(crate) struct Reqwest(pub(crate) reqwest::Client);

impl Transport for Reqwest {
    fn send(&self, request: Request) -> BoxFuture<'_, Result<Response, TransportError>> {
        Box::pin(async move {
            let builder = self.0.request(request.method, request.url).headers(request.headers);
            let builder = match request.body {
                Body::Empty => builder,
                Body::Bytes { content_type, bytes } => {
                    builder.header(CONTENT_TYPE, content_type).body(bytes)
                }
                Body::Multipart(parts) => builder.multipart(multipart(parts).await?),
            };
            let response = builder.send().await?;
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            let stream = response.bytes_stream().map(|piece| piece.map_err(Into::into));
            Ok(Response { status, headers, body: ResponseBody::stream(stream) })
        })
    }
}

async fn multipart(parts: Vec<Part>) -> Result<reqwest::multipart::Form, TransportError> {
    let mut form = reqwest::multipart::Form::new();
    for Part { name, content } in parts {
        let upload = match content {
            Content::Text(text) => {
                form = form.text(name, text);
                continue;
            }
            Content::File(upload) => upload,
        };
        let mut part = match upload.source {
            Source::Bytes(bytes) => {
                let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                reqwest::multipart::Part::stream_with_length(bytes, length)
            }
            Source::Path(path) => reqwest::multipart::Part::file(path).await.map_err(unreadable)?,
            Source::Stream(open) => {
                reqwest::multipart::Part::stream(reqwest::Body::wrap_stream(open.open()))
            }
        };
        part = part.file_name(upload.file_name);
        if let Some(content_type) = &upload.content_type {
            part = part.mime_str(content_type)?;
        }
        form = form.part(name, part);
    }
    Ok(form)
}

fn unreadable(error: std::io::Error) -> TransportError {
    TransportError {
        kind: TransportFault::Unsendable,
        message: "the file cannot be read".to_owned(),
        source: Some(Box::new(error)),
    }
}
