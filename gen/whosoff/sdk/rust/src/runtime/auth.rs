//! How a call proves who it is: one trait, one implementation per kind of credential.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use reqwest::header::{HeaderName, HeaderValue};

use super::engine::Engine;
use super::error::Error;
use super::value::Secret;

/// Gives the header that proves who calls.
pub(crate) trait Authorize: Send + Sync {
    /// The header for the next request; may fetch a token first.
    fn authorize<'a>(
        &'a self,
        engine: &'a Arc<Engine>,
        operation: &'static str,
    ) -> BoxFuture<'a, Result<Proof, Error>>;

    /// The server refused `proof`. True when another one is worth a try.
    fn refused<'a>(&'a self, proof: &'a Proof) -> BoxFuture<'a, bool>;
}

/// A header that proves who calls, and which issue of the token it holds.
#[derive(Clone)]
pub(crate) struct Proof {
    pub(crate) header: HeaderName,
    pub(crate) value: HeaderValue,
    /// Name and value of a key that goes into the query, in place of the header.
    pub(crate) query: Option<(&'static str, Secret)>,
    /// Counts tokens, so that one refusal drops one token only.
    pub(crate) issue: u64,
    /// Fetched for this very request: a refusal of it is final.
    pub(crate) fresh: bool,
}

impl Proof {
    /// A proof whose value is hidden from `Debug`.
    pub(crate) fn new(operation: &'static str, name: &str, value: &str) -> Result<Self, Error> {
        let bad = || Error::invalid(operation, "a credential cannot be sent as a header");
        let header = HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad())?;
        let mut value = HeaderValue::from_str(value).map_err(|_| bad())?;
        value.set_sensitive(true);
        Ok(Self { header, value, query: None, issue: 0, fresh: true })
    }

    /// `Authorization: Bearer …`
    pub(crate) fn bearer(operation: &'static str, token: &str) -> Result<Self, Error> {
        Self::new(operation, "authorization", &format!("Bearer {token}"))
    }
}

/// A fixed header: a token or key that the caller holds already.
pub(crate) struct Fixed {
    header: &'static str,
    value: Secret,
    query: bool,
}

impl Fixed {
    /// `Authorization: Bearer …`
    pub(crate) fn bearer(token: &Secret) -> Self {
        let value = Secret::new(format!("Bearer {}", token.expose()));
        Self { header: "authorization", value, query: false }
    }

    /// A key in a header of its own.
    pub(crate) fn key(header: &'static str, value: Secret) -> Self {
        Self { header, value, query: false }
    }

    /// A key in the query.
    pub(crate) fn query(name: &'static str, value: Secret) -> Self {
        Self { header: name, value, query: true }
    }

    /// A key in a cookie.
    pub(crate) fn cookie(name: &'static str, value: &Secret) -> Self {
        let value = Secret::new(format!("{name}={}", value.expose()));
        Self { header: "cookie", value, query: false }
    }
}

impl Authorize for Fixed {
    fn authorize<'a>(
        &'a self,
        _engine: &'a Arc<Engine>,
        operation: &'static str,
    ) -> BoxFuture<'a, Result<Proof, Error>> {
        let proof = match self.query {
            true => Proof::new(operation, "authorization", "").map(|proof| Proof {
                query: Some((self.header, self.value.clone())),
                ..proof
            }),
            false => Proof::new(operation, self.header, self.value.expose()),
        };
        Box::pin(std::future::ready(proof))
    }

    fn refused<'a>(&'a self, _proof: &'a Proof) -> BoxFuture<'a, bool> {
        Box::pin(std::future::ready(false))
    }
}
