//! Sends a prepared call: proof, pacing, timeout, retries, failures; the same for every call.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue, USER_AGENT};
use reqwest::{Method, Url};

use super::auth::{Authorize, Proof};
use super::clock::Clock;
use super::error::{Error, Fault, StatusError};
use super::failure;
use super::operation::{Api, Operation};
use super::pacing::Pacer;
use super::prepare::Prepared;
use super::retry::{Ending, Policy, retry_after};
use super::transport::{
    Request, Response, ResponseBody, Transport, TransportError, TransportFault,
};
use crate::Failure;

/// What a client decides once and a call may override.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) timeout: Duration,
    pub(crate) retries: u32,
    pub(crate) repeat_unsafe: bool,
    pub(crate) headers: Vec<(String, String)>,
    /// A success is handed over before its body has come.
    pub(crate) streamed: bool,
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
    pub(crate) clock: Arc<dyn Clock>,
}

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The query that was asked with.
    pub(crate) asked: Vec<(String, String)>,
}

/// One attempt without a success.
enum Missed {
    Status(Received),
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
        let response = self.deliver(prepared, options).await?;
        whole(prepared, response).await
    }

    /// Like `exchange`, with a body that may still be under way.
    pub(crate) async fn deliver(
        self: &Arc<Self>,
        prepared: &Prepared,
        options: &Options,
    ) -> Result<Response, Error> {
        let operation = prepared.operation;
        let Some((authorize, others)) = self.authorizer(operation) else {
            return self.attempts(prepared, options, &[]).await;
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
        let response = self.attempts(prepared, options, &[]).await?;
        whole(prepared, response).await
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
    ) -> Result<Response, Error> {
        let operation = prepared.operation;
        let policy = Policy { retries: options.retries, unsafe_too: options.repeat_unsafe };
        let request = self.request(prepared, options, proofs)?;
        let mut attempt = 0;
        loop {
            if let Some(pacer) = &self.pacer {
                pacer.wait(operation.limit).await;
            }
            let missed = match self.attempt(request.clone(), options).await {
                Ok(response) => return Ok(response),
                Err(missed) => missed,
            };
            let now = self.clock.now();
            let ending = match &missed {
                Missed::Status(received) => Ending::Answer {
                    status: received.status,
                    retry_after: retry_after(&received.headers, now),
                },
                Missed::Timeout => Ending::Timeout,
                Missed::Transport(error) => Ending::NoAnswer(error.kind),
            };
            let Some(wait) = policy.wait(attempt, operation.is_idempotent(), ending) else {
                return Err(failed(operation, options, missed, now));
            };
            self.clock.sleep(wait).await;
            attempt += 1;
        }
    }

    /// Sends once; gives a success, whole unless it is to be streamed.
    async fn attempt(&self, request: Request, options: &Options) -> Result<Response, Missed> {
        let sent = async {
            let response = self.transport.send(request).await.map_err(Missed::Transport)?;
            let good = (200..300).contains(&response.status);
            if good && options.streamed {
                return Ok(response);
            }
            let Response { status, headers, body } = response;
            let body = body.collect().await.map_err(Missed::Transport)?;
            match good {
                true => Ok(Response { status, headers, body: ResponseBody::whole(body) }),
                false => Err(Missed::Status(Received { status, headers, body, asked: Vec::new() })),
            }
        };
        let ended = tokio::time::timeout(options.timeout, sent).await;
        ended.unwrap_or(Err(Missed::Timeout))
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

/// What is already here, with what was asked beside it.
async fn whole(prepared: &Prepared, response: Response) -> Result<Received, Error> {
    let Response { status, headers, body } = response;
    let body = body.collect().await.map_err(|error| unanswered(prepared.operation, error))?;
    Ok(Received { status, headers, body, asked: prepared.query.clone() })
}

fn failed(
    operation: &'static Operation,
    options: &Options,
    missed: Missed,
    now: SystemTime,
) -> Error {
    let error = match missed {
        Missed::Status(received) => return status_error(operation, received, now),
        Missed::Timeout => {
            return Error::Timeout { operation: operation.id, after: options.timeout };
        }
        Missed::Transport(error) => error,
    };
    unanswered(operation, error)
}

/// An exchange that ended without an answer.
pub(crate) fn unanswered(operation: &'static Operation, error: TransportError) -> Error {
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

fn status_error(operation: &'static Operation, received: Received, now: SystemTime) -> Error {
    // By its own status, else by its range, else by what is said of all others.
    let wanted = [received.status, received.status / 100, 0];
    let by = |wanted: &u16| operation.failures.iter().find(|(status, _)| status == wanted);
    let reader = wanted.iter().find_map(by);
    let failure = reader.and_then(|(_, read)| read(&received.body)).unwrap_or(Failure::Other);
    let said: serde_json::Value = serde_json::from_slice(&received.body).unwrap_or_default();
    Error::Status(Box::new(StatusError {
        operation: operation.id,
        status: received.status,
        failure,
        message: failure::message(&said),
        field_errors: failure::field_errors(&said),
        request_id: request_id(&received.headers),
        retry_after: retry_after(&received.headers, now),
        headers: received.headers,
        body: received.body,
    }))
}

/// `X-Request-Id` of an answer.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    Some(headers.get("x-request-id")?.to_str().ok()?.to_owned())
}
