//! Documents as trees that keep order, spelling and position, so that every message can point.

mod json;
mod pointer;
mod print;
mod print_yaml;
mod yaml;

#[cfg(test)]
mod tests;

use crate::diagnostic::Problems;

pub use pointer::{find, locate, split as split_pointer, token as pointer_token};
pub use print::to_json;
pub use print_yaml::to_yaml;

/// Where something stands: line and column count from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Index into `Sources::files`.
    pub file: usize,
    pub line: usize,
    pub column: usize,
    /// A key, not the value that may begin at the same place.
    pub key: bool,
}

/// A value and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub spot: Spot,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    /// In the document's spelling, made valid JSON (`0x1F` becomes `31`, `.5` becomes `0.5`).
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key with its value; keys of one map are distinct.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: String,
    pub spot: Spot,
    pub value: Node,
}

/// One file as read.
#[derive(Debug)]
pub struct Source {
    /// As messages name it: `openapi/shiftcare/employees.yaml`.
    pub name: String,
    /// `None` where the file could not be read as YAML or JSON.
    pub tree: Option<Node>,
}

/// All files of one document.
#[derive(Debug, Default)]
pub struct Sources {
    pub files: Vec<Source>,
}

impl Sources {
    /// Reads a text as the next file, reports what is wrong with it, and gives its index.
    pub fn add(&mut self, name: &str, text: &str, problems: &mut Problems) -> usize {
        let file = self.files.len();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let tree = if name.ends_with(".json") {
            json::read(text, file, problems)
        } else {
            yaml::read(text, file, problems)
        };
        self.files.push(Source { name: name.to_string(), tree });
        file
    }

    /// The tree of a file, where it could be read.
    pub fn tree(&self, file: usize) -> Option<&Node> {
        self.files.get(file).and_then(|f| f.tree.as_ref())
    }

    /// The name of a file.
    pub fn name(&self, file: usize) -> &str {
        self.files.get(file).map_or("?", |f| f.name.as_str())
    }
}

impl Node {
    /// The value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|e| &e.value)
    }

    /// The entry of a key of a map.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|e| e.key == key)
    }

    /// The entries of a map; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for anything else.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn bool(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(b) => Some(*b),
            _ => None,
        }
    }

    /// A number in its spelling.
    pub fn number(&self) -> Option<&str> {
        match &self.value {
            Value::Number(n) => Some(n),
            _ => None,
        }
    }

    /// A whole number of at least zero.
    pub fn whole(&self) -> Option<u64> {
        let spelt = self.number()?;
        spelt.strip_suffix(".0").unwrap_or(spelt).parse().ok()
    }

    pub fn is_map(&self) -> bool {
        matches!(self.value, Value::Map(_))
    }

    pub fn is_list(&self) -> bool {
        matches!(self.value, Value::List(_))
    }

    /// The text under a key.
    pub fn text_at(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text)
    }

    /// What kind of value this is, for messages.
    pub fn kind(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }
}
