//! The paths of RFC 7644 section 3.5.2: which attribute of a user one means.

use serde_json::Value;
use workbeats_server::types::ScimError400ScimType as Kind;

use super::filter::quoted;
use crate::Failure;

/// The schema of users, in lower case as names are compared.
pub const CORE: &str = "urn:ietf:params:scim:schemas:core:2.0:user";
/// The enterprise extension, likewise.
pub const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user";

/// What a path leads to.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    UserName,
    ExternalId,
    Name,
    Formatted,
    GivenName,
    FamilyName,
    DisplayName,
    NickName,
    Title,
    Active,
    Emails(Vec<Clause>, Part),
    Phones(Vec<Clause>, Part),
    Enterprise,
    EmployeeNumber,
    /// An attribute that no client changes.
    ReadOnly,
}

/// A part of an e-mail address or of a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    Value,
    Type,
}

/// One comparison of the filter in brackets: the part in lower case, and what it must be.
pub type Clause = (String, Value);

/// The attribute that a path names.
///
/// # Errors
/// `invalidPath` where it cannot be read or names none.
pub fn target(path: &str) -> Result<Target, Failure> {
    find(path).ok_or_else(|| Failure::scim(Kind::InvalidPath, "The path names no attribute."))
}

fn find(path: &str) -> Option<Target> {
    // Only ASCII letters change, so that places in one are places in the other.
    let lower = path.to_ascii_lowercase();
    if lower == ENTERPRISE {
        return Some(Target::Enterprise);
    }
    if let Some(name) = lower.strip_prefix(ENTERPRISE) {
        return match name {
            ":employeenumber" => Some(Target::EmployeeNumber),
            ":department" => Some(Target::ReadOnly),
            _ => None,
        };
    }
    let skipped = if lower.starts_with(CORE) { CORE.len() + 1 } else { 0 };
    if skipped > 0 && lower.as_bytes().get(CORE.len()) != Some(&b':') {
        return None;
    }
    let (path, lower) = (path.get(skipped..)?, lower.get(skipped..)?);
    if let Some(start) = lower.find('[') {
        let end = lower.rfind(']').filter(|end| *end > start)?;
        let part = part(lower.get(end + 1..)?)?;
        let clauses = clauses(path.get(start + 1..end)?)?;
        return several(lower.get(..start)?, clauses, part);
    }
    simple(lower).or_else(|| {
        let (name, sub) = lower.split_at(lower.find('.').unwrap_or(lower.len()));
        several(name, Vec::new(), part(sub)?)
    })
}

fn simple(name: &str) -> Option<Target> {
    Some(match name {
        "username" => Target::UserName,
        "externalid" => Target::ExternalId,
        "name" => Target::Name,
        "name.formatted" => Target::Formatted,
        "name.givenname" => Target::GivenName,
        "name.familyname" => Target::FamilyName,
        "displayname" => Target::DisplayName,
        "nickname" => Target::NickName,
        "title" => Target::Title,
        "active" => Target::Active,
        "id" | "schemas" | "meta" | "meta.resourcetype" | "meta.created" | "meta.lastmodified"
        | "meta.location" => Target::ReadOnly,
        _ => return None,
    })
}

fn several(name: &str, clauses: Vec<Clause>, part: Part) -> Option<Target> {
    match name {
        "emails" => Some(Target::Emails(clauses, part)),
        "phonenumbers" => Some(Target::Phones(clauses, part)),
        _ => None,
    }
}

fn part(sub: &str) -> Option<Part> {
    match sub {
        "" => Some(Part::Whole),
        ".value" => Some(Part::Value),
        ".type" => Some(Part::Type),
        _ => None,
    }
}

/// `type eq "work" and primary eq true`
fn clauses(text: &str) -> Option<Vec<Clause>> {
    let mut rest = text.trim();
    let mut all = Vec::new();
    loop {
        let (name, after) = rest.split_once(' ')?;
        let (operator, after) = after.trim_start().split_once(' ')?;
        let name = name.to_ascii_lowercase();
        if !operator.eq_ignore_ascii_case("eq") || !["type", "value", "primary"].contains(&&*name) {
            return None;
        }
        let (value, after) = operand(after.trim_start())?;
        all.push((name, value));
        rest = after.trim_start();
        if rest.is_empty() {
            return Some(all);
        }
        let (and, after) = rest.split_once(' ')?;
        if !and.eq_ignore_ascii_case("and") {
            return None;
        }
        rest = after.trim_start();
    }
}

fn operand(text: &str) -> Option<(Value, &str)> {
    if text.starts_with('"') {
        return quoted(text).map(|(value, rest)| (Value::String(value), rest));
    }
    let flags = [("true", true), ("false", false)];
    flags.into_iter().find_map(|(word, flag)| Some((Value::Bool(flag), text.strip_prefix(word)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_names_an_attribute_whatever_its_case() {
        let work = || vec![("type".to_owned(), Value::from("work"))];
        for (path, expected) in [
            ("userName", Target::UserName),
            ("NAME.GivenName", Target::GivenName),
            ("urn:ietf:params:scim:schemas:core:2.0:User:title", Target::Title),
            (
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber",
                Target::EmployeeNumber,
            ),
            ("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", Target::Enterprise),
            (
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:user:department",
                Target::ReadOnly,
            ),
            ("meta.created", Target::ReadOnly),
            ("emails", Target::Emails(vec![], Part::Whole)),
            ("phoneNumbers.value", Target::Phones(vec![], Part::Value)),
            (r#"emails[type eq "work"].value"#, Target::Emails(work(), Part::Value)),
            (r#"phoneNumbers[ Type EQ "work" ]"#, Target::Phones(work(), Part::Whole)),
            (
                r#"emails[type eq "work" and primary eq true].type"#,
                Target::Emails(
                    [work(), vec![("primary".into(), true.into())]].concat(),
                    Part::Type,
                ),
            ),
        ] {
            assert_eq!(target(path), Ok(expected), "{path}");
        }
    }

    #[test]
    fn path_that_cannot_be_read_or_names_nothing_is_refused() {
        for path in [
            "",
            "manager",
            "name.middleName",
            "userName.value",
            "emails[type eq \"work\"",
            "emails[type eq \"work\"].display",
            "emails[type ne \"work\"]",
            "emails[]",
            "title[type eq \"work\"]",
            "urn:ietf:params:scim:schemas:core:2.0:Usertitle",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
            "urn:example:1.0:User:title",
            "\u{130}d",
        ] {
            assert!(target(path).is_err(), "{path}");
        }
    }
}
