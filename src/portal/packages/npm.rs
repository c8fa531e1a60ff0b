//! The TypeScript SDK as npm packs it: `<name>-<version>.tgz`, all below `package/`.

use include_dir::Dir;
use serde::Deserialize;

use super::{Fault, Packed, tar, tree};

const MANIFEST: &str = "package.json";
/// What npm packs whether it is listed or not.
const ALWAYS: [&str; 4] = [MANIFEST, "README", "LICENSE", "LICENCE"];

#[derive(Deserialize)]
struct Manifest {
    name: String,
    version: String,
    /// Files and folders that belong to the package; all where nothing is said.
    files: Option<Vec<String>>,
}

pub(super) fn pack(dir: &Dir<'static>) -> Result<Vec<Packed>, Fault> {
    let mut files = tree::files(dir);
    let manifest: Manifest = serde_json::from_str(tree::text(&files, MANIFEST)?)?;
    let Manifest { name, version, files: listed } = manifest;
    if let Some(listed) = listed {
        files.retain(|path, _| belongs(path, &listed));
    }
    let bytes = tar::pack("package", &files)?;
    let file = format!("{name}-{version}.tgz");
    Ok(vec![Packed { kind: "npm", suffix: "tgz", name, version, file, requires: None, bytes }])
}

fn belongs(path: &str, listed: &[String]) -> bool {
    let below = |folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let named = |entry: &String| {
        let entry = entry.trim_start_matches("./").trim_end_matches("/**").trim_end_matches('/');
        path == entry || below(entry)
    };
    ALWAYS.iter().any(|name| path.starts_with(name)) || listed.iter().any(named)
}
