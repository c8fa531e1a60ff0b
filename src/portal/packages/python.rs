//! The Python SDK as a wheel and as a source distribution.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use include_dir::Dir;
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{
    Fault, Packed, tar,
    tree::{self, Files},
};

/// The metadata, which the wheel calls METADATA.
const METADATA: &str = "PKG-INFO";
/// Where the package lies in the tree.
const SOURCES: &str = "src/";
const TAG: &str = "py3-none-any";

pub(super) fn pack(dir: &Dir<'static>) -> Result<Vec<Packed>, Fault> {
    let files = tree::files(dir);
    let metadata = tree::text(&files, METADATA)?;
    let field = |name: &str| field(metadata, name).map(str::to_owned);
    let name = field("Name").ok_or("PKG-INFO has no Name")?;
    let version = field("Version").ok_or("PKG-INFO has no Version")?;
    let requires = field("Requires-Python");
    let top = format!("{}-{version}", normal(&name).replace('-', "_"));
    let packed = |kind, suffix, file, bytes| Packed {
        kind,
        suffix,
        name: name.clone(),
        version: version.clone(),
        file,
        requires: requires.clone(),
        bytes,
    };
    let wheel = wheel(&top, &files)?;
    let source = tar::pack(&top, &files)?;
    Ok(vec![
        packed("wheel", "whl", format!("{top}-{TAG}.whl"), wheel),
        packed("sdist", "tar.gz", format!("{top}.tar.gz"), source),
    ])
}

/// A project's name in the one spelling that an index knows.
pub(super) fn normal(name: &str) -> String {
    let parts = name.split(['-', '_', '.']).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-").to_ascii_lowercase()
}

/// A field of the metadata's head, which ends at the first empty line.
fn field<'a>(metadata: &'a str, name: &str) -> Option<&'a str> {
    let head = metadata.lines().take_while(|line| !line.is_empty());
    let mut fields = head.filter_map(|line| line.split_once(": "));
    fields.find(|(key, _)| *key == name).map(|(_, value)| value.trim())
}

/// What an installer unpacks into `site-packages`, with the list of what it unpacked.
fn wheel(top: &str, files: &Files) -> Result<Vec<u8>, Fault> {
    let info = format!("{top}.dist-info");
    let mut inside = Vec::new();
    for (path, bytes) in files {
        if let Some(path) = path.strip_prefix(SOURCES) {
            inside.push((path.to_owned(), bytes.clone()));
        } else if path.starts_with("LICENSE") {
            inside.push((format!("{info}/licenses/{path}"), bytes.clone()));
        } else if path == METADATA {
            inside.push((format!("{info}/METADATA"), bytes.clone()));
        }
    }
    let about = format!(
        "Wheel-Version: 1.0\nGenerator: rosetta-hr {}\nRoot-Is-Purelib: true\nTag: {TAG}\n",
        env!("CARGO_PKG_VERSION")
    );
    inside.push((format!("{info}/WHEEL"), about.into_bytes()));
    // Installers like the metadata at the end, where a zip file's list is.
    inside.sort_by_key(|(path, _)| (path.starts_with(&info), path.clone()));
    let mut record = String::new();
    for (path, bytes) in &inside {
        let digest = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(bytes));
        writeln!(record, "{path},sha256={digest},{}", bytes.len())?;
    }
    let list = format!("{info}/RECORD");
    writeln!(record, "{list},,")?;
    inside.push((list, record.into_bytes()));
    Ok(zipped(&inside)?)
}

fn zipped(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (path, bytes) in files {
        zip.start_file(path.as_str(), options.unix_permissions(tree::mode(bytes)))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
