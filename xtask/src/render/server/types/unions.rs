//! Unions: an enum of variants, told apart as lowering decided, without an echo of the input.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::uses::{bare, derives, holds, item, type_name};
use crate::ir::{Api, Type, TypeDef, TypeId, Union, Variant};
use crate::render::server::schemas::table_name;
use crate::render::server::spell::{doc, pascal, whole};

/// The enum and its serde impls.
pub fn print(api: &Api, id: TypeId, def: &TypeDef, of: &Union) -> TokenStream {
    let name = type_name(&def.name);
    let about = doc(&[&def.doc]);
    let names: Vec<Ident> = of.variants.iter().map(|variant| pascal(&variant.name)).collect();
    let types = of.variants.iter().map(|variant| variant_type(api, id, variant));
    let serialize = def.in_response.then(|| {
        quote! {
            impl serde::Serialize for #name {
                fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                    match self {
                        #(Self::#names(value) => serde::Serialize::serialize(value, to),)*
                    }
                }
            }
        }
    });
    let deserialize = def.in_request.then(|| deserialize(def, &name, &names));
    let derives = derives(api, &Type::Ref(id));
    quote! {
        #about
        #[derive(#derives)]
        pub enum #name { #(#names(#types),)* }
        #serialize
        #deserialize
    }
}

fn variant_type(api: &Api, owner: TypeId, variant: &Variant) -> TokenStream {
    if holds(api, &variant.value.ty, owner) {
        let bare = bare(api, &variant.value.ty);
        quote!(Box<#bare>)
    } else {
        item(api, &variant.value)
    }
}

/// The table picks the variant; errors never repeat what was sent.
fn deserialize(def: &TypeDef, name: &Ident, names: &[Ident]) -> TokenStream {
    let table = table_name(def);
    let arms = names.iter().enumerate().map(|(at, variant)| {
        let at = whole(at as u64);
        quote!(Some(#at) => serde_json::from_value(value).map(Self::#variant).ok(),)
    });
    quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let value = <serde_json::Value as serde::Deserialize>::deserialize(from)?;
                let found = match schemas::#table.pick(&value) {
                    #(#arms)*
                    _ => None,
                };
                found.ok_or_else(|| serde::de::Error::custom("none of the variants"))
            }
        }
    }
}
