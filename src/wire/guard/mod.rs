//! The one pipeline of every operation: who, how often, may they, for whom, and only then what.

mod address;
mod admit;
mod served;
#[cfg(test)]
mod tests;
mod visit;

use std::future::Future;
use std::marker::PhantomData;
use std::panic::AssertUnwindSafe;

use futures_util::FutureExt;
use poem::http::header;
use poem::{Endpoint, Request, Response};
use tracing::Instrument;

use crate::decode::{Call, Outcome};
use crate::dialect::Dialect;
use crate::operation::Operation;
use crate::refusal::Refusal;
use crate::settings::Mount;

pub(crate) use admit::{Door, Known, Open};
pub(crate) use served::Served;
use visit::{Meter, Visit};

/// One operation behind the guard.
pub(crate) struct Guarded<D, K, H> {
    mount: Mount<D>,
    op: &'static Operation,
    handler: H,
    meter: Meter,
    door: PhantomData<fn() -> K>,
}

impl<D: Dialect, K, H> Guarded<D, K, H> {
    pub fn new(mount: Mount<D>, op: &'static Operation, handler: H) -> Self {
        let meter = Meter::new(D::API.name, op.id, op.statuses);
        Guarded { mount, op, handler, meter, door: PhantomData }
    }
}

impl<D, K, H, F> Endpoint for Guarded<D, K, H>
where
    D: Dialect,
    K: Door<D>,
    H: Fn(Call<D, K::Asker>) -> F + Send + Sync,
    F: Future<Output = Outcome<D>> + Send,
{
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let mut visit = Visit::begin(&self.mount, Some(self.op), &request);
        let span = tracing::info_span!("request", op = self.op.id, request_id = visit.id());
        let run = AssertUnwindSafe(self.pass(request, &mut visit)).catch_unwind();
        let outcome = run.instrument(span).await.unwrap_or_else(|_| {
            tracing::error!(op = self.op.id, "a handler panicked");
            Err(Refusal::Panicked)
        });
        Ok(visit.end(&self.mount, &self.meter, outcome).await)
    }
}

impl<D, K, H, F> Guarded<D, K, H>
where
    D: Dialect,
    K: Door<D>,
    H: Fn(Call<D, K::Asker>) -> F + Send + Sync,
    F: Future<Output = Outcome<D>> + Send,
{
    async fn pass(&self, request: Request, visit: &mut Visit) -> Outcome<D> {
        declared_size(self.op, &request)?;
        let asker = K::admit(&self.mount, self.op, &request, visit).await?;
        #[cfg(feature = "faults")]
        seeded::<D>(self.op)?;
        (self.handler)(Call::new(self.mount.clone(), self.op, asker, request)).await
    }
}

/// A body that says itself that it is too long is not even awaited.
fn declared_size<E>(op: &'static Operation, request: &Request) -> Result<(), Refusal<E>> {
    let declared = request.headers().get(header::CONTENT_LENGTH);
    let length = declared.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
    match length {
        Some(length)
            if length > op.max_body
                && !op.media.is_empty()
                && !crate::faults::seeded("size_ignored") =>
        {
            Err(Refusal::TooLarge { limit: op.max_body })
        }
        _ => Ok(()),
    }
}

#[cfg(feature = "faults")]
#[allow(clippy::panic, reason = "panicking on demand is what a seeded fault is for")]
fn seeded<D: Dialect>(op: &'static Operation) -> Result<(), Refusal<D::Error>> {
    match crate::faults::of(op.id) {
        Some(crate::faults::Fault::Panic) => panic!("a seeded fault"),
        Some(crate::faults::Fault::Fail) => Err(Refusal::Panicked),
        None => Ok(()),
    }
}
