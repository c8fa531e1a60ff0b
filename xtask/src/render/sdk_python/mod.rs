//! The Python SDK: one publishable package per API, types and methods generated, behaviour shipped.

mod calls;
mod client;
mod front;
mod literals;
mod model;
mod models;
mod package;
mod proofs;
mod rows;
mod text;
mod types;

use crate::ir::Api;
use crate::render::Output;

/// Every file of `gen/<api>/sdk/python`.
///
/// # Errors
/// When a file cannot be printed: a fault of the generator, never of a document.
pub fn render(api: &Api) -> anyhow::Result<Vec<Output>> {
    let sdk = model::Sdk::new(api);
    let mut files = sdk.package();
    files.extend([
        sdk.front_door(),
        sdk.api_file(),
        sdk.client_file(),
        sdk.errors(),
        sdk.operations(),
    ]);
    files.extend(sdk.scopes_file());
    files.extend(sdk.webhooks());
    files.extend(sdk.calls());
    files.extend(sdk.models());
    files.extend(sdk.runtime());
    files.extend(sdk.proofs());
    Ok(files)
}
