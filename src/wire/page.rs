//! Pages: which one is asked for, what one holds, and the totals around it.

/// A page as asked for by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// From 1.
    pub number: i64,
    /// Items per page, at least 1.
    pub size: i64,
}

impl Page {
    /// How many items lie before it.
    pub fn offset(self) -> u64 {
        let before = i128::from(self.number - 1) * i128::from(self.size);
        u64::try_from(before.max(0)).unwrap_or(u64::MAX)
    }
}

/// The items of one page, and how many there are on all pages together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged<T> {
    pub items: Vec<T>,
    pub total: u64,
}

impl<T> Paged<T> {
    /// The same page of other things.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Paged<U> {
        Paged { items: self.items.into_iter().map(turn).collect(), total: self.total }
    }
}

/// What a page object reports; a page past the end has a previous one and no next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    pub number: i64,
    pub size: i64,
    pub items: i64,
    /// 0 where there are no items.
    pub pages: i64,
    pub has_next: bool,
    pub has_previous: bool,
}

impl Totals {
    /// Totals of page `number` (from 1) with `size` items a page.
    pub fn of(number: i64, size: i64, total: u64) -> Totals {
        let items = i64::try_from(total).unwrap_or(i64::MAX);
        let step = size.max(1);
        let pages = items / step + i64::from(items % step > 0);
        Totals { number, size, items, pages, has_next: number < pages, has_previous: number > 1 }
    }
}
