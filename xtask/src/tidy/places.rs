//! What may lie where: the top level of the house, and the names of files and folders.

use super::Finding;

/// Entries of the top level; a new one is a decision and belongs in the README's map.
const TOP: [&str; 20] = [
    ".cargo",
    ".ci",
    ".gitattributes",
    ".gitignore",
    ".ignore",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "clippy.toml",
    "gen",
    "migrations",
    "openapi",
    "package.json",
    "rustfmt.toml",
    "src",
    "tests",
    "xtask",
    "rust-toolchain.toml",
];

/// Names that say nothing; a room has a purpose and is called after it.
pub const BANNED: [&str; 8] =
    ["util", "utils", "helper", "helpers", "common", "manager", "service", "dto"];

pub fn check(files: &[String]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in files {
        let top = file.split('/').next().unwrap_or_default();
        if !TOP.contains(&top) {
            findings.push(Finding::new(file, "stray file at the top level"));
        }
        if file.starts_with("gen/") {
            continue;
        }
        for part in file.split('/') {
            let stem = part.split('.').next().unwrap_or_default();
            if stem.split(['_', '-']).any(|word| BANNED.contains(&word)) {
                findings.push(Finding::new(file, format!("`{part}` says nothing: name its use")));
            }
        }
        if file.starts_with("src/") && !allowed_in_src(file) {
            findings.push(Finding::new(file, "src/ holds Rust, manifests, notes and page assets"));
        }
    }
    findings
}

fn allowed_in_src(file: &str) -> bool {
    let endings = [".rs", "/Cargo.toml", ".md"];
    let folders = ["src/portal/assets/", "src/portal/tests/"];
    endings.iter().any(|e| file.ends_with(e)) || folders.iter().any(|f| file.starts_with(f))
}
