//! `src/types/`: one file per tag, the schemas as structs, enums, unions and aliases.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::file::Printer;
use super::model::Sdk;
use super::spelling::{Presence, doc};
use crate::ir::*;
use crate::render::Output;
use crate::render::server::spell;

impl Printer<'_> {
    /// All files of `src/types/`.
    pub fn types(&self) -> anyhow::Result<Vec<Output>> {
        let sdk = self.sdk;
        let mut files = Vec::new();
        let mut modules: Vec<(String, String)> = Vec::new();
        let tags = sdk.api.tags.iter().enumerate();
        let tags = tags.map(|(index, tag)| (Some(index), sdk.module(tag), tag.wire.as_str()));
        for (tag, module, title) in tags.chain([(None, "shared".to_owned(), "several tags")]) {
            let items: Vec<TokenStream> = sdk.types_of(tag).map(|id| sdk.definition(id)).collect();
            if items.is_empty() {
                continue;
            }
            let why = format!("Types of {title}.");
            let imports = quote! {
                #[allow(unused_imports)]
                use super::*;
                #[allow(unused_imports)]
                use crate::runtime::{code, codec, prepare, Patch, Secret, Upload};
            };
            let file = quote!(#imports #(#items)*);
            files.push(self.rust(&format!("src/types/{module}.rs"), &why, file)?);
            modules.push((module, why));
        }
        let idents: Vec<Ident> = modules.iter().map(|(name, _)| spell::ident(name, "n")).collect();
        let index = quote!(#(mod #idents;)* #(pub use #idents::*;)*);
        let why = "Every type of the document, by the document's names.";
        files.push(self.rust("src/types/mod.rs", why, index)?);
        Ok(files)
    }
}

impl Sdk<'_> {
    fn definition(&self, id: TypeId) -> TokenStream {
        let definition = self.api.ty(id);
        match &definition.kind {
            TypeKind::Struct(structure) => self.structure_tokens(id, structure),
            TypeKind::Enum(list) => self.enum_tokens(id, list),
            TypeKind::Union(union) => self.union_tokens(id, union),
            TypeKind::Alias(value) => {
                let ident = self.type_ident(id);
                let ty = self.element(value, &quote!());
                let docs = doc(&[&definition.doc], &format!("`{}`", definition.wire));
                quote!(#docs pub type #ident = #ty;)
            }
        }
    }

    /// The type of a value held directly in `owner`, boxed where it would be endless.
    pub fn held_type(&self, owner: TypeId, ty: &Type) -> TokenStream {
        let rust = self.rust(ty, &quote!());
        match ty {
            Type::Ref(to) if self.endless(owner, *to) => quote!(Box<#rust>),
            _ => rust,
        }
    }

    fn structure_tokens(&self, id: TypeId, structure: &Struct) -> TokenStream {
        let ident = self.type_ident(id);
        let definition = self.api.ty(id);
        let docs = doc(&[&definition.doc], &format!("`{}`", definition.wire));
        let members = self.members(id, structure);
        let by_hand =
            structure.rest.is_some() || structure.fields.iter().any(|f| f.constant.is_some());
        let json = !self.files[id.0];
        let extra = self.extra_ident(id, structure);
        let fields = members.iter().map(|member| member.declaration(json && !by_hand));
        let rest = structure.rest.as_ref().zip(rest_ident(structure)).map(|(value, name)| {
            let ty = self.element(value, &quote!());
            quote! {
                /// Every other key of the object.
                pub #name: std::collections::BTreeMap<String, #ty>
            }
        });
        let extra_field = extra.as_ref().map(|name| {
            let flat = (!by_hand).then(|| quote!(#[serde(flatten)]));
            quote! {
                /// Keys that this version does not know; sent back as they came.
                #flat
                pub #name: serde_json::Map<String, serde_json::Value>
            }
        });
        let fields = fields.chain(rest).chain(extra_field);
        let optional = members.iter().all(|m| m.presence != Presence::Always && !m.required);
        let default = optional.then(|| quote!(, Default));
        let json_too = json.then(|| quote!(, PartialEq));
        let serde_too = (json && !by_hand).then(|| quote!(, serde::Serialize, serde::Deserialize));
        let closed = (!self.input[id.0]).then(|| quote!(#[non_exhaustive]));
        let kept = rest_ident(structure).or(extra);
        let serde =
            (json && by_hand).then(|| self.serde_by_hand(&ident, structure, &members, &kept));
        let building = self.input[id.0].then(|| building(&ident, &members, &kept, optional));
        let form = self.form_tokens(&ident, id, &members);
        quote! {
            #docs
            #[derive(Debug, Clone #default #json_too #serde_too)]
            #closed
            pub struct #ident { #(#fields,)* }
            #serde
            #building
            #form
        }
    }

    /// The field that keeps keys which an answer may have tomorrow. Only what is answered has it:
    /// a caller sends what is documented. It is flattened by serde, which reads declared keys
    /// directly and so keeps decimals exact; numbers in here are held as `serde_json` holds them,
    /// exact to 15 significant digits.
    fn extra_ident(&self, id: TypeId, structure: &Struct) -> Option<Ident> {
        let open = structure.rest.is_none() && !structure.closed;
        let kept = open && self.output[id.0] && !self.files[id.0];
        kept.then(|| free_field(structure, "extra"))
    }

    fn members<'s>(&self, id: TypeId, structure: &'s Struct) -> Vec<Member<'s>> {
        let variable = structure.fields.iter().filter(|field| field.constant.is_none());
        variable
            .map(|field| {
                let required = self.required(id, field);
                let presence = Presence::of(required, field.value.nullable);
                let ty = self.held_type(id, &field.value.ty);
                Member {
                    field,
                    ident: spell::snake(&field.name),
                    presence,
                    required,
                    boxed: ty.to_string().starts_with("Box"),
                    converts: self.converts(&field.value.ty),
                    codec: self.codec(&field.value.ty).map(|codec| presence.codec(&codec)),
                    unsent: field.read_only && self.input[id.0],
                    ty,
                }
            })
            .collect()
    }
}

/// The field that keeps undeclared keys of a documented type.
fn rest_ident(structure: &Struct) -> Option<Ident> {
    structure.rest.as_ref().map(|_| free_field(structure, "additional"))
}

/// `word`, or another name where a declared field has that one.
fn free_field(structure: &Struct, word: &str) -> Ident {
    let taken = structure.fields.iter().any(|field| field.name.snake() == word);
    spell::ident(&if taken { format!("{word}_keys") } else { word.to_owned() }, "n")
}

/// One field of a struct with everything that its printing needs.
pub struct Member<'a> {
    pub field: &'a Field,
    pub ident: Ident,
    pub presence: Presence,
    pub required: bool,
    pub ty: TokenStream,
    pub codec: Option<TokenStream>,
    pub converts: bool,
    pub boxed: bool,
    pub unsent: bool,
}

impl Member<'_> {
    /// The type with its presence.
    pub fn whole(&self) -> TokenStream {
        self.presence.wrap(&self.ty)
    }

    fn declaration(&self, serde: bool) -> TokenStream {
        let (ident, ty) = (&self.ident, self.whole());
        let docs = doc(&[&self.field.doc], &format!("`{}`", self.field.wire));
        let attributes = serde.then(|| self.serde());
        quote!(#docs #attributes pub #ident: #ty)
    }

    fn serde(&self) -> TokenStream {
        let mut parts = Vec::new();
        let wire = &self.field.wire;
        if self.ident.to_string().trim_start_matches("r#") != wire {
            parts.push(quote!(rename = #wire));
        }
        if let Some(codec) = &self.codec {
            let path = format!("codec::As::<{codec}>").replace(' ', "");
            parts.push(quote!(with = #path));
        }
        if self.presence != Presence::Always {
            parts.push(quote!(default));
        }
        match self.presence {
            _ if self.unsent => parts.push(quote!(skip_serializing)),
            Presence::Optional => parts.push(quote!(skip_serializing_if = "Option::is_none")),
            Presence::Patch => parts.push(quote!(skip_serializing_if = "Patch::is_absent")),
            Presence::Always | Presence::Nullable => {}
        }
        if parts.is_empty() { quote!() } else { quote!(#[serde(#(#parts),*)]) }
    }

    /// What a caller hands over, and how it becomes the field.
    pub fn argument(&self) -> (TokenStream, TokenStream) {
        let (ident, ty) = (&self.ident, &self.ty);
        let turns = self.converts || self.boxed;
        match self.presence {
            Presence::Always | Presence::Optional if turns => {
                (quote!(impl Into<#ty>), quote!(#ident.into()))
            }
            Presence::Always | Presence::Optional => (quote!(#ty), quote!(#ident)),
            Presence::Nullable => (quote!(impl Into<Option<#ty>>), quote!(#ident.into())),
            Presence::Patch => (quote!(impl Into<Patch<#ty>>), quote!(#ident.into())),
        }
    }
}

/// `new` with what is required, and a setter for each of the rest.
fn building(
    ident: &Ident,
    members: &[Member<'_>],
    kept: &Option<Ident>,
    optional: bool,
) -> TokenStream {
    let required: Vec<&Member<'_>> = members.iter().filter(|member| member.required).collect();
    let setters = members.iter().filter(|member| !member.required && !member.unsent).map(setter);
    let new = if optional {
        quote! {
            /// Nothing set yet.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        }
    } else {
        let arguments = required.iter().map(|member| {
            let (name, (ty, _)) = (&member.ident, member.argument());
            quote!(#name: #ty)
        });
        let values = members.iter().map(|member| {
            let name = &member.ident;
            match member.required {
                true => {
                    let (_, value) = member.argument();
                    let same = *name == value.to_string();
                    if same { quote!(#name) } else { quote!(#name: #value) }
                }
                false => quote!(#name: Default::default()),
            }
        });
        let kept = kept.as_ref().map(|name| quote!(#name: Default::default()));
        let values = values.chain(kept);
        quote! {
            /// With everything that is required.
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    };
    quote! {
        impl #ident {
            #new
            #(#setters)*
        }
    }
}

fn setter(member: &Member<'_>) -> TokenStream {
    let (ident, (ty, value)) = (&member.ident, member.argument());
    let name = match ident.to_string().as_str() {
        "new" | "default" | "clone" => spell::ident(&format!("set_{ident}"), "n"),
        _ => ident.clone(),
    };
    let docs = doc(&[&member.field.doc], &format!("Sets `{}`.", member.field.wire));
    let value = match member.presence {
        Presence::Optional => quote!(Some(#value)),
        _ => value,
    };
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, #ident: #ty) -> Self {
            self.#ident = #value;
            self
        }
    }
}
