//! Sends a prepared call: proof, pacing, timeout, retries, failures; the same for every call.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use reqwest::{Method, Url};

use super::auth::{Authorize, Proof};
use super::error::{Error, Fault, StatusError};
use super::failure;
use super::operation::{Api, Operation};
use super::pacing::Pacer;
use super::prepare::Prepared;
use super::retry::{Ending, Policy, retry_after};
use super::transport::{Request, Transport, TransportError, TransportFault};
use crate::Failure;

/// What a client decides once and a call may override.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) timeout: Duration,
    pub(crate) retries: u32,
    pub(crate) repeat_unsafe: bool,
    pub(crate) headers: Vec<(String, String)>,
}

/// Everything a client holds.
pub(crate) struct Engine {
    pub(crate) api: &'static Api,
    pub(crate) base_url: String,
    pub(crate) user_agent: String,
    pub(crate) tenant: Option<String>,
    /// What tokens are asked for; empty: what the server gives by itself.
    pub(crate) scopes: Vec<String>,
    /// By name of the security scheme.
    pub(crate) proofs: Vec<(&'static str, Box<dyn Authorize>)>,
    pub(crate) pacer: Option<Pacer>,
    pub(crate) options: Options,
    pub(crate) transport: Arc<dyn Transport>,
}

/// A whole answer with a 2xx status.
#[derive(Debug, Clone)]
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The query that was asked with.
    pub(crate) asked: Vec<(String, String)>,
}

/// One attempt without an answer.
enum Missed {
    Transport(TransportError),
    Timeout,
}

impl Engine {
    pub(crate) fn url(&self, prepared: &Prepared) -> Result<Url, Error> {
        prepared.url(&self.base_url)
    }

    /// Sends a call with whatever proof its operation asks for; once more on a 401.
    pub(crate) async fn exchange(
        self: &Arc<Self>,
        prepared: &Prepared,
        options: &Options,
    ) -> Result<Received, Error> {
        let operation = prepared.operation;
        let Some((authorize, others)) = self.authorizer(operation) else {
            return self.exchange_without_proof(prepared, options).await;
        };
        let mut proofs = vec![authorize.authorize(self, operation.id).await?];
        for other in others {
            proofs.push(other.authorize(self, operation.id).await?);
        }
        let first = self.attempts(prepared, options, &proofs).await;
        match first {
            Err(Error::Status(error)) if error.status == 401 => {
                if !authorize.refused(&proofs[0]).await {
                    return Err(Error::Status(error));
                }
                proofs[0] = authorize.authorize(self, operation.id).await?;
                self.attempts(prepared, options, &proofs).await
            }
            other => other,
        }
    }

    /// Sends a call that proves nothing.
    pub(crate) async fn exchange_without_proof(
        &self,
        prepared: &Prepared,
        options: &Options,
    ) -> Result<Received, Error> {
        self.attempts(prepared, options, &[]).await
    }

    /// The first of the operation's schemes for which the client has a proof, and those that are
    /// proven together with it.
    fn authorizer(&self, operation: &Operation) -> Option<(&dyn Authorize, Vec<&dyn Authorize>)> {
        let known = |scheme: &str| {
            let (_, authorize) = self.proofs.iter().find(|(known, _)| *known == scheme)?;
            Some(authorize.as_ref())
        };
        operation.security.iter().find_map(|schemes| {
            let all: Option<Vec<&dyn Authorize>> = schemes.split(" + ").map(known).collect();
            let mut all = all?.into_iter();
            Some((all.next()?, all.collect()))
        })
    }

    async fn attempts(
        &self,
        prepared: &Prepared,
        options: &Options,
        proofs: &[Proof],
    ) -> Result<Received, Error> {
        let operation = prepared.operation;
        let policy = Policy { retries: options.retries, unsafe_too: options.repeat_unsafe };
        let request = self.request(prepared, options, proofs)?;
        let mut attempt = 0;
        loop {
            if let Some(pacer) = &self.pacer {
                pacer.wait(operation.limit).await;
            }
            let outcome = self.attempt(request.clone(), options.timeout, &prepared.query).await;
            let ending = match &outcome {
                Ok(received) if (200..300).contains(&received.status) => {
                    return Ok(received.clone());
                }
                Ok(received) => Ending::Answer {
                    status: received.status,
                    retry_after: retry_after(&received.headers, SystemTime::now()),
                },
                Err(Missed::Timeout) => Ending::Timeout,
                Err(Missed::Transport(error)) => Ending::NoAnswer(error.kind),
            };
            let Some(wait) = policy.wait(attempt, operation.is_idempotent(), ending) else {
                return Err(failed(operation, options, outcome));
            };
            tokio::time::sleep(wait).await;
            attempt += 1;
        }
    }

