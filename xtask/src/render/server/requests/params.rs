//! Parameters of one operation: their static rules, their fields, and the line that reads each.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::defaults::default;
use super::params_name;
use crate::ir::{Api, Operation, Param, Place, Style, Type};
use crate::render::server::file::Printer;
use crate::render::server::spell::{doc, snake, text, whole};
use crate::render::server::types::uses;

impl Printer<'_> {
    /// `static EMPLOYEE_LIST_PARAMS: [wire::Param; 3] = …`
    pub fn params(&self, operation: &Operation) -> TokenStream {
        if operation.params.is_empty() {
            return quote!();
        }
        let name = params_name(operation);
        let rows = operation.params.iter().map(|param| {
            let wire = text(&param.wire);
            let place = match param.place {
                Place::Path => quote!(Path),
                Place::Query => quote!(Query),
                Place::Header => quote!(Header),
                Place::Cookie => quote!(Cookie),
            };
            let required = param.value.required;
            let explode = param.explode;
            let schema = self.schema(&param.value);
            quote! {
                wire::Param {
                    name: #wire,
                    place: wire::Place::#place,
                    required: #required,
                    explode: #explode,
                    schema: #schema,
                }
            }
        });
        quote!(pub(crate) static #name: &[wire::Param] = &[#(#rows),*];)
    }

    /// `pub page: i64,`
    pub fn param_field(&self, param: &Param) -> TokenStream {
        let name = snake(&param.name);
        let about = doc(&[&param.doc]);
        let bare = self.param_type(param);
        let ty = if always_there(self.api, param) { bare } else { quote!(Option<#bare>) };
        quote!(#about pub #name: #ty,)
    }

    /// A list has no null items here: there is no way to send one.
    fn param_type(&self, param: &Param) -> TokenStream {
        match uses::plain(self.api, &param.value).ty {
            Type::List(of) => {
                let of = uses::bare(self.api, &of.ty);
                quote!(Vec<#of>)
            }
            _ => uses::bare(self.api, &param.value.ty),
        }
    }

    /// The line, the field in the struct literal, and the name if it must be there.
    pub fn param_line(
        &self,
        operation: &Operation,
        at: usize,
        param: &Param,
        reader: &Ident,
    ) -> (TokenStream, TokenStream, Option<Ident>) {
        let name = snake(&param.name);
        let rules = params_name(operation);
        let at = whole(at as u64);
        let plain = uses::plain(self.api, &param.value);
        let bare = self.param_type(param);
        let style = format_ident!("{}", format!("{:?}", param.style));
        let read = match &plain.ty {
            _ if param.style == Style::Json => quote!(document::<#bare>(&#rules[#at])),
            _ if !param.is_plain(self.api) => {
                quote!(styled::<#bare>(&#rules[#at], wire::Style::#style))
            }
            Type::List(of) => {
                let of = uses::bare(self.api, &of.ty);
                quote!(list::<#of>(&#rules[#at]))
            }
            _ if param.value.required => quote!(required::<#bare>(&#rules[#at])),
            _ => quote!(optional::<#bare>(&#rules[#at])),
        };
        let line = quote!(let #name = #reader.#read;);
        match default(self.api, &param.value) {
            _ if param.value.required => (line, quote!(#name), Some(name)),
            Some(value) => (line, quote!(#name: #name.unwrap_or(#value)), None),
            None => (line, quote!(#name), None),
        }
    }
}

/// Required, or with a default that stands in.
pub fn always_there(api: &Api, param: &Param) -> bool {
    param.value.required || default(api, &param.value).is_some()
}
