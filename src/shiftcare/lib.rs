//! ShiftCare HR Tool 3.1.2 over the core: who asks, what failures look like, and translation.
//!
//! Known quirks, each decided in `openapi/shiftcare/FIDELITY.md`: leave statuses 1, 3 and 4 without
//! a 2; `createDate` for leave and `createdDate` elsewhere; a job listing's creation answers two
//! envelopes in one; provisioning answers none; conflicts are 400 but for provisioning.

mod authentication;
mod companies;
mod company_settings;
mod contract_templates;
mod contracts;
mod departments;
mod documents;
mod emergency_contacts;
mod employees;
mod envelope;
mod files;
mod holidays;
mod job_listings;
mod leave_requests;
mod leave_types;
mod menus;
mod oauth;
mod policies;
mod positions;
mod principal;
mod roles;
mod stored;
mod translate;

use courier::{Fetcher, Files};
use hr::Hr;
use hr::access::Issuer;
use poem::Response;
use shiftcare_server::API;
use wire::{Denied, Forbidden, Head, Mount, Operation, Refusal, Settings, TenantRefusal};

pub use principal::Principal;

/// The operations as a table, for whoever shows them.
pub static TABLE: &wire::Api = &API;

/// What the handlers of this dialect work with; cheap to clone.
#[derive(Clone)]
pub struct ShiftCare {
    hr: Hr,
    files: Files,
    fetcher: Fetcher,
    issuer: std::sync::Arc<Issuer>,
}

impl ShiftCare {
    pub fn new(hr: Hr, files: Files, fetcher: Fetcher) -> ShiftCare {
        ShiftCare { hr, files, fetcher, issuer: issuer().into() }
    }
}

/// Issuer and audience of this API's tokens (FIDELITY, contradiction 12).
pub fn issuer() -> Issuer {
    Issuer { iss: "rosetta-hr/shiftcare".into(), aud: "shiftcare-hr-api".into() }
}

/// The whole API, to be mounted under its prefix.
pub fn endpoint(dialect: ShiftCare, settings: Settings) -> wire::route::BoxEndpoint<'static> {
    shiftcare_server::endpoint(Mount::new(dialect, settings))
}

impl wire::Dialect for ShiftCare {
    type Caller = Principal;
    type Error = hr::Error;
    const API: &'static wire::Api = &API;

    async fn authenticate(
        &self,
        _op: &'static Operation,
        head: &Head<'_>,
    ) -> Result<Principal, Denied> {
        principal::authenticate(&self.hr, &self.issuer, head).await
    }

    fn limit_key(&self, caller: &Principal) -> String {
        caller.client_id().to_owned()
    }

    fn permit(&self, op: &'static Operation, caller: &Principal) -> Result<(), Forbidden> {
        caller.permit(op)
    }

    async fn tenant(
        &self,
        _op: &'static Operation,
        caller: Principal,
        header: Option<&str>,
    ) -> Result<Principal, TenantRefusal> {
        caller.enter(&self.hr, header).await
    }

    fn envelope(&self, op: Option<&'static Operation>, refusal: Refusal<hr::Error>) -> Response {
        envelope::refusal(op, refusal)
    }
}

/// A token for a client whose secret was not asked for: for the command line only.
///
/// # Errors
/// `Invalid` on `scope` where one is unknown or not open to the client.
pub async fn issue(
    hr: &Hr,
    client: &hr::access::Client,
    scopes: Option<&str>,
) -> Result<String, hr::Error> {
    let scopes = oauth::scopes(client, scopes)?;
    hr::access::token::issue(hr, &issuer(), client, &scopes).await
}
