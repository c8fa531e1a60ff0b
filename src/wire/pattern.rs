//! Documented patterns, in the document's own regular-expression language, compiled once.

use std::sync::OnceLock;

use regress::Regex;

/// Longer texts are not searched: no documented pattern admits them, and searching could be slow.
pub const PATTERN_TEXT_MAX_BYTES: usize = 65_536;

/// "No U+0000 anywhere", the commonest pattern; answered without an engine.
const NO_NUL: &str = "^[^\\u0000]*$";

/// An ECMA 262 pattern as a static.
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// `static STATE: Pattern = Pattern::new("^[A-Z]{2,3}$");`
    pub const fn new(source: &'static str) -> Pattern {
        Pattern { source, compiled: OnceLock::new() }
    }

    /// As written in the document.
    pub fn source(&self) -> &'static str {
        self.source
    }

    /// Whether the pattern is found in the text. A pattern that does not compile matches
    /// everything, and says so in the log: the generator refuses such a document.
    pub fn matches(&self, text: &str) -> bool {
        if self.source == NO_NUL {
            return !text.as_bytes().contains(&0);
        }
        if text.len() > PATTERN_TEXT_MAX_BYTES {
            return false;
        }
        match self.compiled.get_or_init(|| compile(self.source)) {
            Some(regex) => regex.find(text).is_some(),
            None => true,
        }
    }
}

fn compile(source: &'static str) -> Option<Regex> {
    match Regex::with_flags(source, "u") {
        Ok(regex) => Some(regex),
        Err(error) => {
            tracing::error!(pattern = source, %error, "a documented pattern does not compile");
            None
        }
    }
}

impl std::fmt::Debug for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Pattern").field(&self.source).finish()
    }
}
