//! IceHRM's words and the core's: records of the wire made of the core's.

pub mod documents;
pub mod expenses;
pub mod leave;

use chrono::{DateTime, Timelike, Utc};
use icehrm_server::types::{EntityRef, SortOrder, YesNo};

/// Which page of a list is wanted; both numbers have passed the document's bounds.
pub fn page(number: i32, size: i32) -> hr::PageRequest {
    hr::PageRequest::new(u64::from(number.unsigned_abs()), u64::from(size.unsigned_abs()))
}

/// A page of the core with its items turned into those of the wire.
pub fn paged<T, U>(page: hr::Page<T>, turn: impl FnMut(T) -> U) -> wire::Paged<U> {
    wire::Paged { items: page.items.into_iter().map(turn).collect(), total: page.total }
}

/// A page of a list that is short enough to be read whole.
pub fn cut<T>(items: Vec<T>, page: hr::PageRequest) -> hr::Page<T> {
    let total = items.len() as u64;
    let before = usize::try_from(page.offset()).unwrap_or(usize::MAX);
    let size = usize::try_from(page.size).unwrap_or(usize::MAX);
    hr::Page { items: items.into_iter().skip(before).take(size).collect(), total }
}

/// What a single record refers to.
pub fn reference(kind: &str, id: i64, display: String) -> EntityRef {
    EntityRef { r#type: kind.to_owned(), id, display }
}

pub fn yes_no(yes: bool) -> YesNo {
    if yes { YesNo::Yes } else { YesNo::No }
}

pub fn descending(order: SortOrder) -> bool {
    order == SortOrder::Descend
}

/// A moment by the clock of UTC.
pub fn moment(at: DateTime<Utc>) -> wire::LocalSecond {
    let whole = at.naive_utc();
    wire::LocalSecond(whole.with_nanosecond(0).unwrap_or(whole))
}

/// What a request says of a field that may be cleared.
pub fn patch<T>(sent: wire::Patch<T>) -> hr::Patch<T> {
    match sent {
        wire::Patch::Absent => hr::Patch::Keep,
        wire::Patch::Null => hr::Patch::Clear,
        wire::Patch::Value(value) => hr::Patch::Set(value),
    }
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
    use super::{chosen, cut};

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
        let page = |number| cut(vec![1, 2, 3], hr::PageRequest::new(number, 2)).items;
        assert_eq!((page(1), page(2), page(3)), (vec![1, 2], vec![3], vec![]));
    }
}
