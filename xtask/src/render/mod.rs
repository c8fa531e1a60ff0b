//! The seam to the renderers: each turns the IR into files and decides nothing.

pub mod contract;
pub mod sdk_rust;
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

/// Everything that is rendered from one API.
pub fn all(api: &Api, bundle: &Bundle) -> Result<Vec<Output>> {
    let mut outputs = server::render(api).context("the server crate")?;
    outputs.extend(sdk_rust::render(api).context("the Rust SDK")?);
    outputs.extend(contract::render(api, bundle).context("the contract kit")?);
    Ok(outputs)
}
