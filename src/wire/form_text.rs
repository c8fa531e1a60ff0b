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

/// What stands around and between the parameters of a template segment, one more than there are
/// parameters; `None` for a literal segment. `{a}:{b}.json` is ``, `:`, `.json`.
pub(crate) fn literals(segment: &str) -> Option<Vec<&str>> {
    let (before, mut rest) = segment.split_once('{')?;
    let mut literals = vec![before];
    loop {
        let (_, after) = rest.split_once('}')?;
        let Some((literal, next)) = after.split_once('{') else {
            literals.push(after);
            return Some(literals);
        };
        literals.push(literal);
        rest = next;
    }
}

/// What a segment that was sent has between the literals of a template. Nothing is ever empty;
/// where a literal stands twice, the earlier parameter is the shorter.
pub(crate) fn between<'a, L: AsRef<str>>(literals: &[L], sent: &'a str) -> Option<Vec<&'a str>> {
    let (first, others) = literals.split_first()?;
    let mut rest = sent.strip_prefix(first.as_ref())?;
    let mut found = Vec::with_capacity(others.len());
    for (at, literal) in others.iter().map(AsRef::as_ref).enumerate() {
        let end = if at + 1 == others.len() {
            rest.strip_suffix(literal)?.len()
        } else {
            let second = rest.chars().next()?.len_utf8();
            rest.get(second..)?.find(literal)? + second
        };
        let (value, tail) = rest.split_at_checked(end).filter(|(value, _)| !value.is_empty())?;
        found.push(value);
        rest = tail.strip_prefix(literal)?;
    }
    Some(found)
}

/// What `{name}` of a template segment captures from the segment that was sent.
pub(crate) fn captured<'a>(segment: &str, name: &str, sent: &'a str) -> Option<&'a str> {
    let names = segment.split('{').skip(1).filter_map(|part| part.split('}').next());
    let at = names.into_iter().position(|found| found == name)?;
    between(&literals(segment)?, sent)?.get(at).copied()
}
