//! Closed lists of codes: a Rust enum, its codes, and both directions on the wire.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::uses::type_name;
use crate::ir::{Enum, EnumRepr, Member, TypeDef};
use crate::render::server::spell::{doc, pascal, text};

/// The enum with `ALL`, its codes, its serde impls and, for requests, its reading from text.
pub fn print(def: &TypeDef, of: &Enum) -> TokenStream {
    let name = type_name(&def.name);
    let about = doc(&[&def.doc]);
    let names: Vec<Ident> = of.members.iter().map(|member| pascal(&member.name)).collect();
    let as_text = of.repr == EnumRepr::Text;
    let serialize = (as_text && def.in_response).then(|| quote!(, serde::Serialize));
    let deserialize = (as_text && def.in_request).then(|| quote!(, serde::Deserialize));
    let by_serde = serialize.is_some() || deserialize.is_some();
    let members = of.members.iter().zip(&names).map(|(member, name)| {
        let about = doc(&[&format!("`{}`", member.wire), &member.doc]);
        let code = text(&member.wire);
        let rename = by_serde.then(|| quote!(#[serde(rename = #code)]));
        quote!(#about #rename #name,)
    });
    let codes = codes(&name, of, &names);
    let from_text = def.in_request.then(|| from_text(&name, of, &names));
    let numbers = (!as_text).then(|| numbers(&name, def));
    quote! {
        #about
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash #serialize #deserialize)]
        pub enum #name { #(#members)* }
        #codes
        #from_text
        #numbers
    }
}

fn codes(name: &Ident, of: &Enum, names: &[Ident]) -> TokenStream {
    let words: Vec<TokenStream> = of.members.iter().map(|member| text(&member.wire)).collect();
    let number = (of.repr == EnumRepr::Int).then(|| {
        let numbers: Vec<Literal> = of.members.iter().map(number).collect();
        quote! {
            /// The code as a number, as it is sent.
            pub const fn code(self) -> i64 {
                match self { #(Self::#names => #numbers,)* }
            }
            /// The member with that code.
            pub const fn from_code(code: i64) -> Option<Self> {
                match code {
                    #(#numbers => Some(Self::#names),)*
                    _ => None,
                }
            }
        }
    });
    quote! {
        impl #name {
            /// Every member, in document order.
            pub const ALL: &'static [Self] = &[#(Self::#names),*];
            /// The code as text.
            pub const fn as_str(self) -> &'static str {
                match self { #(Self::#names => #words,)* }
            }
            #number
        }
    }
}

fn from_text(name: &Ident, of: &Enum, names: &[Ident]) -> TokenStream {
    let words = of.members.iter().map(|member| text(&member.wire));
    quote! {
        impl wire::FromText for #name {
            fn from_text(text: &str) -> Option<Self> {
                match text {
                    #(#words => Some(Self::#names),)*
                    _ => None,
                }
            }
        }
    }
}

/// Codes that are numbers: serde's derive would write names.
fn numbers(name: &Ident, def: &TypeDef) -> TokenStream {
    let write = def.in_response.then(|| {
        quote! {
            impl serde::Serialize for #name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    to.serialize_i64(self.code())
                }
            }
        }
    });
    let read = def.in_request.then(|| {
        quote! {
            impl<'de> serde::Deserialize<'de> for #name {
                fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                    let code = <i64 as serde::Deserialize>::deserialize(from)?;
                    Self::from_code(code).ok_or_else(|| serde::de::Error::custom("not listed"))
                }
            }
        }
    });
    quote!(#write #read)
}

fn number(member: &Member) -> Literal {
    Literal::i64_unsuffixed(member.wire.parse().unwrap_or_default())
}
