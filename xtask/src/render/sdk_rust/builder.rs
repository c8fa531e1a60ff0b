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
    "build_blocking",
    "clock",
    "header",
    "http_client",
    "pacing",
    "prove",
    "proxy",
    "repeat_unsafe",
    "retries",
    "scopes",
    "timeout",
    "transport",
    "user_agent",
];

/// The builder's methods for one scheme.
pub struct Methods<'a> {
    pub scheme: &'a SecurityScheme,
    /// For what the caller knows: `credentials`, `login`, `basic`, `service_key`.
    pub own: Option<Ident>,
    /// For a token that the caller holds already.
    pub token: Option<Ident>,
}

impl Printer<'_> {
    /// `src/builder.rs`
    pub fn builder(&self) -> anyhow::Result<Output> {
        let sdk = self.sdk;
        let tenant = sdk.api.tenant.as_ref().map(tenant_method);
        let methods: Vec<TokenStream> =
            sdk.builder_methods().iter().map(|methods| sdk.credential(methods)).collect();
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

    /// The names of the builder's methods, by scheme.
    pub fn builder_methods(&self) -> Vec<Methods<'_>> {
        let mut taken: Vec<String> = TAKEN.iter().map(|word| (*word).to_owned()).collect();
        taken.extend(self.api.tenant.as_ref().map(|tenant| tenant_ident(tenant).to_string()));
        let mut all = Vec::new();
        for scheme in self.schemes() {
            let wire = &scheme.wire;
            let mut name = |word: &str| Some(free(word, wire, &mut taken));
            let (own, token) = match &scheme.kind {
                SecurityKind::ClientCredentials { .. } => (name("credentials"), name("token")),
                SecurityKind::Bearer if scheme.token.is_some() => (name("login"), name("token")),
                SecurityKind::Bearer => (None, name("token")),
                SecurityKind::Basic => (name("basic"), None),
                SecurityKind::ApiKey(_) => (name(&snake(wire)), None),
            };
            all.push(Methods { scheme, own, token });
        }
        all
    }

    fn credential(&self, methods: &Methods<'_>) -> TokenStream {
        let wire = &methods.scheme.wire;
        let own = methods.own.as_ref().map(|name| match &methods.scheme.kind {
            SecurityKind::ClientCredentials { .. } => self.oauth_methods(wire, name),
            SecurityKind::Bearer => {
                let login = methods.scheme.token.as_ref();
                login.map(|login| self.login_method(wire, name, login)).unwrap_or_default()
            }
            SecurityKind::Basic => basic_method(wire, name),
            SecurityKind::ApiKey(header) => key_method(wire, name, header, methods.scheme.place),
        });
        let token = methods.token.as_ref().map(|name| token_method(wire, name));
        quote!(#own #token)
    }

    fn login_method(&self, wire: &str, name: &Ident, login: &TokenSource) -> TokenStream {
        let asks: Vec<Ident> = login.asks.iter().map(spell::snake).collect();
        let operation = &self.api.operations[login.operation];
        let row = spell::screaming(&operation.id);
        let has = |wanted: fn(&TokenPart) -> bool| login.body.iter().any(|(_, p)| wanted(p));
        let nonce = has(|part| matches!(part, TokenPart::Nonce | TokenPart::Digest(_)))
            .then(|| quote!(let nonce = crate::runtime::digest::nonce();));
        let tenant = match has(|part| matches!(part, TokenPart::Tenant)) {
            true => quote!(tenant),
            false => quote!(_),
        };
        let parts = login.body.iter().map(|(key, part)| {
            let value = match part {
                TokenPart::Asked(index) => quote!(asked[#index].expose().to_owned()),
                TokenPart::Constant(text) => quote!(#text.to_owned()),
                TokenPart::Tenant => quote!(tenant.to_owned()),
                TokenPart::Nonce => quote!(nonce.clone()),
                TokenPart::Digest(index) => {
                    quote!(crate::runtime::digest::over(&nonce, &asked[#index]))
                }
            };
            quote!((#key, #value))
        });
        let [expires_in, expires_at] = [&login.expires_in, &login.expires_at].map(|at| match at {
            Some(pointer) => quote!(Some(#pointer)),
            None => quote!(None),
        });
        let token = &login.token;
        let takes = |tenant: &&Tenant| {
            let named = |p: &Param| p.wire.eq_ignore_ascii_case(&tenant.header);
            operation.params.iter().any(|p| p.place == Place::Header && named(p))
        };
        let tenant_header = match self.api.tenant.as_ref().filter(takes) {
            Some(Tenant { header, .. }) => quote!(Some(#header)),
            None => quote!(None),
        };
        let docs = format!(" calls `{}` for a token, which is shared by all", operation.id.snake());
        quote! {
            /// Proves who calls by what a login asks for: the first call that needs it
            #[doc = #docs]
            /// clones of the client and renewed before it ends, or when it is refused.
            pub fn #name(self, #(#asks: impl Into<crate::runtime::Secret>),*) -> Self {
                static FORM: crate::runtime::login::Form = crate::runtime::login::Form {
                    operation: &crate::operations::#row,
                    tenant_header: #tenant_header,
                    body: |asked, #tenant| {
                        #nonce
                        [#(#parts),*].into_iter().collect()
                    },
                    token: #token,
                    expires_in: #expires_in,
                    expires_at: #expires_at,
                };
                let login = crate::runtime::login::Login::new(&FORM, [#(#asks.into()),*]);
                self.prove(#wire, crate::runtime::token::Kept::new(login))
            }
        }
    }

    fn oauth_methods(&self, wire: &str, name: &Ident) -> TokenStream {
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
                self.prove(#wire, crate::runtime::token::Kept::new(proof))
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

fn token_method(wire: &str, name: &Ident) -> TokenStream {
    quote! {
        /// Proves who calls by a token that the caller holds already. It is never renewed.
        pub fn #name(self, token: impl Into<crate::runtime::Secret>) -> Self {
            let proof = crate::runtime::auth::Fixed::bearer(&token.into());
            self.prove(#wire, proof)
        }
    }
}

fn basic_method(wire: &str, name: &Ident) -> TokenStream {
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

fn key_method(wire: &str, name: &Ident, header: &str, place: Place) -> TokenStream {
    let docs = format!(" Proves who calls by a key, sent as `{header}`.");
    let proof = match place {
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

fn tenant_method(tenant: &Tenant) -> TokenStream {
    let name = tenant_ident(tenant);
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
pub fn tenant_ident(tenant: &Tenant) -> Ident {
    let word = snake(&tenant.header);
    let word = word.strip_prefix("x_").map(str::to_owned).unwrap_or(word);
    free(&word, "tenant", &mut TAKEN.iter().map(|word| (*word).to_owned()).collect())
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
