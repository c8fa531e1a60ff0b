//! What is kept about one request from its first byte to its log line.

use std::net::IpAddr;
use std::sync::OnceLock;
use std::time::Duration;

use metrics::{Counter, Histogram};
use poem::http::{HeaderName, HeaderValue, header};
use poem::{Request, Response};

use super::address::{self, Origin, RequestId};
use crate::answer;
use crate::decode::Outcome;
use crate::dialect::{Dialect, Head};
use crate::operation::{LimitKey, Operation, RateLimit};
use crate::rate_limit::{Counted, Key};
use crate::refusal::Refusal;
use crate::settings::Mount;

const REQUESTS: &str = "rosetta_hr_requests_total";
const SECONDS: &str = "rosetta_hr_request_seconds";

/// One request.
pub(crate) struct Visit {
    op: Option<&'static Operation>,
    id: RequestId,
    address: IpAddr,
    begun: Duration,
    counted: Option<Counted>,
}

impl Visit {
    pub fn begin<D: Dialect>(
        mount: &Mount<D>,
        op: Option<&'static Operation>,
        request: &Request,
    ) -> Visit {
        let settings = mount.settings();
        Visit {
            op,
            id: RequestId::next(),
            address: address::of(request, &settings.trusted_proxies),
            begun: settings.clock.ticks(),
            counted: None,
        }
    }

    pub fn id(&self) -> &str {
        self.id.as_str()
    }

    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// Where the caller reached us; separate from [`Visit::head`], which borrows it.
    pub fn origin<'a, D: Dialect>(&self, mount: &Mount<D>, request: &'a Request) -> Origin<'a> {
        address::origin(request, &mount.settings().trusted_proxies)
    }

    pub fn head<'a>(&'a self, request: &'a Request, origin: &Origin<'a>) -> Head<'a> {
        Head {
            headers: request.headers(),
            address: self.address,
            request_id: self.id(),
            scheme: origin.scheme,
            host: origin.host,
        }
    }

    /// Counts the request, by address where there is no key; refuses it when the budget is spent.
    pub async fn count<D: Dialect>(
        &mut self,
        mount: &Mount<D>,
        limit: &'static RateLimit,
        key: Option<Key<'_>>,
    ) -> Result<(), Refusal<D::Error>> {
        let key = key.filter(|_| !crate::faults::seeded("limit_by_address"));
        let key = key.unwrap_or_else(|| Key::address(self.address));
        let counted = mount.limiter().count(limit, key).await;
        self.counted = Some(counted);
        match counted.retry_after_s {
            Some(retry_after_s) => Err(Refusal::limited(retry_after_s)),
            None => Ok(()),
        }
    }

    /// Counts by address what nothing has counted yet, so that every answer reports a budget: that
    /// of the operation where addresses are what it counts.
    pub async fn count_fallback<D: Dialect>(
        &mut self,
        mount: &Mount<D>,
    ) -> Result<(), Refusal<D::Error>> {
        let own = self.op.and_then(|op| op.limit).filter(|limit| limit.key == LimitKey::Ip);
        match own.or(D::API.fallback_limit) {
            Some(limit) if self.counted.is_none() => self.count(mount, limit, None).await,
            _ => Ok(()),
        }
    }

    /// Turns the outcome into the answer: envelope, headers, metrics, one log line.
    pub async fn end<D: Dialect>(
        mut self,
        mount: &Mount<D>,
        meter: &Meter,
        outcome: Outcome<D>,
    ) -> Response {
        let outcome = match (self.count_fallback(mount).await, outcome) {
            (Err(limited), _) => Err(limited),
            (Ok(()), outcome) => outcome,
        };
        if let Err(Refusal::Limited { counted: Some(counted), .. }) = &outcome {
            self.counted = Some(*counted);
        }
        let mut answer = match outcome {
            Ok(answer) => answer,
            Err(refusal) => self.refuse(mount, refusal),
        };
        for (name, value) in D::API.headers {
            answer::header(&mut answer, name, value);
        }
        let headers = answer.headers_mut();
        if let Some(counted) = &self.counted {
            mount.limiter().report(counted, headers);
        }
        if let Ok(id) = HeaderValue::from_str(self.id()) {
            headers.insert(HeaderName::from_static("x-request-id"), id);
        }
        #[cfg(feature = "faults")]
        let answer = crate::faults::tamper(D::API, self.op, answer).await;
        let took = mount.settings().clock.ticks().saturating_sub(self.begun);
        self.log::<D>(meter, answer.status().as_u16(), took);
        answer
    }

    /// The dialect makes the bytes; what HTTP itself asks for is added here.
    fn refuse<D: Dialect>(&self, mount: &Mount<D>, refusal: Refusal<D::Error>) -> Response {
        let (name, value) = match &refusal {
            Refusal::Limited { retry_after_s, .. } => {
                (header::RETRY_AFTER, Some(HeaderValue::from(*retry_after_s)))
            }
            Refusal::MethodNotAllowed { allow } => {
                (header::ALLOW, HeaderValue::from_str(allow).ok())
            }
            _ => return mount.envelope(self.op, refusal),
        };
        let mut answer = mount.envelope(self.op, refusal);
        if let Some(value) = value {
            answer.headers_mut().insert(name, value);
        }
        answer
    }

    fn log<D: Dialect>(&self, meter: &Meter, status: u16, took: Duration) {
        meter.record(status, took);
        tracing::info!(
            api = D::API.name,
            op = meter.op,
            status,
            ms = took.as_secs_f64() * 1000.0,
            request_id = self.id(),
            "request"
        );
    }
}

/// Counters of one operation, looked up once: the facade hashes labels on every look-up.
pub(crate) struct Meter {
    api: &'static str,
    op: &'static str,
    counters: Vec<(u16, OnceLock<Counter>)>,
    seconds: OnceLock<Histogram>,
}

impl Meter {
    pub fn new(api: &'static str, op: &'static str, statuses: &[u16]) -> Meter {
        let counters = statuses.iter().map(|status| (*status, OnceLock::new())).collect();
        Meter { api, op, counters, seconds: OnceLock::new() }
    }

    fn record(&self, status: u16, took: Duration) {
        let make = || self.counter(status);
        match self.counters.iter().find(|(known, _)| *known == status) {
            Some((_, counter)) => counter.get_or_init(make).increment(1),
            None => make().increment(1),
        }
        let seconds = self
            .seconds
            .get_or_init(|| metrics::histogram!(SECONDS, "api" => self.api, "op" => self.op));
        seconds.record(took.as_secs_f64());
    }

    fn counter(&self, status: u16) -> Counter {
        let status = status.to_string();
        metrics::counter!(REQUESTS, "api" => self.api, "op" => self.op, "status" => status)
    }
}
