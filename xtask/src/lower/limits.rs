//! Bounds of a value, in the spelling of either version, checked for sense.

use crate::diagnostic::Code;
use crate::ir::{Bound, Limits};
use crate::tree::{Node, Value};

use super::Lower;
use super::view::View;

impl<'a> Lower<'a> {
    /// The bounds that a view states, the narrowest of all parts.
    pub fn limits(&mut self, view: &View<'a>) -> Limits {
        let mut limits = Limits::default();
        for part in &view.parts {
            let stated = self.stated(part.node);
            tighten(&mut limits, &stated);
        }
        let crossed = below(limits.max_length, limits.min_length)
            || below(limits.max_items, limits.min_items)
            || below(limits.max_properties, limits.min_properties)
            || match (&limits.min, &limits.max) {
                (Some(min), Some(max)) => number(&max.value) < number(&min.value),
                _ => false,
            };
        if crossed {
            self.note(Code::Limit, view.spot(), "the upper bound lies below the lower one");
            if !self.own() {
                return Limits::default();
            }
        }
        limits
    }

    fn stated(&mut self, node: &'a Node) -> Limits {
        let pattern = node.get("pattern").and_then(|p| match p.text() {
            Some(text) => {
                let sound = self.check_pattern(text, p.spot);
                (sound || self.own()).then(|| text.to_string())
            }
            None => {
                self.note(Code::WrongKind, p.spot, "a pattern is a text");
                None
            }
        });
        Limits {
            min: self.bound(node, "minimum", "exclusiveMinimum"),
            max: self.bound(node, "maximum", "exclusiveMaximum"),
            multiple_of: self.figure(node, "multipleOf"),
            min_length: self.count(node, "minLength"),
            max_length: self.count(node, "maxLength"),
            pattern,
            min_items: self.count(node, "minItems"),
            max_items: self.count(node, "maxItems"),
            unique_items: node.get("uniqueItems").and_then(Node::bool).unwrap_or(false),
            min_properties: self.count(node, "minProperties"),
            max_properties: self.count(node, "maxProperties"),
        }
    }

    /// Each text is compiled once: documents repeat their patterns.
    fn check_pattern(&mut self, text: &'a str, spot: crate::tree::Spot) -> bool {
        if !self.patterns.contains_key(text) {
            // The server reads patterns in Unicode mode.
            let flags = if self.own() { "" } else { "u" };
            let fault = regress::Regex::with_flags(text, flags).err().map(|e| e.to_string());
            self.patterns.insert(text, fault);
        }
        let Some(Some(fault)) = self.patterns.get(text) else { return true };
        let what = format!("the pattern is faulty: {fault}");
        self.note(Code::Pattern, spot, what);
        false
    }

    /// 3.0 says `exclusiveMinimum: true` beside `minimum`, 3.1 gives the number itself.
    fn bound(&mut self, node: &'a Node, plain: &str, exclusive: &str) -> Option<Bound> {
        match node.get(exclusive).map(|n| &n.value) {
            Some(Value::Bool(exclusive)) => {
                let value = self.figure(node, plain)?;
                Some(Bound { value, exclusive: *exclusive })
            }
            Some(_) => {
                let value = self.figure(node, exclusive)?;
                Some(Bound { value, exclusive: true })
            }
            None => {
                let value = self.figure(node, plain)?;
                Some(Bound { value, exclusive: false })
            }
        }
    }

    fn figure(&mut self, node: &'a Node, key: &str) -> Option<String> {
        let value = node.get(key)?;
        match value.number() {
            Some(number) => Some(number.to_string()),
            None => {
                let what = format!("`{key}` is a number, not {}", value.kind());
                self.note(Code::Limit, value.spot, what);
                None
            }
        }
    }

    fn count(&mut self, node: &'a Node, key: &str) -> Option<u64> {
        let value = node.get(key)?;
        let count = value.whole();
        if count.is_none() {
            self.note(Code::Limit, value.spot, format!("`{key}` is a whole number from 0"));
        }
        count
    }
}

/// Narrows bounds by further ones; a pattern that comes later replaces an earlier one.
pub fn tighten(limits: &mut Limits, by: &Limits) {
    limits.min = narrower(limits.min.take(), by.min.clone(), |a, b| a > b);
    limits.max = narrower(limits.max.take(), by.max.clone(), |a, b| a < b);
    limits.multiple_of = by.multiple_of.clone().or(limits.multiple_of.take());
    limits.pattern = by.pattern.clone().or(limits.pattern.take());
    limits.min_length = limits.min_length.max(by.min_length);
    limits.max_length = least(limits.max_length, by.max_length);
    limits.min_items = limits.min_items.max(by.min_items);
    limits.max_items = least(limits.max_items, by.max_items);
    limits.min_properties = limits.min_properties.max(by.min_properties);
    limits.max_properties = least(limits.max_properties, by.max_properties);
    limits.unique_items |= by.unique_items;
}

fn narrower(a: Option<Bound>, b: Option<Bound>, better: fn(f64, f64) -> bool) -> Option<Bound> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let (x, y) = (number(&a.value), number(&b.value));
            Some(if better(y, x) || (x == y && b.exclusive) { b } else { a })
        }
        (a, b) => a.or(b),
    }
}

fn least(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

fn below(upper: Option<u64>, lower: Option<u64>) -> bool {
    matches!((upper, lower), (Some(u), Some(l)) if u < l)
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(0.0)
}
