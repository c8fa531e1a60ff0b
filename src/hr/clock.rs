//! Time and randomness as parameters, so that every rule about either can be tested.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use rand::rngs::StdRng;
use rand::{RngCore, SeedableRng, TryRngCore, rngs::OsRng};
use uuid::Uuid;

use crate::Error;

/// Where "now" comes from.
#[derive(Clone, Debug)]
pub struct Clock(Option<Arc<Mutex<DateTime<Utc>>>>);

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(None)
    }

    /// A clock that stands still until it is set; clones move together.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(Mutex::new(at))))
    }

    /// Now in UTC, in whole microseconds because PostgreSQL keeps no more.
    // The one place that may ask the machine.
    #[allow(clippy::disallowed_methods)]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match &self.0 {
            None => DateTime::<Utc>::from(SystemTime::now()),
            Some(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        };
        now.trunc_subsecs(6)
    }

    /// Today in UTC.
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// Moves a fixed clock; the machine's clock stays as it is.
    pub fn set(&self, to: DateTime<Utc>) {
        if let Some(at) = &self.0 {
            *at.lock().unwrap_or_else(PoisonError::into_inner) = to;
        }
    }
}

/// Where random bytes come from.
#[derive(Clone)]
pub struct Random(Option<Arc<Mutex<StdRng>>>);

impl Random {
    /// The operating system's generator.
    pub fn os() -> Self {
        Self(None)
    }

    /// The same bytes in the same order on every run: for tests only.
    pub fn seeded(seed: u64) -> Self {
        Self(Some(Arc::new(Mutex::new(StdRng::seed_from_u64(seed)))))
    }

    /// `N` random bytes; fails only where the operating system gives none.
    pub fn bytes<const N: usize>(&self) -> Result<[u8; N], Error> {
        let mut bytes = [0; N];
        match &self.0 {
            None => OsRng
                .try_fill_bytes(&mut bytes)
                .map_err(|e| Error::internal(format!("no random bytes: {e}")))?,
            Some(rng) => rng.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes),
        }
        Ok(bytes)
    }

    /// 256 random bits as 43 URL-safe characters: a secret, or a name nobody can guess.
    pub fn secret(&self) -> Result<String, Error> {
        Ok(URL_SAFE_NO_PAD.encode(self.bytes::<32>()?))
    }

    /// A random UUID of version 4.
    pub fn uuid(&self) -> Result<Uuid, Error> {
        Ok(uuid::Builder::from_random_bytes(self.bytes()?).into_uuid())
    }
}
