//! One row per operation: everything the engine needs to know about a call, as data.

use super::failure::FailureReader;

/// The API that this crate speaks.
#[derive(Debug)]
pub struct Api {
    /// Folder name of the API, `shiftcare`.
    pub name: &'static str,
    /// The document's own version.
    pub version: &'static str,
    /// Where calls go when the builder names no other base URL; `None` where the document does not
    /// name the host.
    pub base_url: Option<&'static str>,
    /// The header that names the company, where the API has one.
    pub tenant_header: Option<&'static str>,
    /// Every operation, in document order.
    pub operations: &'static [&'static Operation],
}

/// One operation of the document.
#[derive(Debug)]
pub struct Operation {
    /// The operationId.
    pub id: &'static str,
    /// Upper case: `GET`.
    pub method: &'static str,
    /// The path template as the document writes it.
    pub path: &'static str,
    /// Security schemes of which any one suffices; empty: no credentials are sent.
    pub security: &'static [&'static str],
    /// The company's header is sent.
    pub tenant: bool,
    /// The documented limit that counts this operation.
    pub limit: Option<&'static Limit>,
    /// The key of the success body that holds the data.
    pub data: &'static str,
    /// How the operation pages, where it does.
    pub page: Option<&'static PageKeys>,
    /// What the answer is asked to be.
    pub accept: &'static str,
    /// Every documented failure with the reader of its body.
    pub failures: &'static [(u16, FailureReader)],
}

impl Operation {
    /// May be sent twice without a second effect: every method except POST and PATCH.
    #[must_use]
    pub fn is_idempotent(&self) -> bool {
        !matches!(self.method, "POST" | "PATCH")
    }
}

/// A documented rate limit.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its name in the document.
    pub name: &'static str,
    /// Requests in one window.
    pub limit: u32,
    /// Length of the window in seconds.
    pub window_s: u32,
    /// Response header with the limit.
    pub limit_header: &'static str,
    /// Response header with what is left.
    pub remaining_header: &'static str,
    /// Response header with the Unix second of the reset.
    pub reset_header: &'static str,
}

/// Where a paged operation keeps its numbers.
#[derive(Debug)]
pub struct PageKeys {
    /// Query parameter with the page number, from 1.
    pub number: &'static str,
    /// Query parameter with the page size.
    pub size: &'static str,
    /// Key of the body that holds the items.
    pub items: &'static str,
    /// Key of the body that holds the page object; empty where the numbers stand beside the items.
    pub page: &'static str,
    /// Keys of the page object and what each carries.
    pub totals: &'static [(&'static str, Total)],
}

/// What a key of the page object carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Total {
    /// The number of this page, from 1.
    Number,
    /// The page size.
    Size,
    /// How many items there are over all pages.
    Items,
    /// How many pages there are.
    Pages,
    /// There is a next page.
    HasNext,
    /// The number of the next page, null on the last.
    Next,
    /// There is a previous page.
    HasPrevious,
}
