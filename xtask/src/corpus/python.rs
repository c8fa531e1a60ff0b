//! Python SDKs under `mypy --strict`, and an import of each.

use std::path::Path;
use std::process::{Command, Output};

use super::Complaints;
use super::document::Tried;
use super::scratch::Scratch;
use crate::suite::tools;

const PACKAGE: &str = "sdk/python";

/// Checks the types of each package, then imports it.
///
/// # Errors
/// When the checker cannot be set up or started.
pub fn check(scratch: &Scratch, generated: &[&Tried]) -> anyhow::Result<Complaints> {
    let mut complaints = Complaints::new();
    for one in generated.iter().filter(|one| one.has(PACKAGE)) {
        let bin = tools::python(&scratch.home)?;
        let package = scratch.package(one, PACKAGE);
        let mut mypy = Command::new(bin.join("mypy"));
        mypy.args(["--strict", "--no-error-summary", "--cache-dir"]);
        mypy.arg(tools::folder(&scratch.home).join("mypy"));
        let parts = ["src", "tests", "examples"];
        mypy.args(parts.iter().filter(|part| package.join(part).is_dir()));
        let mut found = failures(&mypy.current_dir(&package).output()?);
        for module in modules(&package.join("src")) {
            let mut import = Command::new(bin.join("python"));
            import.arg("-c").arg(format!("import {module}")).current_dir(package.join("src"));
            found.extend(failures(&import.env("PYTHONDONTWRITEBYTECODE", "1").output()?));
        }
        complaints.insert(one.folder.clone(), found);
    }
    Ok(complaints)
}

/// One complaint a line of what a program printed, where it did not end well.
fn failures(output: &Output) -> Vec<String> {
    if output.status.success() {
        return Vec::new();
    }
    let said = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
    let lines = said.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
    let lines: Vec<String> = lines.map(str::to_owned).collect();
    if lines.is_empty() { vec![format!("ended with {}", output.status)] } else { lines }
}

/// Names of the packages in a folder.
fn modules(src: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(src).into_iter().flatten().flatten();
    let modules = entries.filter(|entry| entry.path().join("__init__.py").is_file());
    modules.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
