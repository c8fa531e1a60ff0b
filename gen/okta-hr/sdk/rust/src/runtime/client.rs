//! The client and its builder: what is decided once for all calls.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::auth::Authorize;
use super::clock::{Clock, System};
use super::engine::{Engine, Options};
use super::error::Error;
use super::pacing::Pacer;
use super::transport::{Reqwest, Transport};

const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const RETRIES: u32 = 2;

/// Speaks the API. Cloning is cheap; clones share token, pacing and connections.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Engine>);

/// Collects what a [`Client`] needs.
#[must_use]
pub struct ClientBuilder {
    pub(crate) base_url: Option<String>,
    pub(crate) tenant: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) proofs: Vec<(&'static str, Box<dyn Authorize>)>,
    user_agent: String,
    pacing: bool,
    options: Options,
    proxy: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    clock: Arc<dyn Clock>,
}

impl Client {
    /// Begins a client with 2 retries, 30 s per attempt and no pacing, for the vendor's own host
    /// where the document names it.
    pub fn builder() -> ClientBuilder {
        ClientBuilder {
            base_url: crate::API.base_url.map(str::to_owned),
            tenant: None,
            scopes: Vec::new(),
            proofs: Vec::new(),
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")).to_owned(),
            pacing: false,
            options: Options {
                timeout: TIMEOUT,
                retries: RETRIES,
                repeat_unsafe: false,
                headers: Vec::new(),
                streamed: false,
            },
            proxy: None,
            transport: None,
            clock: Arc::new(System::new()),
        }
    }
}

impl ClientBuilder {
    /// Where the API lives: `http://localhost:8080/…` instead of the vendor's host.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// How long one attempt may take, connection and body included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = timeout;
        self
    }

    /// Further attempts after the first. Requests that are not idempotent are repeated only
    /// when the server cannot have processed them.
    pub fn retries(mut self, retries: u32) -> Self {
        self.options.retries = retries;
        self
    }

    /// Allows repeating requests that may have been processed already, although they are not
    /// idempotent.
    pub fn repeat_unsafe(mut self, allowed: bool) -> Self {
        self.options.repeat_unsafe = allowed;
        self
    }

    /// Waits on this side so that the documented rate limits are never met.
    pub fn pacing(mut self, on: bool) -> Self {
        self.pacing = on;
        self
    }

    /// Puts the caller's own name before ours in `User-Agent`: `payroll-sync/1.4`.
    pub fn user_agent(mut self, product: impl AsRef<str>) -> Self {
        self.user_agent = format!("{} {}", product.as_ref(), self.user_agent);
        self
    }

    /// Sends one more header with every call.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Sends through this proxy, `http://proxy.example:3128`, in place of the one that the
    /// environment names (`HTTPS_PROXY`, `NO_PROXY`, …).
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = Some(url.into());
        self
    }

    /// Sends through this reqwest client: certificates, connection pools, proxies by host.
    pub fn http_client(self, client: reqwest::Client) -> Self {
        self.transport(Reqwest(client))
    }

    /// Sends through something else altogether.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Goes by another clock.
    #[doc(hidden)]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// The finished client.
    ///
    /// # Errors
    /// [`Error::Invalid`] when there is no base URL or it is no URL, when the proxy is no URL, or
    /// when TLS cannot be set up.
    pub fn build(self) -> Result<Client, Error> {
        let needed = "base_url is needed: the document does not say where the API lives";
        let base_url = self.base_url.ok_or_else(|| Error::invalid("client", needed))?;
        if reqwest::Url::parse(&base_url).is_err() {
            return Err(Error::invalid("client", "the base URL is not a URL"));
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(Reqwest(default_http(self.proxy.as_deref())?)),
        };
        Ok(Client(Arc::new(Engine {
            api: &crate::API,
            base_url,
            user_agent: self.user_agent,
            tenant: self.tenant,
            scopes: self.scopes,
            proofs: self.proofs,
            pacer: self.pacing.then(|| Pacer::new(crate::API.operations, self.clock.clone())),
            options: self.options,
            transport,
            clock: self.clock,
        })))
    }

    /// Uses `proof` for one security scheme, in place of an earlier one.
    pub(crate) fn prove(mut self, scheme: &'static str, proof: impl Authorize + 'static) -> Self {
        self.proofs.retain(|(known, _)| *known != scheme);
        self.proofs.push((scheme, Box::new(proof)));
        self
    }
}

/// Redirects are not followed: they could carry a credential to another host.
fn default_http(proxy: Option<&str>) -> Result<reqwest::Client, Error> {
    let mut builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT);
    if let Some(url) = proxy {
        let proxy = reqwest::Proxy::all(url);
        builder =
            builder.proxy(proxy.map_err(|_| Error::invalid("client", "the proxy is not a URL"))?);
    }
    builder.build().map_err(|_| Error::invalid("client", "TLS cannot be set up"))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.0.base_url).finish_non_exhaustive()
    }
}

/// Credentials are left out.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}
