//! The seam to the renderers: each turns the IR into files and decides nothing.

pub mod contract;
pub mod sdk;
pub mod sdk_python;
pub mod sdk_rust;
pub mod sdk_typescript;
pub mod server;

use anyhow::{Context, Result};

use crate::bundle::Bundle;
use crate::ir::Api;

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Relative to `gen/`.
    pub path: String,
    pub text: String,
}

/// Everything that is rendered from one API, in a fixed order.
pub fn all(api: &Api, bundle: &Bundle) -> Result<Vec<Output>> {
    let mut outputs = packages(api)?;
    outputs.extend(contract::render(api, bundle).context("the contract kit")?);
    Ok(outputs)
}

/// What can be compiled: the server crate and the SDKs.
pub fn packages(api: &Api) -> Result<Vec<Output>> {
    let mut outputs = server::render(api).context("the server crate")?;
    outputs.extend(sdk_rust::render(api).context("the Rust SDK")?);
    outputs.extend(sdk_typescript::render(api).context("the TypeScript SDK")?);
    outputs.extend(sdk_python::render(api).context("the Python SDK")?);
    Ok(outputs)
}
