//! Operations: every method of every path, with its policy.

use crate::diagnostic::{Code, Problems};
use crate::ir::{Api, Name, Operation};
use crate::names::{Noun, split, words_of};
use crate::shape::METHODS;
use crate::tree::{Entry, Node, Spot, pointer_token};

use super::Lower;
use super::hint::Hint;
use super::view::tidy;

/// An operation with what was wrong with it.
#[derive(Debug)]
pub struct Met {
    pub operation: Operation,
    pub spot: Spot,
    pub faults: Problems,
}

impl<'a> Lower<'a> {
    /// All operations, in document order.
    pub fn operations(&mut self, api: &mut Api) -> Vec<Met> {
        let root: &'a Node = self.root;
        let mut met: Vec<Met> = Vec::new();
        let mut routes: Vec<(String, String, &str)> = Vec::new();
        for path in root.get("paths").map(Node::entries).unwrap_or_default() {
            if path.key.starts_with("x-") {
                continue;
            }
            if !path.key.starts_with('/') {
                let what = format!("the path `{}` does not begin with a slash", path.key);
                self.note(Code::WrongKind, path.spot, what);
                if self.own() {
                    continue;
                }
            }
            for entry in path.value.entries() {
                if !METHODS.contains(&entry.key.as_str()) {
                    continue;
                }
                let route = (entry.key.clone(), shape_of(&path.key), path.key.as_str());
                if let Some(other) = routes.iter().find(|r| r.0 == route.0 && r.1 == route.1) {
                    let what = format!("`{}` matches the same requests as `{}`", route.2, other.2);
                    self.add_own(Code::DuplicateRoute, path.spot, what);
                }
                routes.push(route);
                let outer = std::mem::take(&mut self.problems);
                let operation = self.operation(path, entry, api);
                let faults = std::mem::replace(&mut self.problems, outer);
                met.push(Met { operation, spot: entry.spot, faults });
            }
        }
        met
    }

    fn operation(&mut self, path: &'a Entry, entry: &'a Entry, api: &mut Api) -> Operation {
        let node = &entry.value;
        let id = self.operation_id(path, entry);
        let tag = self.tag_of(node, api);
        self.check_file(entry, tag, api);
        let pointer = format!("/paths/{}/{}", pointer_token(&path.key), entry.key);
        let hint = Hint::inline(id.0.clone(), pointer);
        let (params, tenant_spot) = self.params(path, node, &hint, api);
        let body = node.get("requestBody").and_then(|b| self.body(b, &hint));
        let responses = self.responses(entry, &hint);
        let (security, security_optional) = self.requirements(node, api);
        let tenant = self.tenant_of(node, api, tenant_spot);
        let limit = self.limit_of(node, api);
        let page = self.page_of(node, api);
        if let Some(style) = page.and_then(|p| api.pages.get(p)) {
            for wanted in [&style.number, &style.size] {
                if !params.iter().any(|p| &p.wire == wanted) {
                    let what = format!("the page style needs the query parameter `{wanted}`");
                    self.add(Code::PageShape, entry.spot, what);
                }
            }
        }
        let text = |key: &str| node.text_at(key).map(tidy).unwrap_or_default();
        let said = |key: &str| node.text_at(key).map(str::to_string);
        Operation {
            id,
            tag,
            method: entry.key.to_uppercase(),
            path: format!("/{}", path.key.strip_prefix('/').unwrap_or(&path.key)),
            summary: text("summary"),
            doc: text("description"),
            deprecated: node.get("deprecated").and_then(Node::bool).unwrap_or(false),
            params,
            body,
            responses,
            security,
            security_optional,
            tenant,
            limit,
            page,
            envelope: said("x-hr-envelope"),
            verb: said("x-hr-verb"),
            provenance: super::policy::provenance(node),
            role: said("x-hr-role"),
            refusals: super::policy::refusals(node),
            max_body: api.max_body,
        }
    }

    /// The operationId as a name; derived from method and path in a stranger's document.
    fn operation_id(&mut self, path: &'a Entry, entry: &'a Entry) -> Name {
        let stated = entry.value.get("operationId");
        let words = match stated.and_then(Node::text) {
            Some(text) => {
                if !is_token(text) {
                    let what = format!("`{text}` is not spelt `noun_verb`");
                    self.add_own(
                        Code::OperationIdShape,
                        stated.map_or(entry.spot, |s| s.spot),
                        what,
                    );
                }
                words_of(text, Noun::Operation)
            }
            None => {
                let what = format!("`{} {}` has no operationId", entry.key, path.key);
                self.add_own(Code::MissingOperationId, entry.spot, what);
                derived(&entry.key, &path.key)
            }
        };
        let claim = self.ids.claim(self.id_spots.len(), &[words]);
        self.id_spots.push(entry.spot);
        if let (None, Some(holder)) = (claim.rung, claim.holder) {
            let line = self.id_spots.get(holder).map_or(0, |s| s.line);
            let spot = stated.map_or(entry.spot, |s| s.spot);
            let what = format!("the operation of line {line} has the same name");
            self.add_own(Code::DuplicateOperationId, spot, what);
        }
        claim.name
    }

    /// A tag file holds the operations of its tag only.
    fn check_file(&mut self, entry: &'a Entry, tag: usize, api: &Api) {
        if entry.spot.file == 0 {
            return;
        }
        let name = self.bundle.sources.name(entry.spot.file);
        let stem = name.rsplit('/').next().unwrap_or(name).split('.').next().unwrap_or(name);
        if let Some(tag) = api.tags.get(tag)
            && tag.name.kebab() != stem
        {
            let what = format!("an operation of `{}` stands in `{stem}`", tag.wire);
            self.add_own(Code::TagFile, entry.spot, what);
        }
    }
}

/// The path with its parameters made anonymous.
fn shape_of(path: &str) -> String {
    let parts = path.split('/').map(|p| match (p.find('{'), p.rfind('}')) {
        (Some(open), Some(close)) if open < close => {
            format!("{}{{}}{}", &p[..open], &p[close + 1..])
        }
        _ => p.to_string(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// `noun_verb`: lower case letters and digits, single underscores, at least two words.
fn is_token(text: &str) -> bool {
    let words: Vec<&str> = text.split('_').collect();
    let word = |w: &&str| {
        w.starts_with(|c: char| c.is_ascii_lowercase())
            && w.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    words.len() > 1 && words.iter().all(word)
}

/// `GET /pets/{petId}/toys` is get, pets, by, pet, id, toys.
fn derived(method: &str, path: &str) -> Vec<String> {
    let mut words = vec![method.to_string()];
    for segment in path.split('/').filter(|s| !s.is_empty()) {
        if segment.starts_with('{') {
            words.push("by".to_string());
        }
        words.extend(split(segment));
    }
    words
}
