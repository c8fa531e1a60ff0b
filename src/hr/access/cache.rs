//! A small bounded memory: recently used entries stay, the rest goes, nothing is ever required.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Two generations: when the young one is full it becomes the old one, and the old one is dropped.
pub(super) struct Cache<K, V> {
    generations: Mutex<Generations<K, V>>,
    half: usize,
}

struct Generations<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K: Hash + Eq, V: Clone> Cache<K, V> {
    /// Holds at most `capacity` entries.
    pub fn new(capacity: usize) -> Self {
        let generations = Generations { young: HashMap::new(), old: HashMap::new() };
        Self { generations: Mutex::new(generations), half: (capacity / 2).max(1) }
    }

    fn lock(&self) -> MutexGuard<'_, Generations<K, V>> {
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn get(&self, key: &K) -> Option<V> {
        let mut all = self.lock();
        if let Some(value) = all.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = all.old.remove_entry(key)?;
        self.put(&mut all, key, value.clone());
        Some(value)
    }

    pub fn insert(&self, key: K, value: V) {
        self.put(&mut self.lock(), key, value);
    }

    pub fn remove(&self, key: &K) {
        let mut all = self.lock();
        all.young.remove(key);
        all.old.remove(key);
    }

    fn put(&self, all: &mut Generations<K, V>, key: K, value: V) {
        if all.young.len() >= self.half && !all.young.contains_key(&key) {
            all.old = std::mem::take(&mut all.young);
        }
        all.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cache_keeps_what_is_used_and_never_grows_past_its_capacity() {
        let cache = Cache::new(10);
        cache.insert(0, "used");
        for n in 1..100 {
            cache.insert(n, "once");
            assert_eq!(cache.get(&0), Some("used"));
            let all = cache.lock();
            assert!(all.young.len() + all.old.len() <= 10);
        }
        assert_eq!(cache.get(&1), None);
        cache.remove(&0);
        assert_eq!(cache.get(&0), None);
    }
}
