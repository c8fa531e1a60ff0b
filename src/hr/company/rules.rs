//! What may be set.

use super::{Settings, SettingsChange};
use crate::patch::set;
use crate::{Error, Faults};

/// The settings after `change`.
pub fn change(mut settings: Settings, change: SettingsChange) -> Result<Settings, Error> {
    let (it, asked) = (&mut settings.security, change.security);
    set(&mut it.min_password_length, asked.min_password_length);
    set(&mut it.require_numbers, asked.require_numbers);
    set(&mut it.require_uppercase, asked.require_uppercase);
    set(&mut it.require_special_chars, asked.require_special_chars);
    set(&mut it.enable_2fa, asked.enable_2fa);
    set(&mut it.session_timeout_minutes, asked.session_timeout_minutes);
    set(&mut it.max_failed_attempts, asked.max_failed_attempts);
    let (it, asked) = (&mut settings.hours, change.hours);
    set(&mut it.default_start_time, asked.default_start_time);
    set(&mut it.default_end_time, asked.default_end_time);
    set(&mut it.grace_period_minutes, asked.grace_period_minutes);
    set(&mut it.enable_overtime, asked.enable_overtime);
    set(&mut it.maximum_overtime_minutes, asked.maximum_overtime_minutes);
    check(settings)
}

fn check(settings: Settings) -> Result<Settings, Error> {
    let (security, hours) = (&settings.security, &settings.hours);
    let (timeout, grace) = (security.session_timeout_minutes, hours.grace_period_minutes);
    let negative = "must not be negative";
    Faults::default()
        .check(security.min_password_length >= 0, "min_password_length", negative)
        .check((5..=480).contains(&timeout), "session_timeout_minutes", "must be 5 to 480")
        .check(security.max_failed_attempts >= 0, "max_failed_attempts", negative)
        .check((0..=60).contains(&grace), "grace_period_minutes", "must be 0 to 60")
        .check(hours.maximum_overtime_minutes >= 0, "maximum_overtime_minutes", negative)
        .result()?;
    Ok(settings)
}
