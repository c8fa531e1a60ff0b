//! Text as URLs and forms write it: pairs, percent escapes, path segments.

use std::borrow::Cow;

/// All pairs of a query or form; `None` in place of what is not UTF-8.
pub(crate) fn pairs(raw: &str) -> impl Iterator<Item = (Option<Cow<'_, str>>, &str)> {
    raw.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (unescape(name, true), value)
    })
}

/// All values of one name, decoded; `None` in place of what is not UTF-8.
pub(crate) fn values<'a>(raw: &'a str, name: &str) -> impl Iterator<Item = Option<Cow<'a, str>>> {
    pairs(raw)
        .filter(move |(found, _)| found.as_deref() == Some(name))
        .map(|(_, value)| unescape(value, true))
}

/// Undoes percent escapes, and `+` for a blank where `plus` says so. A stray `%` is itself.
pub(crate) fn unescape(text: &str, plus: bool) -> Option<Cow<'_, str>> {
    let coded = |b: &u8| *b == b'%' || (plus && *b == b'+');
    if !text.as_bytes().iter().any(coded) {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = match (first, tail) {
            (b'%', [high, low, ..]) => nibble(*high).zip(nibble(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(if plus && *first == b'+' { b' ' } else { *first });
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// A template segment as what stands before and after its one parameter, and the name.
pub(crate) fn template(segment: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = segment.split_once('{')?;
    let (name, after) = rest.rsplit_once('}')?;
    Some((before, name, after))
}

/// What `{name}` of a template segment captures from the segment that was sent.
pub(crate) fn captured<'a>(segment: &str, name: &str, sent: &'a str) -> Option<&'a str> {
    let (before, found, after) = template(segment)?;
    if found != name {
        return None;
    }
    sent.strip_prefix(before)?.strip_suffix(after)
}
