//! Moments without a zone, each in the one spelling that its document allows.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::FromText;

/// `2026-11-30 09:00`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalMinute(pub NaiveDateTime);

/// `2026-11-30T09:00`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoMinute(pub NaiveDateTime);

/// `2026-11-30 09:00:00`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalSecond(pub NaiveDateTime);

/// `2026-11-30T09:00:00`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime(pub NaiveDateTime);

/// `09:00:00`
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime(pub NaiveTime);

/// `2026-11-30`, and nothing that merely resembles it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    shaped(text, b"0000-00-00")?;
    let (year, month) = (digits(text, 0, 4)?, digits(text, 5, 7)?);
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, digits(text, 8, 10)?)
}

/// The text has the shape of the model: `0` is any digit, all else is itself.
fn shaped(text: &str, model: &[u8]) -> Option<()> {
    let fits = text.len() == model.len()
        && text.bytes().zip(model).all(|(byte, like)| match like {
            b'0' => byte.is_ascii_digit(),
            like => byte == *like,
        });
    fits.then_some(())
}

fn digits(text: &str, from: usize, to: usize) -> Option<u32> {
    text.get(from..to)?.parse().ok()
}

/// Day, one character, hour and minute.
fn minute(text: &str) -> Option<NaiveDateTime> {
    let day = day(text.get(..10)?)?;
    day.and_hms_opt(digits(text, 11, 13)?, digits(text, 14, 16)?, 0)
}

/// Day, one character, hour, minute and second.
fn second(text: &str) -> Option<NaiveDateTime> {
    let time = LocalTime::from_text(text.get(11..)?)?;
    Some(day(text.get(..10)?)?.and_time(time.0))
}

impl FromText for LocalMinute {
    fn from_text(text: &str) -> Option<Self> {
        shaped(text, b"0000-00-00 00:00")?;
        minute(text).map(LocalMinute)
    }
}

impl FromText for IsoMinute {
    fn from_text(text: &str) -> Option<Self> {
        shaped(text, b"0000-00-00T00:00")?;
        minute(text).map(IsoMinute)
    }
}

impl FromText for LocalSecond {
    fn from_text(text: &str) -> Option<Self> {
        shaped(text, b"0000-00-00 00:00:00")?;
        second(text).map(LocalSecond)
    }
}

impl FromText for LocalDateTime {
    fn from_text(text: &str) -> Option<Self> {
        shaped(text, b"0000-00-00T00:00:00")?;
        second(text).map(LocalDateTime)
    }
}

impl FromText for LocalTime {
    fn from_text(text: &str) -> Option<Self> {
        shaped(text, b"00:00:00")?;
        let (hour, minute) = (digits(text, 0, 2)?, digits(text, 3, 5)?);
        NaiveTime::from_hms_opt(hour, minute, digits(text, 6, 8)?).map(LocalTime)
    }
}

impl fmt::Display for LocalMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(at) = self;
        let (year, month, day) = (at.year(), at.month(), at.day());
        write!(f, "{year:04}-{month:02}-{day:02} {:02}:{:02}", at.hour(), at.minute())
    }
}

impl fmt::Display for IsoMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(at) = self;
        let (year, month, day) = (at.year(), at.month(), at.day());
        write!(f, "{year:04}-{month:02}-{day:02}T{:02}:{:02}", at.hour(), at.minute())
    }
}

impl fmt::Display for LocalSecond {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(at) = self;
        let (year, month, day) = (at.year(), at.month(), at.day());
        write!(f, "{year:04}-{month:02}-{day:02} {}", LocalTime(at.time()))
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(at) = self;
        let (year, month, day) = (at.year(), at.month(), at.day());
        write!(f, "{year:04}-{month:02}-{day:02}T{}", LocalTime(at.time()))
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}:{:02}", self.0.hour(), self.0.minute(), self.0.second())
    }
}

macro_rules! as_text {
    ($($type:ident: $expected:literal),*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                super::presence::text(deserializer, $type::from_text)
                    .and_then(|read| read.ok_or_else(|| D::Error::custom($expected)))
            }
        }
    )*};
}

as_text!(
    LocalMinute: "expected yyyy-MM-dd HH:mm",
    IsoMinute: "expected yyyy-MM-ddTHH:mm",
    LocalSecond: "expected yyyy-MM-dd HH:mm:ss",
    LocalDateTime: "expected yyyy-MM-ddTHH:mm:ss",
    LocalTime: "expected HH:mm:ss"
);
