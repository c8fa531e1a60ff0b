//! `cargo xtask corpus`: strangers' documents, one row each.

use std::path::Path;

use crate::bundle::{self, Origin};
use crate::lower::{self, LeftOut};

/// How far one document came.
#[derive(Debug)]
pub struct Row {
    pub name: String,
    /// The words of the row: `parsed`, `generated`, …, or the reason that it stopped.
    pub words: Vec<String>,
    /// What was wrong, in full.
    pub details: String,
    pub held: bool,
}

/// Takes one document through all stages.
pub fn try_document(path: &Path) -> Row {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let shown = path.parent().map(|p| p.display().to_string()).unwrap_or_default();
    let bundle = match bundle::load(path, &shown, Origin::Foreign) {
        Ok(bundle) => bundle,
        Err(faults) => {
            let reason = format!("unreadable ({} problems)", faults.0.len());
            return Row { name, words: vec![reason], details: faults.to_string(), held: false };
        }
    };
    match lower::lower(&bundle, &folder, Origin::Foreign, None) {
        Ok(lowered) => {
            let (done, types) = (lowered.api.operations.len(), lowered.api.types.len());
            let all = done + lowered.left_out.len();
            let held = lowered.left_out.is_empty();
            let mut words = vec!["parsed".to_string()];
            words.push(format!("{done} of {all} operations, {types} types"));
            if !held {
                words.push(format!("{} left out", lowered.left_out.len()));
            }
            let details = lowered.left_out.iter().map(left_out).collect();
            Row { name, words, details, held }
        }
        Err(faults) => {
            let reason = format!("refused ({} problems)", faults.0.len());
            let words = vec!["parsed".to_string(), reason];
            Row { name, words, details: faults.to_string(), held: false }
        }
    }
}

fn left_out(of: &LeftOut) -> String {
    let reasons = of.reasons.0.iter().map(|d| format!("  {d}"));
    format!("left out: {}\n{}", of.operation, reasons.collect::<String>())
}

/// Prints a row for each document; true if all held.
pub fn run(files: &[std::path::PathBuf]) -> bool {
    let mut held = true;
    for file in files {
        let row = try_document(file);
        eprint!("{}", row.details);
        println!("{:<32} {}", row.name, row.words.join(", "));
        held &= row.held;
    }
    held
}
