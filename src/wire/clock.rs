//! Time as a parameter, so that tests of windows and brakes do not sleep.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Where the edge reads the time.
pub trait Clock: Send + Sync + 'static {
    /// Time since the Unix epoch; windows and `Reset` headers use it.
    fn now(&self) -> Duration;

    /// Time since any fixed moment, never running backwards; durations use it.
    fn ticks(&self) -> Duration {
        self.now()
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[allow(clippy::disallowed_methods, reason = "the edge's one door to the machine's clock")]
impl Clock for SystemClock {
    fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }

    fn ticks(&self) -> Duration {
        static ORIGIN: OnceLock<Instant> = OnceLock::new();
        ORIGIN.get_or_init(Instant::now).elapsed()
    }
}
