//! WhosOff's words and the core's: types in both directions, and the names of fields in errors.

pub mod codes;
pub mod leave;
pub mod leave_types;
pub mod messages;
pub mod my_staff;
pub mod people;
pub mod users;
pub mod work;

use chrono::{DateTime, NaiveDateTime, Utc};
use whosoff_server::types::RecordIdRow;
use wire::{IsoMinute, Patch};

/// A value of the wire as the core has it.
pub trait ToCore<T> {
    fn core(self) -> T;
}

/// A value of the core as the wire has it.
pub trait ToWire<T> {
    fn wire(self) -> T;
}

/// An id as this API has it; the core's go further, but no company has so many records.
pub fn id(of: i64) -> i32 {
    i32::try_from(of).unwrap_or(i32::MAX)
}

/// The standard answer: what was touched.
pub fn record(of: i64) -> Vec<RecordIdRow> {
    vec![RecordIdRow { record_id: of.to_string() }]
}

/// A moment of ours in UTC, to the minute.
pub fn moment(at: DateTime<Utc>) -> IsoMinute {
    IsoMinute(at.naive_utc())
}

/// A moment of the account's clocks, to the minute.
pub fn local(at: NaiveDateTime) -> IsoMinute {
    IsoMinute(at)
}

/// A text that is empty where there is none.
pub fn text(of: Option<String>) -> String {
    of.unwrap_or_default()
}

/// A text of a request, where an empty one says that there is none.
pub fn filled(sent: Option<String>) -> Option<String> {
    sent.filter(|text| !text.is_empty())
}

/// What a change says of a text: an empty one empties it.
pub fn text_patch(sent: Option<String>) -> hr::Patch<String> {
    match sent {
        None => hr::Patch::Keep,
        Some(text) if text.is_empty() => hr::Patch::Clear,
        Some(text) => hr::Patch::Set(text),
    }
}

/// What a change says of an id: 0 takes away what it named.
pub fn id_patch<T>(sent: Option<i32>, turn: impl FnOnce(i64) -> T) -> hr::Patch<T> {
    match sent {
        None => hr::Patch::Keep,
        Some(0) => hr::Patch::Clear,
        Some(id) => hr::Patch::Set(turn(id.into())),
    }
}

/// An id of a request, where 0 names nothing.
pub fn named<T>(sent: Option<i32>, turn: impl FnOnce(i64) -> T) -> Option<T> {
    sent.filter(|id| *id != 0).map(|id| turn(id.into()))
}

/// The value of a field for which null says what absence says.
pub fn said<T, U>(sent: Patch<T>) -> Option<U>
where
    T: ToCore<U>,
{
    sent.value().map(ToCore::core)
}

/// Core fields that this API calls something else.
const FIELDS: [(&str, &str); 31] = [
    ("email", "email_contact"),
    ("number", "staff_code"),
    ("manager", "approver_id"),
    ("notifier", "notifier_2_id or notifier_3_id"),
    ("notifier_2", "notifier_2_id"),
    ("notifier_3", "notifier_3_id"),
    ("role", "user_type_id"),
    ("department", "department_id"),
    ("employee", "user_id"),
    ("employee_id", "user_id"),
    ("other_id", "restricted_user_id"),
    ("year", "start_date"),
    ("starts_on", "start_date"),
    ("starts_at", "start_date"),
    ("ends_at", "end_date"),
    ("resigned_on", "employment_ended_date"),
    ("hired_on", "employment_started_date"),
    ("leave_type", "leave_type_id"),
    ("total_days", "end_date"),
    ("min_staff", "min_user"),
    ("deduct_allowance", "deduct_allowance_id"),
    ("consecutive_minutes", "consecutive_duration"),
    ("minimum_minutes", "minimum_duration"),
    ("notice_days", "min_notice_period"),
    ("cancellation_days", "cancellation_period"),
    ("unit", "allowance_type_id"),
    ("phone", "mobile_telephone"),
    ("work_phone", "work_telephone"),
    ("directory_username", "active_directory_username"),
    ("opens_on", "start_date"),
    ("minutes", "monday to sunday"),
];

/// What this API calls a field of the core.
pub fn field(core: &str) -> &str {
    FIELDS.iter().find(|(name, _)| *name == core).map_or(core, |(_, wire)| wire)
}

/// What this API calls a noun of the core.
pub fn noun(core: &str) -> &str {
    match core {
        "employee" => "user",
        "leave request" => "leave",
        "announcement" => "company message",
        "note" => "user note",
        "restriction" => "user restriction",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_as_the_document_names_it() {
        for (core, wire) in [("email", "email_contact"), ("name", "name"), ("year", "start_date")] {
            assert_eq!(field(core), wire);
        }
    }

    #[test]
    fn an_id_of_a_change_stays_goes_or_is_another() {
        assert_eq!(id_patch(None, |id| id), hr::Patch::Keep);
        assert_eq!(id_patch(Some(0), |id| id), hr::Patch::Clear);
        assert_eq!(id_patch(Some(7), |id| id), hr::Patch::Set(7));
    }
}
