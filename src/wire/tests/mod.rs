//! The edge as the outside sees it, over a small API that looks like generated code.

mod bodies;
mod form_text;
mod numbers;
mod params;
mod policy;
mod routes;
mod sample;
mod scalars;
mod schemas;
mod shapes;
mod uploads;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::clock::Clock;

/// A clock that stands still until it is told to move.
pub(crate) struct FixedClock(AtomicU64);

impl FixedClock {
    /// At this many milliseconds since the epoch.
    pub fn at_ms(now_ms: u64) -> FixedClock {
        FixedClock(AtomicU64::new(now_ms))
    }

    pub fn advance_ms(&self, by_ms: u64) {
        self.0.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Duration {
        Duration::from_millis(self.0.load(Ordering::SeqCst))
    }
}
