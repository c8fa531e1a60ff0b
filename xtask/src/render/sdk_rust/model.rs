//! What the Rust SDK decides over the IR: which types it holds, how they are called and used.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use quote::format_ident;

use crate::ir::*;
use crate::render::sdk;
pub use crate::render::sdk::{Success, failures, successes};
use crate::render::server::spell;

/// Names that generated files already use for something else.
const TAKEN_TYPES: &[&str] = &[
    "As", "Box", "Clone", "Debug", "Default", "Err", "From", "Into", "None", "Ok", "Option",
    "Patch", "Result", "Secret", "Self", "Some", "String", "Upload", "Vec",
];

/// Names that a file of calls already uses.
const TAKEN_CALLS: &[&str] = &["API", "Call", "Client", "Error", "OPERATIONS", "Page", "Prepared"];

/// Module names of the crate that no tag may take.
const TAKEN_MODULES: &[&str] = &[
    "blocking",
    "builder",
    "clock",
    "failure",
    "lib",
    "operation",
    "operations",
    "runtime",
    "scope",
    "transport",
    "types",
    "webhook",
];

/// The API as the Rust SDK sees it.
pub struct Sdk<'a> {
    pub api: &'a Api,
    /// By type: the SDK holds it at all.
    pub held: Vec<bool>,
    /// By type: a caller builds it.
    pub input: Vec<bool>,
    /// By type: an answer holds it.
    pub output: Vec<bool>,
    /// By type: a file is somewhere in it, so that it cannot be JSON.
    pub files: Vec<bool>,
    /// Rust names of all held types.
    names: BTreeSet<String>,
}

impl<'a> Sdk<'a> {
    pub fn new(api: &'a Api) -> Self {
        let sdk::Marks { input, output, files } = sdk::Marks::of(api);
        let held: Vec<bool> = input.iter().zip(&output).map(|(i, o)| *i || *o).collect();
        let mut sdk = Self { api, held, input, output, files, names: BTreeSet::new() };
        for index in 0..api.types.len() {
            if sdk.held[index] {
                sdk.names.insert(sdk.type_ident(TypeId(index)).to_string());
            }
        }
        sdk
    }

    /// Held types of one tag, or the shared ones.
    pub fn types_of(&self, tag: Option<usize>) -> impl Iterator<Item = TypeId> {
        (0..self.api.types.len())
            .filter(move |index| self.held[*index] && self.api.types[*index].tag == tag)
            .map(TypeId)
    }

    /// `EmployeeCreate`
    pub fn type_ident(&self, id: TypeId) -> Ident {
        let ident = spell::pascal(&self.api.ty(id).name);
        if TAKEN_TYPES.contains(&ident.to_string().as_str()) {
            return format_ident!("{ident}Value");
        }
        ident
    }

    /// A type name that no held type has: the first free of `stem` and `stem` + each ending.
    pub fn free_ident(&self, stem: &str, endings: &[&str]) -> Ident {
        let is_free = |word: &String| {
            !TAKEN_TYPES.contains(&word.as_str())
                && !TAKEN_CALLS.contains(&word.as_str())
                && !self.names.contains(word)
        };
        let mut words = endings.iter().map(|ending| format!("{stem}{ending}"));
        let word = words.find(is_free).unwrap_or_else(|| format!("{stem}Asked"));
        spell::ident(&word, "N")
    }

    /// `employee_offboard`, the method of `Client`, unless that has one of the name already.
    pub fn method_ident(&self, operation: &Operation) -> Ident {
        match operation.id.snake().as_str() {
            word @ ("builder" | "clone") => format_ident!("{word}_call"),
            _ => spell::snake(&operation.id),
        }
    }

    /// `EmployeeOffboard`, the struct that a method takes.
    pub fn request_ident(&self, operation: &Operation) -> Ident {
        self.free_ident(&operation.id.pascal(), &["", "Request", "Call"])
    }

    /// The enum of bodies where an operation accepts several media types.
    pub fn body_ident(&self, operation: &Operation) -> Ident {
        self.free_ident(&operation.id.pascal(), &["Body", "Payload", "Content"])
    }

    /// `employees`, the file and module of a tag.
    pub fn module(&self, tag: &Tag) -> String {
        let module = spell::module(&tag.name);
        if TAKEN_MODULES.contains(&module.as_str()) { format!("{module}_calls") } else { module }
    }

    /// The field has to be given by whoever builds the struct, and is there in every answer.
    pub fn required(&self, id: TypeId, field: &Field) -> bool {
        let unsent = field.read_only && self.input[id.0];
        let unseen = field.write_only && self.output[id.0];
        field.value.required && !unsent && !unseen
    }

    /// The type behind aliases.
    pub fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        match ty {
            Type::Ref(id) => match &self.api.ty(*id).kind {
                TypeKind::Alias(value) => self.resolve(&value.ty),
                _ => ty,
            },
            _ => ty,
        }
    }

    /// Holding `to` in `from` without a list between would make a type of endless size.
    pub fn endless(&self, from: TypeId, to: TypeId) -> bool {
        let mut seen = vec![false; self.api.types.len()];
        let mut open = vec![to];
        while let Some(id) = open.pop() {
            if id == from {
                return true;
            }
            if !std::mem::replace(&mut seen[id.0], true) {
                open.extend(direct(&self.api.ty(id).kind));
            }
        }
        false
    }

    /// The struct behind a type, where it is one.
    pub fn structure<'t>(&'t self, ty: &'t Type) -> Option<(TypeId, &'t Struct)> {
        match self.resolve(ty) {
            Type::Ref(id) => match &self.api.ty(*id).kind {
                TypeKind::Struct(structure) => Some((*id, structure)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Types held directly, without a list or map between.
fn direct(kind: &TypeKind) -> Vec<TypeId> {
    let of = |value: &Use| match value.ty {
        Type::Ref(id) => Some(id),
        _ => None,
    };
    match kind {
        TypeKind::Struct(structure) => {
            structure.fields.iter().filter_map(|f| of(&f.value)).collect()
        }
        TypeKind::Union(union) => union.variants.iter().filter_map(|v| of(&v.value)).collect(),
        TypeKind::Alias(value) => of(value).into_iter().collect(),
        TypeKind::Enum(_) => Vec::new(),
    }
}
