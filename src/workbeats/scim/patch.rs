//! PATCH of RFC 7644 section 3.5.2: operations become edits, one after the other, or a refusal.

use hr::Patch;
use hr::employee::Employee;
use serde_json::{Map, Value};
use workbeats_server::types::{ScimError400ScimType as Kind, ScimPatchOperation};

use super::attribute::{Clause, Part, Target, target};
use super::edits::{Edits, is_address, is_work, work};
use crate::Failure;

type Done = Result<(), Failure>;

/// What operations make of a user.
///
/// # Errors
/// `invalidPath`, `noTarget`, `mutability`, `invalidValue` or `invalidSyntax` of the first
/// operation that cannot be done.
pub fn edits(operations: Vec<ScimPatchOperation>, old: &Employee) -> Result<Edits, Failure> {
    let mut patch = Patching { edits: Edits::default(), old, adds: false };
    for operation in operations {
        patch.operation(operation)?;
    }
    Ok(patch.edits)
}

struct Patching<'a> {
    edits: Edits,
    old: &'a Employee,
    /// The operation is `add`, which makes what a filter does not find.
    adds: bool,
}

impl Patching<'_> {
    fn operation(&mut self, operation: ScimPatchOperation) -> Done {
        let ScimPatchOperation { op, path, value, .. } = operation;
        self.adds = op.eq_ignore_ascii_case("add");
        if op.eq_ignore_ascii_case("remove") {
            let path = path.ok_or(Failure::scim(Kind::NoTarget, "remove needs a path."))?;
            return self.clear(target(&path)?);
        }
        let none = "add and replace need a value.";
        let value = value.ok_or(Failure::scim(Kind::InvalidSyntax, none))?;
        match (path, value) {
            (Some(path), value) => self.set(target(&path)?, value),
            (None, Value::Object(members)) => self.members(members),
            (None, _) => Err(unfit("the value", "an object, as there is no path")),
        }
    }

    /// Every member is an attribute; those that there are not are ignored, as in a new user.
    fn members(&mut self, members: Map<String, Value>) -> Done {
        for (name, value) in members {
            match target(&name) {
                Ok(Target::ReadOnly) if name.eq_ignore_ascii_case("schemas") => {}
                Ok(target) => self.set(target, value)?,
                Err(_) => {}
            }
        }
        Ok(())
    }

    fn set(&mut self, target: Target, value: Value) -> Done {
        if value.is_null() {
            return self.clear(target);
        }
        let edits = &mut self.edits;
        match target {
            Target::UserName => edits.user_name = Some(account(value)?),
            Target::ExternalId => edits.external_id = optional("externalId", value)?,
            Target::Name => return self.name(value),
            Target::Formatted => edits.formatted = Some(filled("name.formatted", value)?),
            Target::GivenName => edits.given = Some(filled("name.givenName", value)?),
            Target::FamilyName => edits.family = Some(text("name.familyName", value)?),
            Target::DisplayName => {
                edits.display_name = Some(filled("displayName", value)?);
                // Said last, it counts.
                edits.formatted = None;
            }
            Target::NickName => edits.nick_name = optional("nickName", value)?,
            Target::Title => edits.title = optional("title", value)?,
            Target::Active => edits.active = Some(flag(value)?),
            Target::Emails(clauses, part) => return self.email(&clauses, part, value),
            Target::Phones(clauses, part) => return self.phone(&clauses, part, value),
            Target::Enterprise => {
                let members = object("the enterprise extension", value)?;
                let number =
                    |(name, _): &(String, Value)| name.eq_ignore_ascii_case("employeeNumber");
                if members.keys().any(|name| name.eq_ignore_ascii_case("department")) {
                    return Err(read_only());
                }
                if let Some((_, value)) = members.into_iter().find(number) {
                    return self.set(Target::EmployeeNumber, value);
                }
            }
            Target::EmployeeNumber => edits.number = Patch::Set(filled("employeeNumber", value)?),
            Target::ReadOnly => return Err(read_only()),
        }
        Ok(())
    }

    fn clear(&mut self, target: Target) -> Done {
        match target {
            Target::ExternalId => self.edits.external_id = Patch::Clear,
            Target::NickName => self.edits.nick_name = Patch::Clear,
            Target::Title => self.edits.title = Patch::Clear,
            Target::FamilyName => self.edits.family = Some(String::new()),
            Target::Enterprise | Target::EmployeeNumber => self.edits.number = Patch::Clear,
            Target::Phones(clauses, Part::Whole | Part::Value) => {
                let phone = self.current_phone();
                found(&clauses, phone.as_deref())?;
                self.edits.phone = Patch::Clear;
            }
            Target::Emails(clauses, _) => {
                found(&clauses, Some(&self.current_email()))?;
                return Err(always());
            }
            Target::UserName
            | Target::Name
            | Target::Formatted
            | Target::GivenName
            | Target::DisplayName
            | Target::Active
            | Target::Phones(_, Part::Type) => return Err(always()),
            Target::ReadOnly => return Err(read_only()),
        }
        Ok(())
    }

    /// The parts that are there; the others stay.
    fn name(&mut self, value: Value) -> Done {
        for (name, value) in object("name", value)? {
            match name.to_ascii_lowercase().as_str() {
                "formatted" => self.set(Target::Formatted, value)?,
                "givenname" => self.set(Target::GivenName, value)?,
                "familyname" => self.set(Target::FamilyName, value)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn email(&mut self, clauses: &[Clause], part: Part, value: Value) -> Done {
        found(clauses, Some(&self.current_email()))?;
        let address = match part {
            Part::Whole => match entry("emails", value)? {
                Some(address) => address,
                None if self.adds => return Ok(()),
                None => return Err(always()),
            },
            Part::Value => text("emails", value)?,
            Part::Type => return kind(value),
        };
        if !is_address(&address) || address.chars().count() > 254 {
            return Err(unfit("emails", "an e-mail address"));
        }
        self.edits.email = Some(address);
        Ok(())
    }

    fn phone(&mut self, clauses: &[Clause], part: Part, value: Value) -> Done {
        let phone = self.current_phone();
        match (&phone, self.adds) {
            // A number that is added is what the filter describes.
            (None, true) => found(clauses, Some(""))?,
            _ => found(clauses, phone.as_deref())?,
        }
        let number = match part {
            Part::Whole => match entry("phoneNumbers", value)? {
                Some(number) => number,
                None if self.adds => return Ok(()),
                None => return self.clear(Target::Phones(Vec::new(), Part::Whole)),
            },
            Part::Value => text("phoneNumbers", value)?,
            Part::Type => return kind(value),
        };
        self.edits.phone = Patch::Set(filled("phoneNumbers", number.into())?);
        Ok(())
    }

    fn current_phone(&self) -> Option<String> {
        match &self.edits.phone {
            Patch::Keep => self.old.phone.clone(),
            Patch::Clear => None,
            Patch::Set(phone) => Some(phone.clone()),
        }
    }

    fn current_email(&self) -> String {
        self.edits.email.clone().unwrap_or_else(|| self.old.email.clone())
    }
}

/// Whether the only entry that there is fits the filter; no filter wants none.
fn found(clauses: &[Clause], value: Option<&str>) -> Done {
    let fits = |value: &str, (part, wanted): &Clause| match (part.as_str(), wanted) {
        ("type", Value::String(kind)) => is_work(kind),
        ("value", Value::String(text)) => text.to_lowercase() == value.to_lowercase(),
        ("primary", Value::Bool(primary)) => *primary,
        _ => false,
    };
    let fit = value.is_some_and(|value| clauses.iter().all(|clause| fits(value, clause)));
    match clauses.is_empty() || fit {
        true => Ok(()),
        false => Err(Failure::scim(Kind::NoTarget, "The filter of the path finds nothing.")),
    }
}

/// The entry of a list that counts, or the only one.
fn entry(name: &'static str, value: Value) -> Result<Option<String>, Failure> {
    let entries = match value {
        Value::Array(entries) => entries,
        one => vec![one],
    };
    let mut all = Vec::new();
    for it in entries {
        let mut it = object(name, it)?;
        let value = it.remove("value").ok_or(unfit(name, "entries with a value"))?;
        let kind = it.remove("type").and_then(|kind| kind.as_str().map(str::to_owned));
        all.push((kind, text(name, value)?));
    }
    Ok(work(all.into_iter()))
}

fn kind(value: Value) -> Done {
    match value.as_str().is_some_and(is_work) {
        true => Ok(()),
        false => Err(unfit("type", "work")),
    }
}

fn object(name: &'static str, value: Value) -> Result<Map<String, Value>, Failure> {
    match value {
        Value::Object(members) => Ok(members),
        _ => Err(unfit(name, "an object")),
    }
}

/// Any text that the document allows.
fn text(name: &'static str, value: Value) -> Result<String, Failure> {
    match value {
        Value::String(text) if text.chars().count() <= 255 && !text.contains('\0') => Ok(text),
        _ => Err(unfit(name, "a text of up to 255 characters")),
    }
}

fn filled(name: &'static str, value: Value) -> Result<String, Failure> {
    let text = text(name, value)?;
    if text.is_empty() { Err(unfit(name, "a text that is not empty")) } else { Ok(text) }
}

/// An empty text is none.
fn optional(name: &'static str, value: Value) -> Result<Patch<String>, Failure> {
    let text = text(name, value)?;
    Ok(if text.is_empty() { Patch::Clear } else { Patch::Set(text) })
}

fn account(value: Value) -> Result<String, Failure> {
    let name = filled("userName", value)?;
    let control = |c: char| c.is_control();
    if name.chars().count() > 254 || name.contains(control) || name.trim() != name {
        return Err(unfit("userName", "a text without control characters and outer blanks"));
    }
    Ok(name)
}

/// Some clients send `"False"`.
fn flag(value: Value) -> Result<bool, Failure> {
    match &value {
        Value::Bool(flag) => Ok(*flag),
        Value::String(text) if text.eq_ignore_ascii_case("true") => Ok(true),
        Value::String(text) if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => Err(unfit("active", "true or false")),
    }
}

fn unfit(name: &str, wanted: &str) -> Failure {
    Failure::scim(Kind::InvalidValue, format!("{name} must be {wanted}."))
}

fn always() -> Failure {
    Failure::scim(Kind::Mutability, "The attribute always has a value.")
}

fn read_only() -> Failure {
    Failure::scim(Kind::Mutability, "The attribute is read only.")
}

#[cfg(test)]
mod tests;
