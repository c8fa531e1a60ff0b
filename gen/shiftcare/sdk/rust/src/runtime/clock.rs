//! Time as a client sees it: read and waited for in one place, so that a test can move it.

use std::time::{Duration, Instant, SystemTime};

use futures_util::future::BoxFuture;

/// Tells the time and waits. Retries, pacing and the life of tokens go by it; timeouts do not.
pub trait Clock: Send + Sync + 'static {
    /// The time.
    fn now(&self) -> SystemTime;

    /// Ends after `wait`.
    fn sleep(&self, wait: Duration) -> BoxFuture<'static, ()>;
}

/// The computer's time at the start and what has passed since: it never goes back.
pub(crate) struct System {
    began: SystemTime,
    since: Instant,
}

impl System {
    pub(crate) fn new() -> Self {
        Self { began: SystemTime::now(), since: Instant::now() }
    }
}

impl Clock for System {
    fn now(&self) -> SystemTime {
        self.began + self.since.elapsed()
    }

    fn sleep(&self, wait: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(wait))
    }
}
