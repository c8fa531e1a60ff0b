//! An answer whose body is read piece by piece instead of being held in memory.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use futures_util::Stream;
use reqwest::header::HeaderMap;

use super::engine::unanswered;
use super::error::Error;
use super::operation::Operation;
use super::transport::ResponseBody;

/// The body of a successful answer while it arrives. Dropping it ends the transfer.
pub struct Download {
    /// The HTTP status.
    pub status: u16,
    /// All headers.
    pub headers: HeaderMap,
    /// `X-Request-Id`.
    pub request_id: Option<String>,
    pub(crate) operation: &'static Operation,
    pub(crate) body: ResponseBody,
    /// How long one piece may take.
    pub(crate) timeout: Duration,
}

impl Download {
    /// The next piece; `None` after the last. After an error nothing more comes.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        let piece = match tokio::time::timeout(self.timeout, self.body.next()).await {
            Ok(piece) => piece?.map_err(|error| unanswered(self.operation, error)),
            Err(_) => Err(Error::Timeout { operation: self.operation.id, after: self.timeout }),
        };
        if piece.is_err() {
            self.body = ResponseBody::whole(Bytes::new());
        }
        Some(piece)
    }

    /// The pieces as a [`Stream`].
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes, Error>> + Send + Unpin {
        Box::pin(futures_util::stream::unfold(self, |mut this| async {
            let piece = this.next().await?;
            Some((piece, this))
        }))
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