    async fn attempt(
        &self,
        request: Request,
        timeout: Duration,
        asked: &[(String, String)],
    ) -> Result<Received, Missed> {
        let whole = async {
            let response = self.transport.send(request).await?;
            let (status, headers) = (response.status, response.headers);
            let body = response.body.collect().await?;
            Ok(Received { status, headers, body, asked: asked.to_vec() })
        };
        match tokio::time::timeout(timeout, whole).await {
            Ok(ended) => ended.map_err(Missed::Transport),
            Err(_) => Err(Missed::Timeout),
        }
    }

    fn request(
        &self,
        prepared: &Prepared,
        options: &Options,
        proofs: &[Proof],
    ) -> Result<Request, Error> {
        let operation = prepared.operation;
        let mut url = self.url(prepared)?;
        let method = Method::from_bytes(operation.method.as_bytes())
            .map_err(|_| Error::invalid(operation.id, "not a method"))?;
        let mut headers = HeaderMap::new();
        set(&mut headers, operation.id, ACCEPT.as_str(), operation.accept)?;
        set(&mut headers, operation.id, USER_AGENT.as_str(), &self.user_agent)?;
        if let (true, Some(name), Some(value)) =
            (operation.tenant, self.api.tenant_header, &self.tenant)
        {
            set(&mut headers, operation.id, name, value)?;
        }
        for proof in proofs {
            match &proof.query {
                Some((name, key)) => {
                    url.query_pairs_mut().append_pair(name, key.expose());
                }
                None => {
                    headers.append(proof.header.clone(), proof.value.clone());
                }
            }
        }
        for (name, value) in prepared.headers.iter().chain(&options.headers) {
            if let ("cookie", Some(keys)) = (name.as_str(), headers.get("cookie")) {
                let all = format!("{}; {value}", keys.to_str().unwrap_or_default());
                set(&mut headers, operation.id, name, &all)?;
                continue;
            }
            set(&mut headers, operation.id, name, value)?;
        }
        let body = prepared.body.clone();
        Ok(Request { operation: operation.id, method, url, headers, body })
    }
}

fn set(headers: &mut HeaderMap, id: &'static str, name: &str, value: &str) -> Result<(), Error> {
    let bad = || Error::invalid(id, format!("header {name:?} cannot be sent"));
    let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad())?;
    headers.insert(key, HeaderValue::from_str(value).map_err(|_| bad())?);
    Ok(())
}

fn failed(
    operation: &'static Operation,
    options: &Options,
    outcome: Result<Received, Missed>,
) -> Error {
    let error = match outcome {
        Ok(received) => return status_error(operation, received),
        Err(Missed::Timeout) => {
            return Error::Timeout { operation: operation.id, after: options.timeout };
        }
        Err(Missed::Transport(error)) => error,
    };
    let fault = Fault {
        operation: operation.id,
        message: error.message,
        source: error.source.map(Arc::from),
    };
    match error.kind {
        TransportFault::Unsendable => Error::Invalid(fault),
        TransportFault::Unsent | TransportFault::Broken => Error::Connection(fault),
    }
}

fn status_error(operation: &'static Operation, received: Received) -> Error {
    // By its own status, else by its range, else by what is said of all others.
    let wanted = [received.status, received.status / 100, 0];
    let by = |wanted: &u16| operation.failures.iter().find(|(status, _)| status == wanted);
    let reader = wanted.iter().find_map(by);
    let failure = reader.and_then(|(_, read)| read(&received.body)).unwrap_or(Failure::Other);
    Error::Status(Box::new(StatusError {
        operation: operation.id,
        status: received.status,
        failure,
        message: failure::message(&received.body),
        request_id: request_id(&received.headers),
        retry_after: retry_after(&received.headers, SystemTime::now()),
        headers: received.headers,
        body: received.body,
    }))
}

/// `X-Request-Id` of an answer.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    Some(headers.get("x-request-id")?.to_str().ok()?.to_owned())
}
