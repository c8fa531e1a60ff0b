//! The last pass: what is used, by whom, in which order, under which name.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Problems};
use crate::ir::{Api, MediaKind, Operation, Type, TypeId, TypeKind};

use super::draft::Draft;
use super::graph::{each_answered, each_asked, each_in_type, held, reach};
use super::operation::Met;
use super::{Lower, names, only_unsupported, split_files, split_views, told_by, wrap};

/// An operation and where it stands.
type Kept = (Operation, crate::tree::Spot);

impl Lower<'_> {
    /// Fills the API's operations and types; gives the operations that were left out.
    pub fn finish(&mut self, api: &mut Api, met: Vec<Met>) -> Vec<(String, Problems)> {
        told_by::decide(&mut self.drafts);
        let (mut kept, left_out) = self.judge(met);
        split_views::split(&mut self.drafts, &mut kept);
        split_files::split(&mut self.drafts, &mut kept);
        no_file_in_json(&mut kept);
        let mut operations = Vec::new();
        for (mut operation, spot) in kept {
            self.wraps(api, &mut operation, spot);
            operation.max_body = wrap::cap(&operation, &self.drafts, api.max_body);
            operations.push(operation);
        }
        self.mark(&operations);
        self.order(api, &mut operations);
        self.tolerant_only_in_requests(api);
        api.operations = operations;
        left_out
    }

    /// Takes out operations that cannot be generated, or reports why, by whose document it is.
    fn judge(&mut self, met: Vec<Met>) -> (Vec<Kept>, Vec<(String, Problems)>) {
        let edges = self.edges();
        let mut kept = Vec::new();
        let mut left_out = Vec::new();
        for Met { operation, spot, mut faults } in met {
            let (asked, answered) = reach(&operation, &edges);
            for id in asked.union(&answered) {
                if let Some(draft) = self.drafts.get(id.0) {
                    faults.extend(draft.faults.clone());
                }
            }
            if faults.is_empty() {
                kept.push((operation, spot));
            } else if !self.own() && only_unsupported(&faults) {
                left_out.push((format!("{} {}", operation.method, operation.path), faults));
            } else {
                self.problems.extend(faults);
            }
        }
        (kept, left_out)
    }

    fn edges(&self) -> Vec<Vec<TypeId>> {
        self.drafts.iter().map(|d| held(&d.def)).collect()
    }

    /// Marks types with where they are used, and by which tag alone.
    fn mark(&mut self, operations: &[Operation]) {
        let edges = self.edges();
        let mut tags: BTreeMap<TypeId, BTreeSet<usize>> = BTreeMap::new();
        for operation in operations {
            let (asked, answered) = reach(operation, &edges);
            for id in asked.union(&answered) {
                tags.entry(*id).or_default().insert(operation.tag);
                if let Some(draft) = self.drafts.get_mut(id.0) {
                    draft.def.in_request |= asked.contains(id);
                    draft.def.in_response |= answered.contains(id);
                }
            }
        }
        for (id, tags) in tags {
            if let Some(draft) = self.drafts.get_mut(id.0)
                && tags.len() == 1
            {
                draft.def.tag = tags.first().copied();
            }
        }
    }

    /// Drops what is not used, brings the rest into document order, names it, renumbers.
    fn order(&mut self, api: &mut Api, operations: &mut [Operation]) {
        let mut order: Vec<usize> = (0..self.drafts.len())
            .filter(|i| self.drafts[*i].def.in_request || self.drafts[*i].def.in_response)
            .collect();
        order.sort_by_key(|i| (self.drafts[*i].owner, *i));
        let mut moved: BTreeMap<usize, usize> = BTreeMap::new();
        for (new, old) in order.iter().enumerate() {
            moved.insert(*old, new);
        }
        let mut renumber = |id: &mut TypeId| {
            if let Some(new) = moved.get(&id.0) {
                id.0 = *new;
            }
        };
        for operation in operations.iter_mut() {
            each_asked(operation, &mut renumber);
            each_answered(operation, &mut renumber);
        }
        let mut chosen: Vec<Draft> = Vec::new();
        let mut all: Vec<Option<Draft>> = self.drafts.drain(..).map(Some).collect();
        for old in order {
            if let Some(mut draft) = all.get_mut(old).and_then(Option::take) {
                each_in_type(&mut draft.def.kind, &mut renumber);
                chosen.push(draft);
            }
        }
        let named = names::of_types(&chosen);
        for (draft, claim) in chosen.iter_mut().zip(named) {
            if claim.rung.is_none() {
                let what =
                    format!("the type `{}` becomes the same name as another", draft.def.wire);
                self.problems_if_own(draft, what);
            }
            draft.def.name = claim.name;
        }
        api.types = chosen.into_iter().map(|d| d.def).collect();
    }

    fn problems_if_own(&mut self, draft: &Draft, what: String) {
        self.add_own(Code::AmbiguousName, draft.spot, what);
    }

    /// A server may read two spellings but must send one.
    fn tolerant_only_in_requests(&mut self, api: &Api) {
        if !self.own() {
            return;
        }
        for def in api.types.iter().filter(|d| d.in_response) {
            let spot = self.spot_of(&def.wire);
            match &def.kind {
                TypeKind::Enum(of) if of.tolerant => {
                    let what = format!("`{}` has codes in two spellings and is sent", def.wire);
                    self.add(Code::TolerantResponse, spot, what);
                }
                TypeKind::Struct(of) => {
                    for field in &of.fields {
                        if is_tolerant(&field.value.ty) {
                            let what = format!("`{}` of `{}` is sent", field.wire, def.wire);
                            self.add(Code::TolerantResponse, spot, what);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Where a type stands, from its wire name.
    fn spot_of(&self, wire: &str) -> crate::tree::Spot {
        let pointer = match wire.strip_prefix('/') {
            Some(_) => wire.to_string(),
            None => format!("/components/schemas/{}", crate::tree::pointer_token(wire)),
        };
        crate::tree::find(self.root, &pointer).map(|n| n.spot).unwrap_or_default()
    }
}

/// A body that is a bare list or map of files: within JSON they can only be texts.
fn no_file_in_json(kept: &mut [Kept]) {
    for (operation, _) in kept {
        let asked = operation.body.iter_mut().flat_map(|body| &mut body.media);
        let answered = operation.responses.iter_mut().flat_map(|response| &mut response.media);
        for media in asked.chain(answered) {
            if matches!(media.kind, MediaKind::Json | MediaKind::Form | MediaKind::Text) {
                split_files::no_file(&mut media.value);
            }
        }
    }
}

fn is_tolerant(ty: &Type) -> bool {
    match ty {
        Type::Int { tolerant, .. } => *tolerant,
        Type::List(inner) | Type::Map(inner) => is_tolerant(&inner.ty),
        _ => false,
    }
}
