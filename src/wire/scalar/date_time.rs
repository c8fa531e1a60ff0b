//! `date-time`: RFC 3339 with an offset, for serde fields of chrono's own type.

use chrono::{DateTime, Utc};
use serde::de::{Deserialize, Deserializer, Error};

use super::presence::{self, Nullable, Patch};

/// A moment, or `None`; `T` and `Z` in either case, no blank between day and time.
pub fn parse(text: &str) -> Option<DateTime<Utc>> {
    let letter = text.as_bytes().get(10)?;
    if !letter.eq_ignore_ascii_case(&b'T') {
        return None;
    }
    DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.to_utc())
}

presence::strict!(DateTime<Utc>, parse, "expected a moment as in RFC 3339");
