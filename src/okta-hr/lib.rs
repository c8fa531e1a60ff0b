//! Okta HR API v1 over the core: who asks, what failures look like, and translation.
//!
//! Known quirks, each decided in `openapi/okta-hr/FIDELITY.md`: successes are JSON:API documents,
//! failures Laravel's; a wrong password is 422; path ids are numbers and documents' ids strings;
//! whoever manages somebody decides on their leave, whatever role the account has.

mod announcements;
mod assets;
mod attendance;
mod authentication;
mod employees;
mod envelope;
mod internal;
mod leave;
mod organisation;
mod own_records;
mod payroll;
mod principal;
mod translate;
mod wording;

use hr::Hr;
use okta_hr_server::API;
use poem::Response;
use wire::{Denied, Forbidden, Head, Mount, Operation, Refusal, Settings, TenantRefusal};

pub use principal::{Caller, Person};

/// The operations as a table, for whoever shows them.
pub static TABLE: &wire::Api = &API;

/// What the handlers of this dialect work with; cheap to clone.
#[derive(Clone)]
pub struct OktaHr {
    hr: Hr,
}

impl OktaHr {
    pub fn new(hr: Hr) -> OktaHr {
        OktaHr { hr }
    }
}

/// The whole API, to be mounted under its prefix.
pub fn endpoint(dialect: OktaHr, settings: Settings) -> wire::route::BoxEndpoint<'static> {
    okta_hr_server::endpoint(Mount::new(dialect, settings))
}

impl wire::Dialect for OktaHr {
    type Caller = Caller;
    type Error = hr::Error;
    const API: &'static wire::Api = &API;

    async fn authenticate(
        &self,
        op: &'static Operation,
        head: &Head<'_>,
    ) -> Result<Caller, Denied> {
        principal::authenticate(&self.hr, op, head).await
    }

    /// Every limit of this API counts by address.
    fn limit_key(&self, _: &Caller) -> String {
        String::new()
    }

    fn permit(&self, op: &'static Operation, caller: &Caller) -> Result<(), Forbidden> {
        caller.permit(op)
    }

    /// The company is that of the token's user; no operation names one.
    async fn tenant(
        &self,
        _: &'static Operation,
        caller: Caller,
        _: Option<&str>,
    ) -> Result<Caller, TenantRefusal> {
        Ok(caller)
    }

    fn envelope(&self, op: Option<&'static Operation>, refusal: Refusal<hr::Error>) -> Response {
        envelope::refusal(op, refusal)
    }
}
