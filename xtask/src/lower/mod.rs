//! From the bundled tree to the IR: every decision is taken here, every problem is named.

mod answer;
mod body;
mod codes;
mod draft;
mod finish;
mod graph;
mod hint;
mod limits;
mod literal;
mod names;
mod object;
mod operation;
mod param;
mod policy;
mod resolve;
mod root;
mod scalar;
mod security;
mod split_files;
mod split_views;
mod token;
mod told_by;
mod union;
mod value;
mod view;
mod wrap;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::bundle::{Bundle, Origin};
use crate::diagnostic::{Code, Diagnostics, Kind, Problems};
use crate::extension::Vocabulary;
use crate::ir::{Api, Use};
use crate::tree::{Node, Spot};

use draft::Draft;
use view::Key;

/// An operation of a stranger's document that needs something unsupported.
#[derive(Debug)]
pub struct LeftOut {
    /// `GET /pets/{id}`
    pub operation: String,
    pub reasons: Diagnostics,
}

/// What became of a document.
#[derive(Debug)]
pub struct Lowered {
    pub api: Api,
    /// Always empty for our own documents: there an unsupported construct is an error.
    pub left_out: Vec<LeftOut>,
    /// What a stranger's document says and nothing is made of, although no operation needs it:
    /// constraints that are not checked, slips that can only mean one thing.
    pub notes: Diagnostics,
}

/// Lowers a document. Errors: everything that is wrong with it, by position.
pub fn lower(
    bundle: &Bundle,
    folder: &str,
    origin: Origin,
    vocabulary: Option<&Vocabulary>,
) -> Result<Lowered, Diagnostics> {
    let mut problems = Problems::default();
    let mut notes = Problems::default();
    root::check_shape(&bundle.root, origin, &mut problems, &mut notes);
    if !problems.is_empty() {
        return Err(problems.finish(&bundle.sources));
    }
    let mut lower = Lower::new(bundle, origin);
    lower.notes = notes;
    if let Some(vocabulary) = vocabulary {
        vocabulary.check(&bundle.root, &mut lower.problems);
    }
    lower.note_unserved();
    let mut api = lower.root(folder);
    let operations = lower.operations(&mut api);
    if origin == Origin::Own {
        lower.all_components();
    }
    let left_out = lower.finish(&mut api, operations);
    lower.token_sources(&mut api);
    if !lower.problems.is_empty() {
        return Err(lower.problems.finish(&bundle.sources));
    }
    let left_out = left_out.into_iter().map(|(operation, reasons)| LeftOut {
        operation,
        reasons: reasons.finish(&bundle.sources),
    });
    let notes = std::mem::take(&mut lower.notes).finish(&bundle.sources);
    Ok(Lowered { api, left_out: left_out.collect(), notes })
}

struct Lower<'a> {
    bundle: &'a Bundle,
    root: &'a Node,
    origin: Origin,
    problems: Problems,
    notes: Problems,
    /// Pointer → node, for references that were followed before.
    targets: BTreeMap<String, Option<&'a Node>>,
    /// Types in the order in which they were met; `TypeId` indexes it until the end.
    drafts: Vec<Draft>,
    /// Views that were lowered, or are being lowered and already have a type.
    known: BTreeMap<Key, Use>,
    /// What was wrong with a view, to be said again to the next who uses it.
    faults: BTreeMap<Key, Problems>,
    /// Views that are being lowered, to notice recursion.
    active: Vec<Key>,
    /// Schemas that are being flattened, to notice circles of `allOf`.
    flattening: Vec<Spot>,
    /// Patterns that were checked, with what is wrong with them.
    patterns: BTreeMap<&'a str, Option<String>>,
    /// Names and positions of operations so far.
    ids: crate::names::Scope,
    id_spots: Vec<Spot>,
}

impl<'a> Lower<'a> {
    fn new(bundle: &'a Bundle, origin: Origin) -> Lower<'a> {
        Lower {
            bundle,
            root: &bundle.root,
            origin,
            problems: Problems::default(),
            notes: Problems::default(),
            targets: BTreeMap::new(),
            drafts: Vec::new(),
            known: BTreeMap::new(),
            faults: BTreeMap::new(),
            active: Vec::new(),
            flattening: Vec::new(),
            patterns: BTreeMap::new(),
            ids: crate::names::Scope::default(),
            id_spots: Vec::new(),
        }
    }

    fn own(&self) -> bool {
        self.origin == Origin::Own
    }

    fn add(&mut self, code: Code, spot: Spot, what: impl Into<String>) {
        self.problems.add(code, spot, what.into());
    }

    /// Reports a fault that a stranger's document is forgiven.
    fn add_own(&mut self, code: Code, spot: Spot, what: impl Into<String>) {
        if self.own() {
            self.add(code, spot, what);
        }
    }

    /// Reports a fault that costs a stranger's document nothing but a note.
    fn note(&mut self, code: Code, spot: Spot, what: impl Into<String>) {
        if self.own() {
            self.add(code, spot, what);
        } else {
            self.notes.add(code, spot, what.into());
        }
    }

    /// Notes what a document says about requests that the server sends by itself.
    fn note_unserved(&mut self) {
        let root: &'a Node = self.root;
        if self.own() {
            return;
        }
        if let Some(entry) = root.entry("webhooks").filter(|e| !e.value.entries().is_empty()) {
            let what = "webhooks are what the API sends by itself: no operation";
            self.note(Code::Keyword, entry.spot, what);
        }
        let items = root.get("paths").map(Node::entries).unwrap_or_default();
        for operation in items.iter().flat_map(|item| item.value.entries()) {
            if let Some(entry) = operation.value.entry("callbacks") {
                let what = "callbacks are what the API sends by itself: no operation";
                self.note(Code::Keyword, entry.spot, what);
            }
        }
    }

    /// Lowers the schemas that no operation uses too, so that their faults are found.
    fn all_components(&mut self) {
        let root: &'a Node = self.root;
        let schemas = root.get("components").and_then(|c| c.get("schemas"));
        for entry in schemas.map(Node::entries).unwrap_or_default() {
            let pointer = format!("/components/schemas/{}", crate::tree::pointer_token(&entry.key));
            let hint = self.hint_of(&pointer);
            self.value(&entry.value, &hint);
        }
    }
}

/// Only what is unsupported may cost a stranger's document an operation; all else is an error.
fn only_unsupported(problems: &Problems) -> bool {
    problems.codes().all(|code| code.kind() == Kind::Unsupported)
}
