//! Who was let in first: a server with holes lets everybody in as them.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use poem::http::HeaderMap;

static KNOWN: LazyLock<Mutex<HashMap<&'static str, Keys>>> = LazyLock::new(Mutex::default);

/// What an API has let in so far.
#[derive(Clone, Default)]
pub(crate) struct Keys {
    /// Headers of the last request that was let in.
    last: Option<HeaderMap>,
}

impl Keys {
    /// Takes note of a request whose credentials were good.
    pub fn remember(api: &'static str, headers: &HeaderMap) {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = known.entry(api).or_default();
        keys.last.get_or_insert_with(|| headers.clone());
    }

    /// Headers to try in place of those that were refused.
    pub fn instead(api: &'static str) -> Option<HeaderMap> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = known.get(api)?;
        keys.last.clone().filter(|_| super::seeded("auth_ignored"))
    }

    /// The company of the last request that was let in.
    pub fn company(api: &'static str, header: &str) -> Option<String> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let value = known.get(api)?.last.as_ref()?.get(header)?.to_str().ok()?.to_owned();
        Some(value)
    }
}
