//! `src/runtime/`: hand-written Rust that is shipped inside each SDK as it stands.

use proc_macro2::Ident;
use quote::quote;

use super::file::Printer;
use crate::ir::{SecurityKind, Style};
use crate::render::Output;
use crate::render::server::spell;

/// Name, text, and whether an API without that kind of credential goes without it.
const FILES: &[(&str, &str, Need)] = &[
    ("auth", include_str!("runtime/auth.rs"), Need::Always),
    ("basic", include_str!("runtime/basic.rs"), Need::Basic),
    ("body", include_str!("runtime/body.rs"), Need::Always),
    ("call", include_str!("runtime/call.rs"), Need::Always),
    ("client", include_str!("runtime/client.rs"), Need::Always),
    ("client_credentials", include_str!("runtime/client_credentials.rs"), Need::OAuth),
    ("code", include_str!("runtime/code.rs"), Need::Always),
    ("codec", include_str!("runtime/codec.rs"), Need::Always),
    ("decode", include_str!("runtime/decode.rs"), Need::Always),
    ("engine", include_str!("runtime/engine.rs"), Need::Always),
    ("error", include_str!("runtime/error.rs"), Need::Always),
    ("failure", include_str!("runtime/failure.rs"), Need::Always),
    ("operation", include_str!("runtime/operation.rs"), Need::Always),
    ("pacing", include_str!("runtime/pacing.rs"), Need::Always),
    ("page", include_str!("runtime/page.rs"), Need::Always),
    ("prepare", include_str!("runtime/prepare.rs"), Need::Always),
    ("retry", include_str!("runtime/retry.rs"), Need::Always),
    ("styled", include_str!("runtime/styled.rs"), Need::Styled),
    ("transport", include_str!("runtime/transport.rs"), Need::Always),
    ("value", include_str!("runtime/value.rs"), Need::Always),
];

/// The behaviour of all of it together, as a test of the SDK; needs client credentials.
const TESTS: &str = include_str!("runtime/tests.rs");

/// When an SDK carries a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Always,
    Basic,
    OAuth,
    /// Parameters in the rarer styles.
    Styled,
}

impl Printer<'_> {
    /// The API has operations that want this kind of credential.
    pub fn needs(&self, need: Need) -> bool {
        if need == Need::Styled {
            let mut params = self.sdk.api.operations.iter().flat_map(|o| &o.params);
            return params.any(|p| p.style != Style::Json && !p.is_plain(self.sdk.api));
        }
        self.sdk.schemes().any(|scheme| match scheme.kind {
            SecurityKind::Basic => need == Need::Basic,
            SecurityKind::ClientCredentials { .. } => need == Need::OAuth,
            SecurityKind::Bearer | SecurityKind::ApiKey(_) => false,
        }) || need == Need::Always
    }

    /// The runtime's files and the module that names them.
    pub fn runtime(&self) -> anyhow::Result<Vec<Output>> {
        let carried = FILES.iter().filter(|(.., need)| self.needs(*need));
        let mut files: Vec<Output> = carried
            .clone()
            .map(|(name, text, _)| {
                self.plain(&format!("src/runtime/{name}.rs"), (*text).to_owned())
            })
            .collect();
        let tested = self.needs(Need::OAuth);
        if tested {
            files.push(self.plain("src/runtime/tests.rs", TESTS.to_owned()));
        }
        let names: Vec<Ident> = carried.map(|(name, ..)| spell::ident(name, "n")).collect();
        let tests = tested.then(|| {
            quote!(
                #[cfg(test)]
                mod tests;
            )
        });
        let items = quote! {
            #(pub mod #names;)*
            #tests
            pub use body::{Body, Content, Part, Source, Upload};
            pub use call::{Answer, Call, RateLimit};
            pub use client::{Client, ClientBuilder};
            pub use error::{Error, Fault, StatusError};
            pub use page::{Items, Page, Pages};
            pub use value::{Patch, Secret};
        };
        let why = "What all calls have in common.";
        let about = "Not every API uses all of it.";
        let inner = quote!(#![allow(dead_code, unused_imports, unused_macros)]);
        files.push(self.rust_with("src/runtime/mod.rs", &[why, about], &inner, items)?);
        Ok(files)
    }
}
