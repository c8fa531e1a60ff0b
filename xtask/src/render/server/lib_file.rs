//! `Cargo.toml` and `src/lib.rs` of the generated crate: its modules, the table and the endpoint.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::Printer;
use super::operations::option;
use super::routes::routes_name;
use super::spell::{module, text, whole};
use super::traits::trait_name;
use crate::ir::Operation;
use crate::render::Output;

/// What generated code may name besides `wire`, as manifest name and first path segment.
const CRATES: &[(&str, &str)] = &[
    ("chrono", "chrono::"),
    ("poem", "poem::"),
    ("poem-openapi", "poem_openapi::"),
    ("serde", "serde::"),
    ("serde_json", "serde_json::"),
];

impl Printer<'_> {
    /// The manifest, with those dependencies only that the files name.
    pub fn manifest(&self, files: &[Output]) -> Output {
        let uses = |path: &str| files.iter().any(|file| names(&file.text, path));
        let dependencies: String = CRATES
            .iter()
            .filter(|(_, path)| uses(path))
            .map(|(name, _)| format!("{name}.workspace = true\n"))
            .collect();
        let text = format!(
            "# {}\n[package]\nname = \"{}-server\"\nversion.workspace = true\n\
             edition.workspace = true\npublish = false\n\n[lib]\ndoctest = false\n\n\
             [dependencies]\n{dependencies}wire.workspace = true\n",
            self.mark(),
            self.api.folder,
        );
        self.plain("Cargo.toml", text)
    }

    /// `src/lib.rs`
    pub fn lib(&self) -> anyhow::Result<Output> {
        let inner = quote! {
            #![allow(clippy::all, clippy::pedantic, clippy::nursery, rustdoc::all)]
            #![allow(nonstandard_style, unused_imports)]
        };
        let api = self.api_static();
        let endpoint = self.endpoint();
        let items = quote! {
            pub mod operations;
            pub mod requests;
            pub mod routes;
            pub mod schemas;
            pub mod traits;
            pub mod types;
            #api
            #endpoint
        };
        let why = format!("{} {}", self.api.title, self.api.version);
        self.rust("src/lib.rs", &why, inner, items)
    }

    fn api_static(&self) -> TokenStream {
        let api = self.api;
        let name = text(&api.folder);
        let tenant = option(api.tenant.as_ref().map(|tenant| text(&tenant.header)));
        let too_large = api.envelope.as_ref().map_or(413, |envelope| envelope.too_large);
        let unsupported = api.envelope.as_ref().map_or(415, |envelope| envelope.unsupported_type);
        let (too_large, unsupported) = (whole(too_large.into()), whole(unsupported.into()));
        let max_body = whole(api.max_body);
        let slash = api.trailing_slash;
        let headers = api.headers.iter().map(|(name, value)| {
            let (name, value) = (text(name), text(value));
            quote!((#name, #value))
        });
        let before_scope = api.tenant.as_ref().is_some_and(|tenant| tenant.before_scope);
        let missing = api.invalid_path_is_missing;
        let fallback = option(api.fallback_limit.map(|index| {
            let name = self.limit_name(index);
            quote!(&operations::#name)
        }));
        quote! {
            /// The API as a table: what the guard and the dialect read.
            pub static API: wire::Api = wire::Api {
                name: #name,
                operations: operations::ALL,
                tenant_header: #tenant,
                tenant_before_scope: #before_scope,
                invalid_path_is_missing: #missing,
                too_large: #too_large,
                unsupported_type: #unsupported,
                max_body: #max_body,
                trailing_slash: #slash,
                headers: &[#(#headers),*],
                fallback_limit: #fallback,
            };
        }
    }

    fn endpoint(&self) -> TokenStream {
        let traits = self.all_traits();
        let adds = self.tags().map(|(_, tag)| {
            let name = routes_name(tag);
            quote!(OpenApi::add_routes(routes::#name(mount.clone()), &mut table);)
        });
        quote! {
            /// The whole API over a dialect; 404, 405 and every refusal in its envelope.
            pub fn endpoint<D: #traits>(
                mount: wire::Mount<D>,
            ) -> wire::route::BoxEndpoint<'static> {
                use poem_openapi::OpenApi;
                let mut table = wire::route::Table::new();
                #(#adds)*
                wire::route::mount(mount, table)
            }
        }
    }

    /// Tags that have operations, with their index.
    pub fn tags(&self) -> impl Iterator<Item = (usize, &crate::ir::Tag)> {
        let used = |index: &usize| self.api.operations.iter().any(|o| o.tag == *index);
        self.api.tags.iter().enumerate().filter(move |(index, _)| used(index))
    }

    /// `pub mod employees; …`
    pub fn tag_modules(&self) -> TokenStream {
        let names = self.tags().map(|(_, tag)| module_ident(&module(&tag.name)));
        quote!(#(pub mod #names;)*)
    }

    /// `pub use employees::*; …`
    pub fn tag_exports(&self) -> TokenStream {
        let names = self.tags().map(|(_, tag)| module_ident(&module(&tag.name)));
        quote!(#(pub use #names::*;)*)
    }

    /// The module of an operation's tag.
    pub fn module_of(&self, operation: &Operation) -> proc_macro2::Ident {
        module_ident(&module(&self.api.tags[operation.tag].name))
    }

    /// Every trait of the API as one bound.
    pub fn all_traits(&self) -> TokenStream {
        let names: Vec<_> = self.tags().map(|(_, tag)| trait_name(tag)).collect();
        if names.is_empty() {
            return quote!(wire::Dialect);
        }
        quote!(#(traits::#names)+*)
    }
}

/// A module's name as a token; `module` has made it an identifier.
pub fn module_ident(name: &str) -> proc_macro2::Ident {
    super::spell::ident(name, "n")
}

/// Whether code (not a comment) names the path.
fn names(text: &str, path: &str) -> bool {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.into_iter().any(|line| {
        line.match_indices(path).any(|(at, _)| {
            !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
        })
    })
}
