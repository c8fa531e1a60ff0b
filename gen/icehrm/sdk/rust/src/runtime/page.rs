//! Pages, and walks over all of them.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::future::BoxFuture;
use futures_util::{FutureExt, Stream, StreamExt};

use super::call::Call;
use super::error::Error;

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items, in the server's order.
    pub items: Vec<T>,
    /// The number of this page, from 1.
    pub number: u64,
    /// The most items a page has.
    pub size: u64,
    /// How many items there are over all pages.
    pub total_items: u64,
    /// How many pages there are.
    pub total_pages: u64,
    /// There is a page after this one.
    pub has_next: bool,
    /// There is a page before this one.
    pub has_previous: bool,
}

/// All pages from the asked one on, fetched as they are needed. A [`Stream`].
pub struct Pages<T> {
    call: Call<Page<T>>,
    next: Option<u64>,
    flight: Option<BoxFuture<'static, Result<Page<T>, Error>>>,
}

/// All items from the asked page on, fetched page by page as they are needed. A [`Stream`].
pub struct Items<T> {
    pages: Pages<T>,
    here: std::vec::IntoIter<T>,
}

impl<T: Send + 'static> Call<Page<T>> {
    /// Walks over all pages, beginning with the one asked for.
    pub fn pages(self) -> Pages<T> {
        let first = self.prepared.operation.page.and_then(|keys| {
            let (_, text) = self.prepared.query.iter().find(|(name, _)| name == keys.number)?;
            text.parse().ok()
        });
        Pages { call: self, next: Some(first.unwrap_or(1)), flight: None }
    }

    /// Walks over all items, beginning with the page asked for.
    pub fn items(self) -> Items<T> {
        Items { pages: self.pages(), here: Vec::new().into_iter() }
    }
}

impl<T: Send + 'static> Pages<T> {
    /// The next page; `None` after the last. After an error the walk ends.
    pub async fn next(&mut self) -> Option<Result<Page<T>, Error>> {
        StreamExt::next(self).await
    }

    fn fetch(&self, number: u64) -> BoxFuture<'static, Result<Page<T>, Error>> {
        let mut call = self.call.clone();
        if let Some(keys) = call.prepared.operation.page {
            call.prepared.set_query(keys.number, number.to_string());
        }
        call.into_future()
    }
}

impl<T: Send + 'static> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(number) = self.next else { return Poll::Ready(None) };
        let mut flight = self.flight.take().unwrap_or_else(|| self.fetch(number));
        match flight.poll_unpin(cx) {
            Poll::Pending => {
                self.flight = Some(flight);
                Poll::Pending
            }
            Poll::Ready(page) => {
                let more = page.as_ref().is_ok_and(|page| page.has_next && !page.items.is_empty());
                self.next = more.then(|| number.saturating_add(1));
                Poll::Ready(Some(page))
            }
        }
    }
}

impl<T: Send + 'static> Items<T> {
    /// The next item; `None` after the last. After an error the walk ends.
    pub async fn next(&mut self) -> Option<Result<T, Error>>
    where
        T: Unpin,
    {
        StreamExt::next(self).await
    }

    /// All items at once.
    ///
    /// # Errors
    /// The first error of any page.
    pub async fn collect(mut self) -> Result<Vec<T>, Error> {
        let mut all: Vec<T> = self.here.collect();
        while let Some(page) = self.pages.next().await {
            all.extend(page?.items);
        }
        Ok(all)
    }
}

impl<T: Send + Unpin + 'static> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.here.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match self.pages.poll_next_unpin(cx) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(None) => return Poll::Ready(None),
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error))),
                Poll::Ready(Some(Ok(page))) => self.here = page.items.into_iter(),
            }
        }
    }
}

impl<T> std::fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages").field("call", &self.call).field("next", &self.next).finish()
    }
}

impl<T> std::fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish()
    }
}
