//! Which crate may depend on which: the arrows of the house, and no other.

use std::path::Path;

use super::Finding;

/// Crates of ours that each folder may list under `[dependencies]`.
const ARROWS: [(&str, &[&str]); 16] = [
    ("src/hr", &["migrations"]),
    ("src/wire", &[]),
    ("src/shiftcare", &["hr", "wire", "courier", "shiftcare-server"]),
    ("src/icehrm", &["hr", "wire", "courier", "icehrm-server"]),
    ("src/okta-hr", &["hr", "wire", "okta-hr-server"]),
    ("src/portal", &["wire"]),
    ("src/courier", &["hr"]),
    ("src/demo", &["hr"]),
    ("migrations", &[]),
    ("xtask", &[]),
    ("gen/shiftcare/server", &["wire"]),
    ("gen/shiftcare/sdk/rust", &[]),
    ("gen/icehrm/server", &["wire"]),
    ("gen/icehrm/sdk/rust", &[]),
    ("gen/okta-hr/server", &["wire"]),
    ("gen/okta-hr/sdk/rust", &[]),
];

/// Libraries that a folder must not see, whatever the reason seems to be.
const BARRED: [(&str, &[&str]); 6] = [
    ("src/hr", &["poem", "poem-openapi", "reqwest"]),
    ("src/wire", &["sea-orm", "reqwest"]),
    ("src/shiftcare", &["sea-orm", "reqwest", "poem-openapi"]),
    ("src/icehrm", &["sea-orm", "reqwest", "poem-openapi"]),
    ("src/okta-hr", &["sea-orm", "reqwest", "poem-openapi"]),
    ("src/portal", &["sea-orm", "reqwest"]),
];

/// Names of every crate of ours, as manifests spell them.
const OURS: [&str; 16] = [
    "courier",
    "demo",
    "hr",
    "migrations",
    "icehrm",
    "icehrm-server",
    "okta-hr",
    "okta-hr-server",
    "portal",
    "rosetta-icehrm",
    "rosetta-okta-hr",
    "rosetta-shiftcare",
    "shiftcare",
    "shiftcare-server",
    "wire",
    "xtask",
];

/// # Errors
/// When a manifest that the table names cannot be read.
pub fn check(root: &Path) -> anyhow::Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (folder, allowed) in ARROWS {
        let place = format!("{folder}/Cargo.toml");
        let manifest = std::fs::read_to_string(root.join(&place))
            .map_err(|e| anyhow::anyhow!("{place}: {e}"))?;
        let barred = BARRED.iter().find(|(f, _)| *f == folder).map_or(&[][..], |(_, b)| b);
        for name in dependencies(&manifest) {
            let ours = OURS.contains(&name.as_str());
            if ours && !allowed.contains(&name.as_str()) || barred.contains(&name.as_str()) {
                findings.push(Finding::new(&place, format!("no arrow leads from here to {name}")));
            }
        }
        for line in manifest.lines().filter(|l| pins_a_version(l)) {
            let own_sdk = folder.contains("/sdk/");
            if !own_sdk {
                let what = format!("versions live in the root manifest: {}", line.trim());
                findings.push(Finding::new(&place, what));
            }
        }
    }
    Ok(findings)
}

fn pins_a_version(line: &str) -> bool {
    let quoted = line.split_once(" = \"").map(|(_, v)| v.starts_with(|c: char| c.is_ascii_digit()));
    line.contains("version = \"") || quoted.unwrap_or(false)
}

/// Keys of `[dependencies]`; dev-dependencies may point anywhere.
fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut names = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim() == "[dependencies]";
            continue;
        }
        let name: String =
            line.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
        if inside && !name.is_empty() {
            names.push(name);
        }
    }
    names
}
