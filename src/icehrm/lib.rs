//! IceHRM Pro REST API 2.0.0 over the core: who asks, what failures look like, and translation.
//!
//! Known quirks, each decided in `openapi/icehrm/FIDELITY.md`: a failure is one object in a list in
//! a list; timesheets and the token answer bare; a POST with an `id` changes a record.

mod attendance;
mod authentication;
mod charts;
mod cloud;
mod company;
mod company_assets;
mod directory;
mod documents;
mod employees;
mod envelope;
mod expenses;
mod files;
mod insights;
mod learn;
mod leave;
mod meta;
mod payroll;
mod principal;
mod projects;
mod recruitment;
mod settings;
mod tasks;
mod teams;
mod timesheets;
mod translate;
mod wording;

use courier::files::Files;
use hr::Hr;
use hr::access::Issuer;
use hr::id::CompanyId;
use icehrm_server::API;
use poem::{EndpointExt, Response};
use wire::{Denied, Forbidden, Head, Mount, Operation, Refusal, Settings, TenantRefusal};

pub use cloud::first_segments;
pub use principal::Caller;

/// The operations as a table, for whoever shows them.
pub static TABLE: &wire::Api = &API;

/// What the handlers of this dialect work with; cheap to clone.
#[derive(Clone)]
pub struct IceHrm {
    hr: Hr,
    files: Files,
    issuer: std::sync::Arc<Issuer>,
    password_grant: bool,
    /// The one company that is served, in the cloud form.
    instance: Option<CompanyId>,
}

impl IceHrm {
    /// Without the password grant, tokens come from the operator only.
    pub fn new(hr: Hr, files: Files, password_grant: bool) -> IceHrm {
        let issuer = Issuer { iss: "rosetta-hr/icehrm".into(), aud: "icehrm-api".into() };
        IceHrm { hr, files, issuer: issuer.into(), password_grant, instance: None }
    }
}

/// The whole API in both forms, to be mounted under its prefix.
pub fn endpoint(dialect: IceHrm, settings: Settings) -> wire::route::BoxEndpoint<'static> {
    cloud::Cloud::new(Mount::new(dialect, settings)).boxed()
}

impl wire::Dialect for IceHrm {
    type Caller = Caller;
    type Error = hr::Error;
    const API: &'static wire::Api = &API;

    async fn authenticate(&self, _: &'static Operation, head: &Head<'_>) -> Result<Caller, Denied> {
        let caller = principal::authenticate(&self.hr, &self.issuer, head).await?;
        match self.instance.is_none_or(|company| company == caller.who().company) {
            true => Ok(caller),
            false => Err(Denied::Invalid),
        }
    }

    /// This API limits nothing but failed credentials.
    fn limit_key(&self, _: &Caller) -> String {
        String::new()
    }

    fn permit(&self, op: &'static Operation, caller: &Caller) -> Result<(), Forbidden> {
        caller.permit(op)
    }

    /// The company is that of the token's user.
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
