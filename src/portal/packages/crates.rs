//! The Rust SDK as cargo packs it: `<name>-<version>.crate`.

use include_dir::Dir;

use super::{Fault, Packed, tar, tree};

const MANIFEST: &str = "Cargo.toml";

pub(super) fn pack(dir: &Dir<'static>) -> Result<Vec<Packed>, Fault> {
    let mut files = tree::files(dir);
    let manifest = tree::text(&files, MANIFEST)?.to_owned();
    let [name, version] = ["name", "version"].map(|key| value(&manifest, key));
    let name = name.ok_or("Cargo.toml has no name")?.to_owned();
    let version = version.ok_or("Cargo.toml has no version")?.to_owned();
    let top = format!("{name}-{version}");
    // Cargo writes its manifest anew and keeps what it read; ours is whole as it stands.
    files.insert(format!("{MANIFEST}.orig"), manifest.into_bytes());
    let bytes = tar::pack(&top, &files)?;
    let file = format!("{top}.crate");
    Ok(vec![Packed { kind: "crate", suffix: "crate", name, version, file, requires: None, bytes }])
}

/// The text behind `key = ` in the first table, `[package]`.
fn value<'a>(manifest: &'a str, key: &str) -> Option<&'a str> {
    let lines = manifest.lines().filter_map(|line| line.split_once(" = "));
    let mut found =
        lines.filter(|(name, _)| *name == key).map(|(_, value)| value.trim_matches('"'));
    found.next()
}
