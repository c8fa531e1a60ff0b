//! One document on its way: read, generated, compiled, or the reason why not.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::bundle::{self, Origin};
use crate::lower::{self, LeftOut, Lowered};
use crate::render::{self, Output};

/// How far one document came.
#[derive(Debug)]
pub struct Tried {
    /// The file's name.
    pub name: String,
    /// The name of its folder below the scratch folder and of its packages, no other's.
    pub folder: String,
    /// What was generated; empty where nothing was.
    pub outputs: Vec<Output>,
    /// Everything that was said, in full.
    pub details: String,
    parsed: bool,
    /// Operations of the document, and those that were generated.
    operations: (usize, usize),
    /// Why a stage did not hold.
    reasons: Vec<String>,
}

/// A folder's name from the file's: letters, digits and hyphens, no other document's.
pub fn folder(path: &Path, others: &[Tried]) -> String {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
    let spaced: String = stem.unwrap_or_default().chars().map(plain).collect();
    let mut base = spaced.split_whitespace().collect::<Vec<_>>().join("-");
    if !base.starts_with(|c: char| c.is_ascii_lowercase()) {
        base.insert_str(0, "api-");
    }
    let base = base.trim_end_matches('-');
    let free = |name: &String| !others.iter().any(|other| other.folder == *name);
    let mut names = std::iter::once(base.to_owned()).chain((2..).map(|n| format!("{base}-{n}")));
    names.find(free).unwrap_or_default()
}

/// Reads one document and renders everything; a panic is a fault of ours, but only of this row.
pub fn try_document(path: &Path, folder: String) -> Tried {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut tried = Tried {
        name,
        folder,
        outputs: Vec::new(),
        details: String::new(),
        parsed: false,
        operations: (0, 0),
        reasons: Vec::new(),
    };
    if catch_unwind(AssertUnwindSafe(|| tried.generate(path))).is_err() {
        tried.reasons.push("the generator panicked".to_owned());
    }
    tried
}

impl Tried {
    fn generate(&mut self, path: &Path) {
        let shown = path.parent().map(|p| p.display().to_string()).unwrap_or_default();
        let bundle = match bundle::load(path, &shown, Origin::Foreign) {
            Ok(bundle) => bundle,
            Err(faults) => {
                self.details.push_str(&faults.to_string());
                self.reasons.push(format!("unreadable ({} problems)", faults.0.len()));
                return;
            }
        };
        self.parsed = true;
        match lower::lower(&bundle, &self.folder, Origin::Foreign, None) {
            Ok(lowered) => self.render(&lowered),
            Err(faults) => {
                self.details.push_str(&faults.to_string());
                self.reasons.push(format!("refused ({} problems)", faults.0.len()));
            }
        }
    }

    fn render(&mut self, lowered: &Lowered) {
        let out = lowered.api.operations.len();
        self.operations = (out + lowered.left_out.len(), out);
        for note in &lowered.notes.0 {
            self.details.push_str(&format!("note: {}\n", note.line()));
        }
        self.details.extend(lowered.left_out.iter().map(left_out));
        match render::packages(&lowered.api) {
            Ok(outputs) => self.outputs = outputs,
            Err(error) => self.reasons.push(format!("not generated: {error:#}")),
        }
    }

    /// Everything was rendered, save what was left out.
    pub fn is_generated(&self) -> bool {
        !self.outputs.is_empty()
    }

    /// There is a file of that package: `server`, `sdk/python`.
    pub fn has(&self, package: &str) -> bool {
        let below = format!("{}/{package}/", self.folder);
        self.outputs.iter().any(|output| output.path.starts_with(&below))
    }

    /// Notes what a compiler said; nothing: it is content.
    pub fn compiled(&mut self, language: &str, said: &[String]) {
        if said.is_empty() {
            return;
        }
        self.reasons.push(format!("{language} not compiled ({} problems)", said.len()));
        for complaint in said {
            self.details.push_str(&format!("{}: {language}: {complaint}\n", self.name));
        }
    }

    /// Nothing was left out, and every stage held.
    pub fn held(&self) -> bool {
        self.reasons.is_empty() && self.operations.0 == self.operations.1
    }

    /// `parsed, generated, compiled; 26 operations in, 26 out, 0 left out`
    pub fn row(&self) -> String {
        let mut words: Vec<&str> = Vec::new();
        words.extend(self.parsed.then_some("parsed"));
        words.extend(self.is_generated().then_some("generated"));
        words.extend((self.is_generated() && self.reasons.is_empty()).then_some("compiled"));
        words.extend(self.reasons.iter().map(String::as_str));
        let (all, out) = self.operations;
        let counts = format!("{all} operations in, {out} out, {} left out", all - out);
        format!("{}; {counts}", words.join(", "))
    }
}

fn left_out(of: &LeftOut) -> String {
    let reasons = of.reasons.0.iter().map(|d| format!("  {d}"));
    format!("left out: {}\n{}", of.operation, reasons.collect::<String>())
}
