//! Seeded faults: breaks the server on purpose, to prove that the contract tests notice.
//!
//! Without the feature `faults` nothing of it is built, and [`seeded`] is `false`. With it
//! `ROSETTA_HR_FAULTS` seeds them from outside: `limit_110` breaks all of the server,
//! `employee_list=panic` one operation. Each name stands where the fault is made.

#[cfg(feature = "faults")]
mod keys;
#[cfg(feature = "faults")]
mod operation;
#[cfg(feature = "faults")]
mod tamper;

#[cfg(feature = "faults")]
pub(crate) use keys::Keys;
#[cfg(feature = "faults")]
pub(crate) use operation::of;
#[cfg(feature = "faults")]
pub use operation::{Fault, clear, set};
#[cfg(feature = "faults")]
pub(crate) use tamper::tamper;

/// The server has this fault.
#[cfg(feature = "faults")]
pub(crate) fn seeded(fault: &str) -> bool {
    static NAMED: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
        let named = std::env::var("ROSETTA_HR_FAULTS").unwrap_or_default();
        let whole = named.split(',').map(str::trim).filter(|name| !name.contains('='));
        whole.map(str::to_owned).collect()
    });
    NAMED.iter().any(|name| name == fault)
}

/// No server has faults that were not built in.
#[cfg(not(feature = "faults"))]
pub(crate) const fn seeded(_fault: &str) -> bool {
    false
}

/// A limit as it is enforced, which should be as it is documented.
pub(crate) fn enforced(limit: u32) -> u32 {
    match limit {
        limit if seeded("limit_110") => limit.saturating_add(limit / 10).max(limit + 1),
        limit if seeded("limit_90") => limit.saturating_sub((limit / 10).max(1)),
        limit => limit,
    }
}
