//! How a use of a type is spelt in Rust: the type itself, then presence and null around it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, Limits, Name, Text, Type, TypeId, TypeKind, Use};
use crate::render::server::spell;

/// Names of the prelude that a document's type would shadow.
const PRELUDE: &[&str] = &[
    "AsMut",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Err",
    "Eq",
    "Extend",
    "Fn",
    "From",
    "Future",
    "Into",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// `EmployeeCreate`; a name of Rust's prelude gets a `_`.
pub fn type_name(name: &Name) -> proc_macro2::Ident {
    let ident = spell::pascal(name);
    let word = ident.to_string();
    if PRELUDE.contains(&word.as_str()) { spell::ident(&format!("{word}_"), "N") } else { ident }
}

/// `types::EmployeeCreate`
pub fn path(api: &Api, id: TypeId) -> TokenStream {
    let name = type_name(&api.ty(id).name);
    quote!(types::#name)
}

/// The type with presence and null: `T`, `Option<T>`, `Nullable<T>`, `Patch<T>`.
pub fn held(api: &Api, value: &Use) -> TokenStream {
    wrapped(api, value, bare(api, &value.ty))
}

/// Presence and null around a type that is already spelt.
pub fn wrapped(api: &Api, value: &Use, bare: TokenStream) -> TokenStream {
    match (value.required, plain(api, value).nullable) {
        (true, false) => bare,
        (false, false) => quote!(Option<#bare>),
        (true, true) => quote!(wire::Nullable<#bare>),
        (false, true) => quote!(wire::Patch<#bare>),
    }
}

/// An item of a list or map: always there, perhaps null.
pub fn item(api: &Api, value: &Use) -> TokenStream {
    let bare = bare(api, &value.ty);
    if plain(api, value).nullable { quote!(Option<#bare>) } else { bare }
}

/// The use with its aliases looked through: null from either side, the nearer limit.
pub fn plain(api: &Api, value: &Use) -> Use {
    let mut plain = value.clone();
    for _ in 0..api.types.len() {
        let Type::Ref(id) = plain.ty else { break };
        let TypeKind::Alias(behind) = &api.ty(id).kind else { break };
        plain.ty = behind.ty.clone();
        plain.nullable |= behind.nullable;
        plain.limits = nearer(plain.limits, &behind.limits);
        plain.default = plain.default.or_else(|| behind.default.clone());
    }
    plain
}

/// `near` where it says something, else `far`.
fn nearer(near: Limits, far: &Limits) -> Limits {
    Limits {
        min: near.min.or_else(|| far.min.clone()),
        max: near.max.or_else(|| far.max.clone()),
        multiple_of: near.multiple_of.or_else(|| far.multiple_of.clone()),
        min_length: near.min_length.or(far.min_length),
        max_length: near.max_length.or(far.max_length),
        pattern: near.pattern.or_else(|| far.pattern.clone()),
        min_items: near.min_items.or(far.min_items),
        max_items: near.max_items.or(far.max_items),
        unique_items: near.unique_items || far.unique_items,
        min_properties: near.min_properties.or(far.min_properties),
        max_properties: near.max_properties.or(far.max_properties),
    }
}

/// The type alone.
pub fn bare(api: &Api, ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::Int { bits: 32, .. } => quote!(i32),
        Type::Int { .. } => quote!(i64),
        Type::Decimal => quote!(wire::Decimal),
        Type::Float => quote!(f64),
        Type::Text(text) => of_text(*text),
        Type::File => quote!(wire::Upload),
        Type::List(of) => {
            let of = item(api, of);
            quote!(Vec<#of>)
        }
        Type::Map(of) => {
            let of = item(api, of);
            quote!(std::collections::BTreeMap<String, #of>)
        }
        Type::Ref(id) => path(api, *id),
        Type::Any => quote!(serde_json::Value),
    }
}

fn of_text(text: Text) -> TokenStream {
    match text {
        Text::Date => quote!(chrono::NaiveDate),
        Text::DateTime => quote!(chrono::DateTime<chrono::Utc>),
        Text::LocalDateTime => quote!(wire::LocalDateTime),
        Text::LocalMinute => quote!(wire::LocalMinute),
        Text::LocalSecond => quote!(wire::LocalSecond),
        Text::IsoMinute => quote!(wire::IsoMinute),
        Text::LocalTime => quote!(wire::LocalTime),
        Text::Secret => quote!(wire::Secret),
        Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Base64 => quote!(String),
    }
}

/// Whether a value of this type holds `owner` without a list or map between: it needs a `Box`.
pub fn holds(api: &Api, ty: &Type, owner: TypeId) -> bool {
    let mut seen = vec![false; api.types.len()];
    reaches(api, ty, owner, &mut seen)
}

fn reaches(api: &Api, ty: &Type, owner: TypeId, seen: &mut [bool]) -> bool {
    let Type::Ref(id) = ty else { return false };
    if *id == owner {
        return true;
    }
    if std::mem::replace(&mut seen[id.0], true) {
        return false;
    }
    match &api.ty(*id).kind {
        TypeKind::Struct(of) => of
            .fields
            .iter()
            .filter(|field| field.constant.is_none())
            .any(|field| reaches(api, &field.value.ty, owner, seen)),
        TypeKind::Enum(_) => false,
        TypeKind::Alias(value) => reaches(api, &value.ty, owner, seen),
        TypeKind::Union(of) => of.variants.iter().any(|v| reaches(api, &v.value.ty, owner, seen)),
    }
}

/// A file lies somewhere in a value of this type: it cannot be cloned.
pub fn holds_file(api: &Api, ty: &Type) -> bool {
    let mut seen = vec![false; api.types.len()];
    file_inside(api, ty, &mut seen)
}

fn file_inside(api: &Api, ty: &Type, seen: &mut [bool]) -> bool {
    match ty {
        Type::File => true,
        Type::List(of) | Type::Map(of) => file_inside(api, &of.ty, seen),
        Type::Ref(id) if !std::mem::replace(&mut seen[id.0], true) => match &api.ty(*id).kind {
            TypeKind::Struct(of) => {
                let rest = of.rest.iter().any(|rest| file_inside(api, &rest.ty, seen));
                rest || of.fields.iter().any(|field| file_inside(api, &field.value.ty, seen))
            }
            TypeKind::Alias(value) => file_inside(api, &value.ty, seen),
            TypeKind::Union(of) => of.variants.iter().any(|v| file_inside(api, &v.value.ty, seen)),
            TypeKind::Enum(_) => false,
        },
        _ => false,
    }
}

/// `Debug, Clone`, or without `Clone` where a file lies inside.
pub fn derives(api: &Api, ty: &Type) -> TokenStream {
    if holds_file(api, ty) { quote!(Debug) } else { quote!(Debug, Clone) }
}
