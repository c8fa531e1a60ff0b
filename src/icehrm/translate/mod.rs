//! IceHRM's words and the core's: records of the wire made of the core's.

/// Which page of a list is wanted; both numbers have passed the document's bounds.
pub fn page(number: i32, size: i32) -> hr::PageRequest {
    hr::PageRequest::new(u64::from(number.unsigned_abs()), u64::from(size.unsigned_abs()))
}

/// A page of the core with its items turned into those of the wire.
pub fn paged<T, U>(page: hr::Page<T>, turn: impl FnMut(T) -> U) -> wire::Paged<U> {
    wire::Paged { items: page.items.into_iter().map(turn).collect(), total: page.total }
}
