//! Keeps calls below the documented limits before the server has to.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use governor::clock::Clock as GovernorClock;
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};

use super::clock::Clock;
use super::operation::{Limit, Operation};

/// Windows are stretched by this much, since requests arrive less evenly than they leave.
const MARGIN: f64 = 1.02;

type Limiter = RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Duration>>;

/// One limiter per documented limit.
pub(crate) struct Pacer {
    ticks: Ticks,
    limiters: Vec<(&'static Limit, Limiter)>,
}

/// The client's clock as governor reads it: time since 1970.
#[derive(Clone)]
struct Ticks(Arc<dyn Clock>);

impl GovernorClock for Ticks {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.now().duration_since(UNIX_EPOCH).unwrap_or_default()
    }
}

impl Pacer {
    pub(crate) fn new(operations: &[&'static Operation], clock: Arc<dyn Clock>) -> Self {
        let ticks = Ticks(clock);
        let mut limiters: Vec<(&'static Limit, Limiter)> = Vec::new();
        for limit in operations.iter().filter_map(|operation| operation.limit) {
            if limiters.iter().all(|(known, _)| *known != limit) {
                let limiter = RateLimiter::direct_with_clock(quota(limit), ticks.clone());
                limiters.push((limit, limiter));
            }
        }
        Self { ticks, limiters }
    }

    /// Waits until the next request fits.
    pub(crate) async fn wait(&self, limit: Option<&'static Limit>) {
        let Some(limit) = limit else { return };
        let Some((_, limiter)) = self.limiters.iter().find(|(known, _)| *known == limit) else {
            return;
        };
        while let Err(not_yet) = limiter.check() {
            self.ticks.0.sleep(not_yet.wait_time_from(self.ticks.now())).await;
        }
    }
}

/// A tenth of the limit at once, the rest spread evenly, so that no window of the documented
/// length, wherever it begins, ever sees more than the limit.
fn quota(limit: &Limit) -> Quota {
    let burst = (limit.limit / 10).max(1);
    let spread = limit.limit.saturating_sub(burst).max(1);
    let period = Duration::from_secs(u64::from(limit.window_s.max(1))).mul_f64(MARGIN) / spread;
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(period).unwrap_or(Quota::per_minute(burst)).allow_burst(burst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_window_of_the_documented_length_sees_more_than_the_limit() {
        for (limit, window_s) in [(100, 60), (10, 60), (1, 1), (1000, 60), (3, 3600)] {
            let limit = Limit {
                name: "",
                limit,
                window_s,
                limit_header: "",
                remaining_header: "",
                reset_header: "",
            };
            let quota = quota(&limit);
            let window = Duration::from_secs(u64::from(window_s));
            let refilled = window.as_nanos() / quota.replenish_interval().as_nanos();
            let most = u128::from(quota.burst_size().get()) + refilled;
            assert!(most <= u128::from(limit.limit.max(1)), "{limit:?}: {most}");
        }
    }
}
