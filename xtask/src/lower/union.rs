//! `oneOf` and `anyOf`: null taken out, lists of codes recognised, the rest a union.

use crate::diagnostic::Code;
use crate::ir::{ToldBy, TypeId, TypeKind, Union, Use, Variant};
use crate::names::{Noun, Scope, split, words_of};
use crate::tree::{Node, split_pointer};

use super::Lower;
use super::draft::{Draft, reference};
use super::hint::{Hint, numbered};
use super::view::{Key, Part, View, is_null};

impl<'a> Lower<'a> {
    /// The union of a view, where it has one; the view without its union otherwise.
    pub fn unions(&mut self, view: &View<'a>, hint: &Hint, key: &Key) -> Option<Use> {
        let open = view.parts.iter().filter(|p| !p.union_done);
        let found: Vec<(&str, &'a Node)> = open
            .flat_map(|p| ["oneOf", "anyOf"].into_iter().filter_map(|k| Some((k, p.node.get(k)?))))
            .collect();
        let mut base: View<'a> = view.clone();
        base.parts.iter_mut().for_each(|p| p.union_done = true);
        let mut real: Vec<(&str, Vec<&'a Node>)> = Vec::new();
        let mut nullable = None;
        for (keyword, list) in found {
            let variants = list.items().iter();
            let null = variants.clone().any(is_null);
            nullable = Some(nullable.unwrap_or(true) && null);
            let others: Vec<&'a Node> = variants.filter(|v| !is_null(v)).collect();
            match others.as_slice() {
                [] => {}
                // `anyOf: [{required: [a]}, {required: [b]}]` says which of its own fields must
                // be there; every language can hold all of them.
                many if many.iter().all(|v| only_requires(v)) => {}
                [only] => base.parts.extend(self.flatten(only).parts),
                many => real.push((keyword, many.to_vec())),
            }
        }
        let mut used = match real.as_slice() {
            [] if nullable.is_none() => return None,
            [] => self.view(base, hint),
            [(keyword, variants)] => {
                let single: Vec<Vec<&'a Node>> = variants.iter().map(|v| vec![*v]).collect();
                self.union(view, &base, keyword, &single, hint, key)
            }
            several if !self.own() && combinations(several) <= MOST => {
                self.union(view, &base, "oneOf", &product(several), hint, key)
            }
            [_, (_, second), ..] => {
                let spot = second.first().map_or(view.spot(), |n| n.spot);
                self.note(Code::AllOf, spot, "two unions in one schema cannot be merged");
                return Some(super::draft::plain(crate::ir::Type::Any));
            }
        };
        used.nullable |= nullable.unwrap_or(false) || view.types().1;
        Some(used)
    }

    fn union(
        &mut self,
        view: &View<'a>,
        base: &View<'a>,
        keyword: &str,
        // Per variant what it is made of: one schema, or one of each union of a product.
        nodes: &[Vec<&'a Node>],
        hint: &Hint,
        key: &Key,
    ) -> Use {
        let alone: Vec<&'a Node> =
            nodes.iter().filter(|v| v.len() == 1).flatten().copied().collect();
        let is_product = alone.len() < nodes.len();
        if !is_product && let Some(used) = self.documented_codes(view, &alone, hint) {
            return used;
        }
        let id = TypeId(self.drafts.len());
        self.drafts.push(Draft::new(hint, view.doc(), view.spot()));
        self.known.insert(key.clone(), Use { nullable: view.types().1, ..reference(id) });
        let shared = is_product || base.parts.iter().any(|p| holds_fields(p));
        let mut variants = Vec::new();
        let mut scope = Scope::default();
        for (i, made_of) in nodes.iter().enumerate() {
            let words: Vec<String> =
                made_of.iter().flat_map(|node| self.variant_words(i, node)).collect();
            let index = i.to_string();
            let below = hint.below(&[keyword, &index], &words);
            let mut value = if shared {
                let mut whole = base.clone();
                for node in made_of {
                    whole.parts.extend(self.flatten(node).parts);
                }
                self.view(whole, &below)
            } else {
                made_of.iter().fold(super::draft::plain(crate::ir::Type::Any), |_, node| {
                    self.value(node, &below)
                })
            };
            value.required = true;
            let name = scope.claim(i, &[words]).name;
            variants.push(Variant { name, value });
        }
        let discriminator = self.discriminator(view, &alone).filter(|_| !is_product);
        if let Some(draft) = self.drafts.get_mut(id.0) {
            let union = Union { variants, told_by: ToldBy::Order };
            draft.def.kind = TypeKind::Union(union);
            draft.discriminator = discriminator;
        }
        reference(id)
    }

    /// What a variant is called: its component's name, its title, its type, its number.
    fn variant_words(&mut self, index: usize, node: &'a Node) -> Vec<String> {
        if let Some(reference) = node.text_at("$ref") {
            let last = split_pointer(reference.trim_start_matches('#')).pop();
            return words_of(&last.unwrap_or_default(), Noun::Variant);
        }
        if let Some([only]) = node.get("allOf").map(Node::items)
            && only.get("$ref").is_some()
        {
            return self.variant_words(index, only);
        }
        if let Some(title) = node.text_at("title") {
            return numbered(index, Some(title));
        }
        if let Some(constant) = self.telling_constant(node) {
            return words_of(&constant, Noun::Variant);
        }
        match node.text_at("type") {
            Some("string") => match node.text_at("format").map(split) {
                Some(format) if !format.is_empty() => format,
                _ if node.get("enum").is_some() => vec!["code".to_string()],
                _ => vec!["text".to_string()],
            },
            Some("integer") => vec!["int".to_string()],
            Some("number") => vec!["number".to_string()],
            Some("boolean") => vec!["bool".to_string()],
            Some("array") => vec!["list".to_string()],
            _ => numbered(index, None),
        }
    }

    /// The one text that a property of an inline variant may have (`type: {enum: [disk]}`).
    fn telling_constant(&mut self, node: &'a Node) -> Option<String> {
        let properties = node.get("properties")?.entries();
        properties.iter().find_map(|p| match (p.value.get("const"), p.value.get("enum")) {
            (Some(one), _) => one.text().map(str::to_string),
            (None, Some(list)) => match list.items() {
                [one] => one.text().map(str::to_string),
                _ => None,
            },
            _ => None,
        })
    }

    /// The key of `discriminator`, and the values that mean each variant.
    fn discriminator(
        &mut self,
        view: &View<'a>,
        nodes: &[&'a Node],
    ) -> Option<(String, Vec<Vec<String>>)> {
        let stated = view.get("discriminator")?;
        let key = stated.text_at("propertyName")?.to_string();
        let mapping = stated.get("mapping").map(Node::entries).unwrap_or_default();
        let mut values = Vec::new();
        for node in nodes {
            let reference = node.text_at("$ref")?;
            let name = split_pointer(reference.trim_start_matches('#')).pop()?;
            let mut own: Vec<String> = mapping
                .iter()
                .filter(|m| m.value.text().is_some_and(|t| t == reference || t == name))
                .map(|m| m.key.clone())
                .collect();
            if own.is_empty() {
                own.push(name);
            }
            values.push(own);
        }
        Some((key, values))
    }
}

/// More variants than this no product of unions may have.
const MOST: usize = 24;

fn combinations(unions: &[(&str, Vec<&Node>)]) -> usize {
    unions.iter().map(|(_, variants)| variants.len()).product()
}

/// One of each union, in every combination.
fn product<'a>(unions: &[(&str, Vec<&'a Node>)]) -> Vec<Vec<&'a Node>> {
    let mut all: Vec<Vec<&'a Node>> = vec![Vec::new()];
    for (_, variants) in unions {
        let longer = all.iter().flat_map(|so_far| {
            variants.iter().map(|variant| so_far.iter().copied().chain([*variant]).collect())
        });
        all = longer.collect();
    }
    all
}

/// A variant that only says which fields must be there.
fn only_requires(node: &Node) -> bool {
    node.get("required").is_some()
        && node.entries().iter().all(|e| matches!(e.key.as_str(), "required" | "title" | "type"))
}

/// A part whose fields every variant has too.
fn holds_fields(part: &Part<'_>) -> bool {
    part.node.get("properties").is_some()
}
