//! Bodies that are text or bytes: of whatever content type the operation takes.

use ::bytes::Bytes;
use poem::{Request, RequestBody};

use super::{Unread, bytes, is_empty, same_type};
use crate::operation::Operation;

/// The body as it was sent.
pub(crate) async fn raw(
    request: &Request,
    body: &mut RequestBody,
    op: &'static Operation,
) -> Result<Bytes, Unread> {
    match request.content_type() {
        Some(sent) if op.media.iter().any(|media| same_type(media, sent)) => {}
        Some(_) => return Err(Unread::UnsupportedType { expected: op.media }),
        None if is_empty(body) => return Err(Unread::Empty),
        None if op.media.contains(&"*/*") => {}
        None => return Err(Unread::UnsupportedType { expected: op.media }),
    }
    bytes::bytes(body, op.max_body).await
}
