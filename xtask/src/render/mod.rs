//! The seam to the renderers: each turns the IR into files and decides nothing.

pub mod contract;
pub mod sdk_rust;
pub mod server;

use anyhow::{Context, Result, anyhow};

use crate::bundle::Bundle;
use crate::ir::Api;

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Relative to `gen/`.
    pub path: String,
    pub text: String,
}

/// Everything that is rendered from one API: the crates side by side, in a fixed order.
pub fn all(api: &Api, bundle: &Bundle) -> Result<Vec<Output>> {
    let (server, sdk, kit) = std::thread::scope(|scope| {
        let sdk = scope.spawn(|| sdk_rust::render(api));
        let server = server::render(api);
        (server, sdk.join(), contract::render(api, bundle))
    });
    let mut outputs = server.context("the server crate")?;
    outputs.extend(sdk.map_err(|_| anyhow!("the SDK's renderer died"))?.context("the Rust SDK")?);
    outputs.extend(kit.context("the contract kit")?);
    Ok(outputs)
}
