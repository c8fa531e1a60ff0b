//! What was wrong with a request, by the names that the caller uses.

use std::collections::BTreeMap;

use serde::Serialize;
use wire::{Fault, Operation, Place, Violation, Violations};
use workbeats_server::types::ScimError400ScimType as Kind;

use super::{Answer, FORBIDDEN};

/// How many faults the one text of SCIM names before it only counts them.
const NAMED: usize = 5;

/// Texts by the name of a field, parameter or header; `body` is the body as a whole.
#[derive(Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Faults(BTreeMap<String, Vec<String>>);

impl Faults {
    fn one(name: &str, text: String) -> Faults {
        Faults(BTreeMap::from([(name.to_owned(), vec![text])]))
    }

    fn add(&mut self, name: &str, text: String) {
        self.0.entry(name.to_owned()).or_default().push(text);
    }

    /// A whole sentence of SCIM's.
    pub fn told(text: String) -> Faults {
        Faults::one("body", text)
    }

    pub fn body(why: String) -> Faults {
        Faults::one("body", format!("The body {why}."))
    }

    /// The header that names the environment.
    pub fn header(why: &str) -> Faults {
        let name = workbeats_server::API.tenant_header.unwrap_or_default();
        Faults::one(name, format!("The {name} header {why}."))
    }

    /// A part of a list or an object belongs to its field.
    pub fn request(violations: &Violations) -> Faults {
        let mut all = Faults::default();
        for violation in violations {
            all.add(name(violation), sentence(violation));
        }
        all
    }

    pub fn core(op: Option<&'static Operation>, found: Vec<hr::Fault>) -> Faults {
        let mut all = Faults::default();
        for fault in found {
            let name = field(op, fault.field);
            all.add(name, format!("The {name} {}.", fault.message));
        }
        all
    }

    pub fn taken(op: Option<&'static Operation>, core: &'static str) -> Faults {
        // An address is an account name, too, and may have come as either.
        let name = if core == "email" { "e-mail address" } else { field(op, core) };
        Faults::one(name, format!("The {name} is already in use."))
    }

    /// A rule that the record itself is in the way of: named by its id in the path.
    pub fn record(op: Option<&'static Operation>, message: String) -> Faults {
        let path = op.map_or("", |op| op.path);
        let id = path.rsplit_once('{').and_then(|(_, rest)| rest.split_once('}'));
        Faults::one(id.map_or("body", |(name, _)| name), format!("Refused: {message}."))
    }

    /// One text for all of them.
    pub fn joined(&self) -> String {
        let texts: Vec<&str> = self.0.values().flatten().map(String::as_str).collect();
        let mut text = texts[..texts.len().min(NAMED)].join(" ");
        if texts.len() > NAMED {
            text.push_str(&format!(" And {} more.", texts.len() - NAMED));
        }
        text
    }
}

/// Which of SCIM's answers a request deserves that breaks its schema.
pub fn of_scim_request(op: Option<&'static Operation>, violations: &Violations) -> Answer {
    let filter = |it: &Violation| match it.place {
        Place::Query => it.pointer == "filter",
        _ => it.pointer == "/filter",
    };
    let listed = op.is_some_and(|op| op.id != "scim_user_list" && op.id != "scim_user_search");
    let unread = |it: &Violation| {
        matches!(it.fault, Fault::Unreadable { .. } | Fault::TooDeep(_))
            || (it.pointer.is_empty() && it.place == Place::Body)
    };
    let kind = match violations {
        all if all.into_iter().any(unread) => Kind::InvalidSyntax,
        all if all.into_iter().any(filter) && listed => return Answer::Plain(403, FORBIDDEN),
        all if all.into_iter().any(filter) => Kind::InvalidFilter,
        _ => Kind::InvalidValue,
    };
    Answer::Invalid(kind, Faults::request(violations))
}

/// The first step of a pointer into a body; `body` for the whole of it.
fn name(violation: &Violation) -> &str {
    let inside = matches!(violation.place, Place::Body | Place::Form);
    match violation.pointer.strip_prefix('/') {
        Some(rest) if inside => rest.split('/').next().unwrap_or("body"),
        None if inside => "body",
        _ => &violation.pointer,
    }
}

fn sentence(violation: &Violation) -> String {
    let kind = match violation.place {
        Place::Body | Place::Form => "field",
        Place::Query | Place::Path => "parameter",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    match (&violation.fault, violation.pointer.is_empty()) {
        (Fault::Missing, true) => "The body is required.".to_owned(),
        (fault, true) => format!("The body {fault}."),
        (Fault::Missing, false) => format!("The {} {kind} is required.", violation.field()),
        (fault, false) => format!("The {} {kind} {fault}.", violation.field()),
    }
}

/// What the caller calls a field of the core; tokens and webhooks have the core's names.
fn field(op: Option<&'static Operation>, core: &'static str) -> &'static str {
    const SCIM: [(&str, &str); 9] = [
        ("directory_name", "userName"),
        ("email", "emails"),
        ("external_id", "externalId"),
        ("first_name", "name.givenName"),
        ("full_name", "name.formatted"),
        ("job_title", "title"),
        ("last_name", "name.familyName"),
        ("number", "employeeNumber"),
        ("preferred_name", "nickName"),
    ];
    let scim = op.is_some_and(|op| op.envelope == "scim");
    let own = SCIM.iter().find(|(name, _)| scim && *name == core);
    own.map_or(core, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_named_as_the_caller_names_things() {
        let mut violations = Violations::new();
        violations.push(Place::Body, "/scopes/0", Fault::NotListed(&["users:read"]));
        violations.push(Place::Body, "/name", Fault::Missing);
        violations.push(Place::Query, "from", Fault::Format("date"));
        let expected = [
            ("from", "The from parameter must be a valid date."),
            ("name", "The name field is required."),
            ("scopes", "The scopes[0] field must be one of users:read."),
        ];
        let expected = expected.map(|(name, text)| (name.to_owned(), vec![text.to_owned()]));
        assert_eq!(Faults::request(&violations), Faults(BTreeMap::from(expected)));
        let whole = Violations::one(Place::Body, "", Fault::Missing);
        let expected = Faults::one("body", "The body is required.".into());
        assert_eq!(Faults::request(&whole), expected);
    }

    #[test]
    fn rule_about_a_record_is_named_by_its_id_in_the_path() {
        let op = |id| workbeats_server::API.operations.iter().find(|op| op.id == id).copied();
        for (id, name) in [("application_token_delete", "tokenId"), ("user_list", "body")] {
            let faults = Faults::record(op(id), "it is the last".into());
            assert_eq!(faults, Faults::one(name, "Refused: it is the last.".into()));
        }
    }
}
