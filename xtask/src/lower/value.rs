//! One schema to one use of a type.

use crate::diagnostic::{Code, Problems};
use crate::ir::{Type, Use};
use crate::tree::{Node, Value};

use super::Lower;
use super::draft::plain;
use super::hint::Hint;
use super::literal::literal;
use super::view::{Part, View, is_null, is_structural};

/// Keywords that bound or combine values in ways that not every target can express.
const UNSUPPORTED: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "dependentSchemas",
    "dependentRequired",
    "prefixItems",
    "unevaluatedItems",
    "$dynamicRef",
    "$recursiveRef",
];

impl<'a> Lower<'a> {
    /// Lowers a schema where it is used.
    pub fn value(&mut self, node: &'a Node, hint: &Hint) -> Use {
        match &node.value {
            Value::Bool(true) => return plain(Type::Any),
            Value::Bool(false) => {
                self.note(Code::TypeMix, node.spot, "the schema `false` admits no value at all");
                return plain(Type::Any);
            }
            Value::Map(_) => {}
            _ => {
                let what = format!("a schema is a map, not {}", node.kind());
                self.note(Code::WrongKind, node.spot, what);
                return plain(Type::Any);
            }
        }
        match self.wrapped(node, hint) {
            Some(used) => used,
            None => {
                let view = self.flatten(node);
                self.view(view, hint)
            }
        }
    }

    /// A schema that only annotates one other: that one's type, with its own bounds and null.
    fn wrapped(&mut self, node: &'a Node, hint: &Hint) -> Option<Use> {
        let mut used = if let Some(reference) = node.text_at("$ref") {
            if is_structural(node, &[]) && !self.repeats(node, reference) {
                return None;
            }
            let target = self.target(reference)?;
            let hint = self.hint_of(reference.strip_prefix('#').unwrap_or(reference));
            self.guarded(target, &hint)
        } else if let Some([only]) = node.get("allOf").map(Node::items) {
            if is_structural(node, &["allOf", "type"]) {
                return None;
            }
            self.value(only, hint)
        } else {
            let (only, null) = single_variant(node)?;
            let mut used = self.value(only, hint);
            used.nullable |= null;
            used
        };
        let own = View { parts: vec![Part { node, union_done: true }] };
        let (stated, nullable) = own.types();
        used.nullable |= nullable;
        if stated.is_some() && !nullable && node.get("$ref").is_some() {
            used.nullable = false;
        }
        self.annotate(&own, &mut used);
        Some(used)
    }

    /// A `type` beside a reference that says what its target says anyway.
    fn repeats(&mut self, node: &'a Node, reference: &str) -> bool {
        let target = self.target(reference).and_then(|t| t.get("type"));
        !is_structural(node, &["type"])
            && target.is_some_and(|t| Some(&t.value) == node.get("type").map(|n| &n.value))
    }

    /// A component, unless it is only a name for itself.
    fn guarded(&mut self, target: &'a Node, hint: &Hint) -> Use {
        let key = vec![(target.spot, true)];
        let pure = target.get("$ref").is_some();
        if pure && self.active.contains(&key) {
            self.add(Code::CyclicRef, target.spot, "the reference leads back to itself");
            return plain(Type::Any);
        }
        if pure {
            self.active.push(key);
        }
        let used = self.value(target, hint);
        if pure {
            self.active.pop();
        }
        used
    }

    /// Lowers a conjunction, once; the second time it is remembered with its faults.
    pub fn view(&mut self, view: View<'a>, hint: &Hint) -> Use {
        let key = view.key();
        if let Some(known) = self.known.get(&key) {
            let known = known.clone();
            if let Some(faults) = self.faults.get(&key).cloned() {
                self.problems.extend(faults);
            }
            return known;
        }
        if self.active.contains(&key) {
            // A list or map of itself without a name of its own: no language can spell it.
            if !self.own() {
                self.note(Code::TypeMix, view.spot(), "a list or map of itself has no name");
            }
            return plain(Type::Any);
        }
        self.active.push(key.clone());
        let outer = std::mem::take(&mut self.problems);
        let mut used = self.decide(&view, hint, &key);
        self.annotate(&view, &mut used);
        let faults: Problems = std::mem::replace(&mut self.problems, outer);
        self.active.pop();
        if !faults.is_empty() {
            if let Type::Ref(id) = used.ty
                && let Some(draft) = self.drafts.get_mut(id.0)
            {
                draft.faults.extend(faults.clone());
            }
            self.problems.extend(faults.clone());
            self.faults.insert(key.clone(), faults);
        }
        self.known.insert(key, used.clone());
        used
    }

