//! `cargo xtask stub <api>`: the handler files that a dialect still lacks, answering 501.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::file::{Printer, imports, spaced};
use super::requests::request_name;
use super::spell::{ident, module, snake, text};
use super::traits::{is_open, trait_name};
use crate::ir::{Api, Name, Operation, Tag};
use crate::render::Output;

/// One handler file for each tag that has none in `existing` (paths or file names).
pub fn stub(api: &Api, existing: &[String]) -> Vec<Output> {
    let printer = Printer::new(api);
    let tags = printer.tags();
    tags.filter_map(|(index, tag)| {
        let file = format!("{}.rs", module(&tag.name));
        let there = existing.iter().any(|path| path.rsplit('/').next() == Some(file.as_str()));
        if there { None } else { printer.handlers(index, tag, &file) }
    })
    .collect()
}

impl Printer<'_> {
    fn handlers(&self, index: usize, tag: &Tag, file: &str) -> Option<Output> {
        let server = format_ident!("{}_server", self.api.folder.replace('-', "_"));
        let dialect = ident(&folder_name(&self.api.folder).pascal(), "N");
        let name = trait_name(tag);
        let methods = self.api.of_tag(index).map(|operation| self.handler(operation));
        let methods = quote!(#(#methods)*);
        let imports = imports(&methods, &["requests", "traits", "types"]);
        let tokens = quote! {
            use #server::traits::#name;
            use #server::{#(#imports),*};

            use crate::#dialect;

            impl #name for #dialect { #methods }
        };
        let parsed: syn::File = syn::parse2(tokens).ok()?;
        let why = format!("//! {}: the handlers of its operations.\n\n", one_line(&tag.wire));
        let path = format!("src/{}/{file}", self.api.folder);
        Some(Output { path, text: why + &spaced(&prettyplease::unparse(&parsed)) })
    }

    fn handler(&self, operation: &Operation) -> TokenStream {
        let name = snake(&operation.id);
        let request = request_name(operation);
        let output = self.output(operation);
        let token = text(&operation.id.snake());
        let who = if is_open(operation) {
            quote!(_visitor: wire::Visitor)
        } else {
            quote!(_caller: Self::Caller)
        };
        quote! {
            async fn #name(
                &self,
                #who,
                _request: requests::#request,
            ) -> Result<#output, Self::Error> {
                Err(hr::Error::not_implemented(#token))
            }
        }
    }
}

/// The dialect's type is called like its folder: `OktaHr`.
fn folder_name(folder: &str) -> Name {
    Name(folder.split('-').map(str::to_owned).collect())
}

fn one_line(wire: &str) -> String {
    wire.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
