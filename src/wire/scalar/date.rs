//! `date`: `2026-11-30` and no other spelling, for serde fields of chrono's own type.

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error};

use super::presence::{self, Nullable, Patch};

/// A calendar day, or `None`.
pub fn parse(text: &str) -> Option<NaiveDate> {
    super::local::day(text)
}

presence::strict!(NaiveDate, parse, "expected yyyy-MM-dd");
