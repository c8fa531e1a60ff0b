//! `tests/operations.rs` of the package: every operation once, with the document's examples.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::examples;
use super::file::Printer;
use super::model::Sdk;
use super::request::{Request, body_field, variants};
use super::runtime::Need;
use super::serde_by_hand::json;
use super::spelling::Presence;
use crate::ir::*;
use crate::render::Output;
use crate::render::server::spell;

/// Runs them; the same for every API.
const HARNESS: &str = include_str!("tests/harness.rs");

/// A file to upload, where a form wants one.
const FILE: (&str, &str) = ("example.txt", "An example.\n");

impl Printer<'_> {
    /// The tests and what runs them.
    pub fn operation_tests(&self) -> anyhow::Result<Vec<Output>> {
        let sdk = self.sdk;
        let krate = spell::ident(&self.package().replace('-', "_"), "n");
        let rows = sdk.api.operations.iter().map(|operation| {
            let (name, function) = (operation.id.snake(), spell::snake(&operation.id));
            quote!((#name, |client| Box::pin(call::#function(client))))
        });
        let calls = sdk.api.operations.iter().map(|operation| {
            let (name, method) = (spell::snake(&operation.id), sdk.method_ident(operation));
            let request = sdk.example(operation);
            quote! {
                pub async fn #name(client: &Client) -> Result<(), Error> {
                    client.#method(#request).await.map(drop)
                }
            }
        });
        let client = self.demo_client();
        let path = crate::render::sdk::demo_url(sdk.api);
        let path = path.strip_prefix("http://localhost:8080").unwrap_or_default();
        let items = quote! {
            mod harness;

            #[allow(unused_imports)]
            use #krate::{self as sdk, Client, Error, Upload, types};

            fn main() -> std::process::ExitCode {
                harness::run(#path, client, ALL)
            }

            #client

            /// In the document's order.
            const ALL: &[(&str, harness::Run)] = &[#(#rows),*];

            /// One function an operation, apart from ours.
            mod call {
                use super::*;
                #(#calls)*
            }
        };
        let why =
            "Every operation once, with the examples of the document, against a running server.";
        let how = "`ROSETTA_BASE_URL` says where; without it nothing is done. An argument picks \
                   the operations whose names contain it, `--exact` the one that is named so.";
        let inner = quote!(#![allow(clippy::unwrap_used, deprecated)]);
        let harness = HARNESS.replace("rosetta_api", &krate.to_string());
        Ok(vec![
            self.rust_with("tests/operations.rs", &[why, how], &inner, items)?,
            self.plain("tests/harness/mod.rs", harness),
        ])
    }

    /// The demo's first identity with every right.
    fn demo_client(&self) -> TokenStream {
        let mut calls: Vec<TokenStream> = Vec::new();
        for said in self.sdk.demo_says() {
            let (method, texts) = (said.method, said.texts);
            calls.push(quote!(.#method(#(#texts),*)));
        }
        let scopes = self.sdk.client_credentials().is_some_and(|(_, scopes)| !scopes.is_empty());
        if self.needs(Need::OAuth) && scopes {
            calls.push(quote!(.scopes(sdk::scope::ALL.iter().copied())));
        }
        quote! {
            /// The demo's first identity, who may do everything.
            fn client(base_url: String) -> Result<Client, Error> {
                Client::builder().base_url(base_url)#(#calls)*.build()
            }
        }
    }
}

impl Sdk<'_> {
    /// The argument of an operation's method: its request with what is required.
    fn example(&self, operation: &Operation) -> TokenStream {
        if self.takes_nothing(operation) {
            return quote!();
        }
        let ident = self.request_ident(operation);
        let params = operation.params.iter().filter(|param| param.value.required);
        let params = params.map(|param| {
            let literal = examples::value(self.api, &param.value);
            self.expression(&param.value.ty, &literal)
        });
        let body = operation.body.as_ref();
        let required = body.filter(|body| body.required);
        let required = required.and_then(|body| self.body_example(operation, body));
        let arguments = params.chain(required);
        // A body that may be left out is sent where the document shows one.
        let optional = body.filter(|body| {
            !body.required && body.media.first().is_some_and(|media| !media.examples.is_empty())
        });
        let optional = optional.and_then(|body| {
            let (value, name) = (self.body_example(operation, body)?, body_field(operation));
            Some(quote!(.#name(#value)))
        });
        quote!(sdk::#ident::new(#(#arguments),*)#optional)
    }

    fn body_example(&self, operation: &Operation, body: &Body) -> Option<TokenStream> {
        let media = body.media.first()?;
        let value = self.media_example(operation, media);
        let ident = self.body_ident(operation);
        let variant = variants(&body.media).into_iter().next()?;
        match body.media.len() {
            1 => Some(value),
            _ => Some(quote!(sdk::#ident::#variant(#value))),
        }
    }

    fn media_example(&self, operation: &Operation, media: &Media) -> TokenStream {
        let literal = examples::body(self.api, media);
        let text = match &literal {
            Literal::Text(text) => text.clone(),
            other => json(other),
        };
        match media.kind {
            MediaKind::Text => quote!(#text.to_owned()),
            MediaKind::Binary => quote!(bytes::Bytes::from_static(#text.as_bytes())),
            _ => match self.structure(&media.value.ty) {
                Some((id, structure)) if self.files[id.0] => self.form(id, structure, &literal),
                _ => {
                    let ty = Request::new(self, operation).media_type(media);
                    let text = json(&literal);
                    quote!(harness::json::<#ty>(#text))
                }
            },
        }
    }

    /// A form with files, by its own methods.
    fn form(&self, id: TypeId, structure: &Struct, literal: &Literal) -> TokenStream {
        let ident = self.type_ident(id);
        let given = |field: &Field| match literal {
            Literal::Object(members) => {
                members.iter().find(|(key, _)| *key == field.wire).map(|(_, value)| value.clone())
            }
            _ => None,
        };
        let mut arguments = Vec::new();
        let mut setters = Vec::new();
        for field in structure.fields.iter().filter(|field| field.constant.is_none()) {
            let required = self.required(id, field);
            let Some(value) =
                given(field).or_else(|| required.then(|| examples::value(self.api, &field.value)))
            else {
                continue;
            };
            let value = self.expression(&field.value.ty, &value);
            let ty = self.rust(&field.value.ty, &quote!(types::));
            let nullable = Presence::of(required, field.value.nullable) == Presence::Nullable;
            let value = match nullable && self.converts(&field.value.ty) {
                true => quote!(Some(<#ty>::from(#value))),
                false => value,
            };
            if required {
                arguments.push(value);
            } else {
                let name = spell::snake(&field.name);
                setters.push(quote!(.#name(#value)));
            }
        }
        quote!(types::#ident::new(#(#arguments),*)#(#setters)*)
    }

    /// A literal as an expression of the type, or of one that turns into it.
    fn expression(&self, ty: &Type, literal: &Literal) -> TokenStream {
        let ty = self.resolve(ty);
        let text = match literal {
            Literal::Text(text) => text.clone(),
            other => json(other),
        };
        let number = || text.parse::<i64>().ok().map(Token::i64_unsuffixed);
        match (ty, literal) {
            (Type::Bool, Literal::Bool(value)) => quote!(#value),
            (Type::Int { .. }, _) => {
                let number = number();
                quote!(#number)
            }
            (Type::Float, _) => quote!(#text.parse().unwrap()),
            (Type::Decimal, _) => quote!(harness::decimal(#text)),
            (Type::File, _) => {
                let (name, example) = FILE;
                let content = if text.is_empty() { example } else { &text };
                quote!(Upload::bytes(#name, #content).content_type("text/plain"))
            }
            (Type::Text(kind), _) => in_text(*kind, &text),
            (Type::Ref(id), _) => match &self.api.ty(*id).kind {
                TypeKind::Enum(list) if list.repr == EnumRepr::Text => quote!(#text),
                TypeKind::Enum(_) => {
                    let number = text.parse().map(Token::i64_suffixed).ok();
                    quote!(#number)
                }
                _ => {
                    let ty = self.rust(ty, &quote!(types::));
                    quote!(harness::json::<#ty>(#text))
                }
            },
            (Type::List(item), Literal::List(items)) if !item.nullable => {
                let into = self.converts(&item.ty).then(|| quote!(.into()));
                let items = items.iter().map(|literal| self.expression(&item.ty, literal));
                quote!(vec![#(#items #into),*])
            }
            _ => {
                let (ty, text) = (self.rust(ty, &quote!(types::)), json(literal));
                quote!(harness::json::<#ty>(#text))
            }
        }
    }
}

/// A text, or the moment that it names.
fn in_text(kind: Text, text: &str) -> TokenStream {
    let spelt = match kind {
        Text::LocalSecond => text.replace(' ', "T"),
        Text::LocalMinute | Text::IsoMinute => text.replace(' ', "T") + ":00",
        _ => text.to_owned(),
    };
    match kind {
        Text::Date
        | Text::DateTime
        | Text::LocalDateTime
        | Text::LocalMinute
        | Text::LocalSecond
        | Text::IsoMinute
        | Text::LocalTime => quote!(#spelt.parse().unwrap()),
        Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Secret | Text::Base64 => {
            quote!(#spelt)
        }
    }
}
