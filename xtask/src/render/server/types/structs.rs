//! Structs: the fields that are held, and serialisation where constants must be written too.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::attributes;
use super::literal::literal;
use super::uses::{bare, derives, held, holds, item, plain, type_name, wrapped};
use crate::ir::{Api, Field, Struct, Type, TypeDef, TypeId};
use crate::render::server::spell::{doc, snake, text};

/// The struct, its derives and, where it has constants, its own serde impls.
pub fn print(api: &Api, id: TypeId, def: &TypeDef, of: &Struct) -> TokenStream {
    let name = type_name(&def.name);
    let about = doc(&[&def.doc]);
    let constants = of.fields.iter().any(|field| field.constant.is_some());
    let derives = derives(api, &Type::Ref(id));
    let serialize = (def.in_response && !constants).then(|| quote!(, serde::Serialize));
    let deserialize = (def.in_request && !constants).then(|| quote!(, serde::Deserialize));
    let by_serde = serialize.is_some() || deserialize.is_some();
    let fields = held_fields(api, id, def, of, by_serde);
    let closed =
        (deserialize.is_some() && of.closed).then(|| quote!(#[serde(deny_unknown_fields)]));
    let write = (def.in_response && constants).then(|| serialize_by_hand(api, def, of));
    let read = (def.in_request && constants).then(|| deserialize_by_hand(api, id, def, of));
    quote! {
        #about
        #[derive(#derives #serialize #deserialize)]
        #closed
        pub struct #name { #fields }
        #write
        #read
    }
}

fn held_fields(api: &Api, id: TypeId, def: &TypeDef, of: &Struct, by_serde: bool) -> TokenStream {
    let fields = of.fields.iter().filter(|field| field.constant.is_none());
    let fields = fields.map(|field| {
        let name = snake(&field.name);
        let deprecated = if field.deprecated { "Deprecated." } else { "" };
        let about = doc(&[&field.doc, deprecated]);
        let ty = field_type(api, id, field);
        let attributes = by_serde.then(|| attributes(api, def, field));
        quote!(#about #attributes pub #name: #ty,)
    });
    let rest = of.rest.as_ref().map(|rest| {
        let item = item(api, rest);
        let flatten = by_serde.then(|| quote!(#[serde(flatten)]));
        let name = rest_name(of);
        quote! {
            /// Every other key.
            #flatten
            pub #name: std::collections::BTreeMap<String, #item>,
        }
    });
    quote!(#(#fields)* #rest)
}

/// `rest`, unless a field is called so.
pub fn rest_name(of: &Struct) -> proc_macro2::Ident {
    let mut name = "rest".to_owned();
    while of.fields.iter().any(|field| snake(&field.name) == name) {
        name.push('_');
    }
    crate::render::server::spell::ident(&name, "n")
}

/// The field's type; a struct that holds itself is boxed.
pub fn field_type(api: &Api, owner: TypeId, field: &Field) -> TokenStream {
    if holds(api, &field.value.ty, owner) {
        let bare = bare(api, &field.value.ty);
        wrapped(api, &field.value, quote!(Box<#bare>))
    } else {
        held(api, &field.value)
    }
}

fn serialize_by_hand(api: &Api, def: &TypeDef, of: &Struct) -> TokenStream {
    let name = type_name(&def.name);
    let entries = of.fields.iter().map(|field| entry(api, field));
    let rest = of.rest.as_ref().map(|_| {
        let name = rest_name(of);
        quote! {
            for (key, value) in &self.#name {
                map.serialize_entry(key, value)?;
            }
        }
    });
    quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeMap;
                let mut map = serializer.serialize_map(None)?;
                #(#entries)*
                #rest
                map.end()
            }
        }
    }
}

fn entry(api: &Api, field: &Field) -> TokenStream {
    let key = text(&field.wire);
    if let Some(constant) = &field.constant {
        let value = literal(constant);
        return quote!(map.serialize_entry(#key, &#value)?;);
    }
    let name = snake(&field.name);
    let write = quote!(map.serialize_entry(#key, &self.#name)?;);
    match (field.value.required, plain(api, &field.value).nullable) {
        (true, _) => write,
        (false, false) => quote!(if self.#name.is_some() { #write }),
        (false, true) => quote!(if !self.#name.is_absent() { #write }),
    }
}

/// Reads the held fields and the constants beside them; a constant of another value is an error,
/// which the table names afterwards.
fn deserialize_by_hand(api: &Api, id: TypeId, def: &TypeDef, of: &Struct) -> TokenStream {
    let name = type_name(&def.name);
    let given = held_fields(api, id, &TypeDef { in_response: false, ..def.clone() }, of, true);
    let closed = of.closed.then(|| quote!(#[serde(deny_unknown_fields)]));
    let held: Vec<_> = of.fields.iter().filter(|field| field.constant.is_none()).collect();
    let names = held.iter().map(|field| snake(&field.name));
    let rest = of.rest.as_ref().map(|_| rest_name(of));
    let names: Vec<_> = names.chain(rest).collect();
    let constants = of.fields.iter().filter(|field| field.constant.is_some());
    let (mut keys, mut tests) = (Vec::new(), Vec::new());
    for (at, field) in constants.enumerate() {
        let constant = field.constant.as_ref().map(literal);
        let key = text(&field.wire);
        let slot = quote::format_ident!("constant_{at}_");
        keys.push(quote!(#[serde(rename = #key, default)] #slot: Option<serde_json::Value>,));
        let absent = !field.value.required;
        tests.push(quote! {
            if !given.#slot.map_or(#absent, |sent| sent == serde_json::json!(#constant)) {
                return Err(serde::de::Error::custom("a constant has another value"));
            }
        });
    }
    quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                #[derive(serde::Deserialize)]
                #closed
                struct Given { #(#keys)* #given }
                let given = <Given as serde::Deserialize>::deserialize(from)?;
                #(#tests)*
                Ok(Self { #(#names: given.#names),* })
            }
        }
    }
}
