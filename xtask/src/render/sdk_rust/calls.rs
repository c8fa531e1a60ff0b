//! `src/<tag>.rs`: one request struct and one method of `Client` per operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::Printer;
use super::model::{Sdk, Success, successes};
use super::request::Request;
use super::runtime::Need;
use super::spelling::doc;
use crate::ir::*;
use crate::render::server::spell;
use crate::render::{Output, sdk};

impl Printer<'_> {
    /// One file per tag that has operations.
    pub fn calls(&self) -> anyhow::Result<Vec<Output>> {
        let sdk = self.sdk;
        let mut files = Vec::new();
        for (index, tag) in sdk.api.tags.iter().enumerate() {
            let operations: Vec<&Operation> = sdk.api.of_tag(index).collect();
            if operations.is_empty() {
                continue;
            }
            let methods = operations.iter().map(|operation| sdk.method(operation));
            let methods = quote!(impl Client { #(#methods)* });
            let requests = operations.iter().map(|operation| {
                let request = Request::new(sdk, operation);
                let (answer, body) = (sdk.answer_enum(operation), request.body_enum());
                let request = request.tokens();
                quote!(#request #body #answer)
            });
            let styled = self.needs(Need::Styled).then(|| {
                quote!(
                    #[allow(unused_imports)]
                    use crate::runtime::styled;
                )
            });
            let items = quote! {
                #styled
                #[allow(unused_imports)]
                use crate::runtime::{
                    call::Call, client::Client, codec, decode, engine, error::Error, operation,
                    page::Page, prepare, prepare::Prepared, value::Secret,
                };
                #[allow(unused_imports)]
                use crate::{operations, types};
                #methods
                #(#requests)*
            };
            let why = format!("Calls of {}.", tag.wire);
            let about = super::spelling::markdown(&tag.doc);
            let path = format!("src/{}.rs", sdk.module(tag));
            files.push(self.rust_with(&path, &[&why, &about], &quote!(), items)?);
        }
        Ok(files)
    }
}

impl Sdk<'_> {
    fn method(&self, operation: &Operation) -> TokenStream {
        let name = self.method_ident(operation);
        let request = self.request_ident(operation);
        let (answer, decode) = self.answer(operation);
        let head = format!("`{} {}`", operation.method, operation.path);
        let docs = doc(&[&operation.summary, &operation.doc, &head], &head);
        let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
        let row = spell::screaming(&operation.id);
        let prepared = if self.takes_nothing(operation) {
            quote!(Prepared::new(&operations::#row))
        } else {
            quote!(request.into().prepare())
        };
        let argument =
            (!self.takes_nothing(operation)).then(|| quote!(request: impl Into<#request>));
        quote! {
            #docs
            #deprecated
            pub fn #name(&self, #argument) -> Call<#answer> {
                Call::new(self, #prepared, #decode)
            }
        }
    }

    /// The operation has neither parameters nor a body.
    pub fn takes_nothing(&self, operation: &Operation) -> bool {
        operation.params.is_empty() && operation.body.is_none()
    }

    /// The type of the data and the function that reads it.
    fn answer(&self, operation: &Operation) -> (TokenStream, TokenStream) {
        let all = self.answers(operation);
        match all.as_slice() {
            [] => (quote!(()), quote!(decode::nothing)),
            [(_, ty, decode)] => (ty.clone(), decode.clone()),
            _ => {
                let ident = self.answer_ident(operation);
                (quote!(#ident), quote!(#ident::decode))
            }
        }
    }

    /// Each success whose type differs from those before it: status, type, reader.
    fn answers(&self, operation: &Operation) -> Vec<(u16, TokenStream, TokenStream)> {
        let mut all: Vec<(u16, TokenStream, TokenStream)> = Vec::new();
        for (status, success) in successes(self.api, operation) {
            let (ty, decode) = self.reader(&success);
            let known = |(_, other, _): &(u16, TokenStream, TokenStream)| {
                other.to_string() == ty.to_string()
            };
            if !all.iter().any(known) {
                all.push((status, ty, decode));
            }
        }
        all
    }

    fn reader(&self, success: &Success<'_>) -> (TokenStream, TokenStream) {
        let types = quote!(types::);
        match success {
            Success::Nothing => (quote!(()), quote!(decode::nothing)),
            Success::Text => (quote!(String), quote!(decode::plain)),
            Success::Bytes => (quote!(bytes::Bytes), quote!(decode::bytes)),
            Success::Bare(value) => {
                let (ty, codec) = (self.element(value, &types), self.codec_or_same(value));
                (ty.clone(), quote!(decode::bare::<#codec, #ty>))
            }
            Success::Data(value) => {
                let (ty, codec) = (self.element(value, &types), self.codec_or_same(value));
                let (ty, codec) = match value.required || value.nullable {
                    true => (ty, codec),
                    false => (quote!(Option<#ty>), quote!(codec::Maybe<#codec>)),
                };
                (ty.clone(), quote!(decode::data::<#codec, #ty>))
            }
            Success::Page(item) => {
                let (ty, codec) = (self.element(item, &types), self.codec_or_same(item));
                let codec = match self.element_codec(item) {
                    Some(_) => quote!(codec::Each<#codec>),
                    None => codec,
                };
                let page = quote!(Page<#ty>);
                (page, quote!(decode::page::<#codec, #ty>))
            }
        }
    }

    fn answer_ident(&self, operation: &Operation) -> proc_macro2::Ident {
        self.free_ident(&operation.id.pascal(), &["Answer", "Outcome"])
    }

    /// The enum of answers where an operation has several successes of different types.
    fn answer_enum(&self, operation: &Operation) -> TokenStream {
        let all = self.answers(operation);
        if all.len() < 2 {
            return quote!();
        }
        let ident = self.answer_ident(operation);
        let statuses: Vec<u16> = all.iter().map(|(status, ..)| *status).collect();
        let names: Vec<_> = statuses.iter().map(|status| sdk::spelt(*status)).collect();
        let names: Vec<_> = names.iter().map(|status| format_ident!("Status{status}")).collect();
        let patterns = statuses.iter().map(|status| match status {
            2 => quote!(200..=299),
            status => quote!(#status),
        });
        let (types, reads): (Vec<_>, Vec<_>) =
            all.into_iter().map(|(_, ty, decode)| (ty, decode)).unzip();
        let each = statuses.iter().map(|status| format!(" Status `{}`.", sdk::spelt(*status)));
        let docs = format!(" What [`Client::{}`] gives, by status.", self.method_ident(operation));
        quote! {
            #[doc = #docs]
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #ident {
                #(
                    #[doc = #each]
                    #names(#types),
                )*
            }
            impl #ident {
                fn decode(
                    operation: &'static operation::Operation,
                    received: &engine::Received,
                ) -> Result<Self, Error> {
                    match received.status {
                        #(#patterns => #reads(operation, received).map(Self::#names),)*
                        other => Err(Error::undocumented(operation.id, other)),
                    }
                }
            }
        }
    }
}
