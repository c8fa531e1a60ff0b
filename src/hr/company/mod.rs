//! A company's settings: rules for passwords and sessions, and the usual working day.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod verbs;

use chrono::NaiveTime;

pub use verbs::{change, get};

/// All settings of a company; the default holds before the first change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub security: Security,
    pub hours: Hours,
}

/// Rules for passwords and sessions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    pub min_password_length: i32,
    pub require_numbers: bool,
    pub require_uppercase: bool,
    pub require_special_chars: bool,
    pub enable_2fa: bool,
    /// 5 to 480.
    pub session_timeout_minutes: i32,
    /// In an hour.
    pub max_failed_attempts: i32,
}

/// The usual working day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hours {
    pub default_start_time: NaiveTime,
    pub default_end_time: NaiveTime,
    /// Delay that is forgiven: 0 to 60.
    pub grace_period_minutes: i32,
    pub enable_overtime: bool,
    pub maximum_overtime_minutes: i32,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct SettingsChange {
    pub security: SecurityChange,
    pub hours: HoursChange,
}

#[derive(Clone, Debug, Default)]
pub struct SecurityChange {
    pub min_password_length: Option<i32>,
    pub require_numbers: Option<bool>,
    pub require_uppercase: Option<bool>,
    pub require_special_chars: Option<bool>,
    pub enable_2fa: Option<bool>,
    pub session_timeout_minutes: Option<i32>,
    pub max_failed_attempts: Option<i32>,
}

#[derive(Clone, Debug, Default)]
pub struct HoursChange {
    pub default_start_time: Option<NaiveTime>,
    pub default_end_time: Option<NaiveTime>,
    pub grace_period_minutes: Option<i32>,
    pub enable_overtime: Option<bool>,
    pub maximum_overtime_minutes: Option<i32>,
}

/// The example values of ShiftCare's section 15.
impl Default for Security {
    fn default() -> Self {
        Self {
            min_password_length: 8,
            require_numbers: true,
            require_uppercase: true,
            require_special_chars: true,
            enable_2fa: false,
            session_timeout_minutes: 30,
            max_failed_attempts: 5,
        }
    }
}

/// The example values of ShiftCare's section 15: nine to six.
impl Default for Hours {
    fn default() -> Self {
        Self {
            default_start_time: NaiveTime::MIN + chrono::TimeDelta::hours(9),
            default_end_time: NaiveTime::MIN + chrono::TimeDelta::hours(18),
            grace_period_minutes: 15,
            enable_overtime: true,
            maximum_overtime_minutes: 120,
        }
    }
}
