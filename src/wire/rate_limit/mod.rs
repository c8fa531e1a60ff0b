//! Documented limits as exact windows, and the brake on failed credentials.
//!
//! A window begins with its key's first request, lasts `window_s`, and gives back all of the
//! budget at its end. Within one window never more than documented is let through; across the
//! border of two windows up to twice that may pass within one window's length.

mod brake;
mod memory;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use poem::http::{HeaderMap, HeaderName, HeaderValue};

use crate::clock::Clock;
use crate::operation::{Api, LimitHeaders, RateLimit};
use crate::settings::{Enforcement, Settings};

pub use brake::Brake;
pub use memory::Memory;

/// Whose budget a call uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    Address(IpAddr),
    Named(&'a str),
}

impl Key<'_> {
    /// An address as it counts: IPv4 in IPv6 is IPv4, and a /64 of IPv6 is one caller, because
    /// one caller usually has at least that many addresses.
    pub fn address(address: IpAddr) -> Key<'static> {
        Key::Address(match address.to_canonical() {
            IpAddr::V6(six) => {
                let [a, b, c, d, ..] = six.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            four => four,
        })
    }
}

/// Where a key stands after a call has been counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The call was within the budget and used one of it.
    pub admitted: bool,
    /// Calls left.
    pub remaining: u32,
    /// End of the window, since the Unix epoch.
    pub end: Duration,
}

/// Windows kept outside of this process, shared by several instances.
pub trait Store: Send + Sync + 'static {
    /// Counts one call of `key` against `limit` of `api`, at `now` since the Unix epoch. A store
    /// that cannot be reached admits the call and says so in the log.
    fn count<'a>(
        &'a self,
        api: &'static str,
        limit: &'static RateLimit,
        key: Key<'a>,
        now: Duration,
    ) -> BoxFuture<'a, Window>;
}

/// What one answer says about its limit.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    limit: &'static RateLimit,
    remaining: u32,
    reset_s: u64,
    /// Set where the call is refused.
    pub(crate) retry_after_s: Option<u64>,
}

/// Parsed names of the headers for limit, remaining and reset.
type Names = [Option<HeaderName>; 3];

/// The limits of one API.
pub(crate) struct Limiter {
    api: &'static str,
    enforcement: Enforcement,
    clock: Arc<dyn Clock>,
    store: Option<Arc<dyn Store>>,
    memory: Memory,
    /// Parsed header names per limit: parsing them on every answer would cost allocations.
    names: Vec<(&'static str, Names, Names)>,
}

impl Limiter {
    pub fn new(api: &'static Api, settings: &Settings) -> Limiter {
        let mut names: Vec<(&'static str, Names, Names)> = Vec::new();
        let rows = api.operations.iter().filter_map(|op| op.limit).chain(api.fallback_limit);
        for row in rows {
            if names.iter().all(|(name, ..)| *name != row.name) {
                names.push((row.name, parsed(&row.headers), parsed(&row.refused_headers)));
            }
        }
        Limiter {
            api: api.name,
            enforcement: settings.limits,
            clock: settings.clock.clone(),
            store: settings.store.clone(),
            memory: Memory::default(),
            names,
        }
    }

    /// Counts one call.
    pub async fn count(&self, limit: &'static RateLimit, key: Key<'_>) -> Counted {
        let now = self.clock.now();
        let window = match &self.store {
            None => self.memory.count(limit, key, now),
            Some(store) => store.count(self.api, limit, key, now).await,
        };
        let refused = !window.admitted && self.enforcement == Enforcement::Documented;
        let wait_s = ceil_s(window.end.saturating_sub(now)).max(1);
        Counted {
            limit,
            remaining: window.remaining,
            // Rounded up, so that the budget is really back when that second begins.
            reset_s: ceil_s(window.end),
            retry_after_s: refused.then_some(wait_s),
        }
    }

    /// Writes what was counted into an answer.
    pub fn report(&self, counted: &Counted, headers: &mut HeaderMap) {
        let row = counted.limit;
        let Some((_, always, refused)) = self.names.iter().find(|(name, ..)| *name == row.name)
        else {
            return;
        };
        let values = [row.limit.into(), counted.remaining.into(), counted.reset_s];
        let refused = counted.retry_after_s.map(|_| refused);
        for names in [Some(always), refused].into_iter().flatten() {
            for (name, value) in names.iter().zip(values) {
                if let Some(name) = name {
                    headers.insert(name, HeaderValue::from(value));
                }
            }
        }
    }

    /// Failed credentials are braked.
    pub fn brakes(&self) -> bool {
        self.enforcement == Enforcement::Documented
    }
}

fn parsed(names: &LimitHeaders) -> Names {
    let parse = |name: &str| HeaderName::from_bytes(name.as_bytes()).ok();
    [names.limit, names.remaining, names.reset].map(|name| name.and_then(parse))
}

/// Whole seconds, rounded up.
fn ceil_s(span: Duration) -> u64 {
    span.as_secs() + u64::from(span.subsec_nanos() > 0)
}
