//! Where strangers' packages are compiled: a workspace of its own below `target/corpus`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::document::Tried;

/// The root manifest: the versions that generated servers take from their workspace.
const ROOT: &str = include_str!("../../../Cargo.toml");

/// `target/corpus`: one folder a document, one Cargo workspace over all of them.
pub struct Scratch {
    pub home: PathBuf,
    pub root: PathBuf,
}

impl Scratch {
    /// The scratch folder of this repository.
    pub fn of(home: &Path) -> Scratch {
        Scratch { home: home.to_owned(), root: home.join("target/corpus") }
    }

    /// Target folder of the workspace: packages of the same names elsewhere must not share it.
    pub fn target(&self) -> PathBuf {
        self.root.join("cargo")
    }

    /// The folder of a document's package.
    pub fn package(&self, of: &Tried, package: &str) -> PathBuf {
        self.root.join(&of.folder).join(package)
    }

    /// Writes every document's packages anew, and the workspace around them.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, tried: &[Tried]) -> Result<()> {
        std::fs::create_dir_all(&self.root).context("target/corpus")?;
        for one in tried.iter() {
            let folder = self.root.join(&one.folder);
            let wanted = |path: &Path| one.outputs.iter().any(|o| self.root.join(&o.path) == path);
            remove_others(&folder, &wanted).with_context(|| folder.display().to_string())?;
            for output in &one.outputs {
                let path = self.root.join(&output.path);
                // What did not change keeps its time, so that it is not compiled again.
                if std::fs::read_to_string(&path).is_ok_and(|text| text == output.text) {
                    continue;
                }
                std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
                std::fs::write(&path, &output.text).with_context(|| output.path.clone())?;
            }
        }
        let generated = tried.iter().filter(|one| one.is_generated());
        std::fs::write(self.root.join("Cargo.toml"), manifest(generated))?;
        // The versions that are already there: nothing is resolved or downloaded anew.
        std::fs::copy(self.home.join("Cargo.lock"), self.root.join("Cargo.lock"))?;
        Ok(())
    }
}

/// Removes the files below a folder that are not wanted any more.
fn remove_others(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> std::io::Result<()> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            remove_others(&path, wanted)?;
        } else if !wanted(&path) {
            std::fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// The workspace of all packages, with the dependencies of the repository's own.
fn manifest<'a>(generated: impl Iterator<Item = &'a Tried>) -> String {
    let mut members = String::new();
    for one in generated {
        for package in ["server", "sdk/rust"] {
            members.push_str(&format!("  \"{}/{package}\",\n", one.folder));
        }
    }
    let shared = ROOT.split("\n[").find(|part| part.starts_with("workspace.dependencies]"));
    let third_party = shared.into_iter().flat_map(str::lines).filter(|row| !row.contains("path ="));
    let rows: Vec<&str> = third_party.skip(1).collect();
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{members}]\n\n\
         [workspace.package]\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [workspace.dependencies]\nwire = {{ path = \"../../src/wire\" }}\n{}\n",
        rows.join("\n"),
    )
}
