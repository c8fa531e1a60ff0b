//! Closed lists of codes: one kind of code, or the same numbers in both spellings.

use crate::diagnostic::Code;
use crate::ir::{
    Enum, EnumRepr, Member, Name, ToldBy, Type, TypeId, TypeKind, Union, Use, Variant,
};
use crate::names::{Noun, Scope, words_of};
use crate::tree::{Node, Spot, Value};

use super::Lower;
use super::draft::{Draft, plain, reference};
use super::hint::Hint;
use super::view::View;

/// A code as the document lists it.
struct Listed<'a> {
    node: &'a Node,
    doc: String,
}

impl<'a> Lower<'a> {
    /// `enum` or `const` of one schema.
    pub fn codes(&mut self, view: &View<'a>, hint: &Hint) -> Use {
        let stated = view.get("enum");
        if let Some(node) = stated.filter(|n| n.items().is_empty()) {
            self.note(Code::EnumCodes, node.spot, "`enum` lists no code");
            return plain(Type::Any);
        }
        let nodes: Vec<&'a Node> = match (view.get("const"), stated) {
            (Some(one), _) => vec![one],
            (None, Some(list)) => list.items().iter().collect(),
            (None, None) => Vec::new(),
        };
        let listed = nodes.into_iter().map(|node| Listed { node, doc: String::new() }).collect();
        let spot = stated.map_or(view.spot(), |n| n.spot);
        let (types, nullable) = view.types();
        let mut used = self.members(view, listed, spot, hint, types.unwrap_or_default());
        used.nullable |= nullable;
        used
    }

    /// `oneOf` constants, each with its own description: a documented list of codes.
    pub fn documented_codes(
        &mut self,
        view: &View<'a>,
        variants: &[&'a Node],
        hint: &Hint,
    ) -> Option<Use> {
        let mut listed = Vec::new();
        for variant in variants {
            let doc = variant.text_at("description").map(super::view::tidy).unwrap_or_default();
            let codes = match (variant.get("const"), variant.get("enum")) {
                (Some(one), _) => vec![one],
                (None, Some(list)) => list.items().iter().collect(),
                (None, None) => return None,
            };
            let plain = codes.iter().all(|c| matches!(c.value, Value::Text(_) | Value::Number(_)));
            if !plain || codes.is_empty() || variant.get("properties").is_some() {
                return None;
            }
            listed.extend(codes.into_iter().map(|node| Listed { node, doc: doc.clone() }));
        }
        let mixed = listed.iter().any(|l| l.node.text().is_some())
            && listed.iter().any(|l| l.node.number().is_some());
        if mixed {
            return None;
        }
        Some(self.members(view, listed, view.spot(), hint, Vec::new()))
    }

    fn members(
        &mut self,
        view: &View<'a>,
        listed: Vec<Listed<'a>>,
        spot: Spot,
        hint: &Hint,
        types: Vec<&'a str>,
    ) -> Use {
        let nullable = listed.iter().any(|l| l.node.value == Value::Null);
        let codes: Vec<Listed<'a>> =
            listed.into_iter().filter(|l| l.node.value != Value::Null).collect();
        if codes.iter().all(|l| l.node.bool().is_some()) {
            return Use {
                nullable,
                ..plain(if codes.is_empty() { Type::Any } else { Type::Bool })
            };
        }
        if !self.own()
            && let Some(used) = self.loose_codes(view, &codes, &types, hint)
        {
            return Use { nullable: nullable || used.nullable, ..used };
        }
        let Some((repr, tolerant)) = self.kind_of_codes(&codes, &types, spot) else {
            return Use { nullable, ..plain(Type::Any) };
        };
        let total = codes.len();
        let mut distinct: Vec<(String, Listed<'a>, usize)> = Vec::new();
        for (i, code) in codes.into_iter().enumerate() {
            let wire = spelt(code.node);
            if !distinct.iter().any(|(w, ..)| *w == wire) {
                distinct.push((wire, code, i));
            }
        }
        let places: Vec<usize> = distinct.iter().map(|(.., i)| *i).collect();
        let names = self.parallel(view.get("x-enum-varnames"), &places, total);
        let docs = self.parallel(view.get("x-enum-descriptions"), &places, total);
        let mut scope = Scope::default();
        let mut members: Vec<Member> = Vec::new();
        for (i, (wire, code, _)) in distinct.into_iter().enumerate() {
            let given = names.as_ref().and_then(|n| n.get(i)).copied();
            let words = words_of(given.unwrap_or(&wire), Noun::Code);
            let claim = scope.claim(i, &[words]);
            if let (None, Some(holder)) = (claim.rung, claim.holder) {
                let other = members.get(holder).map_or("", |m| m.wire.as_str());
                let what = format!("the codes `{wire}` and `{other}` become the same name");
                self.add_own(Code::AmbiguousName, code.node.spot, what);
            }
            let doc = docs.as_ref().and_then(|d| d.get(i)).map_or(code.doc, |d| d.to_string());
            members.push(Member { wire, name: claim.name, doc });
        }
        let id = TypeId(self.drafts.len());
        let mut draft = Draft::new(hint, view.doc(), view.spot());
        draft.def.kind = TypeKind::Enum(Enum { repr, members, tolerant });
        self.drafts.push(draft);
        Use { nullable, ..reference(id) }
    }

    /// What a stranger's list of codes becomes that no list of names can hold: the type that all
    /// codes share, or one variant for texts and one for numbers.
    fn loose_codes(
        &mut self,
        view: &View<'a>,
        codes: &[Listed<'a>],
        types: &[&'a str],
        hint: &Hint,
    ) -> Option<Use> {
        let of = |wanted: fn(&Value) -> bool| codes.iter().any(|l| wanted(&l.node.value));
        let texts = of(|v| matches!(v, Value::Text(_)));
        let numbers = of(|v| matches!(v, Value::Number(_)));
        let others = of(|v| !matches!(v, Value::Text(_) | Value::Number(_)));
        let fraction = |l: &Listed<'_>| l.node.number().is_some_and(|n| n.parse::<i64>().is_err());
        let fractions = codes.iter().any(fraction);
        let by_type = types == ["string"] || types == ["integer"];
        let twice = |l: &Listed<'_>| match &l.node.value {
            Value::Text(t) => codes.iter().any(|o| o.node.number() == Some(t)),
            Value::Number(n) => codes.iter().any(|o| o.node.text() == Some(n)),
            _ => false,
        };
        let tolerant = texts && numbers && codes.iter().all(twice);
        if !others && !fractions && (!(texts && numbers) || by_type || tolerant) {
            return None;
        }
        self.note(Code::EnumCodes, view.spot(), "the codes are of kinds that no list can name");
        if !others && fractions && !texts {
            return Some(plain(Type::Float));
        }
        if others || fractions {
            return Some(plain(Type::Any));
        }
        let id = TypeId(self.drafts.len());
        self.drafts.push(Draft::new(hint, view.doc(), view.spot()));
        let mut variants = Vec::new();
        for (word, wanted) in [("text", true), ("number", false)] {
            let chosen = codes.iter().filter(|l| l.node.text().is_some() == wanted);
            let chosen: Vec<Listed<'a>> =
                chosen.map(|l| Listed { node: l.node, doc: l.doc.clone() }).collect();
            let below = hint.below(&[], &[word.to_string()]);
            let empty = View::default();
            let value = self.members(&empty, chosen, view.spot(), &below, Vec::new());
            let value = Use { required: true, ..value };
            variants.push(Variant { name: Name(vec![word.to_string()]), value });
        }
        if let Some(draft) = self.drafts.get_mut(id.0) {
            draft.def.kind = TypeKind::Union(Union { variants, told_by: ToldBy::JsonType });
        }
        Some(reference(id))
    }

    /// How the codes are written, and whether both spellings are accepted.
    fn kind_of_codes(
        &mut self,
        codes: &[Listed<'a>],
        types: &[&'a str],
        spot: Spot,
    ) -> Option<(EnumRepr, bool)> {
        let texts: Vec<&str> = codes.iter().filter_map(|l| l.node.text()).collect();
        let numbers: Vec<&str> = codes.iter().filter_map(|l| l.node.number()).collect();
        if let Some(odd) =
            codes.iter().find(|l| l.node.text().is_none() && l.node.number().is_none())
        {
            let what = format!("a code is a text or a number, not {}", odd.node.kind());
            self.add(Code::EnumCodes, odd.node.spot, what);
            return None;
        }
        let whole = |n: &&str| n.parse::<i64>().is_ok();
        if numbers.is_empty() {
            if types == ["integer"] {
                self.add_own(Code::EnumCodes, spot, "the codes are texts, the type is `integer`");
            }
            return Some((EnumRepr::Text, false));
        }
        if types == ["string"] {
            self.add_own(Code::EnumCodes, spot, "the codes are numbers, the type is `string`");
            return Some((EnumRepr::Text, false));
        }
        if types == ["integer"] && !self.own() && numbers.len() + texts.len() == codes.len() {
            let digits = texts.iter().all(|t| t.parse::<i64>().is_ok());
            return Some((if digits { EnumRepr::Int } else { EnumRepr::Text }, false));
        }
        if !numbers.iter().all(whole) {
            self.add(Code::EnumCodes, spot, "codes that are fractions cannot be named");
            return None;
        }
        if texts.is_empty() {
            return Some((EnumRepr::Int, false));
        }
        let both =
            texts.iter().all(|t| numbers.contains(t)) && numbers.iter().all(|n| texts.contains(n));
        if !both {
            self.add(Code::EnumCodes, spot, "texts and numbers are mixed");
            return None;
        }
        let first_is_text = codes.first().is_some_and(|l| l.node.text().is_some());
        Some((if first_is_text { EnumRepr::Text } else { EnumRepr::Int }, true))
    }

    /// A list beside `enum` with a text for each distinct code, or for each listed one.
    fn parallel(
        &mut self,
        list: Option<&'a Node>,
        places: &[usize],
        total: usize,
    ) -> Option<Vec<&'a str>> {
        let list = list?;
        let texts: Vec<&'a str> = list.items().iter().filter_map(Node::text).collect();
        let chosen: Vec<&'a str> = if texts.len() == places.len() {
            texts
        } else if texts.len() == total {
            places.iter().filter_map(|i| texts.get(*i).copied()).collect()
        } else {
            let what = format!("{} texts for {} distinct codes", texts.len(), places.len());
            self.add_own(Code::EnumNames, list.spot, what);
            return None;
        };
        Some(chosen)
    }
}

fn spelt(node: &Node) -> String {
    match &node.value {
        Value::Text(text) | Value::Number(text) => text.clone(),
        _ => String::new(),
    }
}
