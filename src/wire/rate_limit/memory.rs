//! Windows in this process: sharded, swept, and bounded however many keys come by.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::{Key, Window};
use crate::faults::{enforced, seeded};
use crate::operation::RateLimit;

const SHARDS: usize = 64;
/// 262 144 windows of 48 bytes in all.
const SHARD_MAX: usize = 4096;
/// Dropped at once from a full shard, so that the search for them is paid once in so many keys.
const SHARD_SPARE: usize = 256;

/// The default store.
pub struct Memory {
    /// Keys are kept as 128 bits of keyed hash: no allocation, and no way to aim for a collision.
    hashers: [RandomState; 2],
    shards: [Mutex<Shard>; SHARDS],
}

#[derive(Default)]
struct Shard {
    windows: HashMap<u128, Open>,
    swept: Duration,
}

#[derive(Clone, Copy)]
struct Open {
    start: Duration,
    end: Duration,
    used: u32,
}

impl Default for Memory {
    fn default() -> Self {
        Memory {
            hashers: [RandomState::new(), RandomState::new()],
            shards: std::array::from_fn(|_| Mutex::default()),
        }
    }
}

impl Memory {
    /// Counts one call of `key` at `now`.
    pub fn count(&self, limit: &RateLimit, key: Key<'_>, now: Duration) -> Window {
        let id = self.id(limit, key);
        let at = usize::try_from(id % SHARDS as u128).unwrap_or_default();
        let Some(shard) = self.shards.get(at) else { return untracked(limit, now) };
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        let late = if seeded("limit_stays") { limit.window_s / 2 } else { 0 };
        let length = Duration::from_secs((limit.window_s + late).into());
        let window = shard.window(id, length, now);
        let most = enforced(limit.limit);
        let admitted = window.used < most;
        window.used += u32::from(admitted);
        let remaining = limit.limit.saturating_sub(window.used);
        Window { admitted, remaining, end: window.end }
    }

    /// How many windows are kept.
    pub fn len(&self) -> usize {
        let lock = |shard: &Mutex<Shard>| {
            shard.lock().unwrap_or_else(PoisonError::into_inner).windows.len()
        };
        self.shards.iter().map(lock).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn id(&self, limit: &RateLimit, key: Key<'_>) -> u128 {
        let [high, low] = &self.hashers;
        let half = |hasher: &RandomState| match key {
            Key::Address(address) => hasher.hash_one((limit.name, address)),
            Key::Named(name) => hasher.hash_one((limit.name, name)),
        };
        u128::from(half(high)) << 64 | u128::from(half(low))
    }
}

impl Shard {
    /// The running window of a key, or a new one. A clock set back begins a new one as well.
    fn window(&mut self, id: u128, length: Duration, now: Duration) -> &mut Open {
        if !self.windows.contains_key(&id) {
            self.make_room(length, now);
        }
        let fresh = Open { start: now, end: now + length, used: 0 };
        let window = self.windows.entry(id).or_insert(fresh);
        if now < window.start || now >= window.end {
            *window = fresh;
        }
        window
    }

    /// Drops ended windows once a window's length; if all still run, some of those that end first.
    fn make_room(&mut self, length: Duration, now: Duration) {
        let full = self.windows.len() >= SHARD_MAX;
        if full || now >= self.swept + length || now < self.swept {
            self.windows.retain(|_, window| now >= window.start && now < window.end);
            self.swept = now;
        }
        if self.windows.len() >= SHARD_MAX {
            let mut ends: Vec<Duration> = self.windows.values().map(|open| open.end).collect();
            let (_, cut, _) = ends.select_nth_unstable(SHARD_SPARE);
            let (cut, mut spare) = (*cut, SHARD_SPARE);
            self.windows.retain(|_, open| {
                let goes = spare > 0 && open.end <= cut;
                spare -= usize::from(goes);
                !goes
            });
        }
    }
}

/// Only for a shard that does not exist, which `id % SHARDS` excludes.
fn untracked(limit: &RateLimit, now: Duration) -> Window {
    let end = now + Duration::from_secs(limit.window_s.into());
    Window { admitted: true, remaining: limit.limit.saturating_sub(1), end }
}
