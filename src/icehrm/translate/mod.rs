//! IceHRM's words and the core's: records of the wire made of the core's.

pub mod assets;
pub mod attendance;
pub mod candidates;
pub mod company;
pub mod courses;
pub mod directory;
pub mod documents;
pub mod employees;
pub mod expenses;
pub mod insights;
pub mod jobs;
pub mod leave;
pub mod meta;
pub mod payroll;
pub mod payroll_columns;
pub mod payroll_setup;
pub mod payslip_templates;
pub mod profile;
pub mod projects;
pub mod settings;
pub mod tasks;
pub mod teams;
pub mod timesheets;

use chrono::{DateTime, Timelike, Utc};
use hr::{Error, currency};
use icehrm_server::types::{EntityRef, Removed, SortOrder, YesNo};
use rust_decimal::Decimal;

/// Which page of a list is wanted; both numbers have passed the document's bounds.
pub fn page(number: i32, size: i32) -> hr::PageRequest {
    hr::PageRequest::new(u64::from(number.unsigned_abs()), u64::from(size.unsigned_abs()))
}

/// A page of the core with its items turned into those of the wire.
pub fn paged<T, U>(page: hr::Page<T>, turn: impl FnMut(T) -> U) -> wire::Paged<U> {
    wire::Paged { items: page.items.into_iter().map(turn).collect(), total: page.total }
}

/// The page of a list that is there as a whole.
pub fn slice<T>(items: Vec<T>, request: hr::PageRequest) -> hr::Page<T> {
    let total = items.len() as u64;
    let skipped = usize::try_from(request.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(request.size).unwrap_or(usize::MAX);
    hr::Page { items: items.into_iter().skip(skipped).take(size).collect(), total }
}

/// What a record refers to.
pub fn reference(kind: &str, id: i64, display: impl Into<String>) -> EntityRef {
    EntityRef { r#type: kind.into(), id, display: display.into() }
}

/// A number of records.
pub fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number of records, as the database counts.
pub fn counted(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// What is left of a record that was removed.
pub fn removed(id: i64) -> Removed {
    Removed { id }
}

/// The id of a body that changes a record is a field like any other.
pub fn changed<T>(changed: Result<T, Error>) -> Result<T, Error> {
    changed.map_err(|error| match error {
        Error::NotFound(_) => Error::invalid("id", "does not exist"),
        other => other,
    })
}

/// What a change says of an optional field.
pub fn patch<T, U>(sent: wire::Patch<T>, turn: impl FnOnce(T) -> U) -> hr::Patch<U> {
    match sent {
        wire::Patch::Absent => hr::Patch::Keep,
        wire::Patch::Null => hr::Patch::Clear,
        wire::Patch::Value(value) => hr::Patch::Set(turn(value)),
    }
}

/// [`patch`] where wire and core hold the same type.
pub fn same<T>(sent: wire::Patch<T>) -> hr::Patch<T> {
    patch(sent, |value| value)
}

/// What a new record says of an optional field.
pub fn value<T>(sent: wire::Patch<T>) -> Option<T> {
    match sent {
        wire::Patch::Value(value) => Some(value),
        wire::Patch::Absent | wire::Patch::Null => None,
    }
}

pub fn descends(order: SortOrder) -> bool {
    order == SortOrder::Descend
}

pub fn yes(word: YesNo) -> bool {
    word == YesNo::Yes
}

pub fn yes_no(yes: bool) -> YesNo {
    if yes { YesNo::Yes } else { YesNo::No }
}

pub fn ids<T>(sent: Vec<i64>, of: fn(i64) -> T) -> Vec<T> {
    sent.into_iter().map(of).collect()
}

/// A currency has its number as id here, and its letters in the core.
pub fn letters(number: i64) -> Result<String, Error> {
    let found = currency::by_number(number).map(|it| it.code.to_owned());
    found.ok_or_else(|| Error::invalid("currency", "does not exist"))
}

/// The number of a currency that the core has let in; 0 for letters that it does not know.
pub fn number(letters: &str) -> i64 {
    currency::by_code(letters).map_or(0, |it| it.number.into())
}

/// A moment by the clock of UTC.
pub fn moment(at: DateTime<Utc>) -> wire::LocalSecond {
    let whole = at.naive_utc();
    wire::LocalSecond(whole.with_nanosecond(0).unwrap_or(whole))
}

/// Hours of so many seconds, to two decimal places.
pub fn hours(seconds: i64) -> wire::Decimal {
    (Decimal::from(seconds) / Decimal::from(3600)).round_dp(2).normalize().into()
}

/// The values of a column that a list lets through: one that a parameter names and any of those
/// that `filters` has; a filter without values is none.
pub fn chosen<T: PartialEq>(one: Option<T>, any: Option<Vec<T>>) -> Option<Vec<T>> {
    match (one, any.filter(|any| !any.is_empty())) {
        (None, any) => any,
        (Some(one), None) => Some(vec![one]),
        (Some(one), Some(any)) => Some(any.into_iter().filter(|value| *value == one).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::{chosen, slice};

    #[test]
    fn a_parameter_and_a_filter_hold_together() {
        for (one, any, expected) in [
            (None, None, None),
            (None, Some(vec![]), None),
            (Some(1), Some(vec![]), Some(vec![1])),
            (Some(1), None, Some(vec![1])),
            (None, Some(vec![1, 2]), Some(vec![1, 2])),
            (Some(1), Some(vec![1, 2]), Some(vec![1])),
            (Some(3), Some(vec![1, 2]), Some(vec![])),
        ] {
            assert_eq!(chosen(one, any.clone()), expected, "{one:?} {any:?}");
        }
    }

    #[test]
    fn a_short_list_is_cut_into_pages() {
        let page = |number| slice(vec![1, 2, 3], hr::PageRequest::new(number, 2)).items;
        assert_eq!((page(1), page(2), page(3)), (vec![1, 2], vec![3], vec![]));
    }
}
