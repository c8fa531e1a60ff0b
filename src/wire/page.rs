//! Pages: which one is asked for, what one holds, and the totals around it.

use poem::http::Uri;

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
    /// Number of the first item on the page, from 1; none on an empty page.
    pub first: Option<i64>,
    /// The same of the last.
    pub last: Option<i64>,
    /// Number of the next page; none on the last.
    pub next: Option<i64>,
}

impl Totals {
    /// Totals of page `number` (from 1) with `size` items a page.
    pub fn of(number: i64, size: i64, total: u64) -> Totals {
        let items = i64::try_from(total).unwrap_or(i64::MAX);
        let step = size.max(1);
        let pages = items / step + i64::from(items % step > 0);
        let before = i64::try_from(Page { number, size }.offset()).unwrap_or(i64::MAX);
        let first = (before < items).then(|| before + 1);
        let last = first.map(|_| before.saturating_add(step).min(items));
        let (has_next, has_previous) = (number < pages, number > 1);
        let next = has_next.then(|| number + 1);
        Totals { number, size, items, pages, has_next, has_previous, first, last, next }
    }
}

/// The addresses of a list's pages, as the caller reached it, with its query kept.
#[derive(Debug, Clone, Copy)]
pub struct Links<'a> {
    uri: &'a Uri,
    number: &'static str,
}

impl<'a> Links<'a> {
    pub(crate) fn new(uri: &'a Uri, number: &'static str) -> Self {
        Links { uri, number }
    }

    /// The list itself, without a query.
    pub fn path(&self) -> String {
        self.uri.path().to_owned()
    }

    /// Page `number` of the same list.
    pub fn page(&self, number: i64) -> String {
        let mut address = format!("{}?", self.uri.path());
        for pair in self.uri.query().unwrap_or_default().split('&') {
            let name = pair.split('=').next().unwrap_or_default();
            if !pair.is_empty() && name != self.number {
                address.push_str(pair);
                address.push('&');
            }
        }
        address + &format!("{}={number}", self.number)
    }

    /// Of the first page.
    pub fn first(&self, _: &Totals) -> Option<String> {
        Some(self.page(1))
    }

    /// Of the last page; an empty list has one.
    pub fn last(&self, totals: &Totals) -> Option<String> {
        Some(self.page(totals.pages.max(1)))
    }

    /// Of the page before, if there is one.
    pub fn prev(&self, totals: &Totals) -> Option<String> {
        totals.has_previous.then(|| self.page(totals.number - 1))
    }

    /// Of the page after, if there is one.
    pub fn next(&self, totals: &Totals) -> Option<String> {
        totals.has_next.then(|| self.page(totals.number + 1))
    }
}
