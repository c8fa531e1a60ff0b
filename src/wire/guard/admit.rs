//! Who is let through to a handler: credentials, limit, scope, tenant, in this order.

use std::future::Future;

use poem::Request;

use super::visit::Visit;
use crate::dialect::{Dialect, Head, Visitor};
use crate::faults;
use crate::operation::{LimitKey, Operation, RateLimit, Tenancy};
use crate::rate_limit::Key;
use crate::refusal::Refusal;
use crate::settings::Mount;

/// How a handler comes to know who asks.
pub(crate) trait Door<D: Dialect>: 'static {
    type Asker: Send + 'static;

    fn admit(
        mount: &Mount<D>,
        op: &'static Operation,
        request: &Request,
        visit: &mut Visit,
    ) -> impl Future<Output = Result<Self::Asker, Refusal<D::Error>>> + Send;
}

/// Credentials are needed.
pub(crate) struct Known;

/// They are not, or the handler reads them by itself.
pub(crate) struct Open;

impl<D: Dialect> Door<D> for Open {
    type Asker = Visitor;

    async fn admit(
        mount: &Mount<D>,
        op: &'static Operation,
        request: &Request,
        visit: &mut Visit,
    ) -> Result<Visitor, Refusal<D::Error>> {
        // What counts by a field of the body is counted once that is read.
        let limit = op.limit.or(D::API.fallback_limit).filter(|limit| limit.key != LimitKey::Body);
        if let Some(limit) = limit {
            visit.count(mount, limit, None).await?;
        }
        let origin = visit.origin(mount, request);
        Ok(Visitor::of(&visit.head(request, &origin)))
    }
}

impl<D: Dialect> Door<D> for Known {
    type Asker = D::Caller;

    async fn admit(
        mount: &Mount<D>,
        op: &'static Operation,
        request: &Request,
        visit: &mut Visit,
    ) -> Result<D::Caller, Refusal<D::Error>> {
        let limit = op.limit.or(D::API.fallback_limit);
        let early = limit.filter(|limit| limit.before_auth);
        if let Some(limit) = early {
            visit.count(mount, limit, None).await?;
        }
        let caller = recognise(mount, op, request, visit).await?;
        if let Some(limit) = limit.filter(|_| early.is_none()) {
            match limit.key {
                LimitKey::Ip | LimitKey::Body => visit.count(mount, limit, None).await?,
                LimitKey::Client | LimitKey::Token | LimitKey::Service => {
                    let key = mount.limit_key(&caller);
                    visit.count(mount, limit, Some(Key::Named(&key))).await?;
                }
            }
        }
        if D::API.tenant_before_scope {
            let caller = enter(mount, op, request, caller).await?;
            permit(mount, op, &caller)?;
            return Ok(caller);
        }
        permit(mount, op, &caller)?;
        enter(mount, op, request, caller).await
    }
}

fn permit<D: Dialect>(
    mount: &Mount<D>,
    op: &'static Operation,
    caller: &D::Caller,
) -> Result<(), Refusal<D::Error>> {
    if faults::seeded("scope_ignored") {
        return Ok(());
    }
    mount.permit(op, caller).map_err(Refusal::Forbidden)
}

/// The caller in the company that the request names, where the operation is about one.
async fn enter<D: Dialect>(
    mount: &Mount<D>,
    op: &'static Operation,
    request: &Request,
    caller: D::Caller,
) -> Result<D::Caller, Refusal<D::Error>> {
    if op.tenant == Tenancy::None {
        return Ok(caller);
    }
    let sent = D::API.tenant_header.and_then(|name| request.headers().get(name));
    // A header that is no text names no company that we know.
    let header = sent.map(|value| value.to_str().unwrap_or("\u{fffd}"));
    #[cfg(feature = "faults")]
    let known = D::API.tenant_header.and_then(|name| faults::Keys::company(D::API.name, name));
    #[cfg(feature = "faults")]
    let header =
        if faults::seeded("tenant_ignored") { known.as_deref().or(header) } else { header };
    mount.tenant(op, caller, header).await.map_err(Refusal::Tenant)
}

/// The caller, or a refusal that was counted by address.
async fn recognise<D: Dialect>(
    mount: &Mount<D>,
    op: &'static Operation,
    request: &Request,
    visit: &mut Visit,
) -> Result<D::Caller, Refusal<D::Error>> {
    let braked = mount.limiter().brakes() && has_default_limit::<D>(op);
    let wait = if braked { mount.brake().wait_s(visit.address()) } else { None };
    if let Some(retry_after_s) = wait {
        visit.count_fallback(mount).await?;
        return Err(Refusal::limited(retry_after_s));
    }
    let origin = visit.origin(mount, request);
    let denied = {
        let head: Head<'_> = visit.head(request, &origin);
        match mount.authenticate(op, &head).await {
            Ok(caller) => {
                #[cfg(feature = "faults")]
                faults::Keys::remember(D::API.name, request.headers());
                return Ok(caller);
            }
            Err(denied) => denied,
        }
    };
    #[cfg(feature = "faults")]
    if let Some(headers) = faults::Keys::instead(D::API.name)
        && let Ok(caller) = mount
            .authenticate(op, &Head { headers: &headers, ..visit.head(request, &origin) })
            .await
    {
        return Ok(caller);
    }
    visit.count_fallback(mount).await?;
    if braked
        && denied.feeds_brake()
        && let Some(retry_after_s) = mount.brake().failed(visit.address())
    {
        return Err(Refusal::limited(retry_after_s));
    }
    Err(Refusal::Unauthenticated(denied))
}

/// An operation with a documented limit of its own is shielded by that one.
fn has_default_limit<D: Dialect>(op: &'static Operation) -> bool {
    let name = |limit: &'static RateLimit| limit.name;
    op.limit.is_none() || op.limit.map(name) == D::API.fallback_limit.map(name)
}
