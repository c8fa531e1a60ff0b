//! The Rust SDK: one publishable package per API, types and methods generated, behaviour shipped.

mod builder;
mod calls;
mod demo;
mod enums;
mod examples;
mod file;
mod manifest;
mod model;
mod readme;
mod request;
mod runtime;
mod serde_by_hand;
mod spelling;
mod tables;
mod tests;
mod types;

pub use tables::token_operation;

use crate::ir::Api;
use crate::render::Output;

const LICENSE_MIT: &str = include_str!("../../../../LICENSE-MIT");
const LICENSE_APACHE: &str = include_str!("../../../../LICENSE-APACHE");

/// Every file of `gen/<api>/sdk/rust`.
///
/// # Errors
/// When tokens do not make a Rust file: a fault of the generator, never of a document.
pub fn render(api: &Api) -> anyhow::Result<Vec<Output>> {
    let sdk = model::Sdk::new(api);
    let printer = file::Printer { sdk: &sdk };
    let scope = printer.scope()?;
    let mut files = vec![
        printer.manifest()?,
        printer.plain("LICENSE-MIT", LICENSE_MIT.to_owned()),
        printer.plain("LICENSE-APACHE", LICENSE_APACHE.to_owned()),
        printer.readme(),
        printer.changelog(),
        printer.quickstart(),
        printer.lib(scope.is_some())?,
        printer.builder()?,
        printer.failure()?,
        printer.operations()?,
    ];
    files.extend(scope);
    files.extend(printer.calls()?);
    files.extend(printer.types()?);
    files.extend(printer.runtime()?);
    files.extend(printer.operation_tests()?);
    Ok(files)
}
