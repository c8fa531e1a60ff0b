//! The TypeScript SDK: a package per API, its types and methods generated, its behaviour shipped.

mod client;
mod credentials;
mod demo;
mod model;
mod modules;
mod operations;
mod package;
mod readme;
mod sample;
mod shapes;
mod spell;
mod suite;
mod types;

use crate::ir::Api;
use crate::render::Output;

/// Every file of `gen/<api>/sdk/typescript`.
///
/// # Errors
/// When a file cannot be printed: a fault of the generator, never of a document.
pub fn render(api: &Api) -> anyhow::Result<Vec<Output>> {
    let sdk = model::Sdk::new(api);
    let choices = credentials::Choices::of(&sdk);
    let mut files = sdk.package_files()?;
    files.extend(sdk.readme(&choices));
    files.extend(sdk.modules(&choices)?);
    files.push(sdk.file("tests/operations.test.ts", sdk.operations_test(&choices)));
    Ok(files)
}
