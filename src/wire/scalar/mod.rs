//! Scalars as the wire writes them: strict in what they read, exact in what they hold.

pub mod date;
pub mod date_time;
mod decimal;
mod local;
pub mod presence;
mod secret;

use chrono::{DateTime, NaiveDate, Utc};

pub use decimal::Decimal;
pub use local::{IsoMinute, LocalDateTime, LocalMinute, LocalSecond, LocalTime};
pub use presence::{Nullable, Patch};
pub use secret::Secret;

/// A value as it stands in a path, a query or a header.
pub trait FromText: Sized {
    /// `None` where the text is no such value; the schema then says why.
    fn from_text(text: &str) -> Option<Self>;
}

impl FromText for String {
    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl FromText for bool {
    fn from_text(text: &str) -> Option<Self> {
        match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }
}

impl FromText for i64 {
    fn from_text(text: &str) -> Option<Self> {
        integer(text)
    }
}

impl FromText for i32 {
    fn from_text(text: &str) -> Option<Self> {
        integer(text).and_then(|int| int.try_into().ok())
    }
}

impl FromText for f64 {
    fn from_text(text: &str) -> Option<Self> {
        let number: f64 = serde_json::from_str(text).ok()?;
        (is_number(text) && number.is_finite()).then_some(number)
    }
}

impl FromText for NaiveDate {
    fn from_text(text: &str) -> Option<Self> {
        date::parse(text)
    }
}

impl FromText for DateTime<Utc> {
    fn from_text(text: &str) -> Option<Self> {
        date_time::parse(text)
    }
}

/// JSON's grammar for integers; `1.0` and `1e2` are integers too.
pub(crate) fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if plain {
        let padded = digits.len() > 1 && digits.starts_with('0');
        return if padded { None } else { text.parse().ok() };
    }
    if !is_number(text) {
        return None;
    }
    serde_json::from_str::<f64>(text).ok().and_then(whole)
}

/// A double without a fraction, within int64.
pub(crate) fn whole(number: f64) -> Option<i64> {
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    (number.fract() == 0.0 && (-BOUND..BOUND).contains(&number)).then_some(number as i64)
}

/// No blanks around it, which the JSON reader would skip.
pub(crate) fn is_number(text: &str) -> bool {
    let ends = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_digit() || *b == b'-');
    ends(text.as_bytes().first()) && ends(text.as_bytes().last())
}
