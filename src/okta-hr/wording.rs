//! Laravel's words for what is wrong: one text a field, never with the caller's value.

use hr::Fault as Broken;
use wire::violation::{Fault, Violation, Violations};

/// Fields whose two bounds Laravel names together.
const BETWEEN: [(&str, &str); 2] = [("latitude", "-90 and 90"), ("longitude", "-180 and 180")];

/// Fields whose form is a day, as Laravel's rule `date` has it.
const DATES: [&str; 4] = ["from", "to", "start_date", "end_date"];

/// What this API calls a field of the core, and its text where Laravel has one of its own.
const FIELDS: [(&str, &str, Option<&str>); 4] = [
    ("leave_type", "leave_type_id", Some("The selected leave type id is invalid.")),
    ("starts_at", "start_date", None),
    ("ends_at", "end_date", None),
    ("name", "device_name", None),
];

/// Field and text of each violation; where the whole body is at fault, the text for that.
pub fn violations(found: &Violations) -> Result<Vec<(String, String)>, String> {
    let mut texts: Vec<(String, String)> = Vec::with_capacity(found.len());
    for violation in found {
        if violation.pointer.is_empty() {
            return Err(body(&violation.fault).to_owned());
        }
        let field = violation.field();
        let said = (field.clone(), text(&field, violation));
        // Several rules of a schema may be one of Laravel's.
        if !texts.contains(&said) {
            texts.push(said);
        }
    }
    Ok(texts)
}

fn body(fault: &Fault) -> &'static str {
    match fault {
        Fault::Missing => "The request body is required.",
        Fault::Unreadable { .. } => "The request body is not valid JSON.",
        Fault::TooDeep(_) => "The request body is nested too deeply.",
        _ => "The request body must be an object.",
    }
}

fn text(field: &str, violation: &Violation) -> String {
    let name = named(field);
    if let Some(text) = by_name(field, &name, &violation.fault) {
        return text;
    }
    match &violation.fault {
        Fault::Missing | Fault::TooShort(1) => format!("The {name} field is required."),
        Fault::Null => format!("The {name} field must have a value."),
        Fault::Type(expected) => format!("The {name} field must be {expected}."),
        Fault::Unreadable { .. } | Fault::Pattern | Fault::Nul | Fault::TooDeep(_) => {
            format!("The {name} field format is invalid.")
        }
        Fault::TooLong(most) => {
            format!("The {name} field must not be greater than {most} characters.")
        }
        Fault::TooShort(least) => format!("The {name} field must be at least {least} characters."),
        Fault::TooBig(most) => format!("The {name} field must not be greater than {most} bytes."),
        Fault::Format(_) => format!("The {name} field must be a valid number."),
        Fault::NotListed(_) => format!("The selected {name} is invalid."),
        Fault::Min { bound, exclusive: false } => {
            format!("The {name} field must be at least {bound}.")
        }
        Fault::Min { bound, exclusive: true } => {
            format!("The {name} field must be greater than {bound}.")
        }
        Fault::Max { bound, exclusive: false } => {
            format!("The {name} field must not be greater than {bound}.")
        }
        Fault::Max { bound, exclusive: true } => {
            format!("The {name} field must be less than {bound}.")
        }
        Fault::MultipleOf(step) => format!("The {name} field must be a multiple of {step}."),
        Fault::TooMany(most) => format!("The {name} field must not have more than {most} items."),
        Fault::TooFew(least) => format!("The {name} field must have at least {least} items."),
        Fault::Duplicate => format!("The {name} field has a duplicate value."),
        Fault::Unknown => format!("The {name} field is prohibited."),
        Fault::Repeated => format!("The {name} field must not have more than 1 items."),
    }
}

