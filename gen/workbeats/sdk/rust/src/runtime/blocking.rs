//! For programs without an async runtime: the same client and the same calls, run to their end.
//!
//! Calls stay what they are; this only waits for them. So there is one engine with one behaviour,
//! and nothing here to generate.

use std::future::IntoFuture;
use std::ops::Deref;
use std::sync::Arc;

use futures_util::{Stream, StreamExt};
use tokio::runtime::{Builder, Runtime};

use super::client::ClientBuilder;
use super::error::Error;

/// A [`crate::Client`] with a runtime of its own. All methods of the API are there; what they give
/// goes to [`Client::run`] or [`Client::walk`]. Not for use inside async code: it would panic.
#[derive(Debug, Clone)]
pub struct Client {
    client: crate::Client,
    runtime: Arc<Runtime>,
}

impl Client {
    /// Gives a client a runtime on the calling thread.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the operating system refuses what a runtime needs.
    pub fn new(client: crate::Client) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|_| Error::invalid("client", "the runtime cannot be set up"))?;
        Ok(Self { client, runtime: Arc::new(runtime) })
    }

    /// Sends a call and waits for its end: `client.run(client.employee_get(…))`,
    /// `client.run(client.employee_get(…).answer())`.
    pub fn run<F: IntoFuture>(&self, call: F) -> F::Output {
        self.runtime.block_on(async { call.into_future().await })
    }

    /// Iterates over what arrives bit by bit: `client.walk(client.employee_list(…).items())`,
    /// `.pages()`, or the pieces of a download.
    pub fn walk<S: Stream + Unpin>(&self, stream: S) -> Walk<S> {
        Walk { stream, runtime: Arc::clone(&self.runtime) }
    }
}

impl Deref for Client {
    type Target = crate::Client;

    fn deref(&self) -> &crate::Client {
        &self.client
    }
}

impl ClientBuilder {
    /// The finished client for programs without an async runtime.
    ///
    /// # Errors
    /// As [`ClientBuilder::build`].
    pub fn build_blocking(self) -> Result<Client, Error> {
        Client::new(self.build()?)
    }
}

/// An [`Iterator`] over a stream.
#[derive(Debug)]
pub struct Walk<S> {
    stream: S,
    runtime: Arc<Runtime>,
}

impl<S: Stream + Unpin> Iterator for Walk<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        self.runtime.block_on(self.stream.next())
    }
}
