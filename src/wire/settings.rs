//! How one API is mounted: its dialect, whether limits bite, whose forwarded addresses count.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use ipnet::IpNet;

use crate::clock::{Clock, SystemClock};
use crate::dialect::Dialect;
use crate::rate_limit::{Brake, Limiter, Store};

/// Whether documented limits refuse anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Enforcement {
    /// As the document says.
    #[default]
    Documented,
    /// Counted and reported, never refused; no brake on failed credentials.
    Off,
}

/// What the operator decides about the edge.
#[derive(Clone)]
pub struct Settings {
    pub limits: Enforcement,
    /// Only these peers are believed about `X-Forwarded-*`.
    pub trusted_proxies: Vec<IpNet>,
    pub clock: Arc<dyn Clock>,
    /// Where windows are kept; `None` keeps them in this process.
    pub store: Option<Arc<dyn Store>>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            limits: Enforcement::Documented,
            trusted_proxies: Vec::new(),
            clock: Arc::new(SystemClock),
            store: None,
        }
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("limits", &self.limits)
            .field("trusted_proxies", &self.trusted_proxies)
            .field("shared_store", &self.store.is_some())
            .finish_non_exhaustive()
    }
}

/// A dialect with its settings and counters; cheap to clone, reads as the dialect.
pub struct Mount<D>(Arc<Mounted<D>>);

pub(crate) struct Mounted<D> {
    pub dialect: D,
    pub settings: Settings,
    pub limiter: Arc<Limiter>,
    pub brake: Arc<Brake>,
}

impl<D: Dialect> Mount<D> {
    /// Ready to serve; windows begin empty.
    pub fn new(dialect: D, settings: Settings) -> Self {
        let limiter = Limiter::new(D::API, &settings).into();
        let brake = Brake::new(settings.clock.clone()).into();
        Mount(Arc::new(Mounted { dialect, settings, limiter, brake }))
    }

    /// The same API a second time, whose calls count together with these.
    #[must_use]
    pub fn beside(&self, dialect: D) -> Self {
        let Mounted { settings, limiter, brake, .. } = &*self.0;
        let (settings, limiter, brake) = (settings.clone(), limiter.clone(), brake.clone());
        Mount(Arc::new(Mounted { dialect, settings, limiter, brake }))
    }
}

impl<D> Mount<D> {
    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    pub(crate) fn limiter(&self) -> &Limiter {
        &self.0.limiter
    }

    pub(crate) fn brake(&self) -> &Brake {
        &self.0.brake
    }
}

impl<D> Clone for Mount<D> {
    fn clone(&self) -> Self {
        Mount(self.0.clone())
    }
}

impl<D> Deref for Mount<D> {
    type Target = D;

    fn deref(&self) -> &D {
        &self.0.dialect
    }
}

impl<D> fmt::Debug for Mount<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mount").field("settings", &self.0.settings).finish_non_exhaustive()
    }
}
