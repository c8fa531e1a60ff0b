//! Finds and reads the files of a document, and nothing outside its folder.

use std::collections::BTreeMap;
use std::path::Path;

use super::Origin;
use crate::diagnostic::{Code, Problems};
use crate::shape::Part;
use crate::tree::{Node, Sources, Spot, Value};

/// Path relative to the document's folder → index into `Sources`; `None` where it was refused.
pub type Index = BTreeMap<String, Option<usize>>;

/// Reads the root file and, from reference to reference, all others.
pub fn load(
    folder: &Path,
    root: &str,
    shown: &str,
    origin: Origin,
    sources: &mut Sources,
    problems: &mut Problems,
) -> Index {
    let mut index = Index::new();
    let mut names = vec![root.to_string()];
    open(folder, root, shown, Spot::default(), sources, problems);
    index.insert(root.to_string(), Some(0));
    let mut at = 0;
    while at < names.len() {
        let mut wanted = Vec::new();
        if let Some(tree) = sources.tree(at) {
            references(tree, Part::Root, &mut wanted);
            if origin == Origin::Foreign && at > 0 {
                all_references(tree, &mut wanted);
            }
        }
        for (reference, spot) in wanted {
            let Some(path) = target_file(&names[at], &reference) else { continue };
            if index.contains_key(&path) {
                continue;
            }
            // What only looks like a reference may be missing; joining tells.
            let mut missing = Problems::default();
            let file = open(folder, &path, shown, spot, sources, &mut missing);
            if origin == Origin::Own || file.is_some() {
                problems.extend(missing);
            }
            index.insert(path.clone(), file);
            if file.is_some() {
                names.push(path);
            }
        }
        at += 1;
    }
    index
}

/// Reads one file; a missing one is reported where it was wanted.
fn open(
    folder: &Path,
    path: &str,
    shown: &str,
    wanted_at: Spot,
    sources: &mut Sources,
    problems: &mut Problems,
) -> Option<usize> {
    let name = if shown.is_empty() { path.to_string() } else { format!("{shown}/{path}") };
    match std::fs::read_to_string(folder.join(path)) {
        Ok(text) => Some(sources.add(&name, &text, problems)),
        Err(error) => {
            if sources.files.is_empty() {
                sources.files.push(crate::tree::Source { name: name.clone(), tree: None });
            }
            let what = format!("`{name}` cannot be read: {}", error.kind());
            problems.add(Code::UnreadableFile, wanted_at, what);
            None
        }
    }
}

/// Reports documents of the folder that nothing refers to.
pub fn strays(
    folder: &Path,
    shown: &str,
    index: &Index,
    sources: &mut Sources,
    problems: &mut Problems,
) {
    let Ok(listing) = std::fs::read_dir(folder) else { return };
    let mut names: Vec<String> = listing
        .filter_map(|e| e.ok().map(|e| e.file_name().to_string_lossy().into_owned()))
        .filter(|n| n.ends_with(".yaml") || n.ends_with(".yml") || n.ends_with(".json"))
        .filter(|n| !index.contains_key(n))
        .collect();
    names.sort();
    for name in names {
        let spot = Spot { file: sources.files.len(), line: 1, column: 1, key: false };
        sources.files.push(crate::tree::Source { name: format!("{shown}/{name}"), tree: None });
        problems.add(Code::UnusedPart, spot, format!("nothing refers to `{name}`"));
    }
}

/// All references below a node, with their positions.
fn references(node: &Node, part: Part, out: &mut Vec<(String, Spot)>) {
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                let value = &entry.value;
                match (part, entry.key.as_str(), value.text()) {
                    (Part::Opaque, ..) => return,
                    (Part::Mapping, _, Some(text)) if is_reference(text) => {
                        out.push((text.to_string(), value.spot));
                    }
                    (_, "$ref", Some(text)) if part.section().is_some() => {
                        out.push((text.to_string(), value.spot));
                    }
                    _ => references(value, part.child(&entry.key, value), out),
                }
            }
        }
        Value::List(items) => {
            for item in items {
                references(item, part.child("", item), out);
            }
        }
        _ => {}
    }
}

/// Everything that is spelt like a reference: what a part of another file is, only those know
/// that refer to it.
fn all_references(node: &Node, out: &mut Vec<(String, Spot)>) {
    for entry in node.entries() {
        match entry.value.text() {
            Some(text) if entry.key == "$ref" => out.push((text.to_string(), entry.value.spot)),
            _ => all_references(&entry.value, out),
        }
    }
    node.items().iter().for_each(|item| all_references(item, out));
}

/// A text of `discriminator.mapping` that is a reference and not a component's name.
pub fn is_reference(text: &str) -> bool {
    text.contains(['#', '/']) || text.ends_with(".yaml") || text.ends_with(".json")
}

/// The file that a reference of `from` leads to; `None` for the same file or outside the folder.
fn target_file(from: &str, reference: &str) -> Option<String> {
    let (file, _) = reference.split_once('#').unwrap_or((reference, ""));
    if file.is_empty() { None } else { resolve(from, file) }
}

/// A path relative to the file `from`, relative to the folder; `None` where it leaves that.
pub fn resolve(from: &str, file: &str) -> Option<String> {
    if file.contains("://") || file.starts_with('/') || file.contains('\\') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
