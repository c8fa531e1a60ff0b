//! When a call is sent again, and how long it waits before.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use reqwest::header::{HeaderMap, RETRY_AFTER};

use super::transport::TransportFault;

/// The longest `Retry-After` that is waited for; beyond it the failure is handed over.
const LONGEST_WAIT: Duration = Duration::from_secs(120);
const FIRST_DELAY_S: f64 = 0.5;
const LONGEST_DELAY_S: f64 = 8.0;

/// What the caller allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Policy {
    /// Further attempts after the first.
    pub(crate) retries: u32,
    /// Repeat requests that may have been processed although they are not idempotent.
    pub(crate) unsafe_too: bool,
}

/// How one attempt ended, as far as repeating it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Answer { status: u16, retry_after: Option<Duration> },
    NoAnswer(TransportFault),
    Timeout,
}

impl Policy {
    /// How long to wait before attempt number `attempt` + 1; `None`: it was the last.
    ///
    /// `attempt` counts from 0. `idempotent` is the operation's own nature.
    pub(crate) fn wait(self, attempt: u32, idempotent: bool, ending: Ending) -> Option<Duration> {
        if attempt >= self.retries || !self.may_repeat(idempotent, ending) {
            return None;
        }
        match ending {
            Ending::Answer { retry_after: Some(wait), .. } => {
                (wait <= LONGEST_WAIT).then_some(wait)
            }
            _ => Some(backoff(attempt, fastrand::f64())),
        }
    }

    fn may_repeat(self, idempotent: bool, ending: Ending) -> bool {
        let safe = idempotent || self.unsafe_too;
        match ending {
            // Refused by the limiter before anything was done.
            Ending::Answer { status: 429, .. } => true,
            Ending::Answer { status: 408 | 409, .. } => safe,
            Ending::Answer { status, .. } => safe && (500..600).contains(&status) && status != 501,
            Ending::NoAnswer(TransportFault::Unsent) => true,
            Ending::NoAnswer(TransportFault::Broken) | Ending::Timeout => safe,
            Ending::NoAnswer(TransportFault::Unsendable) => false,
        }
    }
}

/// Doubles from half a second to eight; `jitter` in 0..1 takes off up to a half.
fn backoff(attempt: u32, jitter: f64) -> Duration {
    let exponent = i32::try_from(attempt.min(16)).unwrap_or(16);
    let whole = (FIRST_DELAY_S * 2_f64.powi(exponent)).min(LONGEST_DELAY_S);
    Duration::from_secs_f64(whole * (1.0 - jitter / 2.0))
}

/// `Retry-After` as seconds or as a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let then = DateTime::parse_from_rfc2822(text).ok()?.with_timezone(&Utc);
    Some((then - DateTime::<Utc>::from(now)).to_std().unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::UNIX_EPOCH;

    const TWO: Policy = Policy { retries: 2, unsafe_too: false };

    fn answer(status: u16) -> Ending {
        Ending::Answer { status, retry_after: None }
    }

    #[test]
    fn the_delay_doubles_from_half_a_second_to_eight() {
        let whole: Vec<f64> = (0..6).map(|n| backoff(n, 0.0).as_secs_f64()).collect();
        assert_eq!(whole, [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]);
        assert_eq!(backoff(0, 1.0), Duration::from_millis(250));
    }

    #[test]
    fn a_read_is_repeated_where_a_post_is_not() {
        for ending in [answer(500), answer(503), Ending::Timeout, answer(408)] {
            assert!(TWO.wait(0, true, ending).is_some(), "{ending:?}");
            assert!(TWO.wait(0, false, ending).is_none(), "{ending:?}");
        }
    }

    #[test]
    fn a_post_is_repeated_when_nothing_can_have_happened() {
        assert!(TWO.wait(0, false, answer(429)).is_some());
        assert!(TWO.wait(0, false, Ending::NoAnswer(TransportFault::Unsent)).is_some());
    }

    #[test]
    fn the_last_attempt_and_plain_failures_are_final() {
        assert!(TWO.wait(2, true, answer(500)).is_none());
        for status in [400, 401, 403, 404, 501] {
            assert!(TWO.wait(0, true, answer(status)).is_none(), "{status}");
        }
    }

    #[test]
    fn retry_after_is_honoured_up_to_two_minutes() {
        let limited = |s| Ending::Answer { status: 429, retry_after: Some(Duration::from_secs(s)) };
        assert_eq!(TWO.wait(0, false, limited(60)), Some(Duration::from_secs(60)));
        assert_eq!(TWO.wait(0, false, limited(121)), None);
    }

    #[test]
    fn retry_after_reads_seconds_and_dates() {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, "7".parse().unwrap());
        assert_eq!(retry_after(&headers, UNIX_EPOCH), Some(Duration::from_secs(7)));
        headers.insert(RETRY_AFTER, "Thu, 01 Jan 1970 00:00:30 GMT".parse().unwrap());
        assert_eq!(retry_after(&headers, UNIX_EPOCH), Some(Duration::from_secs(30)));
    }
}
