//! Keeps calls below the documented limits before the server has to.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::clock::Clock;
use super::operation::{Limit, Operation};

/// Windows are stretched by this much, since requests arrive less evenly than they leave.
const MARGIN: f64 = 1.02;

/// One line of waiting calls per documented limit.
pub(crate) struct Pacer(Vec<Line>);

/// A tenth of the limit may leave at once, the rest evenly spread, so that no window of the
/// documented length, wherever it begins, ever sees more than the limit. Every call takes its
/// place when it comes and keeps it: the order is that of arrival.
struct Line {
    limit: &'static Limit,
    period: Duration,
    /// How far ahead of an even spread a call may leave.
    slack: Duration,
    /// When the next call would leave if all were spread evenly, since 1970.
    next: Mutex<Duration>,
}

impl Pacer {
    pub(crate) fn new(operations: &[&'static Operation]) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        for limit in operations.iter().filter_map(|operation| operation.limit) {
            if lines.iter().all(|line| line.limit != limit) {
                lines.push(Line::new(limit));
            }
        }
        Self(lines)
    }

    /// Waits until the next request fits.
    pub(crate) async fn wait(&self, limit: Option<&'static Limit>, clock: &dyn Clock) {
        let Some(limit) = limit else { return };
        let Some(line) = self.0.iter().find(|line| line.limit == limit) else { return };
        let wait = line.place(clock.now());
        if !wait.is_zero() {
            clock.sleep(wait).await;
        }
    }
}

impl Line {
    fn new(limit: &'static Limit) -> Self {
        let burst = (limit.limit / 10).max(1);
        let spread = limit.limit.saturating_sub(burst).max(1);
        let window = Duration::from_secs(u64::from(limit.window_s.max(1)));
        let period = window.mul_f64(MARGIN) / spread;
        Self { limit, period, slack: period * (burst - 1), next: Mutex::default() }
    }

    /// Takes the next place; how long it is away.
    fn place(&self, now: SystemTime) -> Duration {
        let now = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let even = (*next).max(now);
        *next = even + self.period;
        even.saturating_sub(self.slack).saturating_sub(now)
    }
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
            let line = Line::new(Box::leak(Box::new(limit)));
            let begin = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
            let many = line.limit.limit as usize * 3 + 5;
            let left: Vec<Duration> = (0..many).map(|_| line.place(begin)).collect();
            let window = Duration::from_secs(u64::from(window_s));
            let most = left
                .iter()
                .map(|from| left.iter().filter(|at| *at >= from && **at < *from + window).count());
            assert!(most.max() <= Some(line.limit.limit as usize), "{:?}", line.limit);
            // And it is a limit, not a wall: each window lets something through.
            let waited = u32::try_from(many).unwrap();
            assert!(left[many - 1] < window * waited, "{:?}", line.limit);
        }
    }
}
