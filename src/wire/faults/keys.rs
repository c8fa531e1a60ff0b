//! Credentials and companies that were good once: what a server with holes lets in again.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use poem::http::{HeaderMap, HeaderValue};

static KNOWN: LazyLock<Mutex<HashMap<&'static str, Keys>>> = LazyLock::new(Mutex::default);

/// What an API has let in so far.
#[derive(Clone, Default)]
pub(crate) struct Keys {
    /// Headers of the last request that was let in.
    last: Option<HeaderMap>,
    /// Every credential that was good at some time.
    good: Vec<HeaderValue>,
}

impl Keys {
    /// Takes note of a request whose credentials were good.
    pub fn remember(api: &'static str, headers: &HeaderMap) {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = known.entry(api).or_default();
        keys.last.get_or_insert_with(|| headers.clone());
        keys.good.extend(headers.get("authorization").cloned());
    }

    /// Headers to try in place of those that were refused.
    pub fn instead(api: &'static str, headers: &HeaderMap) -> Option<HeaderMap> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = known.get(api)?;
        let stale = headers.get("authorization").is_some_and(|key| keys.good.contains(key));
        let lets_in = super::seeded("auth_ignored") || super::seeded("stale_token") && stale;
        keys.last.clone().filter(|_| lets_in)
    }

    /// The company of the last request that was let in.
    pub fn company(api: &'static str, header: &str) -> Option<String> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let value = known.get(api)?.last.as_ref()?.get(header)?.to_str().ok()?.to_owned();
        Some(value)
    }
}
