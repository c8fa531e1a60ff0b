//! `src/types/<tag>.rs`: the wire types, those of one tag in its file, all others in `shared.rs`.

pub mod attributes;
pub mod check;
pub mod enums;
pub mod literal;
pub mod structs;
pub mod unions;
pub mod uses;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::file::{Printer, imports};
use super::lib_file::module_ident;
use super::spell::{doc, module};
use crate::ir::{TypeDef, TypeId, TypeKind};
use crate::render::Output;

impl Printer<'_> {
    /// All type files.
    pub fn types(&self) -> anyhow::Result<Vec<Output>> {
        let modules = self.type_modules(|_| true);
        let names: Vec<Ident> = modules.iter().map(|(name, _, _)| module_ident(name)).collect();
        let items = quote!(#(mod #names;)* #(pub use #names::*;)*);
        let why = "What is sent and answered, in the document's words.";
        let mut files = vec![self.rust("src/types/mod.rs", why, quote!(), items)?];
        for (module, tag, ids) in &modules {
            let items = ids.iter().map(|id| self.type_item(*id));
            let items = quote!(#(#items)*);
            let imports = imports(&items, &["schemas", "types"]);
            let path = format!("src/types/{module}.rs");
            let tokens = quote!(#(use super::super::#imports;)* #items);
            files.push(self.rust(&path, &format!("Types: {tag}."), quote!(), tokens)?);
        }
        Ok(files)
    }

    fn type_item(&self, id: TypeId) -> TokenStream {
        let def = self.api.ty(id);
        let item = match &def.kind {
            TypeKind::Struct(of) => structs::print(self.api, id, def, of),
            TypeKind::Enum(of) => enums::print(def, of),
            TypeKind::Union(of) => unions::print(self.api, id, def, of),
            TypeKind::Alias(value) => {
                let name = uses::type_name(&def.name);
                let about = doc(&[&def.doc]);
                let item = uses::item(self.api, value);
                quote!(#about pub type #name = #item;)
            }
        };
        let check = def.in_request.then(|| self.check(id, def));
        quote!(#item #check)
    }

    /// Module name, title and types of each file that holds some: shared ones first.
    pub fn type_modules(
        &self,
        wanted: impl Fn(&TypeDef) -> bool,
    ) -> Vec<(String, String, Vec<TypeId>)> {
        let of = |tag: Option<usize>| -> Vec<TypeId> {
            let all = self.api.types.iter().enumerate();
            all.filter(|(_, def)| def.tag == tag && wanted(def)).map(|(at, _)| TypeId(at)).collect()
        };
        let shared = (self.shared_module(), "those of several tags".to_owned(), of(None));
        let tags = self.api.tags.iter().enumerate();
        let tags = tags.map(|(at, tag)| (module(&tag.name), tag.wire.clone(), of(Some(at))));
        std::iter::once(shared).chain(tags).filter(|(_, _, ids)| !ids.is_empty()).collect()
    }

    /// `shared`, unless a tag is called so.
    fn shared_module(&self) -> String {
        let taken = self.api.tags.iter().any(|tag| module(&tag.name) == "shared");
        if taken { "shared_by_tags" } else { "shared" }.to_owned()
    }
}
