//! WhosOff v4 over the core: who asks, what failures look like, and translation.
//!
//! Known quirks, each decided in `openapi/whosoff/FIDELITY.md`: lists of one row for one thing; all
//! that is wrong with a request is 400, each fault an entry of its own; amounts are minutes, and a
//! day of who counts in days has 1440; ends are the first minute after.

mod authenticate;
mod company_message;
mod department;
mod envelope;
mod leave;
mod leave_type;
mod lookup;
mod overtime;
mod people;
mod principal;
mod reporting;
mod system_message;
mod tag;
mod translate;
mod user;
mod user_allowance;
mod user_note;
mod user_restriction;
#[allow(clippy::module_inception)]
mod whosoff;
mod work;

use hr::Hr;
use poem::Response;
use whosoff_server::API;
use wire::{Denied, Forbidden, Head, Mount, Operation, Refusal, Settings, TenantRefusal};

pub use envelope::Failure;
pub use principal::Principal;

/// The operations as a table, for whoever shows them.
pub static TABLE: &wire::Api = &API;

/// What the handlers of this dialect work with; cheap to clone.
#[derive(Clone)]
pub struct Whosoff {
    hr: Hr,
}

impl Whosoff {
    pub fn new(hr: Hr) -> Whosoff {
        Whosoff { hr }
    }
}

/// The whole API, to be mounted under its prefix.
pub fn endpoint(dialect: Whosoff, settings: Settings) -> wire::route::BoxEndpoint<'static> {
    whosoff_server::endpoint(Mount::new(dialect, settings))
}

impl wire::Dialect for Whosoff {
    type Caller = Principal;
    type Error = Failure;
    const API: &'static wire::Api = &API;

    async fn authenticate(
        &self,
        _op: &'static Operation,
        head: &Head<'_>,
    ) -> Result<Principal, Denied> {
        principal::authenticate(&self.hr, head).await
    }

    fn limit_key(&self, caller: &Principal) -> String {
        caller.key()
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
        caller.confirm(&self.hr, header).await
    }

    fn envelope(&self, op: Option<&'static Operation>, refusal: Refusal<Failure>) -> Response {
        envelope::refusal(op, refusal)
    }
}
