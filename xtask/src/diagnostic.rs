//! What is wrong with a document, said so that its author can go there and mend it.

use std::fmt;

use crate::tree::{Sources, Spot, locate};

pub use crate::code::{Code, Kind};

/// One fault, ready to print.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    pub code: Code,
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// JSON pointer within the file.
    pub pointer: String,
    pub what: String,
}

/// All faults of one document, by position.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

/// Collects faults while a document is read.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    found: Vec<(Spot, Code, String)>,
}

impl Problems {
    /// Notes a fault; the same fault at the same place is noted once.
    pub fn add(&mut self, code: Code, spot: Spot, what: String) {
        let fault = (spot, code, what);
        if !self.found.contains(&fault) {
            self.found.push(fault);
        }
    }

    /// How many were noted so far.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The codes of what was noted.
    pub fn codes(&self) -> impl Iterator<Item = Code> {
        self.found.iter().map(|(_, code, _)| *code)
    }

    /// Adds all faults of another collection.
    pub fn extend(&mut self, other: Problems) {
        for (spot, code, what) in other.found {
            self.add(code, spot, what);
        }
    }

    /// The faults with names and pointers, in order of position.
    pub fn finish(self, sources: &Sources) -> Diagnostics {
        let mut found = self.found;
        found.sort_by(|a, b| (a.0, a.1, &a.2).cmp(&(b.0, b.1, &b.2)));
        let diagnostics = found.into_iter().map(|(spot, code, what)| Diagnostic {
            code,
            file: sources.name(spot.file).to_string(),
            line: spot.line,
            column: spot.column,
            pointer: sources
                .tree(spot.file)
                .and_then(|tree| locate(tree, spot))
                .unwrap_or_default(),
            what,
        });
        Diagnostics(diagnostics.collect())
    }
}

impl Diagnostic {
    /// On one line, without advice.
    pub fn line(&self) -> String {
        let Diagnostic { code, file, line, column, what, .. } = self;
        format!("{file}:{line}:{column}: {code}: {what}")
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { code, file, line, column, pointer, what } = self;
        writeln!(f, "{file}:{line}:{column}: {code}: {what}")?;
        writeln!(f, "    at:  #{pointer} ({})", code.kind())?;
        writeln!(f, "    why: {}", code.why())?;
        writeln!(f, "    fix: {}", code.fix())
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for diagnostic in &self.0 {
            write!(f, "{diagnostic}")?;
        }
        match self.0.len() {
            1 => writeln!(f, "1 problem; nothing was written"),
            n => writeln!(f, "{n} problems; nothing was written"),
        }
    }
}

impl std::error::Error for Diagnostics {}
