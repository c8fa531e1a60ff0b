//! `Cargo.toml`, `CHANGELOG.md` and `src/lib.rs` of the package.

use proc_macro2::Ident;
use quote::quote;

use super::file::Printer;
use super::runtime::Need;
use crate::render::Output;
use crate::render::sdk::{self, REVISION};
use crate::render::server::spell;

/// The root manifest: the only place where versions are decided.
const ROOT: &str = include_str!("../../../../Cargo.toml");

/// Name and further settings of each dependency; versions come from the root manifest.
const DEPENDENCIES: &[(&str, &str, Need)] = &[
    ("aws-lc-rs", "", Need::Cryptography),
    ("base64", "", Need::Base64),
    ("bytes", "", Need::Always),
    ("chrono", "default-features = false, features = [\"serde\", \"std\"]", Need::Always),
    ("fastrand", "", Need::Always),
    ("futures-util", "default-features = false, features = [\"std\"]", Need::Always),
    ("governor", "default-features = false, features = [\"std\"]", Need::Always),
    ("oauth2", "default-features = false", Need::OAuth),
    (
        "reqwest",
        "default-features = false, features = [\"multipart\", \"rustls\", \"stream\"]",
        Need::Always,
    ),
    ("rust_decimal", "default-features = false, features = [\"std\"]", Need::Always),
    ("serde", "features = [\"derive\"]", Need::Always),
    ("serde_json", "features = [\"raw_value\"]", Need::Always),
    ("tokio", "features = [\"sync\", \"time\"]", Need::Always),
];

