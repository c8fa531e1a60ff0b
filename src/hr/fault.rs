//! Seeded faults of the core, to prove that the contract tests notice; built in by a feature only.
//!
//! `ROSETTA_HR_FAULTS="audit_missing,newest_not_listed"` seeds them; each name stands where the
//! fault is made.

/// The core has this fault.
#[cfg(feature = "faults")]
pub(crate) fn seeded(fault: &str) -> bool {
    static NAMED: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| {
        let named = std::env::var("ROSETTA_HR_FAULTS").unwrap_or_default();
        named.split(',').map(|name| name.trim().to_owned()).collect()
    });
    NAMED.iter().any(|name| name == fault)
}

/// No core has faults that were not built in.
#[cfg(not(feature = "faults"))]
pub(crate) const fn seeded(_fault: &str) -> bool {
    false
}
