//! Keeps calls below the documented limits before the server has to.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use super::operation::{Limit, Operation};

/// Windows are stretched by this much, since requests arrive less evenly than they leave.
const MARGIN: f64 = 1.02;

/// One limiter per documented limit.
pub(crate) struct Pacer(Vec<(&'static Limit, DefaultDirectRateLimiter)>);

impl Pacer {
    pub(crate) fn new(operations: &[&'static Operation]) -> Self {
        let mut limiters: Vec<(&'static Limit, DefaultDirectRateLimiter)> = Vec::new();
        for limit in operations.iter().filter_map(|operation| operation.limit) {
            if limiters.iter().all(|(known, _)| *known != limit) {
                limiters.push((limit, RateLimiter::direct(quota(limit))));
            }
        }
        Self(limiters)
    }

    /// Waits until the next request fits.
    pub(crate) async fn wait(&self, limit: Option<&'static Limit>) {
        let Some(limit) = limit else { return };
        if let Some((_, limiter)) = self.0.iter().find(|(known, _)| *known == limit) {
            limiter.until_ready().await;
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
