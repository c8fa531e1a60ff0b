//! `src/traits/<tag>.rs`: what a dialect must write, one method an operation, no default bodies.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::file::{Printer, imports};
use super::requests::request_name;
use super::spell::{doc, module, snake};
use super::types::uses;
use crate::ir::{Operation, Tag};
use crate::render::Output;

/// `Employees`; `Api` and `Dialect` stay free for the crate's own words.
pub fn trait_name(tag: &Tag) -> Ident {
    uses::type_name(&tag.name)
}

/// Public operations and those that may come without credentials see the visitor, not a caller.
pub fn is_open(operation: &Operation) -> bool {
    operation.security.is_empty() || operation.security_optional
}

impl Printer<'_> {
    /// One trait a tag, and the enums of operations with several successes.
    pub fn traits(&self) -> anyhow::Result<Vec<Output>> {
        let modules = self.tag_modules();
        let exports = self.tag_exports();
        let mut files = vec![self.rust(
            "src/traits/mod.rs",
            "What a dialect must write: one trait a tag.",
            quote!(),
            quote!(#modules #exports),
        )?];
        for (index, tag) in self.tags() {
            let name = trait_name(tag);
            let about = doc(&[&tag.doc]);
            let methods = self.api.of_tag(index).map(|operation| self.method(operation));
            let results =
                self.api.of_tag(index).filter_map(|operation| self.result_enum(operation));
            let path = format!("src/traits/{}.rs", module(&tag.name));
            let why = format!("The tag {}.", tag.wire);
            let items = quote! {
                #about
                pub trait #name: wire::Dialect { #(#methods)* }
                #(#results)*
            };
            let imports = imports(&items, &["requests", "traits", "types"]);
            let items = quote!(use std::future::Future; #(use super::super::#imports;)* #items);
            files.push(self.rust(&path, &why, quote!(), items)?);
        }
        Ok(files)
    }

    fn method(&self, operation: &Operation) -> TokenStream {
        let route = format!("`{} {}`", operation.method, operation.path);
        let deprecated = if operation.deprecated { "Deprecated." } else { "" };
        let about = doc(&[&sentence(&operation.summary), &operation.doc, &route, deprecated]);
        let name = snake(&operation.id);
        let request = request_name(operation);
        let who = who(operation);
        let output = self.output(operation);
        quote! {
            #about
            fn #name(
                &self,
                #who,
                request: requests::#request,
            ) -> impl Future<Output = Result<#output, Self::Error>> + Send;
        }
    }
}

fn who(operation: &Operation) -> TokenStream {
    if is_open(operation) { quote!(visitor: wire::Visitor) } else { quote!(caller: Self::Caller) }
}

/// A summary ends without a full stop in the document.
fn sentence(summary: &str) -> String {
    let summary = summary.trim();
    if summary.is_empty() || summary.ends_with(['.', '!', '?']) {
        summary.to_owned()
    } else {
        format!("{summary}.")
    }
}
