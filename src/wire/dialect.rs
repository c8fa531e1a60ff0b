//! What a dialect must say about itself before the guard can work for it.

use std::fmt;
use std::future::Future;
use std::net::IpAddr;

use poem::Response;
use poem::http::{HeaderMap, header};

use crate::operation::{Api, Operation};
use crate::refusal::{Denied, Forbidden, Refusal, TenantRefusal};

/// One API's answer to: who is asking, may they, and what does a failure look like?
pub trait Dialect: Clone + Send + Sync + 'static {
    /// Who asks, the company included once [`Dialect::tenant`] has run.
    type Caller: Send + 'static;
    /// What a handler fails with.
    type Error: Send + 'static;
    /// The generated table.
    const API: &'static Api;

    /// Recognises the caller by the request's head. Runs before anything is counted by client.
    fn authenticate(
        &self,
        op: &'static Operation,
        head: &Head<'_>,
    ) -> impl Future<Output = Result<Self::Caller, Denied>> + Send;

    /// Whose budget this caller uses: the client's id, the token's, the service's.
    fn limit_key(&self, caller: &Self::Caller) -> String;

    /// Scope, role or user level.
    fn permit(&self, op: &'static Operation, caller: &Self::Caller) -> Result<(), Forbidden>;

    /// Binds the caller to the company that the request names; runs only where `op.tenant` is set.
    /// `header` is the value of `Api::tenant_header`, as sent.
    fn tenant(
        &self,
        op: &'static Operation,
        caller: Self::Caller,
        header: Option<&str>,
    ) -> impl Future<Output = Result<Self::Caller, TenantRefusal>> + Send;

    /// The one place where a failure becomes bytes. `op` is `None` where no route matched.
    fn envelope(&self, op: Option<&'static Operation>, refusal: Refusal<Self::Error>) -> Response;
}

/// The part of a request that credentials are read from.
#[derive(Clone, Copy)]
pub struct Head<'a> {
    pub headers: &'a HeaderMap,
    /// The caller's address, looked up behind trusted proxies.
    pub address: IpAddr,
    /// Also sent as `X-Request-Id`.
    pub request_id: &'a str,
    pub(crate) scheme: &'a str,
    pub(crate) host: &'a str,
}

impl Head<'_> {
    /// A header as text; `None` when absent or not ASCII.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Scheme and host under which the caller reached us: `https://hr.example`, no path.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.host)
    }
}

/// Who calls an operation that needs no credentials, or reads them by itself.
#[derive(Clone)]
pub struct Visitor {
    pub address: IpAddr,
    /// The header as sent; never logged.
    pub authorization: Option<String>,
    /// What the caller calls itself; any text.
    pub user_agent: Option<String>,
    pub request_id: String,
    /// `https://hr.example`, no path.
    pub origin: String,
}

impl Visitor {
    pub(crate) fn of(head: &Head<'_>) -> Self {
        let sent = head.headers.get(header::AUTHORIZATION);
        let agent = head.headers.get(header::USER_AGENT);
        Visitor {
            address: head.address,
            authorization: sent.map(|v| String::from_utf8_lossy(v.as_bytes()).into_owned()),
            user_agent: agent.map(|v| String::from_utf8_lossy(v.as_bytes()).into_owned()),
            request_id: head.request_id.to_owned(),
            origin: head.origin(),
        }
    }
}

impl fmt::Debug for Visitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Visitor")
            .field("address", &self.address)
            .field("authorization", &self.authorization.as_ref().map(|_| "…"))
            .field("user_agent", &self.user_agent)
            .field("request_id", &self.request_id)
            .field("origin", &self.origin)
            .finish()
    }
}
