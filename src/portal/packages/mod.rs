//! The SDKs as package managers want them, made from the trees that were built into the server.

mod crates;
mod npm;
mod python;
#[cfg(test)]
pub(crate) mod sample;
pub(crate) mod simple;
mod tar;
#[cfg(test)]
mod tests;
mod tree;
pub(crate) mod upstream;

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use include_dir::Dir;
use sha2::{Digest, Sha256};

use crate::book::{ApiEntry, Book};

/// Why a tree cannot be packed.
type Fault = Box<dyn std::error::Error + Send + Sync>;

/// One file that a package manager installs.
pub(crate) struct Package {
    /// The API's name in paths.
    pub api: &'static str,
    /// `rust`, `typescript` or `python`
    pub language: &'static str,
    /// `crate`, `npm`, `wheel` or `sdist`
    pub kind: &'static str,
    /// Its name among packages: `rosetta-shiftcare`.
    pub name: String,
    /// With our revision: `3.1.2+r1`.
    pub version: String,
    pub file: String,
    /// Path on this server.
    pub url: String,
    /// Path on this server that stays when the version changes.
    pub alias: String,
    /// The Pythons that it runs on, where it is Python.
    pub requires: Option<String>,
    pub bytes: Vec<u8>,
    /// In lower-case hexadecimal digits.
    pub sha256: String,
}

/// A package before it has a place and a checksum.
struct Packed {
    kind: &'static str,
    /// After the last dot of the alias.
    suffix: &'static str,
    name: String,
    version: String,
    file: String,
    requires: Option<String>,
    bytes: Vec<u8>,
}

type Pack = fn(&Dir<'static>) -> Result<Vec<Packed>, Fault>;

const LANGUAGES: [(&str, Pack); 3] =
    [("rust", crates::pack), ("typescript", npm::pack), ("python", python::pack)];

/// By the address of an API's trees. Kept for good: there are few, and they never change.
static KEPT: Mutex<BTreeMap<usize, &'static [Package]>> = Mutex::new(BTreeMap::new());

/// The packages of an API, made when they are first asked for.
///
/// That takes a moment; a handler asks `all`, which does not block the others.
pub(crate) fn of(api: &ApiEntry) -> &'static [Package] {
    let key = std::ptr::from_ref(api.sdks) as usize;
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.entry(key).or_insert_with(|| make(api).leak())
}

/// The packages of every API, in the book's order.
pub(crate) async fn all(book: &Book) -> Vec<&'static Package> {
    let apis = book.apis.clone();
    let made = tokio::task::spawn_blocking(move || apis.iter().flat_map(of).collect());
    made.await.unwrap_or_default()
}

/// The languages that an API has a package for.
pub(crate) fn languages(api: &ApiEntry) -> impl Iterator<Item = &'static str> {
    let known = LANGUAGES.iter().map(|(language, _)| *language);
    known.filter(|language| api.sdks.get_dir(language).is_some())
}

fn make(api: &ApiEntry) -> Vec<Package> {
    let mut made = Vec::new();
    for (language, pack) in LANGUAGES {
        let Some(dir) = api.sdks.get_dir(language) else { continue };
        match pack(dir) {
            Ok(packed) => made.extend(packed.into_iter().map(|one| placed(api, language, one))),
            Err(error) => tracing::error!(api = api.name, language, %error, "cannot be packed"),
        }
    }
    made
}

/// In lower-case hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn placed(api: &ApiEntry, language: &'static str, packed: Packed) -> Package {
    let Packed { kind, suffix, name, version, file, requires, bytes } = packed;
    let folder = if language == "python" { "python/files" } else { language };
    Package {
        api: api.name,
        language,
        kind,
        url: format!("/sdks/{folder}/{file}"),
        alias: format!("/sdks/{language}/rosetta-{}.{suffix}", api.name),
        sha256: sha256(&bytes),
        name,
        version,
        file,
        requires,
        bytes,
    }
}

impl Package {
    /// What to type, with this server at `http://host:port`.
    pub(crate) fn install(&self, origin: &str) -> String {
        let Self { name, version, url, alias, .. } = self;
        match self.kind {
            "crate" => format!(
                "curl -s {origin}{url} | tar xz\n\
                 cargo add --path {name}-{version}"
            ),
            "npm" => format!("npm install {origin}{alias}"),
            "wheel" => format!("pip install --index-url {origin}/sdks/python/simple {name}"),
            _ => format!("pip install {origin}{url}"),
        }
    }

    /// What it travels as.
    pub(crate) fn media(&self) -> &'static str {
        if self.kind == "wheel" { "application/zip" } else { "application/gzip" }
    }
}
