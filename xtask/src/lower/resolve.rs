//! Follows references within the bundle.

use crate::diagnostic::Code;
use crate::tree::{Node, find};

use super::Lower;

impl<'a> Lower<'a> {
    /// The node behind `#/…`; the bundler has made sure that there is one.
    pub fn target(&mut self, reference: &str) -> Option<&'a Node> {
        let pointer = reference.strip_prefix('#').unwrap_or(reference);
        if let Some(known) = self.targets.get(pointer) {
            return *known;
        }
        let found = find(self.root, pointer);
        self.targets.insert(pointer.to_string(), found);
        found
    }

    /// The thing itself where a component may be referred to instead (not for schemas).
    pub fn solid(&mut self, node: &'a Node) -> Option<&'a Node> {
        let mut node = node;
        for _ in 0..32 {
            let Some(reference) = node.text_at("$ref") else { return Some(node) };
            let Some(next) = self.target(reference) else {
                self.add(Code::UnresolvedRef, node.spot, format!("`{reference}` leads to nothing"));
                return None;
            };
            node = next;
        }
        self.add(Code::CyclicRef, node.spot, "the reference leads back to itself");
        None
    }
}
