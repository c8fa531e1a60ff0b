//! The files of a tree in a fixed order, whatever order they were read in.

use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry};

/// Path below the tree, with slashes, and content.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What tools leave behind where a tree was tried out; names with a dot in front are theirs too.
const LITTER: [&str; 3] = ["__pycache__", "node_modules", "target"];

/// All files that belong to the package.
pub(super) fn files(root: &Dir<'_>) -> Files {
    let mut found = Files::new();
    collect(root, root, &mut found);
    found
}

fn collect(root: &Dir<'_>, dir: &Dir<'_>, found: &mut Files) {
    for entry in dir.entries() {
        let name = entry.path().file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') || LITTER.contains(&name.as_ref()) {
            continue;
        }
        match entry {
            DirEntry::Dir(inner) => collect(root, inner, found),
            DirEntry::File(file) => {
                let path = file.path().strip_prefix(root.path()).unwrap_or(file.path());
                let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                found.insert(parts.join("/"), file.contents().to_vec());
            }
        }
    }
}

/// A file's text.
pub(super) fn text<'a>(files: &'a Files, path: &str) -> Result<&'a str, super::Fault> {
    let bytes = files.get(path).ok_or_else(|| format!("there is no {path}"))?;
    Ok(std::str::from_utf8(bytes)?)
}

/// Scripts can be started, everything else can be read.
pub(super) fn mode(bytes: &[u8]) -> u32 {
    if bytes.starts_with(b"#!") { 0o755 } else { 0o644 }
}
