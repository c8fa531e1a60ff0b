//! Servers and Rust SDKs: one `cargo check` over all of them, told apart by package.

use std::process::Command;

use serde_json::Value;

use super::Complaints;
use super::document::Tried;
use super::scratch::Scratch;

/// Packages of a document: folder, and how its name begins and ends around the folder's.
const PACKAGES: [(&str, &str, &str); 2] = [("server", "", "-server"), ("sdk/rust", "rosetta-", "")];

/// Checks every target of every package.
///
/// # Errors
/// When cargo cannot start, or says nothing about a package.
pub fn check(scratch: &Scratch, generated: &[&Tried]) -> anyhow::Result<Complaints> {
    let output = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
        .args(["check", "--offline", "--workspace", "--all-targets", "--keep-going"])
        .args(["--message-format", "json", "--quiet"])
        .env("CARGO_TARGET_DIR", scratch.target())
        .current_dir(&scratch.root)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let messages: Vec<Value> =
        said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let stderr = String::from_utf8_lossy(&output.stderr);
    let mut complaints = Complaints::new();
    for one in generated {
        let found = complaints.entry(one.folder.clone()).or_default();
        for (folder, before, after) in PACKAGES {
            let name = format!("{before}{}{after}", one.folder);
            let errors = errors(&messages, &name);
            if errors.is_empty() && !is_built(&messages, &name) {
                found.push(format!("{folder} was not checked: {}", stderr.trim()));
            }
            found.extend(errors.into_iter().map(|error| format!("{folder}: {error}")));
        }
    }
    Ok(complaints)
}

/// Errors of one package, each once although several targets may repeat it.
fn errors(messages: &[Value], package: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for message in messages.iter().filter(|message| is_of(message, package)) {
        let level = message["message"]["level"].as_str().unwrap_or_default();
        let text = message["message"]["rendered"].as_str().unwrap_or_default();
        let summary = text.starts_with("error: aborting");
        if level.starts_with("error") && !summary && !found.iter().any(|known| known == text) {
            found.push(text.to_owned());
        }
    }
    found
}

/// Cargo says that the package's library is there.
fn is_built(messages: &[Value], package: &str) -> bool {
    let artifact = |message: &&Value| message["reason"] == "compiler-artifact";
    messages.iter().filter(artifact).any(|message| is_of(message, package))
}

/// The message is about that package: `path+file:///…/server#petstore-server@0.1.0`.
fn is_of(message: &Value, package: &str) -> bool {
    let id = message["package_id"].as_str().unwrap_or_default();
    let name = id.rsplit('#').next().unwrap_or_default();
    name.split('@').next() == Some(package)
}
