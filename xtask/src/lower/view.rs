//! A schema as the conjunction of its parts: itself, what it refers to, what `allOf` lists.

use crate::diagnostic::Code;
use crate::tree::{Node, Spot};

use super::Lower;

/// Tells views apart; a single schema and the same schema within a conjunction differ.
pub type Key = Vec<(Spot, bool)>;

/// One schema object of a conjunction.
#[derive(Debug, Clone, Copy)]
pub struct Part<'a> {
    pub node: &'a Node,
    /// Its `oneOf` or `anyOf` has been dealt with.
    pub union_done: bool,
}

/// A conjunction of schema objects without `$ref` and `allOf`; later parts speak first.
#[derive(Debug, Clone, Default)]
pub struct View<'a> {
    pub parts: Vec<Part<'a>>,
}

/// Keywords that say what a value is, rather than bound or describe it.
const STRUCTURAL: &[&str] = &[
    "type",
    "properties",
    "required",
    "additionalProperties",
    "items",
    "enum",
    "const",
    "allOf",
    "oneOf",
    "anyOf",
    "patternProperties",
    "prefixItems",
    "not",
    "if",
    "then",
    "else",
    "format",
    "contains",
    "propertyNames",
    "dependentSchemas",
    "dependentRequired",
    "unevaluatedProperties",
    "unevaluatedItems",
    "$dynamicRef",
];

impl<'a> View<'a> {
    pub fn key(&self) -> Key {
        self.parts.iter().map(|p| (p.node.spot, p.union_done)).collect()
    }

    /// The values of a keyword in all parts, the part that speaks first coming first.
    pub fn all(&self, key: &str) -> impl Iterator<Item = &'a Node> {
        self.parts.iter().rev().filter_map(|p| p.node.get(key)).collect::<Vec<_>>().into_iter()
    }

    pub fn get(&self, key: &str) -> Option<&'a Node> {
        self.all(key).next()
    }

    pub fn has(&self, key: &str) -> bool {
        self.parts.iter().any(|p| p.node.get(key).is_some())
    }

    /// Where the schema stands, for messages.
    pub fn spot(&self) -> Spot {
        self.parts.last().map(|p| p.node.spot).unwrap_or_default()
    }

    pub fn doc(&self) -> String {
        self.get("description").and_then(Node::text).map(tidy).unwrap_or_default()
    }

    /// JSON types that all parts allow (`null` apart), and whether null is allowed.
    ///
    /// The outermost part that speaks of null decides: 3.0's `nullable` beside a reference
    /// widens what it refers to, because that is what its authors mean.
    pub fn types(&self) -> (Option<Vec<&'a str>>, bool) {
        let mut types: Option<Vec<&'a str>> = None;
        let mut nullable = None;
        for part in self.parts.iter().rev() {
            let stated = stated_types(part.node);
            let null = part.node.get("nullable").and_then(Node::bool);
            let null = null.or_else(|| stated.as_ref().map(|s| s.contains(&"null")));
            nullable = nullable.or(null);
            let Some(mut stated) = stated else { continue };
            stated.retain(|t| *t != "null");
            types = Some(match types {
                None => stated,
                Some(so_far) => intersection(&so_far, &stated),
            });
        }
        (types, nullable.unwrap_or(false))
    }
}

/// `type` as a list.
fn stated_types(node: &Node) -> Option<Vec<&str>> {
    let stated = node.get("type")?;
    match stated.text() {
        Some(one) => Some(vec![one]),
        None => Some(stated.items().iter().filter_map(Node::text).collect()),
    }
}

fn intersection<'t>(a: &[&'t str], b: &[&'t str]) -> Vec<&'t str> {
    let mut both = Vec::new();
    for t in a {
        match *t {
            t if b.contains(&t) => both.push(t),
            "integer" if b.contains(&"number") => both.push("integer"),
            "number" if b.contains(&"integer") => both.push("integer"),
            _ => {}
        }
    }
    both
}

/// Whether a schema has keywords that say what a value is, other than the given ones.
pub fn is_structural(node: &Node, except: &[&str]) -> bool {
    let keys = node.entries().iter().map(|e| e.key.as_str());
    keys.filter(|k| !except.contains(k)).any(|k| STRUCTURAL.contains(&k))
}

/// A schema that allows null and nothing else.
pub fn is_null(node: &Node) -> bool {
    let only = |n: &Node| matches!(n.value, crate::tree::Value::Null);
    node.text_at("type") == Some("null")
        || node.get("const").is_some_and(only)
        || node.get("enum").is_some_and(|e| !e.items().is_empty() && e.items().iter().all(only))
}

/// A description without blanks at its ends and lines.
pub fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.join("\n")
}

impl<'a> Lower<'a> {
    /// The parts of a schema.
    pub fn flatten(&mut self, node: &'a Node) -> View<'a> {
        let mut view = View::default();
        self.collect(node, &mut view);
        view
    }

    fn collect(&mut self, node: &'a Node, view: &mut View<'a>) {
        if self.flattening.contains(&node.spot) || self.flattening.len() > 64 {
            self.add(Code::CyclicRef, node.spot, "`allOf` leads back to the schema itself");
            return;
        }
        self.flattening.push(node.spot);
        if let Some(reference) = node.text_at("$ref")
            && let Some(target) = self.target(reference)
        {
            self.collect(target, view);
        }
        for part in node.get("allOf").map(Node::items).unwrap_or_default() {
            self.collect(part, view);
        }
        let union_done = self.leads_back(node);
        self.flattening.pop();
        view.parts.push(Part { node, union_done });
    }

    /// A base whose `oneOf` lists the schema that extends it: the circle is only inheritance.
    fn leads_back(&mut self, node: &'a Node) -> bool {
        let listed = ["oneOf", "anyOf"].into_iter().filter_map(|k| node.get(k));
        let references: Vec<&str> =
            listed.flat_map(Node::items).filter_map(|v| v.text_at("$ref")).collect();
        references.into_iter().any(|r| {
            self.target(r).is_some_and(|t| t.spot != node.spot && self.flattening.contains(&t.spot))
        })
    }
}
