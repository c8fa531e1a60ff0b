//! Structs that serde cannot derive: constants that are sent but not held, keys that are kept,
//! and forms whose parts may be files.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::model::Sdk;
use super::spelling::Presence;
use super::types::Member;
use crate::ir::*;

impl Sdk<'_> {
    /// `Serialize` and `Deserialize`; `kept` is the field for all other keys.
    pub fn serde_by_hand(
        &self,
        ident: &Ident,
        structure: &Struct,
        members: &[Member<'_>],
        kept: &Option<Ident>,
    ) -> TokenStream {
        let write = self.write(ident, structure, members, kept);
        let read = self.read(ident, structure, members, kept);
        quote!(#write #read)
    }

    /// How the other keys travel.
    fn kept_codec(&self, structure: &Struct) -> TokenStream {
        let same = || quote!(codec::Same);
        structure.rest.as_ref().map_or_else(same, |value| self.codec_or_same(value))
    }

    fn write(
        &self,
        ident: &Ident,
        structure: &Struct,
        members: &[Member<'_>],
        kept: &Option<Ident>,
    ) -> TokenStream {
        let constants = structure.fields.iter().filter(|field| field.value.required);
        let constants = constants.filter_map(|field| {
            let (wire, value) = (&field.wire, json(field.constant.as_ref()?));
            Some(quote!(map.serialize_entry(#wire, &codec::raw(#value))?;))
        });
        let fields = members.iter().filter(|member| !member.unsent).map(|member| {
            let (wire, name) = (&member.field.wire, &member.ident);
            let value = match &member.codec {
                Some(codec) => quote!(&codec::Out::<#codec, _>::new(&self.#name)),
                None => quote!(&self.#name),
            };
            let entry = quote!(map.serialize_entry(#wire, #value)?;);
            match member.presence {
                Presence::Optional => quote!(if self.#name.is_some() { #entry }),
                Presence::Patch => quote!(if !self.#name.is_absent() { #entry }),
                Presence::Always | Presence::Nullable => entry,
            }
        });
        let rest = kept.as_ref().map(|name| {
            let codec = self.kept_codec(structure);
            quote! {
                for (key, value) in &self.#name {
                    map.serialize_entry(key, &codec::Out::<#codec, _>::new(value))?;
                }
            }
        });
        quote! {
            impl serde::Serialize for #ident {
                fn serialize<S: serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    use serde::ser::SerializeMap;
                    let mut map = serializer.serialize_map(None)?;
                    #(#constants)*
                    #(#fields)*
                    #rest
                    map.end()
                }
            }
        }
    }

    fn read(
        &self,
        ident: &Ident,
        structure: &Struct,
        members: &[Member<'_>],
        kept: &Option<Ident>,
    ) -> TokenStream {
        // Only a constant that is written again may be forgotten here.
        let written = |field: &&Field| field.value.required || structure.rest.is_some();
        let constants =
            structure.fields.iter().filter(|field| field.constant.is_some()).filter(written);
        let constants = constants.map(|field| &field.wire);
        let fields = members.iter().map(|member| {
            let (wire, name) = (&member.field.wire, &member.ident);
            let same = quote!(codec::Same);
            let codec = member.codec.as_ref().unwrap_or(&same);
            let take = match member.presence {
                Presence::Always => quote!(take),
                _ => quote!(take_or_default),
            };
            quote!(#name: codec::#take::<#codec, _, _>(&mut members, #wire)?)
        });
        let rest = kept.as_ref().map(|name| {
            let codec = self.kept_codec(structure);
            quote!(#name: codec::rest::<#codec, _, _, _>(members)?)
        });
        let fields = fields.chain(rest);
        quote! {
            impl<'de> serde::Deserialize<'de> for #ident {
                fn deserialize<D: serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Self, D::Error> {
                    let mut members = codec::Members::deserialize(deserializer)?;
                    #(members.remove(#constants);)*
                    Ok(Self { #(#fields),* })
                }
            }
        }
    }

    /// The fields of a form, where an operation sends the struct as one.
    pub fn form_tokens(&self, ident: &Ident, id: TypeId, members: &[Member<'_>]) -> TokenStream {
        if !self.is_form(id) {
            return quote!();
        }
        let pushes = members.iter().map(|member| {
            let (name, wire) = (&member.ident, &member.field.wire);
            let push = self.push(wire, &member.field.value.ty);
            match member.presence {
                Presence::Always => quote!({ let v = &self.#name; #push }),
                Presence::Patch => quote!(if let Patch::Value(v) = &self.#name { #push }),
                Presence::Optional | Presence::Nullable => {
                    quote!(if let Some(v) = &self.#name { #push })
                }
            }
        });
        let constants = self.form_constants(id);
        quote! {
            impl #ident {
                pub(crate) fn fields(&self) -> prepare::Fields {
                    let mut fields = prepare::Fields::default();
                    #constants
                    #(#pushes)*
                    fields
                }
            }
        }
    }

    fn form_constants(&self, id: TypeId) -> TokenStream {
        let TypeKind::Struct(structure) = &self.api.ty(id).kind else { return quote!() };
        let constants = structure.fields.iter().filter(|field| field.value.required);
        let pushes = constants.filter_map(|field| {
            let wire = &field.wire;
            let value = match field.constant.as_ref()? {
                Literal::Text(text) => text.clone(),
                other => json(other),
            };
            Some(quote!(fields.text(#wire, #value);))
        });
        quote!(#(#pushes)*)
    }

    fn push(&self, wire: &str, ty: &Type) -> TokenStream {
        match self.resolve(ty) {
            Type::File => quote!(fields.file(#wire, v.clone());),
            Type::List(item) if self.is_scalar(&item.ty) && !item.nullable => {
                let push = self.push(wire, &item.ty);
                quote!(for v in v { #push })
            }
            _ => {
                let text = self.text(ty);
                quote!(fields.text(#wire, #text);)
            }
        }
    }

    fn is_scalar(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::List(_) | Type::Map(_) | Type::Any => false,
            Type::Ref(id) => matches!(self.api.ty(*id).kind, TypeKind::Enum(_)),
            _ => true,
        }
    }

    /// Some operation sends this struct as a form.
    fn is_form(&self, id: TypeId) -> bool {
        let media =
            self.api.operations.iter().filter_map(|o| o.body.as_ref()).flat_map(|b| &b.media);
        media
            .filter(|media| matches!(media.kind, MediaKind::Form | MediaKind::Multipart))
            .any(|media| self.structure(&media.value.ty).is_some_and(|(of, _)| of == id))
    }
}

/// A literal as JSON text.
pub fn json(literal: &Literal) -> String {
    match literal {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::Text(text) => serde_json::Value::String(text.clone()).to_string(),
        Literal::List(items) => {
            format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(","))
        }
        Literal::Object(members) => {
            let member = |(key, value): &(String, Literal)| {
                format!("{}:{}", serde_json::Value::String(key.clone()), json(value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(","))
        }
    }
}
