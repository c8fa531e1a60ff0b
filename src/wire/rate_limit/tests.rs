//! Windows and the brake over a clock that stands still.

use std::sync::Arc;
use std::time::Duration;

use super::{Brake, Key, Memory};
use crate::operation::{LimitHeaders, LimitKey, RateLimit};
use crate::tests::FixedClock;

static THREE: RateLimit = RateLimit {
    name: "three",
    limit: 3,
    window_s: 60,
    key: LimitKey::Client,
    before_auth: false,
    headers: LimitHeaders { limit: Some("a"), remaining: Some("b"), reset: Some("c") },
    refused_headers: LimitHeaders::NONE,
};

#[test]
fn a_window_begins_with_its_first_call_and_gives_all_back_at_its_end() {
    let memory = Memory::default();
    let at = |ms: u64| {
        let window = memory.count(&THREE, Key::Named("ada"), Duration::from_millis(ms));
        (window.admitted, window.remaining, window.end.as_millis())
    };
    let cases = [
        (500, (true, 2, 60_500)),
        (600, (true, 1, 60_500)),
        (60_498, (true, 0, 60_500)),
        (60_499, (false, 0, 60_500)),
        (60_500, (true, 2, 120_500)),
        (200_000, (true, 2, 260_000)),
        (100_000, (true, 2, 160_000)),
    ];
    for (ms, expected) in cases {
        assert_eq!(at(ms), expected, "at {ms} ms");
    }
}

#[test]
fn keys_and_limits_do_not_share_a_window() {
    static OTHER: RateLimit = RateLimit {
        name: "other",
        limit: 3,
        window_s: 60,
        key: LimitKey::Client,
        before_auth: false,
        headers: LimitHeaders { limit: Some("a"), remaining: Some("b"), reset: Some("c") },
        refused_headers: LimitHeaders::NONE,
    };
    let memory = Memory::default();
    let now = Duration::from_secs(1);
    let address = |text: &str| Key::address(text.parse().unwrap());
    for key in [Key::Named("a"), Key::Named("b"), address("192.0.2.1"), address("2001:db8::1")] {
        assert_eq!(memory.count(&THREE, key, now).remaining, 2);
    }
    assert_eq!(memory.count(&OTHER, Key::Named("a"), now).remaining, 2);
    assert_eq!(memory.count(&THREE, address("2001:db8::2"), now).remaining, 1, "the same /64");
    assert_eq!(memory.count(&THREE, address("::ffff:192.0.2.1"), now).remaining, 1);
}

#[test]
fn memory_is_bounded_and_ended_windows_go() {
    let memory = Memory::default();
    for n in 0..400_000u32 {
        memory.count(&THREE, Key::Named(&n.to_string()), Duration::from_secs(1));
    }
    assert!(memory.len() <= 64 * 4096, "{}", memory.len());
    for n in 0..10_000u32 {
        memory.count(&THREE, Key::Named(&format!("late{n}")), Duration::from_secs(100));
    }
    assert_eq!(memory.len(), 10_000);
}

#[test]
fn the_brake_lets_thirty_failures_pass_and_then_one_in_two_seconds() {
    let clock = Arc::new(FixedClock::at_ms(5_000));
    let brake = Brake::new(clock.clone());
    let guesser = "192.0.2.1".parse().unwrap();
    for n in 0..30 {
        assert_eq!((brake.wait_s(guesser), brake.failed(guesser)), (None, None), "{n}");
    }
    assert_eq!(brake.wait_s(guesser), Some(2));
    assert_eq!(brake.wait_s("192.0.2.2".parse().unwrap()), None);
    clock.advance_ms(1_001);
    assert_eq!(brake.wait_s(guesser), Some(1));
    assert_eq!(brake.failed(guesser), Some(1), "one that was already on its way");
    clock.advance_ms(999);
    assert_eq!((brake.wait_s(guesser), brake.failed(guesser)), (None, None));
    assert_eq!(brake.wait_s(guesser), Some(2));
    clock.advance_ms(120_000);
    assert_eq!((brake.wait_s(guesser), brake.failed(guesser)), (None, None));
    assert_eq!(brake.wait_s(guesser), None, "the burst is back");
}
