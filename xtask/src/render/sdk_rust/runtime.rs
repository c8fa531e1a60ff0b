//! `src/runtime/`: hand-written Rust that is shipped inside each SDK as it stands.

use proc_macro2::Ident;
use quote::quote;

use super::file::Printer;
use crate::ir::{SecurityKind, Style, TokenPart};
use crate::render::Output;
use crate::render::server::spell;

/// Name, text, and whether an API without that kind of credential goes without it.
const FILES: &[(&str, &str, Need)] = &[
    ("auth", include_str!("runtime/auth.rs"), Need::Always),
    ("basic", include_str!("runtime/basic.rs"), Need::Basic),
    ("blocking", include_str!("runtime/blocking.rs"), Need::Always),
    ("body", include_str!("runtime/body.rs"), Need::Always),
    ("call", include_str!("runtime/call.rs"), Need::Always),
    ("client", include_str!("runtime/client.rs"), Need::Always),
    ("client_credentials", include_str!("runtime/client_credentials.rs"), Need::OAuth),
    ("clock", include_str!("runtime/clock.rs"), Need::Always),
    ("code", include_str!("runtime/code.rs"), Need::Always),
    ("codec", include_str!("runtime/codec.rs"), Need::Always),
    ("decode", include_str!("runtime/decode.rs"), Need::Always),
    ("digest", include_str!("runtime/digest.rs"), Need::Digest),
    ("download", include_str!("runtime/download.rs"), Need::Always),
    ("engine", include_str!("runtime/engine.rs"), Need::Always),
    ("error", include_str!("runtime/error.rs"), Need::Always),
    ("failure", include_str!("runtime/failure.rs"), Need::Always),
    ("login", include_str!("runtime/login.rs"), Need::Login),
    ("operation", include_str!("runtime/operation.rs"), Need::Always),
    ("pacing", include_str!("runtime/pacing.rs"), Need::Always),
    ("page", include_str!("runtime/page.rs"), Need::Always),
    ("prepare", include_str!("runtime/prepare.rs"), Need::Always),
    ("retry", include_str!("runtime/retry.rs"), Need::Always),
    ("styled", include_str!("runtime/styled.rs"), Need::Styled),
    ("token", include_str!("runtime/token.rs"), Need::Token),
    ("transport", include_str!("runtime/transport.rs"), Need::Always),
    ("value", include_str!("runtime/value.rs"), Need::Always),
    ("webhook", include_str!("runtime/webhook.rs"), Need::Webhooks),
];

/// What the cases against a scripted server do not show.
const TESTS: &str = include_str!("runtime/tests.rs");

/// Why the runtime is as it is; shipped with it, for those who read it there.
const DECISIONS: &str = "\
Decisions:\n\
- Every exchange goes through `engine`, token requests and logins included, so that proof, pacing, \
timeout and retries are written once and a `Transport` sees everything.\n\
- A call is a value until it is awaited. Paging, streaming and `blocking` are other ways to end \
the same call, so that nothing is generated for them.\n\
- `token` keeps any token, whoever gives it: client credentials and logins differ only in how they \
ask.\n\
- Retries, pacing and tokens go by one clock that a test can replace; timeouts go by the \
runtime's, since they end real waits.\n\
- Pacing is governor's, told that clock: a tenth of a limit at once, the rest evenly spread.\n\
- Digests and webhook signatures use the library that TLS brings along anyway.\n\
- Unknown keys of answers are kept in one map per struct, flattened by serde; what is known is \
read directly, so decimals stay exact.\n\
- Field errors and messages are found by the usual keys of an error body instead of per API; the \
typed failure beside them is exactly what the document says.";

/// When an SDK carries a file or a dependency.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Always,
    /// User and password in a header.
    Basic,
    OAuth,
    /// An operation gives a token for what the caller knows.
    Login,
    /// Client credentials or a login.
    Token,
    /// A login with a nonce or a digest.
    Digest,
    Webhooks,
    /// Something is base64 or has a checksum.
    Base64,
    Cryptography,
    /// Parameters in the rarer styles.
    Styled,
}

impl Printer<'_> {
    /// The API has something that wants this.
    pub fn needs(&self, need: Need) -> bool {
        let mut schemes = self.sdk.schemes();
        match need {
            Need::Always => true,
            Need::Basic => schemes.any(|scheme| matches!(scheme.kind, SecurityKind::Basic)),
            Need::OAuth => {
                schemes.any(|s| matches!(s.kind, SecurityKind::ClientCredentials { .. }))
            }
            Need::Login => schemes.any(|scheme| scheme.token.is_some()),
            Need::Token => self.needs(Need::OAuth) || self.needs(Need::Login),
            Need::Digest => schemes.filter_map(|scheme| scheme.token.as_ref()).any(|login| {
                let once =
                    |part: &TokenPart| matches!(part, TokenPart::Nonce | TokenPart::Digest(_));
                login.body.iter().any(|(_, part)| once(part))
            }),
            Need::Webhooks => self.sdk.api.webhooks.is_some(),
            Need::Base64 => self.needs(Need::Basic) || self.needs(Need::Webhooks),
            Need::Styled => {
                let mut params = self.sdk.api.operations.iter().flat_map(|o| &o.params);
                params.any(|p| p.style != Style::Json && !p.is_plain(self.sdk.api))
            }
            Need::Cryptography => self.needs(Need::Digest) || self.needs(Need::Webhooks),
        }
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
        files.push(self.plain("src/runtime/tests.rs", TESTS.to_owned()));
        let modules = carried.map(|(name, ..)| {
            let ident: Ident = spell::ident(name, "n");
            let feature = (*name == "blocking").then(|| quote!(#[cfg(feature = "blocking")]));
            quote!(#feature pub mod #ident;)
        });
        let items = quote! {
            #(#modules)*
            #[cfg(test)]
            mod tests;
            pub use body::{Body, ByteStream, Content, Opener, Part, Source, Upload};
            pub use call::{Answer, Call, RateLimit};
            pub use client::{Client, ClientBuilder};
            pub use download::Download;
            pub use error::{Error, Fault, FieldError, StatusError};
            pub use page::{Items, Page, Pages};
            pub use value::{Patch, Secret};
        };
        let why = "What all calls have in common. Not every API uses all of it.";
        let inner = quote!(#![allow(dead_code, unused_imports, unused_macros)]);
        files.push(self.rust_with("src/runtime/mod.rs", &[why, DECISIONS], &inner, items)?);
        Ok(files)
    }
}
