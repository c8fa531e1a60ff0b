//! The runner's clock: waiting moves it at once, and is noted.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Shared by a case and all that runs in it.
#[derive(Clone)]
pub struct Time(Arc<Mutex<Told>>);

struct Told {
    now: Duration,
    slept: Vec<f64>,
}

impl Time {
    pub fn at(second: u64) -> Self {
        let told = Told { now: Duration::from_secs(second), slept: Vec::new() };
        Self(Arc::new(Mutex::new(told)))
    }

    pub fn now(&self) -> SystemTime {
        UNIX_EPOCH + self.0.lock().unwrap().now
    }

    pub fn advance(&self, by: Duration) {
        self.0.lock().unwrap().now += by;
    }

    pub fn sleep(&self, wait: Duration) {
        let mut told = self.0.lock().unwrap();
        told.now += wait;
        told.slept.push(wait.as_secs_f64());
    }

    /// Every wait so far, in seconds.
    pub fn slept(&self) -> Vec<f64> {
        self.0.lock().unwrap().slept.clone()
    }
}
