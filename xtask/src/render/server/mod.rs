//! The server crate of an API: the IR printed as data and glue over `wire`, nothing decided.

pub(super) mod file;
mod lib_file;
mod operations;
mod patterns;
mod requests;
mod results;
mod routes;
mod schemas;
pub(super) mod spell;
mod stub;
mod traits;
mod types;

#[cfg(test)]
mod tests;

pub use stub::stub;

use super::Output;
use crate::ir::Api;
use file::Printer;

/// Every file of `<api folder>/server/`.
///
/// # Errors
/// What the document asks for cannot be written in Rust: an envelope with a required field that
/// nobody fills, a page parameter without a default, a header name that is none.
pub fn render(api: &Api) -> anyhow::Result<Vec<Output>> {
    let printer = Printer::new(api);
    let mut files = vec![printer.lib()?];
    files.extend(printer.operations()?);
    files.extend(printer.types()?);
    files.extend(printer.schemas()?);
    files.extend(printer.requests()?);
    files.extend(printer.traits()?);
    files.extend(printer.routes()?);
    files.insert(0, printer.manifest(&files));
    Ok(files)
}
