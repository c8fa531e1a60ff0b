//! TypeScript SDKs under `tsc --strict`.

use std::process::Command;

use super::Complaints;
use super::document::Tried;
use super::scratch::Scratch;
use crate::suite::tools;

const PACKAGE: &str = "sdk/typescript";

/// Checks the types of each package.
///
/// # Errors
/// When the compiler cannot be set up or started.
pub fn check(scratch: &Scratch, generated: &[&Tried]) -> anyhow::Result<Complaints> {
    let mut complaints = Complaints::new();
    for one in generated.iter().filter(|one| one.has(PACKAGE)) {
        let bin = tools::node(&scratch.home)?;
        let mut tsc = Command::new(bin.join("tsc"));
        tsc.args(["--strict", "--noEmit", "--pretty", "false"]).arg("--project");
        let types = bin.with_file_name("@types");
        tsc.arg(scratch.package(one, PACKAGE)).arg("--typeRoots").arg(types);
        let output = tsc.output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        let mut found: Vec<String> =
            said.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        if !output.status.success() && found.is_empty() {
            found.push(String::from_utf8_lossy(&output.stderr).trim().to_owned());
        }
        complaints.insert(one.folder.clone(), found);
    }
    Ok(complaints)
}
