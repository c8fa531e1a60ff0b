//! The body of one operation: its type, its static schema, and the line that reads it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::free;
use crate::ir::{Body, Media, MediaKind, Operation};
use crate::render::server::file::Printer;
use crate::render::server::results::media_word;
use crate::render::server::spell::{doc, pascal, screaming, whole};
use crate::render::server::types::uses;

/// What the body adds to a request's file.
pub struct Printed {
    /// Its enum, where there are several media types, and its schemas.
    pub items: TokenStream,
    /// `pub body: …,`
    pub field: TokenStream,
}

/// `body`, unless a parameter is called so.
pub fn body_field(operation: &Operation) -> Ident {
    free("body", operation)
}

impl Printer<'_> {
    /// The items and the field of a body.
    pub fn body(&self, operation: &Operation, body: &Body) -> anyhow::Result<Printed> {
        let field = body_field(operation);
        let schemas = body.media.iter().enumerate();
        let schemas = schemas.map(|(at, media)| {
            let name = schema_name(operation, body, at);
            let schema = self.schema(&media.value);
            quote!(pub(crate) static #name: wire::Schema = #schema;)
        });
        let schemas = quote!(#(#schemas)*);
        let (ty, choice) = match body.media.as_slice() {
            [] => anyhow::bail!("{}: a body without a content type", operation.id.snake()),
            [only] => (self.media_type(only), quote!()),
            all => {
                let name = body_name(operation);
                (quote!(#name), self.choice(operation, all))
            }
        };
        let ty = if body.required { ty } else { quote!(Option<#ty>) };
        Ok(Printed { items: quote!(#choice #schemas), field: quote!(pub #field: #ty,) })
    }

    fn choice(&self, operation: &Operation, all: &[Media]) -> TokenStream {
        let name = body_name(operation);
        let files = all.iter().any(|media| uses::holds_file(self.api, &media.value.ty));
        let derives = if files { quote!(Debug) } else { quote!(Debug, Clone) };
        let about = doc(&[&format!("The bodies of `{}`.", operation.id.snake())]);
        let variants = all.iter().enumerate().map(|(at, media)| {
            let about = doc(&[&format!("`{}`", media.content_type)]);
            let (variant, ty) = (variant(all, at), self.media_type(media));
            quote!(#about #variant(#ty),)
        });
        quote!(#about #[derive(#derives)] pub enum #name { #(#variants)* })
    }

    fn media_type(&self, media: &Media) -> TokenStream {
        match media.kind {
            MediaKind::Json | MediaKind::Form | MediaKind::Multipart => {
                uses::bare(self.api, &media.value.ty)
            }
            MediaKind::Text => quote!(String),
            MediaKind::Binary => quote!(Vec<u8>),
        }
    }

    /// `let body = …;`: an `Option`, `None` when absent or after a violation.
    pub fn body_line(&self, operation: &Operation, body: &Body, reader: &Ident) -> TokenStream {
        let field = body_field(operation);
        if let [_] = body.media.as_slice() {
            let read = self.media_read(operation, body, 0, reader);
            return quote!(let #field = #read;);
        }
        let name = body_name(operation);
        let arms = (0..body.media.len()).map(|at| {
            let read = self.media_read(operation, body, at, reader);
            let variant = variant(&body.media, at);
            let at = whole(at as u64);
            quote!(Some(#at) => #read.map(#name::#variant),)
        });
        quote! {
            let #field = match #reader.media()? {
                #(#arms)*
                _ => None,
            };
        }
    }

    fn media_read(
        &self,
        operation: &Operation,
        body: &Body,
        at: usize,
        reader: &Ident,
    ) -> TokenStream {
        let media = &body.media[at];
        let ty = self.media_type(media);
        let schema = schema_name(operation, body, at);
        match media.kind {
            MediaKind::Json => quote!(#reader.json::<#ty>(&#schema).await?),
            MediaKind::Form => quote!(#reader.form::<#ty>(&#schema).await?),
            MediaKind::Multipart => quote!(#reader.multipart::<#ty>(&#schema).await?),
            MediaKind::Text => quote!(#reader.text(&#schema).await?),
            MediaKind::Binary => quote!(#reader.bytes(&#schema).await?),
        }
    }
}

/// `PolicyCreateBody`
fn body_name(operation: &Operation) -> Ident {
    format_ident!("{}Body", pascal(&operation.id))
}

/// `POLICY_CREATE_BODY`, or with the word of its content type where there are several.
fn schema_name(operation: &Operation, body: &Body, at: usize) -> Ident {
    let id = screaming(&operation.id);
    if body.media.len() == 1 {
        return format_ident!("{id}_BODY");
    }
    let word = variant(&body.media, at).to_string().to_uppercase();
    format_ident!("{id}_{word}")
}

/// `Json`, `Json2` for a second content type of that kind.
fn variant(all: &[Media], at: usize) -> Ident {
    let word = media_word(&all[at]);
    match all[..at].iter().filter(|other| media_word(other) == word).count() {
        0 => format_ident!("{word}"),
        before => format_ident!("{word}{}", before + 1),
    }
}
