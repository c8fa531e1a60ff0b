//! Brings `gen/` to what was rendered: only what differs, atomically, never over handwork.

mod lock;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result, bail};
use similar::TextDiff;

use crate::render::Output;

pub use lock::{Line, Lock, sha256};

/// What `gen/` should hold for the chosen APIs.
#[derive(Debug, Default)]
pub struct Plan {
    files: Vec<Output>,
    lines: Vec<Line>,
    apis: Vec<String>,
}

impl Plan {
    /// Adds the outputs of one API, made from its bundle.
    pub fn add(&mut self, api: &str, bundle: &str, outputs: Vec<Output>) {
        let source = sha256(bundle.as_bytes());
        for output in &outputs {
            self.lines.push(Line {
                source: source.clone(),
                file: sha256(output.text.as_bytes()),
                path: output.path.clone(),
            });
        }
        self.files.extend(outputs);
        self.apis.push(api.to_string());
    }
}

/// What differs between the plan and the disk.
#[derive(Debug, Default)]
pub struct Changes {
    /// Path, text on disk if any, wanted text.
    changed: Vec<(String, Option<String>, String)>,
    /// Files that nothing generates any more, with their text.
    stale: Vec<(String, String)>,
    /// Of these, the ones that are not as the lock remembers them.
    edited: BTreeSet<String>,
    lock: Lock,
    lock_differs: bool,
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.changed.is_empty() && self.stale.is_empty() && !self.lock_differs
    }

    /// A unified diff from what is there to what should be there.
    pub fn diff(&self) -> String {
        let mut out = String::new();
        for (path, before, after) in &self.changed {
            let old = if before.is_some() { format!("a/gen/{path}") } else { "/dev/null".into() };
            let new = format!("b/gen/{path}");
            let before = before.as_deref().unwrap_or("");
            let diff = TextDiff::from_lines(before, after.as_str());
            let _ = write!(out, "{}", diff.unified_diff().header(&old, &new));
        }
        for (path, before) in &self.stale {
            let diff = TextDiff::from_lines(before.as_str(), "");
            let header = format!("a/gen/{path}");
            let _ = write!(out, "{}", diff.unified_diff().header(&header, "/dev/null"));
        }
        if out.is_empty() && self.lock_differs {
            out.push_str("gen/LOCK is not what the documents say\n");
        }
        out
    }
}

/// APIs that the lock knows and `openapi/` no longer has.
pub fn forgotten(home: &Path, known: &[String]) -> Result<Vec<String>> {
    let lock = Lock::read(&home.join("gen/LOCK"))?;
    let mut gone = BTreeSet::new();
    for line in lock.unwrap_or_default().lines {
        let api = line.path.split('/').next().unwrap_or_default().to_string();
        if !known.contains(&api) {
            gone.insert(api);
        }
    }
    Ok(gone.into_iter().collect())
}

/// Compares the plan with the disk; `gone` are APIs whose files are all stale.
pub fn compare(home: &Path, plan: &Plan, gone: Vec<String>) -> Result<Changes> {
    let folder = home.join("gen");
    let before = Lock::read(&folder.join("LOCK"))?;
    let bootstrap = before.is_none();
    let before = before.unwrap_or_default();
    let mut changes = Changes::default();
    for output in &plan.files {
        let there = read(&folder.join(&output.path))?;
        if there.as_deref() == Some(output.text.as_str()) {
            continue;
        }
        if let Some(there) = &there {
            let known = before.hash_of(&output.path);
            let untouched = known == Some(sha256(there.as_bytes()).as_str());
            if !untouched && !bootstrap {
                changes.edited.insert(output.path.clone());
            }
        }
        changes.changed.push((output.path.clone(), there, output.text.clone()));
    }
    let of_chosen = |path: &str| {
        let api = path.split('/').next().unwrap_or_default();
        plan.apis.iter().any(|a| a == api) || gone.iter().any(|a| a == api)
    };
    let mut lock = Lock { lines: plan.lines.clone() };
    for line in &before.lines {
        if !of_chosen(&line.path) {
            lock.lines.push(line.clone());
        } else if !plan.files.iter().any(|f| f.path == line.path)
            && let Some(there) = read(&folder.join(&line.path))?
        {
            if sha256(there.as_bytes()) != line.file {
                changes.edited.insert(line.path.clone());
            }
            changes.stale.push((line.path.clone(), there));
        }
    }
    lock.sort();
    changes.lock_differs = bootstrap || lock.to_text() != before.to_text();
    changes.lock = lock;
    Ok(changes)
}

/// Writes what differs, deletes what is stale, and remembers both.
pub fn apply(home: &Path, plan: &Plan, changes: Changes, force: bool) -> Result<()> {
    let folder = home.join("gen");
    if !force && !changes.edited.is_empty() {
        let list: Vec<&str> = changes.edited.iter().map(String::as_str).collect();
        bail!(
            "generated files were edited by hand: gen/{}\n\
             Nothing was written. Move the edits into openapi/ or xtask/, then either restore \
             the files or pass --force to overwrite them.",
            list.join(", gen/")
        );
    }
    for (path, _, text) in &changes.changed {
        put(&folder.join(path), text)?;
    }
    for (path, _) in &changes.stale {
        let path = folder.join(path);
        std::fs::remove_file(&path).with_context(|| format!("{}", path.display()))?;
        remove_empty(path.parent(), &folder);
    }
    if changes.lock_differs {
        put(&folder.join("LOCK"), &changes.lock.to_text())?;
    }
    let (files, written, deleted) = (plan.files.len(), changes.changed.len(), changes.stale.len());
    println!("{files} files: {written} written, {deleted} deleted");
    Ok(())
}

fn read(path: &Path) -> Result<Option<String>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{}", path.display())),
    }
}

/// Whole or not at all: a file beside it is written and renamed over it.
fn put(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).with_context(|| format!("{}", folder.display()))?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    std::fs::write(&beside, text).with_context(|| format!("{}", beside.display()))?;
    std::fs::rename(&beside, path).with_context(|| format!("{}", path.display()))
}

/// Folders that held nothing but stale files go too.
fn remove_empty(mut folder: Option<&Path>, root: &Path) {
    while let Some(path) = folder.filter(|p| *p != root && p.starts_with(root)) {
        if std::fs::remove_dir(path).is_err() {
            return;
        }
        folder = path.parent();
    }
}
