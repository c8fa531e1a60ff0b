//! `impl wire::Check`: typed values against their static tables, a line per constrained field.

use proc_macro2::TokenStream;
use quote::quote;

use super::attributes::strictly_read;
use super::structs::rest_name;
use super::uses::{plain, type_name};
use crate::ir::{Api, Field, Limits, Struct, Text, Type, TypeDef, TypeId, TypeKind, Use};
use crate::render::server::file::Printer;
use crate::render::server::patterns;
use crate::render::server::schemas::table_name;
use crate::render::server::spell::{pascal, snake, whole};

impl Printer<'_> {
    /// The implementation for a struct, an enum or a union; aliases have that of their type.
    pub fn check(&self, id: TypeId, def: &TypeDef) -> TokenStream {
        let name = type_name(&def.name);
        let table = table_name(def);
        let (schema, holds) = match &def.kind {
            TypeKind::Alias(_) => return quote!(),
            TypeKind::Enum(_) => (quote!(_), quote!(true)),
            TypeKind::Struct(of) => self.struct_holds(id, of, &table),
            TypeKind::Union(of) => {
                let arms = of.variants.iter().enumerate().map(|(at, variant)| {
                    let member = pascal(&variant.name);
                    let value = plain(self.api, &variant.value);
                    let at = whole(at as u64);
                    if calendar_inside(&value.ty) {
                        quote!(Self::#member(_) => false,)
                    } else {
                        quote!(Self::#member(value) => schemas::#table.holds(#at, value),)
                    }
                });
                (quote!(_), quote!(match self { #(#arms)* }))
            }
        };
        quote! {
            impl wire::Check for #name {
                fn holds(&self, #schema: &wire::Schema) -> bool { #holds }
            }
        }
    }

    fn struct_holds(
        &self,
        id: TypeId,
        of: &Struct,
        table: &proc_macro2::Ident,
    ) -> (TokenStream, TokenStream) {
        let mut tests: Vec<TokenStream> = Vec::new();
        for (at, field) in of.fields.iter().enumerate() {
            tests.extend(field_test(self.api, at, field));
        }
        let uses_fields = tests.iter().any(|test| test.to_string().starts_with("fields"));
        let fields = uses_fields.then(|| quote!(let fields = schemas::#table.fields;));
        if let Some(rest) = &of.rest {
            let name = rest_name(of);
            tests.push(if calendar_inside(&plain(self.api, rest).ty) {
                quote!(self.#name.is_empty())
            } else {
                quote! {
                    schemas::#table
                        .rest
                        .is_none_or(|rest| self.#name.values().all(|value| value.holds(rest)))
                }
            });
        }
        let counted = self.members_counted(id);
        if counted {
            // Unknown members count too, and only the slow path sees them.
            tests.push(quote!(schema.limits.min_properties.is_none()));
            tests.push(quote!(schema.limits.max_properties.is_none()));
        }
        let schema = if counted { quote!(schema) } else { quote!(_) };
        let all = if tests.is_empty() { quote!(true) } else { quote!(#(#tests)&&*) };
        (schema, quote!(#fields #all))
    }

    /// Some use of the struct bounds the number of its members.
    fn members_counted(&self, id: TypeId) -> bool {
        let mut counted = false;
        patterns::each_use(self.api, &mut |value| {
            let reaches = plain(self.api, value);
            let bounded =
                reaches.limits.min_properties.is_some() || reaches.limits.max_properties.is_some();
            counted |= bounded && matches!(reaches.ty, Type::Ref(to) if to == id);
        });
        counted
    }
}

/// `fields[3].holds(&self.city)`, where the table may say no.
fn field_test(api: &Api, at: usize, field: &Field) -> Option<TokenStream> {
    if field.constant.is_some() {
        return None;
    }
    let name = snake(&field.name);
    let value = plain(api, &field.value);
    let at = whole(at as u64);
    if calendar_inside(&value.ty) && !strictly_read(&value) {
        return Some(quote!(false));
    }
    checked(api, &value).then(|| quote!(fields[#at].holds(&self.#name)))
}

/// The table can refuse a value that serde has read.
fn checked(api: &Api, value: &Use) -> bool {
    let bounded = value.limits != Limits::default();
    match &value.ty {
        Type::Bool | Type::Any => false,
        Type::Int { .. } | Type::Decimal | Type::Float | Type::File => bounded,
        Type::Text(text) => !by_parsing(*text) || bounded,
        Type::List(_) | Type::Map(_) => true,
        Type::Ref(id) => !matches!(api.ty(*id).kind, TypeKind::Enum(_)),
    }
}

/// Texts whose Rust type admits one spelling only.
fn by_parsing(text: Text) -> bool {
    match text {
        Text::Date
        | Text::DateTime
        | Text::LocalDateTime
        | Text::LocalMinute
        | Text::LocalSecond
        | Text::IsoMinute
        | Text::LocalTime => true,
        Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Secret | Text::Base64 => false,
    }
}

/// A type of chrono, which serde reads more generously than the document allows.
fn calendar_inside(ty: &Type) -> bool {
    match ty {
        Type::Text(Text::Date | Text::DateTime) => true,
        Type::List(of) | Type::Map(of) => calendar_inside(&of.ty),
        _ => false,
    }
}