    fn decide(&mut self, view: &View<'a>, hint: &Hint, key: &super::view::Key) -> Use {
        for part in &view.parts {
            let entries = part.node.entries().iter();
            for entry in entries.filter(|e| UNSUPPORTED.contains(&e.key.as_str())) {
                // These only narrow: without them a type admits more, never less.
                let what = format!("`{}` cannot be expressed", entry.key);
                self.note(Code::Keyword, entry.spot, what);
            }
        }
        if let Some(used) = self.unions(view, hint, key) {
            return used;
        }
        if view.has("enum") || view.has("const") {
            return self.codes(view, hint);
        }
        let (types, nullable) = view.types();
        let types = types.unwrap_or_else(|| inferred(view));
        let mut used = match types.as_slice() {
            [] if nullable || !view.has("type") => plain(Type::Any),
            [] => {
                let what = "the parts of `allOf` have no type in common";
                self.note(Code::AllOf, view.spot(), what);
                plain(Type::Any)
            }
            ["boolean"] => plain(Type::Bool),
            ["string"] => self.text(view),
            ["integer"] => self.integer(view),
            ["number"] => self.number(view),
            ["array"] => self.list(view, hint),
            ["object"] => self.object(view, hint, key),
            [one] => {
                let spot = view.get("type").map_or(view.spot(), |t| t.spot);
                self.note(Code::WrongKind, spot, format!("`{one}` is no type of JSON Schema"));
                if *one == "file" { plain(Type::File) } else { plain(Type::Any) }
            }
            many => self.mixture(view, many, hint),
        };
        used.nullable |= nullable;
        used
    }

    /// Bounds, default and example of the place itself.
    fn annotate(&mut self, view: &View<'a>, used: &mut Use) {
        let limits = self.limits(view);
        super::limits::tighten(&mut used.limits, &limits);
        if let Some(default) = view.get("default") {
            used.default = Some(literal(default));
        }
        let example = view.get("example");
        let example = example.or_else(|| view.get("examples").and_then(|e| e.items().first()));
        if let Some(example) = example {
            used.example = Some(literal(example));
        }
    }

    fn list(&mut self, view: &View<'a>, hint: &Hint) -> Use {
        let mut item = match view.get("items") {
            Some(items) => {
                let words = vec!["item".to_string()];
                self.value(items, &hint.below(&["items"], &words))
            }
            None => plain(Type::Any),
        };
        item.required = true;
        plain(Type::List(Box::new(item)))
    }
}

/// The only variant of `oneOf` or `anyOf` that is not null, and whether null is one.
fn single_variant(node: &Node) -> Option<(&Node, bool)> {
    let keyword = if node.get("oneOf").is_some() { "oneOf" } else { "anyOf" };
    let variants = node.get(keyword)?.items();
    if is_structural(node, &[keyword, "type"]) {
        return None;
    }
    let mut others = variants.iter().filter(|v| !is_null(v));
    let only = others.next()?;
    let alone = others.next().is_none();
    alone.then_some((only, variants.iter().any(is_null)))
}

/// The type of a schema that does not state one, from its other keywords.
fn inferred<'a>(view: &View<'a>) -> Vec<&'a str> {
    let any = |keys: &[&str]| keys.iter().any(|k| view.has(k));
    if any(&["properties", "additionalProperties", "patternProperties"]) {
        vec!["object"]
    } else if view.has("items") {
        vec!["array"]
    } else if any(&["pattern", "minLength", "maxLength"]) {
        vec!["string"]
    } else if any(&["minimum", "maximum", "multipleOf"]) {
        vec!["number"]
    } else {
        let text = ["date", "date-time", "email", "uuid", "uri", "binary", "byte", "password"];
        match view.get("format").and_then(Node::text) {
            Some(format) if text.contains(&format) => vec!["string"],
            Some("int32" | "int64") => vec!["integer"],
            Some("double" | "float" | "decimal") => vec!["number"],
            _ => vec![],
        }
    }
}
