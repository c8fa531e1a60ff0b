//! The serde attributes of a field: its key, its presence, and dates in the document's form only.

use proc_macro2::TokenStream;
use quote::quote;

use super::uses::plain;
use crate::ir::{Api, Field, Text, Type, TypeDef, Use};
use crate::render::server::spell::{snake, text};

/// `#[serde(rename = "…", default, …)]`, or nothing.
pub fn attributes(api: &Api, def: &TypeDef, field: &Field) -> TokenStream {
    let mut all: Vec<TokenStream> = Vec::new();
    if snake(&field.name) != field.wire {
        let key = text(&field.wire);
        all.push(quote!(rename = #key));
    }
    let value = plain(api, &field.value);
    if def.in_request {
        all.extend(reading(&value));
    }
    if def.in_response && !value.required {
        let skip = if value.nullable { "wire::Patch::is_absent" } else { "Option::is_none" };
        all.push(quote!(skip_serializing_if = #skip));
    }
    if all.is_empty() { quote!() } else { quote!(#[serde(#(#all),*)]) }
}

/// How a field is read: absence, null, and chrono's types through wire.
fn reading(value: &Use) -> Vec<TokenStream> {
    let mut all = Vec::new();
    if !value.required {
        all.push(quote!(default));
    }
    all.extend(reader(value).map(|with| quote!(deserialize_with = #with)));
    all
}

/// The function of wire that reads the field, where serde's own reading is too generous.
fn reader(value: &Use) -> Option<String> {
    let state = (value.required, value.nullable);
    if let Some(room) = calendar(&value.ty) {
        let form = match state {
            (true, false) => "read",
            (false, false) => "some",
            (true, true) => "nullable",
            (false, true) => "patch",
        };
        return Some(format!("{room}::{form}"));
    }
    if let Type::List(of) = &value.ty
        && let Some(room) = calendar(&of.ty)
        && !of.nullable
        && !value.nullable
    {
        let form = if value.required { "list" } else { "some_list" };
        return Some(format!("{room}::{form}"));
    }
    match state {
        (true, true) => Some("wire::presence::nullable".to_owned()),
        (false, false) => Some("wire::presence::some".to_owned()),
        (true, false) | (false, true) => None,
    }
}

/// The room of wire that reads this type of chrono.
fn calendar(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::Text(Text::Date) => Some("wire::date"),
        Type::Text(Text::DateTime) => Some("wire::date_time"),
        _ => None,
    }
}

/// Every type of chrono in the field is read by wire, in the document's spelling only.
pub fn strictly_read(value: &Use) -> bool {
    reader(value).is_some_and(|with| with.starts_with("wire::date"))
}
