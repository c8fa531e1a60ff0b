//! `gen/LOCK`: every generated path, the hash of what it came from and of itself.

use std::path::Path;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// SHA-256 of the bundled document.
    pub source: String,
    /// SHA-256 of the file.
    pub file: String,
    /// Relative to `gen/`.
    pub path: String,
}

/// The whole file, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Lock {
    pub lines: Vec<Line>,
}

impl Lock {
    /// Reads a lock; `None` where there is none yet.
    pub fn read(path: &Path) -> Result<Option<Lock>> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("{}", path.display())),
        };
        let mut lines = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let mut words = line.splitn(3, ' ').map(str::to_string);
            match (words.next(), words.next(), words.next()) {
                (Some(source), Some(file), Some(path)) => lines.push(Line { source, file, path }),
                _ => bail!("gen/LOCK:{}: not `source file path`", i + 1),
            }
        }
        Ok(Some(Lock { lines }))
    }

    pub fn sort(&mut self) {
        self.lines.sort_by(|a, b| a.path.cmp(&b.path));
    }

    pub fn hash_of(&self, path: &str) -> Option<&str> {
        self.lines.iter().find(|l| l.path == path).map(|l| l.file.as_str())
    }

    pub fn to_text(&self) -> String {
        self.lines.iter().map(|l| format!("{} {} {}\n", l.source, l.file, l.path)).collect()
    }
}

/// In lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
