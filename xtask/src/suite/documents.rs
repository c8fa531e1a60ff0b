//! The bundled documents under three independent linters, with their rules as they come.

use std::path::PathBuf;
use std::process::Command;

use super::{Outcome, Suite, tools};

/// Pairs of paths that may be called ambiguous, because they are the vendors': no other spelling
/// exists, and the rule stays on for all others.
const AMBIGUOUS: [[&str; 2]; 4] = [
    ["/hr/v1/contracts/{id}/renew", "/hr/v1/contracts/templates/{templateId}"],
    ["/company-assets/types/{typeId}", "/company-assets/{assetId}/assign"],
    ["/company-assets/types/{typeId}", "/company-assets/{assetId}/unassign"],
    ["/employees/{employee}/skills", "/employees/documents/{id}"],
];

/// A warning that stands.
fn known(line: &str) -> bool {
    let pair = |paths: &[&str; 2]| paths.iter().all(|path| line.contains(&format!("`{path}`")));
    line.contains("no-ambiguous-paths") && AMBIGUOUS.iter().any(pair)
}

/// redocly `recommended`, `spectral:oas` and openapi-spec-validator: no error and no warning.
///
/// # Errors
/// Whatever a linter says.
pub fn lint(suite: &Suite) -> anyhow::Result<Outcome> {
    let node = tools::node(&suite.root)?;
    let python = tools::python(&suite.root)?;
    let place = tools::folder(&suite.root);
    let rules = place.join("spectral.yaml");
    std::fs::write(&rules, "extends: ['spectral:oas']\n")?;
    let redocly = place.join("redocly.yaml");
    std::fs::write(&redocly, "extends: [recommended]\n")?;
    let documents = documents(suite)?;
    for document in &documents {
        let said = tools::output(
            Command::new(node.join("redocly"))
                .args(["lint", "--format", "github-actions", "--config"])
                .arg(&redocly)
                .arg(document)
                .env("REDOCLY_TELEMETRY", "off"),
        )?;
        let unexpected: Vec<_> =
            said.lines().filter(|line| line.contains("::") && !known(line)).collect();
        anyhow::ensure!(unexpected.is_empty(), "redocly: {}", unexpected.join("\n"));
        tools::output(
            Command::new(node.join("spectral"))
                .args(["lint", "--fail-severity", "hint", "--ruleset"])
                .arg(&rules)
                .arg(document),
        )?;
        tools::output(Command::new(python.join("openapi-spec-validator")).arg(document))?;
    }
    Ok(Outcome::Held(format!("{} document(s) clean under three linters", documents.len())))
}

/// `gen/<api>/openapi.yaml` of every API.
fn documents(suite: &Suite) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(suite.root.join("gen"))? {
        let document = entry?.path().join("openapi.yaml");
        if document.is_file() {
            found.push(document);
        }
    }
    found.sort();
    anyhow::ensure!(!found.is_empty(), "gen/ holds no document: run `cargo xtask gen`");
    Ok(found)
}
