//! `cargo xtask tidy`: keeps the floor plan, so that the house stays one that people can live in.

mod arrows;
mod places;
mod source;

use std::path::{Path, PathBuf};

/// One broken rule and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// `src/hr/lib.rs:12`, or a path alone.
    pub place: String,
    /// What is wrong and what to do.
    pub what: String,
}

impl Finding {
    fn new(place: impl Into<String>, what: impl Into<String>) -> Finding {
        Finding { place: place.into(), what: what.into() }
    }
}

/// Everything that tidy has to say about the tree at `root`.
pub struct Report {
    pub findings: Vec<Finding>,
    /// Lines per hand-written Rust file, sorted.
    pub sizes: Vec<usize>,
}

impl Report {
    /// The size of the file at `percent` of the sorted sizes.
    pub fn size_at(&self, percent: usize) -> usize {
        let last = self.sizes.len().saturating_sub(1);
        self.sizes.get(last * percent / 100).copied().unwrap_or(0)
    }
}

/// Reads every tracked or trackable file below `root` and checks all rules.
///
/// # Errors
/// Only when the tree cannot be read; broken rules are findings.
pub fn check(root: &Path) -> anyhow::Result<Report> {
    let files = tracked(root)?;
    let mut findings = places::check(&files);
    findings.extend(arrows::check(root)?);
    let mut sizes = Vec::new();
    for file in files.iter().filter(|f| hand_written_rust(f)) {
        let text = std::fs::read_to_string(root.join(file))?;
        sizes.push(text.lines().count());
        findings.extend(source::check(file, &text));
    }
    findings.extend(source::limits_of_the_rest(root, &files)?);
    sizes.sort_unstable();
    findings.sort();
    Ok(Report { findings, sizes })
}

/// Prints the report; `true` when there is nothing to say.
pub fn run(root: &Path) -> anyhow::Result<bool> {
    let report = check(root)?;
    for finding in &report.findings {
        println!("{}: {}", finding.place, finding.what);
    }
    println!(
        "tidy: {} files, median {} lines, p90 {}, largest {}; {} findings",
        report.sizes.len(),
        report.size_at(50),
        report.size_at(90),
        report.size_at(100),
        report.findings.len()
    );
    Ok(report.findings.is_empty())
}

fn hand_written_rust(file: &str) -> bool {
    let generated = file.starts_with("gen/") || file.contains("/tests/good/");
    file.ends_with(".rs") && !generated
}

/// Paths as git sees them, relative to `root`: tracked files and new ones that are not ignored.
fn tracked(root: &Path) -> anyhow::Result<Vec<String>> {
    let output = std::process::Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()?;
    anyhow::ensure!(output.status.success(), "git ls-files failed; tidy needs a git checkout");
    let text = String::from_utf8(output.stdout)?;
    let there = |f: &&str| PathBuf::from(root).join(f).is_file();
    Ok(text.lines().filter(there).map(str::to_owned).collect())
}