impl Printer<'_> {
    /// The document's version as three numbers, and our revision behind it.
    pub fn version(&self) -> String {
        let [major, minor, patch] = sdk::version(self.sdk.api);
        format!("{major}.{minor}.{patch}+r{REVISION}")
    }

    /// `rosetta-shiftcare`
    pub fn package(&self) -> String {
        sdk::package(self.sdk.api)
    }

    /// `Cargo.toml`
    pub fn manifest(&self) -> anyhow::Result<Output> {
        let mut dependencies = String::new();
        for (name, settings, need) in DEPENDENCIES {
            if self.needs(*need) {
                let version = version_of(name)?;
                let row = match settings.is_empty() {
                    true => format!("{name} = \"{version}\"\n"),
                    false => format!("{name} = {{ version = \"{version}\", {settings} }}\n"),
                };
                dependencies.push_str(&row);
            }
        }
        let tokio = version_of("tokio")?;
        let [edition, rust] = ["edition", "rust-version"].map(setting);
        let (edition, rust) = (edition?, rust?);
        let api = self.sdk.api;
        let description = format!("Client for {} {}", api.title, api.version);
        let text = format!(
            "# {mark}\n[package]\nname = \"{package}\"\nversion = \"{version}\"\n\
             edition = \"{edition}\"\nrust-version = \"{rust}\"\n\
             license = \"MIT OR Apache-2.0\"\ndescription = {description}\nreadme = \"README.md\"\n\
             keywords = [\"api\", \"client\", \"hr\", \"sdk\"]\ncategories = [\"api-bindings\"]\n\n\
             [package.metadata.docs.rs]\nall-features = true\n\n\
             [features]\n# `blocking::Client`, for programs without an async runtime.\n\
             blocking = [\"tokio/rt\"]\n\n\
             [dependencies]\n{dependencies}\n[dev-dependencies]\n\
             tokio = {{ version = \"{tokio}\", features = [\"macros\", \"rt-multi-thread\", \
             \"test-util\"] }}\n\n\
             # Every operation against a running server, in the document's order.\n\
             [[test]]\nname = \"operations\"\nharness = false\n\n\
             # Named apart, so that several SDKs can be built in one workspace.\n\
             [[example]]\nname = \"{folder}-quickstart\"\npath = \"examples/quickstart.rs\"\n",
            folder = api.folder,
            mark = self.mark(),
            package = self.package(),
            version = self.version(),
            description = toml(&description),
        );
        Ok(self.plain("Cargo.toml", text))
    }

    /// `CHANGELOG.md`
    pub fn changelog(&self) -> Output {
        let api = self.sdk.api;
        let text = format!(
            "# Changelog\n\n## {}\n\n- First release: {} operations of {} {}.\n",
            self.version(),
            api.operations.len(),
            super::spelling::markdown(&api.title),
            api.version,
        );
        self.plain("CHANGELOG.md", text)
    }

    /// `src/lib.rs`
    pub fn lib(&self, has_scopes: bool) -> anyhow::Result<Output> {
        let sdk = self.sdk;
        let tags = sdk.api.tags.iter().enumerate();
        let tags = tags.filter(|(index, _)| sdk.api.of_tag(*index).next().is_some());
        let tags: Vec<Ident> = tags.map(|(_, tag)| spell::ident(&sdk.module(tag), "n")).collect();
        let scope = has_scopes.then(|| {
            quote!(
                pub mod scope;
            )
        });
        let webhook = self.needs(Need::Webhooks).then(|| {
            quote! {
                /// Tells whether a webhook delivery is genuine and fresh.
                pub mod webhook {
                    pub use crate::runtime::webhook::{Refusal, Scheme, Verifier};
                }
            }
        });
        let items = quote! {
            mod builder;
            mod failure;
            pub mod operations;
            mod runtime;
            #scope
            pub mod types;
            #(pub mod #tags;)*

            #[allow(unused_imports)]
            pub use types::*;
            #(#[allow(unused_imports)] pub use #tags::*;)*
            pub use failure::Failure;
            pub use operations::{API, OPERATIONS};
            pub use runtime::{
                Answer, Body, ByteStream, Call, Client, ClientBuilder, Content, Download, Error,
                Fault, FieldError, Items, Opener, Page, Pages, Part, Patch, RateLimit, Secret,
                Source, StatusError, Upload,
            };
            pub use {bytes, chrono, reqwest, rust_decimal, serde_json};

            #[cfg(feature = "blocking")]
            pub use runtime::blocking;

            #[doc(hidden)]
            pub use runtime::clock;

            #webhook

            /// The place where bytes leave, for tests, proxies and recorders.
            pub mod transport {
                pub use crate::runtime::transport::{
                    Request, Response, ResponseBody, Transport, TransportError, TransportFault,
                };
            }

            /// The rows that [`OPERATIONS`] is made of.
            pub mod operation {
                pub use crate::runtime::operation::{Api, Limit, Operation, PageKeys, Total};
            }
        };
        let inner = quote! {
            #![deny(missing_docs)]
            #![allow(clippy::disallowed_methods, clippy::large_enum_variant)]
            #![allow(clippy::too_many_arguments, clippy::new_without_default)]
        };
        let why = format!("Client for {} {}.", sdk.api.title, sdk.api.version);
        let about = super::spelling::markdown(&sdk.api.description);
        let start = "Begin at [`Client::builder`]; the README has a whole program.";
        self.rust_with("src/lib.rs", &[&why, start, &about], &inner, items)
    }
}

/// The version that the root manifest gives a dependency.
fn version_of(name: &str) -> anyhow::Result<&'static str> {
    let row = ROOT.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "));
    let row = row.ok_or_else(|| anyhow::anyhow!("the root manifest does not name {name}"))?;
    let quoted = row.split_once("version = ").map_or(row, |(_, rest)| rest);
    let version = quoted.split('"').nth(1);
    version.ok_or_else(|| anyhow::anyhow!("the root manifest gives {name} no version"))
}

fn setting(name: &str) -> anyhow::Result<&'static str> {
    version_of(name)
}

/// A TOML string.
fn toml(text: &str) -> String {
    serde_json::Value::String(text.chars().filter(|c| !c.is_control()).collect()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dependency_has_a_version_in_the_root_manifest() {
        for (name, ..) in DEPENDENCIES {
            let version = version_of(name).unwrap_or_else(|error| panic!("{error}"));
            assert!(version.starts_with(|c: char| c.is_ascii_digit() || c == '='), "{name}");
        }
    }
}
