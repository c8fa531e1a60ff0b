//! What a handler returns: the success answer with its envelope taken off.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::file::Printer;
use super::spell::{doc, pascal};
use super::types::uses;
use crate::ir::{Header, Media, MediaKind, Operation, Response, Type, TypeKind, Wrap};

/// One way to succeed: a status and, where it has a body, one content type.
pub struct Success<'a> {
    /// What is sent: the first status of a range, 200 where only `default` is documented.
    pub status: u16,
    pub response: &'a Response,
    pub media: Option<&'a Media>,
    /// Its variant, where an operation has several.
    pub variant: Ident,
}

/// Every way in which the operation can succeed, in document order.
pub fn successes(operation: &Operation) -> Vec<Success<'_>> {
    let statuses: Vec<u16> = operation.responses.iter().map(|r| r.status).collect();
    let good = operation.responses.iter().filter_map(|r| Some((sent(r.status, &statuses)?, r)));
    let mut all = Vec::new();
    for (answered, response) in good {
        let status = reason(answered);
        if response.media.len() < 2 {
            let (status, variant) = (answered, format_ident!("{status}"));
            all.push(Success { status, response, media: response.media.first(), variant });
            continue;
        }
        for (at, media) in response.media.iter().enumerate() {
            let word = media_word(media);
            let same = |other: &&Media| media_word(other) == word;
            let nth = response.media[..at].iter().filter(same).count();
            let number = if nth == 0 { String::new() } else { (nth + 1).to_string() };
            let variant = format_ident!("{status}{word}{number}");
            let media = Some(media);
            all.push(Success { status: answered, response, media, variant });
        }
    }
    all
}

/// The status that a success is answered with; `None` for what is no success.
fn sent(status: u16, documented: &[u16]) -> Option<u16> {
    match status {
        // A range stands for its first status that is not documented by itself.
        1..=3 => {
            let mut range = status * 100..status * 100 + 100;
            range.find(|exact| !documented.contains(exact))
        }
        0 => {
            let good = |status: &u16| matches!(status, 1..=3 | 100..400);
            (!documented.iter().any(good)).then_some(200)
        }
        100..400 => Some(status),
        _ => None,
    }
}

impl Printer<'_> {
    /// The type that the handler returns on success.
    pub fn output(&self, operation: &Operation) -> TokenStream {
        let all = successes(operation);
        match all.as_slice() {
            [] => quote!(std::convert::Infallible),
            [only] => self.success_type(only),
            _ => {
                let name = result_name(operation);
                quote!(traits::#name)
            }
        }
    }

    /// The enum of an operation with several successes.
    pub fn result_enum(&self, operation: &Operation) -> Option<TokenStream> {
        let all = successes(operation);
        if all.len() < 2 {
            return None;
        }
        let name = result_name(operation);
        let about = doc(&[&format!("How `{}` can succeed.", operation.id.snake())]);
        let variants = all.iter().map(|success| {
            let status = success.status;
            let about = doc(&[&format!("{status}: {}", success.response.doc)]);
            let variant = &success.variant;
            if is_unit(success) {
                quote!(#about #variant,)
            } else {
                let ty = self.success_type(success);
                quote!(#about #variant(#ty),)
            }
        });
        Some(quote! {
            #about
            #[derive(Debug, Clone)]
            pub enum #name { #(#variants)* }
        })
    }

    fn success_type(&self, success: &Success<'_>) -> TokenStream {
        let body = self.body_type(success);
        if is_located(success) { quote!(wire::Located<#body>) } else { body }
    }

    fn body_type(&self, success: &Success<'_>) -> TokenStream {
        let Some(media) = success.media else { return quote!(()) };
        match &success.response.wrap {
            Wrap::Empty | Wrap::Constant(_) => quote!(()),
            Wrap::Bare => self.bare_body(media),
            Wrap::Data { body, field } => match &self.api.ty(*body).kind {
                TypeKind::Struct(of) => uses::held(self.api, &of.fields[*field].value),
                _ => quote!(()),
            },
            Wrap::Page { body, items, .. } => {
                let item = match &self.api.ty(*body).kind {
                    TypeKind::Struct(of) => self.list_item(&of.fields[*items].value.ty),
                    _ => quote!(()),
                };
                quote!(wire::Paged<#item>)
            }
        }
    }

    fn bare_body(&self, media: &Media) -> TokenStream {
        match media.kind {
            MediaKind::Json | MediaKind::Form | MediaKind::Multipart => {
                uses::item(self.api, &media.value)
            }
            MediaKind::Text => quote!(String),
            MediaKind::Binary => quote!(Vec<u8>),
        }
    }

    /// The items of a list, also behind an alias.
    fn list_item(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::List(of) => uses::item(self.api, of),
            Type::Ref(id) => match &self.api.ty(*id).kind {
                TypeKind::Alias(value) => self.list_item(&value.ty),
                _ => uses::bare(self.api, ty),
            },
            other => uses::bare(self.api, other),
        }
    }
}

/// The handler has nothing to say beyond "it worked".
pub fn is_unit(success: &Success<'_>) -> bool {
    success.media.is_none() || matches!(success.response.wrap, Wrap::Empty | Wrap::Constant(_))
}

/// The handler also says where the answer can be read again.
pub fn is_located(success: &Success<'_>) -> bool {
    let located = |header: &Header| {
        header.required && header.constant.is_none() && header.wire.eq_ignore_ascii_case("location")
    };
    !is_unit(success) && success.response.headers.iter().any(located)
}

/// `KeyPutResult`
pub fn result_name(operation: &Operation) -> Ident {
    format_ident!("{}Result", pascal(&operation.id))
}

/// `Json`, `Form`, `Multipart`, `Text`, `Binary`
pub fn media_word(media: &Media) -> &'static str {
    match media.kind {
        MediaKind::Json => "Json",
        MediaKind::Form => "Form",
        MediaKind::Multipart => "Multipart",
        MediaKind::Text => "Text",
        MediaKind::Binary => "Binary",
    }
}

fn reason(status: u16) -> String {
    let known = match status {
        101 => "Switched",
        200 => "Done",
        201 => "Created",
        202 => "Accepted",
        204 => "Empty",
        206 => "Partial",
        301 => "Moved",
        302 => "Found",
        303 => "SeeOther",
        304 => "NotModified",
        307 => "Temporary",
        308 => "Permanent",
        _ => return format!("Status{status}"),
    };
    known.to_owned()
}
