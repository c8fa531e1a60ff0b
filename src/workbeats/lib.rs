//! Workbeats HRMS Public API v1 over the core: who asks, what failures look like, and translation.
//!
//! Known quirks, each decided in `openapi/workbeats/FIDELITY.md`: refused requests are 400 in a
//! body that looks like Laravel's; the environment is a header, which SCIM may leave out; SCIM has
//! an envelope and a content type of its own; `staffId` stands beside `preferred_name`.

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may end here"))]

mod application_tokens;
mod departments;
mod envelope;
mod failure;
mod leave_records;
mod positions;
mod principal;
mod scim;
mod told;
mod translate;
mod users;
mod webhooks;

use courier::Poster;
use hr::Hr;
use poem::{Endpoint, EndpointExt, Response};
use wire::{Denied, Forbidden, Head, Mount, Operation, Refusal, Settings, TenantRefusal};
use workbeats_server::API;

pub use failure::Failure;
pub use principal::Principal;
pub use told::told;

/// The operations as a table, for whoever shows them.
pub static TABLE: &wire::Api = &API;

/// Where the API is mounted; SCIM names its resources by whole URLs.
pub const PREFIX: &str = "/workbeats/api";

/// What the handlers of this dialect work with; cheap to clone.
#[derive(Clone)]
pub struct Workbeats {
    hr: Hr,
    poster: Poster,
}

impl Workbeats {
    /// `poster` knows which addresses a webhook may have.
    pub fn new(hr: Hr, poster: Poster) -> Workbeats {
        Workbeats { hr, poster }
    }
}

/// The whole API, to be mounted under [`PREFIX`].
pub fn endpoint(dialect: Workbeats, settings: Settings) -> wire::route::BoxEndpoint<'static> {
    let served = workbeats_server::endpoint(Mount::new(dialect, settings));
    served
        .around(|served, request| async move {
            let scim = request.uri().path().starts_with("/scim/");
            let answer = served.call(request).await?;
            Ok(if scim { envelope::stray(answer) } else { answer })
        })
        .boxed()
}

impl wire::Dialect for Workbeats {
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
        op: &'static Operation,
        caller: Principal,
        header: Option<&str>,
    ) -> Result<Principal, TenantRefusal> {
        caller.enter(op, header)
    }

    fn envelope(&self, op: Option<&'static Operation>, refusal: Refusal<Failure>) -> Response {
        envelope::refusal(op, refusal)
    }
}
