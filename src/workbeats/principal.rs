//! Who asks: the program behind an application token, in the environment that it was made in.

use hr::access::{Application, ApplicationToken, Refused, application_token};
use hr::{Hr, Who};
use wire::{Denied, Forbidden, Head, Operation, Tenancy, TenantRefusal};

/// A program with a token that holds.
#[derive(Clone, Debug)]
pub struct Principal {
    /// The company and the program that acts in it.
    pub who: Who,
    token: ApplicationToken,
    /// `https://hr.example`, for addresses of our own resources.
    pub origin: String,
}

/// Reads `Authorization: Bearer`; the token is looked up every time, so that a revoked one or a
/// lost scope counts at once.
pub async fn authenticate(hr: &Hr, head: &Head<'_>) -> Result<Principal, Denied> {
    let text = head.header("authorization").ok_or(Denied::Missing)?;
    let (scheme, secret) = text.split_once(' ').ok_or(Denied::Malformed)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(Denied::Malformed);
    }
    let found = application_token::verify(hr, secret.trim()).await;
    let application: Application = found.map_err(|refused| match refused {
        Refused::Malformed => Denied::Malformed,
        Refused::Invalid => Denied::Invalid,
        Refused::Expired => Denied::Expired,
        Refused::Failed(error) => {
            tracing::error!(operator = error.operator(), "a token could not be verified");
            Denied::Unavailable
        }
    })?;
    let who = application.who(head.request_id);
    Ok(Principal { who, token: application.token, origin: head.origin() })
}

impl Principal {
    /// Whose budget is used.
    pub fn key(&self) -> String {
        self.token.id.to_string()
    }

    /// The environment that the token was made in.
    pub fn environment(&self) -> &str {
        &self.token.environment
    }

    /// Any requirement whose scopes the token has, each by its exact name.
    pub fn permit(&self, op: &'static Operation) -> Result<(), Forbidden> {
        let Some(first) = op.security.first() else { return Ok(()) };
        let has = |scope: &&str| self.token.allows(scope);
        match op.security.iter().any(|requirement| requirement.scopes.iter().all(has)) {
            true => Ok(()),
            false => Err(Forbidden::Scope(first.scopes)),
        }
    }

    /// Compares `X-Environment` with the token's own environment (FIDELITY, rows 2, 3 and 8).
    pub fn enter(self, op: &Operation, header: Option<&str>) -> Result<Self, TenantRefusal> {
        match header {
            None if op.tenant == Tenancy::Optional => Ok(self),
            None => Err(TenantRefusal::Missing),
            Some(named @ ("staging" | "uat")) if named == self.environment() => Ok(self),
            Some("staging" | "uat") => Err(TenantRefusal::Unknown),
            Some(_) => Err(TenantRefusal::Invalid),
        }
    }
}
