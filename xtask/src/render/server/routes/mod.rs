//! `src/routes/<tag>.rs`: one short function an operation, and the table they are entered in.

mod answer;
mod page;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::file::{Printer, imports};
use super::requests::{body_field, request_name};
use super::results::{Success, is_unit, result_name, successes};
use super::spell::{module, pascal, screaming, snake};
use super::traits::{is_open, trait_name};
use crate::ir::{Operation, Tag, Type, TypeKind, Wrap};
use crate::render::Output;

/// `EmployeesApi`
pub fn routes_name(tag: &Tag) -> Ident {
    format_ident!("{}Api", pascal(&tag.name))
}

impl Printer<'_> {
    /// All route files.
    pub fn routes(&self) -> anyhow::Result<Vec<Output>> {
        let modules = self.tag_modules();
        let exports = self.tag_exports();
        let why = "From a request to a handler and back: a function an operation.";
        let items = quote!(#modules #exports);
        let mut files = vec![self.rust("src/routes/mod.rs", why, quote!(), items)?];
        for (index, tag) in self.tags() {
            let table = self.route_table(index, tag);
            let mut functions = TokenStream::new();
            for operation in self.api.of_tag(index) {
                functions.extend(self.route(operation, tag)?);
            }
            let items = quote!(#table #functions);
            let imports = imports(&items, &["operations", "requests", "traits", "types"]);
            let tokens = quote!(#(use super::super::#imports;)* #items);
            let path = format!("src/routes/{}.rs", module(&tag.name));
            let why = format!("Routes of the tag {}.", tag.wire);
            files.push(self.rust(&path, &why, quote!(), tokens)?);
        }
        Ok(files)
    }

    fn route_table(&self, index: usize, tag: &Tag) -> TokenStream {
        let (name, of) = (routes_name(tag), trait_name(tag));
        let rows: Vec<TokenStream> = self.api.of_tag(index).map(|o| self.row_path(o)).collect();
        let adds = self.api.of_tag(index).map(|operation| {
            let add = if is_open(operation) { quote!(add_open) } else { quote!(add) };
            let (row, function) = (self.row_path(operation), snake(&operation.id));
            quote!(wire::route::#add(table, &self.0, &#row, #function::<D>);)
        });
        quote! {
            /// The routes of one tag over a dialect.
            pub struct #name<D>(pub wire::Mount<D>);

            impl<D: traits::#of> poem_openapi::OpenApi for #name<D> {
                fn meta() -> Vec<wire::route::MetaApi> {
                    wire::route::meta(&[#(&#rows),*])
                }
                fn register(_: &mut wire::route::Registry) {}
                fn add_routes(self, table: &mut wire::route::Table) { #(#adds)* }
            }
        }
    }

    /// `operations::employees::EMPLOYEE_LIST`
    fn row_path(&self, operation: &Operation) -> TokenStream {
        let (module, row) = (self.module_of(operation), screaming(&operation.id));
        quote!(operations::#module::#row)
    }

    fn route(&self, operation: &Operation, tag: &Tag) -> anyhow::Result<TokenStream> {
        let name = snake(&operation.id);
        let (of, request) = (trait_name(tag), request_name(operation));
        let call = if is_open(operation) { quote!(OpenCall) } else { quote!(Call) };
        let all = successes(operation);
        let paged = all.iter().any(|s| matches!(s.response.wrap, Wrap::Page { .. }));
        let totals = if paged { self.page_asked(operation)? } else { quote!() };
        let handled = quote! {
            traits::#of::#name(&*dialect, asker, request).await.map_err(wire::Refusal::Handler)?
        };
        let counted = self.counted_by_body(operation)?;
        let answer = match all.as_slice() {
            [] => quote!(match #handled {}),
            [only] if is_unit(only) => {
                let answer = self.answer(operation, only)?;
                quote!(#handled; #answer)
            }
            [only] => {
                let answer = self.answer(operation, only)?;
                quote!(let data = #handled; #answer)
            }
            several => self.several(operation, several, &handled)?,
        };
        Ok(quote! {
            async fn #name<D: traits::#of>(call: wire::#call<D>) -> wire::Outcome<D> {
                let (dialect, asker, mut read) = call.open();
                let Some(request) = requests::#request::read(&mut read).await? else {
                    return read.refuse();
                };
                #counted
                #totals
                #answer
            }
        })
    }

    /// Counts the call by a field of its body, where the operation's limit says so.
    fn counted_by_body(&self, operation: &Operation) -> anyhow::Result<Option<TokenStream>> {
        let Some(index) = operation.limit else { return Ok(None) };
        let Some(wire) = &self.api.limits[index].field else { return Ok(None) };
        let id = operation.id.snake();
        let media = operation.body.iter().flat_map(|body| &body.media).next();
        let of = media.and_then(|media| match &media.value.ty {
            Type::Ref(id) => Some(&self.api.ty(*id).kind),
            _ => None,
        });
        let Some(TypeKind::Struct(of)) = of.filter(|_| is_open(operation)) else {
            anyhow::bail!("{id}: only an open operation with an object is counted by its body");
        };
        let field = of.fields.iter().find(|field| field.wire == *wire && field.value.required);
        let field = field.ok_or_else(|| anyhow::anyhow!("{id}: the body requires no {wire}"))?;
        let (body, field, limit) =
            (body_field(operation), snake(&field.name), self.limit_name(index));
        Ok(Some(quote! {
            wire::decode::count(
                &dialect, &asker, &operations::#limit, request.#body.#field.as_ref(),
            ).await?;
        }))
    }

    fn several(
        &self,
        operation: &Operation,
        all: &[Success<'_>],
        handled: &TokenStream,
    ) -> anyhow::Result<TokenStream> {
        let name = result_name(operation);
        let mut arms = TokenStream::new();
        for success in all {
            let answer = self.answer(operation, success)?;
            let variant = &success.variant;
            let pattern = if is_unit(success) { quote!(#variant) } else { quote!(#variant(data)) };
            arms.extend(quote!(traits::#name::#pattern => { #answer }));
        }
        Ok(quote!(match #handled { #arms }))
    }
}
