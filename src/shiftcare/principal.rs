//! Who asks: the client behind an access token, and the company that its header names.

use std::sync::Arc;

use hr::access::{Issuer, Refused, Verified, client, token};
use hr::id::ClientId;
use hr::{Actor, Error, Hr, Who};
use wire::{Denied, Forbidden, Head, Operation, TenantRefusal};

/// A client with a token that holds; with a company once the header is read.
#[derive(Clone, Debug)]
pub struct Principal {
    token: Arc<Verified>,
    who: Option<Who>,
    enterprise: String,
    request_id: String,
    /// `https://hr.example`, for addresses of our own files.
    pub origin: String,
}

/// Reads `Authorization: Bearer`; vendor section 2.3.
pub async fn authenticate(hr: &Hr, issuer: &Issuer, head: &Head<'_>) -> Result<Principal, Denied> {
    let text = head.header("authorization").ok_or(Denied::Missing)?;
    let (scheme, credentials) = text.split_once(' ').ok_or(Denied::Malformed)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Denied::Malformed);
    }
    let token =
        token::verify(hr, issuer, credentials.trim()).await.map_err(|refused| match refused {
            Refused::Malformed => Denied::Malformed,
            Refused::Invalid => Denied::Invalid,
            Refused::Expired => Denied::Expired,
            Refused::Failed(error) => {
                tracing::error!(operator = error.operator(), "a token could not be verified");
                Denied::Unavailable
            }
        })?;
    let (request_id, origin) = (head.request_id.to_owned(), head.origin());
    Ok(Principal { token, who: None, enterprise: String::new(), request_id, origin })
}

impl Principal {
    pub fn client_id(&self) -> &str {
        &self.token.client_id
    }

    pub fn client(&self) -> ClientId {
        self.token.client
    }

    /// Any requirement whose scopes the token has, each by name or by its coarse form.
    pub fn permit(&self, op: &'static Operation) -> Result<(), Forbidden> {
        let Some(first) = op.security.first() else { return Ok(()) };
        let has = |scope: &&str| self.has(scope);
        match op.security.iter().any(|requirement| requirement.scopes.iter().all(has)) {
            true => Ok(()),
            false => Err(Forbidden::Scope(first.scopes)),
        }
    }

    /// `read` stands for every `…:read`, `write` for every `…:write`, nothing for `…:admin`.
    fn has(&self, scope: &str) -> bool {
        let coarse = match scope.rsplit_once(':') {
            Some((_, action @ ("read" | "write"))) => Some(action),
            _ => None,
        };
        self.token.scopes.iter().any(|own| own == scope || Some(own.as_str()) == coarse)
    }

    /// Enters the company of `X-Enterprise-Id`; vendor section 2.5.
    pub async fn enter(mut self, hr: &Hr, header: Option<&str>) -> Result<Self, TenantRefusal> {
        let name = header.map(str::trim).filter(|name| !name.is_empty());
        let name = name.ok_or(TenantRefusal::Missing)?;
        let company = client::company(hr, self.token.client, name).await;
        let company = company.map_err(|error| match error {
            Error::Forbidden { .. } | Error::NotFound(_) => TenantRefusal::Unknown,
            other => {
                tracing::error!(operator = other.operator(), "a company could not be looked up");
                TenantRefusal::Unavailable
            }
        })?;
        self.enterprise = name.to_owned();
        self.who = Some(Who::new(company, Actor::Client(self.token.client), &self.request_id));
        Ok(self)
    }

    /// The company's own id, as the header named it.
    pub fn enterprise(&self) -> &str {
        &self.enterprise
    }

    /// The company and who acts in it.
    ///
    /// # Errors
    /// Only where an operation without a company asks for one, which is a fault of ours.
    pub fn who(&self) -> Result<&Who, Error> {
        self.who.as_ref().ok_or_else(|| Error::internal("the operation has no company"))
    }
}
