//! Defaults of parameters as Rust expressions; a type without a plain spelling stays an `Option`.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{Api, Enum, Literal, Text, Type, TypeKind, Use};
use crate::render::server::spell::{pascal, text};
use crate::render::server::types::uses;

/// The value that stands for an absent parameter.
pub fn default(api: &Api, value: &Use) -> Option<TokenStream> {
    let plain = uses::plain(api, value);
    expression(api, &plain.ty, plain.default.as_ref()?)
}

fn expression(api: &Api, ty: &Type, value: &Literal) -> Option<TokenStream> {
    match (ty, value) {
        (Type::Bool, Literal::Bool(value)) => Some(quote!(#value)),
        (Type::Int { .. }, Literal::Number(value)) => {
            let value = Token::i64_unsuffixed(value.parse().ok()?);
            Some(quote!(#value))
        }
        (Type::Float, Literal::Number(value)) => {
            let value: f64 = value.parse().ok()?;
            value.is_finite().then(|| {
                let value = Token::f64_unsuffixed(value);
                quote!(#value)
            })
        }
        (Type::Text(kind), Literal::Text(value)) if is_string(*kind) => {
            let value = text(value);
            Some(quote!(#value.to_owned()))
        }
        (Type::List(of), Literal::List(items)) => {
            let items: Option<Vec<_>> =
                items.iter().map(|item| expression(api, &of.ty, item)).collect();
            items.map(|items| quote!(vec![#(#items),*]))
        }
        (Type::Ref(id), value) => match &api.ty(*id).kind {
            TypeKind::Enum(of) => member(api, ty, of, value),
            TypeKind::Alias(behind) => expression(api, &behind.ty, value),
            TypeKind::Struct(_) | TypeKind::Union(_) => None,
        },
        _ => None,
    }
}

fn is_string(text: Text) -> bool {
    matches!(text, Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Base64)
}

fn member(api: &Api, ty: &Type, of: &Enum, value: &Literal) -> Option<TokenStream> {
    let (Literal::Text(code) | Literal::Number(code)) = value else { return None };
    let member = of.members.iter().find(|member| member.wire == *code)?;
    let (path, name) = (uses::bare(api, ty), pascal(&member.name));
    Some(quote!(#path::#name))
}
