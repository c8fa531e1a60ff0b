//! What an inline schema would be called, from where it stands.

use crate::names::{Noun, split, words_of};
use crate::tree::{pointer_token, split_pointer};

use super::Lower;

/// Inline types of operations are ordered behind all components.
pub const NO_OWNER: usize = usize::MAX;

/// The place of a schema, told on the way down.
#[derive(Debug, Clone)]
pub struct Hint {
    pub words: Vec<String>,
    /// The component's name, or the JSON pointer of an inline schema.
    pub wire: String,
    /// Pointer within the bundle.
    pub pointer: String,
    pub owner: usize,
    pub component: bool,
}

impl Hint {
    /// The place of an inline schema that is not below a component.
    pub fn inline(words: Vec<String>, pointer: String) -> Hint {
        Hint { words, wire: pointer.clone(), pointer, owner: NO_OWNER, component: false }
    }

    /// The place below this one, reached by a path and called by further words.
    pub fn below(&self, path: &[&str], words: &[String]) -> Hint {
        let mut pointer = self.pointer.clone();
        for token in path {
            pointer.push('/');
            pointer.push_str(&pointer_token(token));
        }
        Hint {
            words: self.words.iter().chain(words).cloned().collect(),
            wire: pointer.clone(),
            pointer,
            owner: self.owner,
            component: false,
        }
    }

    /// The place of a property.
    pub fn property(&self, key: &str) -> Hint {
        self.below(&["properties", key], &split(key))
    }
}

impl Lower<'_> {
    /// The hint for what a pointer of the bundle leads to.
    pub fn hint_of(&self, pointer: &str) -> Hint {
        let tokens = split_pointer(pointer);
        let schemas = self.root.get("components").and_then(|c| c.get("schemas"));
        let entries = schemas.map(|s| s.entries()).unwrap_or_default();
        let name = match tokens.as_slice() {
            [components, section, name, ..] if components == "components" => {
                if section == "schemas" { Some(name) } else { None }
            }
            _ => None,
        };
        let owner = name.and_then(|n| entries.iter().position(|e| &e.key == n));
        let noise = ["properties", "schema", "content"];
        let skipped = if tokens.first().is_some_and(|t| t == "components") { 2 } else { 1 };
        let spoken = tokens.iter().skip(skipped).filter(|t| !noise.contains(&t.as_str()));
        let mut words: Vec<String> = spoken.flat_map(|t| split(t)).collect();
        words.extend(match tokens.get(1).map(String::as_str) {
            Some("responses") => Some("response".to_string()),
            Some("requestBodies") => Some("body".to_string()),
            _ => None,
        });
        let component = name.is_some() && tokens.len() == 3;
        Hint {
            words: crate::names::sound(words, Noun::Type),
            wire: match name {
                Some(name) if component => name.clone(),
                _ => pointer.to_string(),
            },
            pointer: pointer.to_string(),
            owner: owner.unwrap_or(NO_OWNER),
            component,
        }
    }
}

/// Words for one variant among several.
pub fn numbered(index: usize, title: Option<&str>) -> Vec<String> {
    match title {
        Some(title) if title.chars().any(char::is_alphanumeric) => words_of(title, Noun::Variant),
        _ => vec![format!("variant{}", index + 1)],
    }
}
