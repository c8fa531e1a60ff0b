//! One page of a list, by number, with the exact total.

/// Which page is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// From 1.
    pub number: u64,
    /// Items a page, from 1.
    pub size: u64,
}

impl PageRequest {
    pub fn new(number: u64, size: u64) -> Self {
        Self { number, size }
    }

    /// How many items lie before this page; a page 0 counts as the first.
    pub fn offset(self) -> u64 {
        self.number.saturating_sub(1).saturating_mul(self.size).min(i64::MAX.unsigned_abs())
    }
}

/// The items of one page, in order, and how many there are on all pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub total: u64,
}

impl<T> Page<T> {
    /// The same page with every item turned into something else.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(turn).collect(), total: self.total }
    }

    /// Like [`Page::map`], stopping at the first item that cannot be turned.
    pub fn try_map<U, E>(self, turn: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let items = self.items.into_iter().map(turn).collect::<Result<_, _>>()?;
        Ok(Page { items, total: self.total })
    }
}
