//! The run's own environment below `target/tools`: nothing is expected to be installed by hand.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

/// Folder of everything that is set up for the checks.
pub fn folder(root: &Path) -> PathBuf {
    root.join("target").join("tools")
}

/// A Python environment with `tests/tools/requirements.txt`, renewed when the file changes.
///
/// # Errors
/// When there is no Python 3 with `venv`, or a package cannot be installed.
pub fn python(root: &Path) -> anyhow::Result<PathBuf> {
    let venv = folder(root).join("venv");
    let wanted = root.join("tests/tools/requirements.txt");
    let bin = venv.join("bin");
    if !is_current(&venv, &wanted)? {
        run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&venv))
            .context("python3 with its venv module is needed (Debian: python3-venv)")?;
        run(Command::new(bin.join("pip")).args(["install", "--quiet", "-r"]).arg(&wanted))?;
        mark(&venv, &wanted)?;
    }
    Ok(bin)
}

/// The npm packages of `tests/tools/package.json`; answers their `.bin` folder.
///
/// # Errors
/// When there is no npm, or a package cannot be installed.
pub fn node(root: &Path) -> anyhow::Result<PathBuf> {
    let place = folder(root).join("node");
    let wanted = root.join("tests/tools/package.json");
    if !is_current(&place, &wanted)? {
        std::fs::create_dir_all(&place)?;
        std::fs::copy(&wanted, place.join("package.json"))?;
        let flags = ["install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"];
        run(Command::new("npm").args(flags).current_dir(&place)).context("npm is needed")?;
        mark(&place, &wanted)?;
    }
    Ok(place.join("node_modules").join(".bin"))
}

fn is_current(place: &Path, wanted: &Path) -> anyhow::Result<bool> {
    let text = std::fs::read_to_string(wanted)?;
    Ok(std::fs::read_to_string(place.join("installed")).is_ok_and(|seen| seen == text))
}

fn mark(place: &Path, wanted: &Path) -> anyhow::Result<()> {
    std::fs::copy(wanted, place.join("installed"))?;
    Ok(())
}

/// Runs a command with its output shown.
///
/// # Errors
/// When it cannot start or does not end with 0.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("cannot start {name}"))?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}

/// Runs a command and answers what it printed to standard output.
///
/// # Errors
/// When it cannot start or does not end with 0; its standard error is part of the message.
pub fn output(command: &mut Command) -> anyhow::Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot start {name}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        bail!(
            "{name} ended with {}\n{text}{}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(text)
}
