//! What may be said of a leave type's rules: pure, so that tests can be tables.

use super::LeaveRule;
use crate::{Error, Faults};

/// Refuses codes that there are not and lengths below 0.
pub fn check(it: &LeaveRule) -> Result<(), Error> {
    let mails = [it.email_request, it.email_approve, it.email_cancel];
    Faults::default()
        .check((0..=2).contains(&it.deduct_allowance), "deduct_allowance", "must be from 0 to 2")
        .check(it.consecutive_minutes >= 0, "consecutive_minutes", "must not be negative")
        .check(it.minimum_minutes >= 0, "minimum_minutes", "must not be negative")
        .check(mails.iter().all(|code| (0..=4).contains(code)), "email", "must be from 0 to 4")
        .result()
}
