//! `src/builder.rs`: what the builder of this API asks for: its credentials and its company.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::file::Printer;
use super::model::Sdk;
use super::tables::token_operation;
use crate::ir::*;
use crate::render::Output;
use crate::render::server::spell;

/// Methods that every builder has.
const TAKEN: &[&str] = &[
    "base_url",
    "build",
    "header",
    "http_client",
    "pacing",
    "retries",
    "scopes",
    "timeout",
    "transport",
    "user_agent",
];

impl Printer<'_> {
    /// `src/builder.rs`
    pub fn builder(&self) -> anyhow::Result<Output> {
        let sdk = self.sdk;
        let mut taken: Vec<String> = TAKEN.iter().map(|word| (*word).to_owned()).collect();
        let tenant = sdk.api.tenant.as_ref().map(|tenant| tenant_method(tenant, &mut taken));
        let methods: Vec<TokenStream> =
            sdk.schemes().map(|scheme| sdk.credential(scheme, &mut taken)).collect();
        let items = quote! {
            use crate::runtime::client::ClientBuilder;
            impl ClientBuilder {
                #tenant
                #(#methods)*
            }
        };
        self.rust("src/builder.rs", "What a client of this API has to say about itself.", items)
    }
}

impl Sdk<'_> {
    /// The schemes that some operation cannot do without.
    pub fn schemes(&self) -> impl Iterator<Item = &SecurityScheme> {
        let wanted = |index: usize| {
            let firm = self.api.operations.iter().filter(|operation| !operation.security_optional);
            let needed = firm.flat_map(|operation| &operation.security);
            let mut all = needed.flat_map(|needs| std::iter::once(needs).chain(&needs.and));
            all.any(|needs| needs.scheme == index)
        };
        self.api
            .security
            .iter()
            .enumerate()
            .filter(move |(index, _)| wanted(*index))
            .map(|(_, s)| s)
    }

    fn credential(&self, scheme: &SecurityScheme, taken: &mut Vec<String>) -> TokenStream {
        let wire = &scheme.wire;
        match &scheme.kind {
            SecurityKind::ClientCredentials { .. } => {
                let both = self.token_methods(wire, taken);
                let oauth = self.oauth_methods(wire, taken);
                quote!(#oauth #both)
            }
            SecurityKind::Bearer => self.token_methods(wire, taken),
            SecurityKind::Basic => {
                let name = free("basic", wire, taken);
                quote! {
                    /// Proves who calls by name and password.
                    pub fn #name(
                        self,
                        user: impl AsRef<str>,
                        password: impl Into<crate::runtime::Secret>,
                    ) -> Self {
                        let proof = crate::runtime::basic::basic(user.as_ref(), &password.into());
                        self.prove(#wire, proof)
                    }
                }
            }
            SecurityKind::ApiKey(header) => {
                let name = free(&snake(wire), wire, taken);
                let docs = format!(" Proves who calls by a key, sent as `{header}`.");
                let proof = match scheme.place {
                    Place::Query => quote!(query(#header, key.into())),
                    Place::Cookie => quote!(cookie(#header, &key.into())),
                    _ => quote!(key(#header, key.into())),
                };
                quote! {
                    #[doc = #docs]
                    pub fn #name(self, key: impl Into<crate::runtime::Secret>) -> Self {
                        self.prove(#wire, crate::runtime::auth::Fixed::#proof)
                    }
                }
            }
        }
    }

    fn token_methods(&self, wire: &str, taken: &mut Vec<String>) -> TokenStream {
        let name = free("token", wire, taken);
        quote! {
            /// Proves who calls by a token that the caller holds already. It is never renewed.
            pub fn #name(self, token: impl Into<crate::runtime::Secret>) -> Self {
                let proof = crate::runtime::auth::Fixed::bearer(&token.into());
                self.prove(#wire, proof)
            }
        }
    }

    fn oauth_methods(&self, wire: &str, taken: &mut Vec<String>) -> TokenStream {
        let name = free("credentials", wire, taken);
        let row = match token_operation(self.api) {
            Some(operation) => spell::screaming(&operation.id),
            None => spell::ident("TOKEN", "N"),
        };
        quote! {
            /// Proves who calls by client id and secret: a token is fetched when the first call
            /// needs it, shared by all clones of the client, and renewed before it ends.
            pub fn #name(
                self,
                client_id: impl Into<String>,
                client_secret: impl Into<crate::runtime::Secret>,
            ) -> Self {
                let proof = crate::runtime::client_credentials::ClientCredentials::new(
                    client_id.into(),
                    client_secret.into(),
                    &crate::operations::#row,
                );
                self.prove(#wire, proof)
            }
            /// Scopes that the token is asked for; by default those that the server gives
            /// to a client that names none.
            pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
                self.scopes = scopes.into_iter().map(Into::into).collect();
                self
            }
        }
    }
}

fn tenant_method(tenant: &Tenant, taken: &mut Vec<String>) -> TokenStream {
    let name = free(&tenant_word(tenant), &tenant.header, taken);
    let docs = super::spelling::doc(&[&tenant.doc], &format!("Sent as `{}`.", tenant.header));
    quote! {
        #docs
        pub fn #name(mut self, id: impl Into<String>) -> Self {
            self.tenant = Some(id.into());
            self
        }
    }
}

/// `X-Enterprise-Id` → `enterprise_id`
pub fn tenant_word(tenant: &Tenant) -> String {
    let word = snake(&tenant.header);
    word.strip_prefix("x_").map(str::to_owned).unwrap_or(word)
}

fn snake(text: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in text.chars() {
        if (c.is_ascii_uppercase() && lower) || (!c.is_ascii_alphanumeric() && !out.is_empty()) {
            out.push('_');
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
        lower = c.is_ascii_lowercase();
    }
    out
}

/// `word`, or with the scheme's name before it where `word` is in use.
fn free(word: &str, scheme: &str, taken: &mut Vec<String>) -> Ident {
    let mut name = word.to_owned();
    if taken.contains(&name) {
        name = format!("{}_{word}", snake(scheme));
    }
    taken.push(name.clone());
    spell::ident(&name, "n")
}
