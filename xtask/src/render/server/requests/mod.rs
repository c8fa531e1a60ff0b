//! `src/requests/<tag>.rs`: one struct an operation, and how it is read with all its violations.

mod body;
mod defaults;
mod params;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

pub use body::body_field;
pub use params::always_there;

use super::file::{Printer, imports};
use super::spell::{doc, module, pascal, screaming};
use super::types::uses;
use crate::ir::Operation;
use crate::render::Output;

/// `EmployeeListRequest`
pub fn request_name(operation: &Operation) -> Ident {
    format_ident!("{}Request", pascal(&operation.id))
}

/// `EMPLOYEE_LIST_PARAMS`
fn params_name(operation: &Operation) -> Ident {
    format_ident!("{}_PARAMS", screaming(&operation.id))
}

impl Printer<'_> {
    /// All request files.
    pub fn requests(&self) -> anyhow::Result<Vec<Output>> {
        let modules = self.tag_modules();
        let exports = self.tag_exports();
        let why = "What each operation is asked: parameters and body.";
        let items = quote!(#modules #exports);
        let mut files = vec![self.rust("src/requests/mod.rs", why, quote!(), items)?];
        for (index, tag) in self.tags() {
            let mut items = TokenStream::new();
            for operation in self.api.of_tag(index) {
                items.extend(self.request(operation)?);
            }
            let imports = imports(&items, &["requests", "schemas", "types"]);
            let tokens = quote!(#(use super::super::#imports;)* use wire::schema::*; #items);
            let path = format!("src/requests/{}.rs", module(&tag.name));
            let why = format!("Requests of the tag {}.", tag.wire);
            files.push(self.rust(&path, &why, quote!(), tokens)?);
        }
        Ok(files)
    }

    fn request(&self, operation: &Operation) -> anyhow::Result<TokenStream> {
        let name = request_name(operation);
        let route = format!("`{} {}`", operation.method, operation.path);
        let about = doc(&[&route]);
        let params = self.params(operation);
        let fields: Vec<_> = operation.params.iter().map(|param| self.param_field(param)).collect();
        let body = operation.body.as_ref().map(|body| self.body(operation, body)).transpose()?;
        let files = operation.body.iter().flat_map(|body| &body.media);
        let files = files.into_iter().any(|media| uses::holds_file(self.api, &media.value.ty));
        let derives = if files { quote!(Debug) } else { quote!(Debug, Clone) };
        let (body_items, body_field) = match body {
            Some(printed) => (printed.items, printed.field),
            None => (quote!(), quote!()),
        };
        let read = self.read(operation);
        Ok(quote! {
            #about
            #[derive(#derives)]
            pub struct #name { #(#fields)* #body_field }
            #body_items
            #params
            #read
        })
    }

    /// `read`: every parameter and the body are looked at before any of them is refused.
    fn read(&self, operation: &Operation) -> TokenStream {
        let name = request_name(operation);
        let reader = free("read", operation);
        let mut lines: Vec<TokenStream> = Vec::new();
        let mut needed: Vec<Ident> = Vec::new();
        let mut all: Vec<TokenStream> = Vec::new();
        for (at, param) in operation.params.iter().enumerate() {
            let (line, field, must) = self.param_line(operation, at, param, &reader);
            needed.extend(must);
            lines.push(line);
            all.push(field);
        }
        if let Some(body) = &operation.body {
            let field = body_field(operation);
            lines.push(self.body_line(operation, body, &reader));
            if body.required {
                needed.push(field.clone());
            }
            all.push(quote!(#field));
        }
        let refused = quote!(else { return Ok(None) });
        let finish = match (lines.is_empty(), needed.as_slice()) {
            (true, _) => quote!(Ok(Some(Self {}))),
            (false, []) => quote! {
                if !#reader.clean() { return Ok(None); }
                Ok(Some(Self { #(#all),* }))
            },
            (false, needed) => quote! {
                let (true, #(Some(#needed)),*) = (#reader.clean(), #(#needed),*) #refused;
                Ok(Some(Self { #(#all),* }))
            },
        };
        let reader = if lines.is_empty() { format_ident!("_{reader}") } else { reader };
        quote! {
            impl #name {
                /// Reads everything; `None` after a violation, which the reader keeps.
                pub(crate) async fn read(
                    #reader: &mut wire::Reader,
                ) -> Result<Option<Self>, wire::Unread> {
                    #(#lines)*
                    #finish
                }
            }
        }
    }
}

/// A word that no parameter of the operation is called.
fn free(word: &str, operation: &Operation) -> Ident {
    let mut word = word.to_owned();
    while operation.params.iter().any(|param| param.name.snake() == word) {
        word.push('_');
    }
    format_ident!("{word}")
}
