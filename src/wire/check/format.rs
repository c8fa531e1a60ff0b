//! Formats of strings: the ones that a check can decide.

use crate::scalar::{
    FromText, IsoMinute, LocalDateTime, LocalMinute, LocalSecond, LocalTime, date, date_time,
};
use crate::schema::Text;

/// The name of the format that the text does not have.
pub(super) fn fault(text: &str, kind: Text) -> Option<&'static str> {
    let (holds, name) = match kind {
        // An address is what its pattern says; no two checkers agree on more.
        Text::Plain | Text::Secret | Text::Email => return None,
        Text::Date => (date::parse(text).is_some(), "date (yyyy-MM-dd)"),
        Text::DateTime => (date_time::parse(text).is_some(), "date-time (RFC 3339)"),
        Text::LocalDateTime => {
            (LocalDateTime::from_text(text).is_some(), "local date and time (yyyy-MM-ddTHH:mm:ss)")
        }
        Text::LocalMinute => {
            (LocalMinute::from_text(text).is_some(), "local date and time (yyyy-MM-dd HH:mm)")
        }
        Text::LocalSecond => {
            (LocalSecond::from_text(text).is_some(), "local date and time (yyyy-MM-dd HH:mm:ss)")
        }
        Text::IsoMinute => {
            (IsoMinute::from_text(text).is_some(), "local date and time (yyyy-MM-ddTHH:mm)")
        }
        Text::LocalTime => (LocalTime::from_text(text).is_some(), "local time (HH:mm:ss)"),
        Text::Uuid => (is_uuid(text), "uuid"),
        Text::Uri => (is_uri(text), "uri"),
        Text::Base64 => (is_base64(text), "base64 text"),
    };
    (!holds).then_some(name)
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// RFC 3986, as far as its characters go: a scheme, a colon, no blanks, nothing but ASCII.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && rest.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b))
}

fn is_base64(text: &str) -> bool {
    let body = text.trim_end_matches('=');
    text.len().is_multiple_of(4)
        && text.len() - body.len() <= 2
        && body.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
}
