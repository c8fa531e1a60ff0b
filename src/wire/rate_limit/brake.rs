//! The brake on failed credentials: guessing slows down to one try in two seconds per address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use governor::clock::Clock as GovernorClock;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::{Key, ceil_s};
use crate::clock::Clock;

/// Failures that may come at once.
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);
/// After those, one failure is forgiven in this time.
const FORGIVEN_AFTER: Duration = Duration::from_secs(2);
/// So many braked addresses, and those are forgotten that are free again.
const SWEEP_AT: usize = 1024;

type Failures = RateLimiter<IpAddr, DashMapStateStore<IpAddr>, Ticks, StateInformationMiddleware>;

/// Remembers who keeps failing.
pub struct Brake {
    clock: Arc<dyn Clock>,
    failures: Failures,
    /// Addresses that have used up their failures, with the tick at which they may try again.
    until: Mutex<HashMap<IpAddr, Duration>>,
}

/// Our clock as governor reads it.
#[derive(Clone)]
struct Ticks(Arc<dyn Clock>);

impl GovernorClock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.ticks()
    }
}

impl Brake {
    /// Nobody has failed yet.
    pub fn new(clock: Arc<dyn Clock>) -> Brake {
        let quota = Quota::with_period(FORGIVEN_AFTER)
            .unwrap_or_else(|| Quota::per_second(NonZeroU32::MIN))
            .allow_burst(BURST);
        let store = DashMapStateStore::default();
        let failures = Failures::new(quota, store, Ticks(clock.clone()));
        Brake { clock, failures, until: Mutex::default() }
    }

    /// Seconds until this address may present credentials again; `None` if it may now.
    pub fn wait_s(&self, address: IpAddr) -> Option<u64> {
        let until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        if until.is_empty() {
            return None;
        }
        let free = until.get(&counted(address))?;
        let left = free.checked_sub(self.clock.ticks()).filter(|left| !left.is_zero())?;
        Some(ceil_s(left))
    }

    /// Takes note of a failure; seconds to wait if this one was already one too many.
    pub fn failed(&self, address: IpAddr) -> Option<u64> {
        let address = counted(address);
        let now = self.clock.ticks();
        match self.failures.check_key(&address) {
            Ok(state) if state.remaining_burst_capacity() > 0 => None,
            Ok(_) => {
                self.block(address, now, FORGIVEN_AFTER);
                None
            }
            Err(too_many) => {
                let wait = too_many.wait_time_from(now);
                self.block(address, now, wait);
                Some(ceil_s(wait).max(1))
            }
        }
    }

    fn block(&self, address: IpAddr, now: Duration, wait: Duration) {
        let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        if until.len() >= SWEEP_AT {
            until.retain(|_, free| *free > now);
            self.failures.retain_recent();
        }
        until.insert(address, now + wait);
    }
}

fn counted(address: IpAddr) -> IpAddr {
    match Key::address(address) {
        Key::Address(address) => address,
        Key::Named(_) => address,
    }
}
