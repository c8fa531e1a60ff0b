//! ShiftCare's words and the core's: types in both directions, and the names of fields in errors.

pub mod contracts;
pub mod departments;
pub mod employees;
pub mod job_listings;
pub mod leave;
pub mod policies;
pub mod positions;
pub mod roles;

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use wire::LocalDateTime;

/// A value of the wire as the core has it.
pub trait ToCore<T> {
    fn core(self) -> T;
}

/// A value of the core as the wire has it.
pub trait ToWire<T> {
    fn wire(self) -> T;
}

/// Codes that the document names and the core names, both ways: `Input` is what requests send.
macro_rules! codes {
    ($core:path, $input:path, $output:path { $($inside:ident = $outside:ident),+ $(,)? }) => {
        impl $crate::translate::ToCore<$core> for $input {
            fn core(self) -> $core {
                match self { $(Self::$outside => <$core>::$inside),+ }
            }
        }

        impl $crate::translate::ToWire<$output> for $core {
            fn wire(self) -> $output {
                match self { $(Self::$inside => <$output>::$outside),+ }
            }
        }
    };
}

/// The same for a code of two that the core keeps as yes or no.
macro_rules! flags {
    ($input:path, $output:path { true = $yes:ident, false = $no:ident }) => {
        impl $crate::translate::ToCore<bool> for $input {
            fn core(self) -> bool {
                matches!(self, Self::$yes)
            }
        }

        impl $crate::translate::ToWire<$output> for bool {
            fn wire(self) -> $output {
                if self { <$output>::$yes } else { <$output>::$no }
            }
        }
    };
}
pub(crate) use {codes, flags};

/// A moment as every audit field shows it: UTC without a zone, to the second.
pub fn moment(at: DateTime<Utc>) -> LocalDateTime {
    LocalDateTime(at.naive_utc())
}

/// What a change says of an optional field.
pub fn patch<T, U>(sent: wire::Patch<T>, turn: impl FnOnce(T) -> U) -> hr::Patch<U> {
    match sent {
        wire::Patch::Absent => hr::Patch::Keep,
        wire::Patch::Null => hr::Patch::Clear,
        wire::Patch::Value(value) => hr::Patch::Set(turn(value)),
    }
}

/// The same where wire and core hold the same type.
pub fn same<T>(sent: wire::Patch<T>) -> hr::Patch<T> {
    patch(sent, |value| value)
}

/// An exact amount for the core.
pub fn amount(sent: Option<wire::Decimal>) -> Option<Decimal> {
    sent.map(Decimal::from)
}

/// Which page of a list is wanted; both numbers have passed the document's bounds.
pub fn page(number: i32, size: i32) -> hr::PageRequest {
    hr::PageRequest::new(u64::from(number.unsigned_abs()), u64::from(size.unsigned_abs()))
}

/// A page of the core with its items turned into those of the wire.
pub fn paged<T, U>(page: hr::Page<T>, turn: impl FnMut(T) -> U) -> wire::Paged<U> {
    wire::Paged { items: page.items.into_iter().map(turn).collect(), total: page.total }
}

/// Field names that are not simply the core's in camel case, per tag.
const FIELDS: [(&str, &[(&str, &str)]); 14] = [
    ("Job Listings", &[("experience_years", "showExperience")]),
    (
        "Company Settings",
        &[
            ("grace_period_minutes", "gracePeriod"),
            ("maximum_overtime_minutes", "maximumOvertime"),
            ("enable_2fa", "enable2fa"),
        ],
    ),
    ("Employees", &[("role", "roleId")]),
    (
        "Leave Types",
        &[
            ("name", "leaveName"),
            ("kind", "leaveType"),
            ("entitlement_hours", "entitlement"),
            ("carry_over_hours", "carryOverPolicy"),
            ("max_days", "maxDaysAllowed"),
        ],
    ),
    (
        "Leave Requests",
        &[("starts_at", "fromDateTime"), ("ends_at", "toDateTime"), ("kind", "leaveType")],
    ),
    ("Positions", &[("name", "positionName"), ("code", "positionCode")]),
    ("Holidays", &[("name", "holidayName"), ("first_day", "fromDate"), ("last_day", "toDate")]),
    ("Departments", &[("name", "deptName"), ("members", "employeeIds")]),
    ("Roles", &[("name", "roleName"), ("key", "roleKey"), ("menus", "menuIds")]),
    (
        "Policies",
        &[
            ("departments", "deptIds"),
            ("employees", "employeeIds"),
            ("attachment", "attachmentUrl"),
            ("effective_on", "effectiveDate"),
            ("acknowledge_by", "acknowledgementDeadline"),
        ],
    ),
    (
        "Documents",
        &[
            ("employee", "employeeId"),
            ("name", "documentName"),
            ("file", "fileUrl"),
            ("shares", "invitees"),
        ],
    ),
    (
        "Contracts",
        &[
            ("starts_at", "contractStartTime"),
            ("ends_at", "contractEndTime"),
            ("name", "contractName"),
        ],
    ),
    ("Contract Templates", &[("name", "templateName"), ("content", "templateContent")]),
    ("Companies", &[("name", "companyName")]),
];

/// What ShiftCare calls a field of the core in the operations of `tag`.
pub fn field<'a>(tag: &str, core: &'a str) -> Cow<'a, str> {
    let own = FIELDS.iter().find(|(t, _)| *t == tag).map_or(&[][..], |(_, fields)| fields);
    match own.iter().find(|(name, _)| *name == core) {
        Some((_, wire)) => Cow::Borrowed(wire),
        None => camel(core),
    }
}

fn camel(snake: &str) -> Cow<'_, str> {
    if !snake.contains('_') {
        return Cow::Borrowed(snake);
    }
    let mut text = String::with_capacity(snake.len());
    for (at, word) in snake.split('_').enumerate() {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if at > 0 => text.push(first.to_ascii_uppercase()),
            Some(first) => text.push(first),
            None => {}
        }
        text.push_str(letters.as_str());
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn a_field_is_named_as_the_document_names_it() {
        for (tag, core, wire) in [
            ("Employees", "role", "roleId"),
            ("Employees", "email", "email"),
            ("Leave Requests", "ends_at", "toDateTime"),
            ("Contracts", "ends_at", "contractEndTime"),
            ("Holidays", "employee_id", "employeeId"),
        ] {
            assert_eq!(field(tag, core), wire);
        }
    }
}
