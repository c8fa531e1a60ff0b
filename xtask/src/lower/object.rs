//! Objects: fields in document order, presence, constants, and what may stand beside them.

use crate::diagnostic::Code;
use crate::ir::{Field, Limits, Literal, Struct, Type, TypeId, TypeKind, Use};
use crate::names::{Noun, Scope, words_of};
use crate::tree::{Entry, Node, Value};

use super::Lower;
use super::draft::{Draft, plain, reference};
use super::hint::Hint;
use super::literal::literal;
use super::view::{Key, Part, View};

/// One property, as every part of the conjunction states it.
struct Property<'a> {
    key: &'a str,
    entries: Vec<&'a Entry>,
}

impl<'a> Lower<'a> {
    pub fn object(&mut self, view: &View<'a>, hint: &Hint, key: &Key) -> Use {
        let properties = properties(view);
        // What patterns allow is not known by name.
        let closed = closed(view) && (self.own() || !view.has("patternProperties"));
        if properties.is_empty() && !closed {
            return self.map(view, hint);
        }
        if let Some(patterns) = view.get("patternProperties") {
            let what = "`patternProperties` beside `properties` cannot be expressed";
            self.note(Code::Keyword, patterns.spot, what);
        }
        let id = TypeId(self.drafts.len());
        self.drafts.push(Draft::new(hint, view.doc(), view.spot()));
        let (_, nullable) = view.types();
        self.known.insert(key.clone(), Use { nullable, ..reference(id) });
        let fields = self.fields(view, &properties, hint);
        let rest = match view.get("additionalProperties") {
            Some(node) if node.bool() == Some(true) => Some(Box::new(plain(Type::Any))),
            Some(node) if node.is_map() => {
                let words = vec!["value".to_string()];
                Some(Box::new(self.value(node, &hint.below(&["additionalProperties"], &words))))
            }
            _ if !self.own() && view.has("patternProperties") => Some(Box::new(plain(Type::Any))),
            _ => None,
        };
        let rest = rest.map(|mut r| {
            r.required = true;
            r
        });
        if let Some(draft) = self.drafts.get_mut(id.0) {
            draft.def.kind = TypeKind::Struct(Struct { fields, rest, closed });
        }
        reference(id)
    }

    /// An object without properties of its own: keys are data.
    fn map(&mut self, view: &View<'a>, hint: &Hint) -> Use {
        let values = match view.get("additionalProperties") {
            Some(node) => Some(node),
            None => match view.get("patternProperties").map(Node::entries) {
                Some([only]) => Some(&only.value),
                Some([_, second, ..]) => {
                    let what = "several `patternProperties` cannot be expressed";
                    self.note(Code::Keyword, second.spot, what);
                    None
                }
                _ => None,
            },
        };
        let mut value = match values {
            Some(node) => {
                let words = vec!["value".to_string()];
                self.value(node, &hint.below(&["additionalProperties"], &words))
            }
            None => plain(Type::Any),
        };
        value.required = true;
        plain(Type::Map(Box::new(value)))
    }

    fn fields(&mut self, view: &View<'a>, properties: &[Property<'a>], hint: &Hint) -> Vec<Field> {
        self.check_required(view, properties);
        let required: Vec<&str> =
            view.all("required").flat_map(Node::items).filter_map(Node::text).collect();
        let mut scope = Scope::default();
        let mut fields = Vec::new();
        for (i, property) in properties.iter().enumerate() {
            let ladder = [words_of(property.key, Noun::Field)];
            let claim = scope.claim(i, &ladder);
            if let (None, Some(holder), Some(entry)) =
                (claim.rung, claim.holder, property.entries.last())
            {
                let other = properties.get(holder).map_or("", |p| p.key);
                let what = format!("`{}` and `{other}` become the same name", property.key);
                self.add_own(Code::AmbiguousName, entry.spot, what);
            }
            let mut field = self.field(property, &hint.property(property.key));
            field.name = claim.name;
            field.value.required = required.contains(&property.key);
            fields.push(field);
        }
        fields
    }

    fn field(&mut self, property: &Property<'a>, hint: &Hint) -> Field {
        let nodes: Vec<&'a Node> = property.entries.iter().map(|e| &e.value).collect();
        let mut view = View::default();
        for node in nodes.iter().filter(|n| n.is_map()) {
            view.parts.extend(self.flatten(node).parts);
        }
        let constant = constant(&view);
        let value = match (&constant, nodes.as_slice()) {
            (Some(constant), _) => of_constant(constant),
            (None, [only]) => self.value(only, hint),
            (None, [.., last]) if nodes.iter().all(|n| n.value == last.value) => {
                self.value(last, hint)
            }
            (None, _) => self.view(view.clone(), hint),
        };
        let own = nodes.iter().rev().find_map(|n| n.text_at("description"));
        let doc = match (own, &value.ty) {
            (Some(own), _) => super::view::tidy(own),
            (None, Type::Ref(_)) => String::new(),
            (None, _) => view.doc(),
        };
        let flag = |key: &str| view.get(key).and_then(Node::bool).unwrap_or(false);
        Field {
            wire: property.key.to_string(),
            name: crate::ir::Name(Vec::new()),
            doc,
            value,
            constant,
            read_only: flag("readOnly"),
            write_only: flag("writeOnly"),
            deprecated: flag("deprecated"),
        }
    }

    fn check_required(&mut self, view: &View<'a>, properties: &[Property<'a>]) {
        for name in view.all("required").flat_map(Node::items) {
            match name.text() {
                Some(text) if !properties.iter().any(|p| p.key == text) => {
                    let what = format!("`{text}` is required but not declared");
                    self.add_own(Code::RequiredUnknown, name.spot, what);
                }
                Some(_) => {}
                None => self.note(Code::WrongKind, name.spot, "`required` lists names"),
            }
        }
    }
}

/// The properties of all parts, in the order in which they first appear.
fn properties<'a>(view: &View<'a>) -> Vec<Property<'a>> {
    let mut found: Vec<Property<'a>> = Vec::new();
    let maps = view.parts.iter().filter_map(|p: &Part<'a>| p.node.get("properties"));
    for entry in maps.flat_map(Node::entries) {
        match found.iter_mut().find(|p| p.key == entry.key) {
            Some(property) => property.entries.push(entry),
            None => found.push(Property { key: &entry.key, entries: vec![entry] }),
        }
    }
    found
}

/// Unknown keys are refused.
fn closed(view: &View<'_>) -> bool {
    let keys = ["additionalProperties", "unevaluatedProperties"];
    keys.iter().any(|k| view.all(k).any(|n| n.bool() == Some(false)))
}

/// The only value that a schema admits: `const`, or a boolean `enum` of one.
fn constant(view: &View<'_>) -> Option<Literal> {
    if let Some(constant) = view.get("const") {
        return Some(literal(constant));
    }
    match view.get("enum").map(Node::items) {
        Some([only]) if matches!(only.value, Value::Bool(_)) => Some(literal(only)),
        _ => None,
    }
}

/// The type of a constant, which is written but never held.
fn of_constant(constant: &Literal) -> Use {
    let ty = match constant {
        Literal::Bool(_) => Type::Bool,
        Literal::Number(n) if n.parse::<i64>().is_ok() => Type::Int { bits: 64, tolerant: false },
        Literal::Number(_) => Type::Float,
        Literal::Text(_) => Type::Text(crate::ir::Text::Plain),
        _ => Type::Any,
    };
    Use { limits: Limits::default(), nullable: *constant == Literal::Null, ..plain(ty) }
}
