//! Closed lists and unions; both keep what this version of the document does not know.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::model::Sdk;
use super::spelling::doc;
use crate::ir::*;
use crate::render::server::spell;

impl Sdk<'_> {
    pub fn enum_tokens(&self, id: TypeId, list: &Enum) -> TokenStream {
        let ident = self.type_ident(id);
        let definition = self.api.ty(id);
        let docs = doc(&[&definition.doc], &format!("`{}`", definition.wire));
        let names: Vec<_> = list.members.iter().map(|member| spell::pascal(&member.name)).collect();
        let other = unknown(&names);
        let members = list.members.iter().zip(&names).map(|(member, name)| {
            let docs = doc(&[&member.doc], &format!("`{}`", member.wire));
            quote!(#docs #name)
        });
        let codes: Vec<TokenStream> =
            list.members.iter().map(|member| code(list, member)).collect();
        let parts = Parts { ident, docs, members: members.collect(), names: &names, codes, other };
        match list.repr {
            EnumRepr::Text => parts.text(),
            EnumRepr::Int => parts.integer(),
        }
    }

    pub fn union_tokens(&self, id: TypeId, union: &Union) -> TokenStream {
        let ident = self.type_ident(id);
        let definition = self.api.ty(id);
        let docs = doc(&[&definition.doc], &format!("`{}`", definition.wire));
        let names: Vec<_> = union.variants.iter().map(|v| spell::pascal(&v.name)).collect();
        let types: Vec<_> =
            union.variants.iter().map(|variant| self.held_type(id, &variant.value.ty)).collect();
        let same = quote!(codec::Same);
        let codecs: Vec<_> = union
            .variants
            .iter()
            .map(|variant| self.codec(&variant.value.ty).unwrap_or_else(|| same.clone()))
            .collect();
        let docs_each = names.iter().map(|name| format!(" As `{name}`."));
        let other = unknown(&names);
        let tests: Vec<TokenStream> =
            (0..union.variants.len()).map(|index| self.told(union, index)).collect();
        quote! {
            #docs
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #ident {
                #(
                    #[doc = #docs_each]
                    #names(#types),
                )*
                /// A shape that this version does not know.
                #other(serde_json::Value),
            }
            impl serde::Serialize for #ident {
                fn serialize<S: serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    match self {
                        #(Self::#names(value) => {
                            codec::As::<#codecs>::serialize(value, serializer)
                        })*
                        Self::#other(value) => value.serialize(serializer),
                    }
                }
            }
            impl<'de> serde::Deserialize<'de> for #ident {
                fn deserialize<D: serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Self, D::Error> {
                    let raw = Box::<serde_json::value::RawValue>::deserialize(deserializer)?;
                    let text = raw.get();
                    #(
                        if #tests
                            && let Ok(value) = codec::parse::<#codecs, #types>(text)
                        {
                            return Ok(Self::#names(value));
                        }
                    )*
                    serde_json::from_str(text).map(Self::#other).map_err(serde::de::Error::custom)
                }
            }
        }
    }

    /// The condition under which `text` may be variant `index`.
    fn told(&self, union: &Union, index: usize) -> TokenStream {
        match &union.told_by {
            ToldBy::Field { wire, values } => {
                let values = &values[index];
                quote! {
                    codec::tag(text, #wire)
                        .is_some_and(|tag| [#(#values),*].contains(&tag.as_str()))
                }
            }
            ToldBy::JsonType => {
                let kind = self.json_type(&union.variants[index].value.ty);
                match kind {
                    Some(kind) => quote!(codec::kind(text) == #kind),
                    None => quote!(true),
                }
            }
            ToldBy::Key(keys) => {
                let key = &keys[index];
                quote!(codec::members(text).contains_key(#key))
            }
            ToldBy::Order => quote!(true),
        }
    }

    fn json_type(&self, ty: &Type) -> Option<&'static str> {
        match self.resolve(ty) {
            Type::Bool => Some("boolean"),
            Type::Int { .. } | Type::Decimal | Type::Float => Some("number"),
            Type::Text(_) | Type::File => Some("string"),
            Type::List(_) => Some("array"),
            Type::Map(_) => Some("object"),
            Type::Any => None,
            Type::Ref(id) => match &self.api.ty(*id).kind {
                TypeKind::Struct(_) => Some("object"),
                TypeKind::Enum(list) if list.repr == EnumRepr::Text => Some("string"),
                TypeKind::Enum(_) => Some("number"),
                TypeKind::Union(_) | TypeKind::Alias(_) => None,
            },
        }
    }
}

fn code(list: &Enum, member: &Member) -> TokenStream {
    let wire = &member.wire;
    match list.repr {
        EnumRepr::Text => quote!(#wire),
        EnumRepr::Int => {
            let number = wire.parse().unwrap_or_default();
            let token = proc_macro2::Literal::i64_unsuffixed(number);
            quote!(#token)
        }
    }
}

/// The variant for the unknown, under a name that no member has.
fn unknown(names: &[proc_macro2::Ident]) -> proc_macro2::Ident {
    let free = |word: &&str| names.iter().all(|name| name != word);
    let word = ["Other", "Unlisted", "Unrecognised"].into_iter().find(free);
    format_ident!("{}", word.unwrap_or("NotInThisVersion"))
}

/// What both kinds of enum are printed from.
struct Parts<'a> {
    ident: proc_macro2::Ident,
    docs: TokenStream,
    members: Vec<TokenStream>,
    names: &'a [proc_macro2::Ident],
    codes: Vec<TokenStream>,
    other: proc_macro2::Ident,
}

impl Parts<'_> {
    fn text(self) -> TokenStream {
        let Parts { ident, docs, members, names, codes, other } = self;
        quote! {
            #docs
            #[derive(Debug, Clone, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #ident {
                #(#members,)*
                /// A code that this version does not know.
                #other(String),
            }
            impl #ident {
                /// The code as it is sent.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#names => #codes,)*
                        Self::#other(code) => code,
                    }
                }
            }
            impl From<&str> for #ident {
                fn from(code: &str) -> Self {
                    match code {
                        #(#codes => Self::#names,)*
                        other => Self::#other(other.to_owned()),
                    }
                }
            }
            code::text_code!(#ident);
        }
    }

    fn integer(self) -> TokenStream {
        let Parts { ident, docs, members, names, codes, other } = self;
        quote! {
            #docs
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #ident {
                #(#members,)*
                /// A code that this version does not know.
                #other(i64),
            }
            impl #ident {
                /// The code as it is sent.
                #[must_use]
                pub fn as_i64(self) -> i64 {
                    match self {
                        #(Self::#names => #codes,)*
                        Self::#other(code) => code,
                    }
                }
            }
            impl From<i64> for #ident {
                fn from(code: i64) -> Self {
                    match code {
                        #(#codes => Self::#names,)*
                        other => Self::#other(other),
                    }
                }
            }
            code::int_code!(#ident);
        }
    }
}
