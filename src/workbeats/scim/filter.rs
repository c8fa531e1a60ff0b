//! The filters of RFC 7644 section 3.4.2.2 that are served: comparisons for equality, joined by
//! `and`.

use hr::employee::Match;
use hr::id::EmployeeId;
use workbeats_server::types::ScimError400ScimType;

use super::attribute::CORE;
use crate::Failure;
use crate::translate::ids;

/// What an employee must have to fit a filter.
pub fn parse(text: &str) -> Result<Vec<Match>, Failure> {
    let refused =
        || Failure::scim(ScimError400ScimType::InvalidFilter, "The filter is not served.");
    let mut rest = text;
    let mut all = Vec::new();
    loop {
        let (found, after) = comparison(rest).ok_or_else(refused)?;
        all.push(found);
        rest = after.trim_start_matches(' ');
        if rest.is_empty() {
            return Ok(all);
        }
        rest = word(rest, "and").ok_or_else(refused)?;
    }
}

/// `userName eq "x"`, and what stands behind it.
fn comparison(text: &str) -> Option<(Match, &str)> {
    let (name, rest) = text.trim_start_matches(' ').split_once(' ')?;
    let rest = word(rest.trim_start_matches(' '), "eq")?.trim_start_matches(' ');
    let name = name.to_lowercase();
    let name = name.strip_prefix(CORE).and_then(|name| name.strip_prefix(':')).unwrap_or(&name);
    if name == "active" {
        let flags = [("true", true), ("false", false)];
        let read = |(word, flag)| Some((Match::Active(flag), rest.strip_prefix(word)?));
        return flags.into_iter().find_map(read);
    }
    let (value, rest) = quoted(rest)?;
    let found = match name {
        "username" => Match::Account(value),
        "externalid" => Match::External(value),
        "emails.value" => Match::Email(value),
        // Nobody has the id 0.
        "id" => Match::Id(EmployeeId(ids::read_scim(&value).unwrap_or(0))),
        _ => return None,
    };
    Some((found, rest))
}

/// What stands behind a word and a blank, the word whatever its case.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = text.split_once(' ')?;
    first.eq_ignore_ascii_case(word).then_some(rest)
}

/// A JSON string, and what stands behind it.
pub fn quoted(text: &str) -> Option<(String, &str)> {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find_map(|(at, letter)| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends.then_some(at + 1)
    })?;
    let (string, rest) = text.split_at(end);
    Some((serde_json::from_str(string).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filter_is_read_whatever_the_case_of_its_names() {
        let account = |name: &str| Match::Account(name.into());
        for (text, expected) in [
            (r#"userName eq "a@b""#, vec![account("a@b")]),
            (r#"USERNAME  EQ  "a \"b\" \\ c" "#, vec![account(r#"a "b" \ c"#)]),
            (
                r#"urn:ietf:params:scim:schemas:core:2.0:User:userName eq "a" and active eq true"#,
                vec![account("a"), Match::Active(true)],
            ),
            (
                r#"active eq false AND externalId eq " and " and emails.value eq """#,
                vec![
                    Match::Active(false),
                    Match::External(" and ".into()),
                    Match::Email(String::new()),
                ],
            ),
            (r#"id eq "7""#, vec![Match::Id(EmployeeId(7))]),
            (r#"id eq "user_007""#, vec![Match::Id(EmployeeId(0))]),
        ] {
            assert_eq!(parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn filter_that_is_not_served_is_refused() {
        for text in [
            "",
            "userName",
            "userName pr",
            r#"userName ne "a""#,
            r#"userName eq "a"#,
            r#"userName eq 'a'"#,
            r#"userName eq "a" or active eq true"#,
            r#"userName eq "a" and"#,
            r#"title eq "a""#,
            r#"active eq "true""#,
            r#"(userName eq "a")"#,
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