/// Rules that Laravel states for the field and this API's schema by length, form and bounds.
fn by_name(field: &str, name: &str, fault: &Fault) -> Option<String> {
    let form = matches!(fault, Fault::Pattern | Fault::Nul | Fault::Format(_));
    let length = matches!(fault, Fault::TooShort(_) | Fault::TooLong(_));
    let bound = matches!(fault, Fault::Min { .. } | Fault::Max { .. });
    let between = BETWEEN.iter().find(|(known, _)| *known == field);
    match (field, between) {
        (_, Some((_, bounds))) if bound => {
            Some(format!("The {name} field must be between {bounds}."))
        }
        ("email", _) if form || matches!(fault, Fault::TooShort(2..)) => {
            Some(format!("The {name} field must be a valid email address."))
        }
        ("month", _) if form || length => {
            Some(format!("The {name} field must match the format Y-m."))
        }
        ("leave_type_id", _) if form || bound => Some(format!("The selected {name} is invalid.")),
        _ if DATES.contains(&field) && (form || length) => {
            Some(format!("The {name} field must be a valid date."))
        }
        _ => None,
    }
}

/// Field and text of what the core refuses.
pub fn fault(broken: &Broken) -> (String, String) {
    let (field, own) = renamed(broken.field);
    let text = own
        .map_or_else(|| format!("The {} field {}.", named(field), broken.message), str::to_owned);
    (field.to_owned(), text)
}

/// A value that must be unique and is not.
pub fn taken(core: &str) -> (String, String) {
    let (field, _) = renamed(core);
    (field.to_owned(), format!("The {} has already been taken.", named(field)))
}

/// The same for an unknown address, a wrong password and an account that may not sign in.
pub fn wrong_credentials() -> (String, String) {
    ("email".to_owned(), "The provided credentials are incorrect.".to_owned())
}

pub fn method(allowed: &str) -> String {
    format!("The method is not supported for this route. Supported methods: {allowed}.")
}

pub fn too_large(limit: u64) -> String {
    format!("The request body must not be greater than {limit} bytes.")
}

/// What the core says of a state, as a sentence.
pub fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).chain(['.']).collect()
}

fn renamed(core: &str) -> (&str, Option<&'static str>) {
    match FIELDS.iter().find(|(known, ..)| *known == core) {
        Some((_, field, text)) => (field, *text),
        None => (core, None),
    }
}

/// A field as Laravel's texts name it.
fn named(field: &str) -> String {
    field.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use wire::violation::{Fault, Number, Place, Violations};

    use super::violations;

    fn said(field: &str, fault: Fault) -> Vec<(String, String)> {
        violations(&Violations::one(Place::Body, format!("/{field}"), fault)).unwrap_or_default()
    }

    #[test]
    fn every_text_is_laravels() {
        let least = |bound| Fault::Min { bound: Number::Int(bound), exclusive: false };
        for (field, fault, text) in [
            ("device_name", Fault::Missing, "The device name field is required."),
            ("email", Fault::Pattern, "The email field must be a valid email address."),
            ("email", Fault::TooShort(3), "The email field must be a valid email address."),
            (
                "reason",
                Fault::TooLong(255),
                "The reason field must not be greater than 255 characters.",
            ),
            ("latitude", least(-90), "The latitude field must be between -90 and 90."),
            ("page", least(1), "The page field must be at least 1."),
            ("decision", Fault::NotListed(&["approve"]), "The selected decision is invalid."),
            ("start_date", Fault::Pattern, "The start date field must be a valid date."),
            ("month", Fault::TooShort(7), "The month field must match the format Y-m."),
            ("leave_type_id", Fault::Pattern, "The selected leave type id is invalid."),
        ] {
            assert_eq!(said(field, fault), [(field.to_owned(), text.to_owned())]);
        }
    }

    #[test]
    fn a_body_that_cannot_be_read_is_no_fields_fault() {
        let unreadable = Fault::Unreadable { line: 1, column: 1 };
        let found = Violations::one(Place::Body, "", unreadable);
        assert_eq!(violations(&found), Err("The request body is not valid JSON.".to_owned()));
    }
}
