//! Joins the files: path items move in, components move up, references are spelt anew.

use std::collections::{BTreeMap, BTreeSet};

use super::Origin;
use super::files::{Index, is_reference, resolve};
use crate::diagnostic::{Code, Problems};
use crate::shape::Part;
use crate::tree::{Entry, Node, Sources, Spot, Value, find, pointer_token, split_pointer};

/// Where a definition stands: its file and its pointer there.
type Home = (usize, String);

struct Join<'a> {
    sources: &'a Sources,
    index: &'a Index,
    problems: &'a mut Problems,
    /// File paths relative to the folder, by index.
    paths: BTreeMap<usize, &'a str>,
    /// Definitions that were moved, and the pointer that they now have.
    moved: BTreeMap<Home, String>,
    /// Section → component name → home.
    taken: BTreeMap<String, BTreeMap<String, Home>>,
    /// What was moved, in order of discovery, by section.
    hoisted: Vec<(String, Entry)>,
    used: BTreeSet<Home>,
    /// Path items that are being moved in, to notice circles.
    entering: Vec<Home>,
}

/// The whole document in one tree.
pub fn join(
    sources: &Sources,
    index: &Index,
    origin: Origin,
    problems: &mut Problems,
) -> Option<Node> {
    let root = sources.tree(0)?;
    let paths = index.iter().filter_map(|(path, file)| file.map(|f| (f, path.as_str()))).collect();
    let mut join = Join {
        sources,
        index,
        problems,
        paths,
        moved: BTreeMap::new(),
        taken: BTreeMap::new(),
        hoisted: Vec::new(),
        used: BTreeSet::new(),
        entering: Vec::new(),
    };
    join.claim_names();
    let mut bundled = join.copy(root, Part::Root, 0);
    let hoisted = std::mem::take(&mut join.hoisted);
    if origin == Origin::Own {
        join.report_unused();
    }
    append(&mut bundled, hoisted);
    report_circles(&bundled, problems);
    Some(bundled)
}

impl<'a> Join<'a> {
    /// Every component's name belongs to the first file that defines it.
    fn claim_names(&mut self) {
        for file in 0..self.sources.files.len() {
            let Some(components) = self.sources.tree(file).and_then(|t| t.get("components")) else {
                continue;
            };
            for section in components.entries() {
                for entry in section.value.entries() {
                    let pointer = component_pointer(&section.key, &entry.key);
                    let names = self.taken.entry(section.key.clone()).or_default();
                    let home = names.entry(entry.key.clone()).or_insert((file, pointer)).0;
                    if home != file {
                        let what = format!(
                            "`{}` is also defined in {}",
                            entry.key,
                            self.sources.name(home)
                        );
                        self.problems.add(Code::TwoFiles, entry.spot, what);
                    }
                }
            }
        }
    }

    fn copy(&mut self, node: &'a Node, part: Part, file: usize) -> Node {
        if part == Part::Opaque {
            return node.clone();
        }
        let value = match &node.value {
            Value::Map(_) => return self.copy_map(node, part, file),
            Value::List(items) => {
                let copied = items.iter().map(|i| self.copy(i, part.child("", i), file));
                Value::List(copied.collect())
            }
            other => other.clone(),
        };
        Node { spot: node.spot, value }
    }

    fn copy_map(&mut self, node: &'a Node, part: Part, file: usize) -> Node {
        let mut entries = Vec::with_capacity(node.entries().len());
        for entry in node.entries() {
            let (key, value) = (entry.key.as_str(), &entry.value);
            let value = match (part, key, value.text()) {
                (Part::PathItem, "$ref", Some(target)) => {
                    self.move_in(target, value.spot, file, &mut entries);
                    continue;
                }
                (_, "$ref", Some(target)) if part.section().is_some() => {
                    self.rewritten(target, value.spot, part, file)
                }
                (Part::Mapping, _, Some(target)) if is_reference(target) => {
                    self.rewritten(target, value.spot, Part::Schema, file)
                }
                _ => self.copy(value, part.child(key, value), file),
            };
            if part == Part::PathItem {
                entries.retain(|e: &Entry| e.key != key);
            }
            entries.push(Entry { key: entry.key.clone(), spot: entry.spot, value });
        }
        Node { spot: node.spot, value: Value::Map(entries) }
    }

    /// Puts the entries of a path item that is referred to into the one that refers.
    fn move_in(&mut self, target: &str, spot: Spot, file: usize, entries: &mut Vec<Entry>) {
        let Some((home, node)) = self.follow(target, spot, file) else { return };
        if self.entering.contains(&home) {
            let what = format!("`{target}` leads back to itself");
            self.problems.add(Code::CyclicRef, spot, what);
            return;
        }
        self.used.insert(home.clone());
        self.entering.push(home.clone());
        let item = self.copy(node, Part::PathItem, home.0);
        self.entering.pop();
        if let Value::Map(moved) = item.value {
            let free = moved.into_iter().filter(|m| !entries.iter().any(|e| e.key == m.key));
            let free: Vec<Entry> = free.collect();
            entries.extend(free);
        }
    }

    fn rewritten(&mut self, target: &str, spot: Spot, part: Part, file: usize) -> Node {
        let pointer =
            self.follow(target, spot, file).map(|(home, node)| self.place(home, node, part));
        let text = pointer.map_or_else(|| target.to_string(), |p| format!("#{p}"));
        Node { spot, value: Value::Text(text) }
    }

    /// Finds what a reference leads to, or reports why it leads nowhere.
    fn follow(&mut self, target: &str, spot: Spot, file: usize) -> Option<(Home, &'a Node)> {
        let (path, pointer) = target.split_once('#').unwrap_or((target, ""));
        let from = self.paths.get(&file).copied().unwrap_or("");
        let file = if path.is_empty() {
            file
        } else {
            match resolve(from, path).map(|p| self.index.get(&p).copied().flatten()) {
                Some(Some(file)) => file,
                Some(None) => {
                    let what = format!("`{path}` is not there");
                    self.problems.add(Code::UnresolvedRef, spot, what);
                    return None;
                }
                None => {
                    let what = format!("`{path}` lies outside the document's folder");
                    self.problems.add(Code::OutsideRef, spot, what);
                    return None;
                }
            }
        };
        let sources: &'a Sources = self.sources;
        let found = sources.tree(file).filter(|_| pointer.is_empty() || pointer.starts_with('/'));
        match found.and_then(|tree| find(tree, pointer)) {
            Some(node) => {
                let tokens = split_pointer(pointer);
                let plain = tokens.iter().map(|t| format!("/{}", pointer_token(t))).collect();
                Some(((file, plain), node))
            }
            None => {
                let what = format!("`{target}` leads to nothing");
                self.problems.add(Code::UnresolvedRef, spot, what);
                None
            }
        }
    }

    /// The pointer within the bundle of a definition, which is moved there if need be.
    fn place(&mut self, home: Home, node: &'a Node, part: Part) -> String {
        let tokens = split_pointer(&home.1);
        if tokens.len() >= 3 && tokens[0] == "components" {
            let own = (home.0, component_pointer(&tokens[1], &tokens[2]));
            self.used.insert(own.clone());
            let moved = home.0 != 0 && !self.moved.contains_key(&own);
            let tree = self.sources.tree(home.0);
            let entry = tree.and_then(|t| t.get("components")).and_then(|c| c.get(&tokens[1]));
            if let (true, Some(entry)) = (moved, entry.and_then(|s| s.entry(&tokens[2]))) {
                self.moved.insert(own.clone(), own.1.clone());
                self.hoist(&tokens[1], &tokens[2], entry.spot, &entry.value, home.0);
            }
            return home.1;
        }
        if let Some(pointer) = self.moved.get(&home) {
            return pointer.clone();
        }
        let section = part.section().unwrap_or("schemas");
        let name = self.free_name(section, &home);
        let pointer = component_pointer(section, &name);
        self.moved.insert(home.clone(), pointer.clone());
        self.hoist(section, &name, Spot { key: true, ..node.spot }, node, home.0);
        pointer
    }

    fn hoist(&mut self, section: &str, name: &str, spot: Spot, node: &'a Node, file: usize) {
        let probe = Node { spot, value: Value::Null };
        let part = Part::Components.child(section, &probe).child(name, node);
        // The place is kept before its parts are copied, so that the order is that of discovery.
        let at = self.hoisted.len();
        let empty = Node { spot, value: Value::Null };
        self.hoisted.push((section.into(), Entry { key: name.into(), spot, value: empty }));
        let copy = self.copy(node, part, file);
        if let Some((_, entry)) = self.hoisted.get_mut(at) {
            entry.value = copy;
        }
    }

    /// A component name for a definition that had none.
    fn free_name(&mut self, section: &str, home: &Home) -> String {
        const NOISE: [&str; 10] = [
            "paths",
            "components",
            "schemas",
            "definitions",
            "$defs",
            "responses",
            "content",
            "application/json",
            "schema",
            "properties",
        ];
        let tokens = split_pointer(&home.1);
        let spoken = tokens.iter().filter(|t| !NOISE.contains(&t.as_str()));
        let mut name: Vec<String> = spoken.map(|t| plain(t)).collect();
        if name.is_empty() {
            let path = self.paths.get(&home.0).copied().unwrap_or("part");
            let stem = path.rsplit('/').next().unwrap_or(path);
            name.push(plain(stem.split('.').next().unwrap_or(stem)));
        }
        let base = name.join("_");
        let names = self.taken.entry(section.to_string()).or_default();
        let mut free = base.clone();
        let mut number = 2;
        while names.contains_key(&free) {
            free = format!("{base}_{number}");
            number += 1;
        }
        names.insert(free.clone(), home.clone());
        free
    }

    /// In our own documents nothing may be written that the bundle then lacks.
    fn report_unused(&mut self) {
        for file in 1..self.sources.files.len() {
            let Some(tree) = self.sources.tree(file) else { continue };
            for top in tree.entries() {
                let entries: Vec<(&Entry, String)> = match top.key.as_str() {
                    "paths" => {
                        let items = top.value.entries().iter();
                        items.map(|e| (e, format!("/paths/{}", pointer_token(&e.key)))).collect()
                    }
                    "components" => {
                        let sections = top.value.entries().iter();
                        let all = sections.flat_map(|s| {
                            let names = s.value.entries().iter();
                            names.map(|e| (e, component_pointer(&s.key, &e.key)))
                        });
                        all.collect()
                    }
                    _ if self.used.contains(&(file, String::new())) => continue,
                    _ => vec![(top, format!("/{}", pointer_token(&top.key)))],
                };
                for (entry, pointer) in entries {
                    if !self.used.contains(&(file, pointer)) {
                        let what = format!("nothing refers to `{}`", entry.key);
                        self.problems.add(Code::UnusedPart, entry.spot, what);
                    }
                }
            }
        }
    }
}

fn component_pointer(section: &str, name: &str) -> String {
    format!("/components/{}/{}", pointer_token(section), pointer_token(name))
}

fn plain(token: &str) -> String {
    let kept: String = token.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    kept.trim_matches('_').to_string()
}

/// Adds what was hoisted behind the root's own components.
fn append(root: &mut Node, hoisted: Vec<(String, Entry)>) {
    let spot = root.spot;
    for (section, entry) in hoisted {
        let Some(components) = child(root, "components", spot) else { return };
        if let Some(Value::Map(entries)) = child(components, &section, spot).map(|n| &mut n.value) {
            entries.push(entry);
        }
    }
}

/// The map under a key, made if it is missing.
fn child<'n>(node: &'n mut Node, key: &str, spot: Spot) -> Option<&'n mut Node> {
    let Value::Map(entries) = &mut node.value else { return None };
    if !entries.iter().any(|e| e.key == key) {
        let value = Node { spot, value: Value::Map(Vec::new()) };
        entries.push(Entry { key: key.to_string(), spot, value });
    }
    entries.iter_mut().find(|e| e.key == key).map(|e| &mut e.value)
}

/// Components that are nothing but a reference must end at something.
fn report_circles(root: &Node, problems: &mut Problems) {
    let sections = root.get("components").map(Node::entries).unwrap_or_default();
    for entry in sections.iter().flat_map(|s| s.value.entries()) {
        let mut seen = Vec::new();
        let mut node = &entry.value;
        while let Some(target) = node.text_at("$ref") {
            if seen.contains(&target) {
                let what = format!("`{}` leads back to itself", entry.key);
                problems.add(Code::CyclicRef, entry.spot, what);
                break;
            }
            seen.push(target);
            match find(root, target.trim_start_matches('#')) {
                Some(next) => node = next,
                None => break,
            }
        }
    }
}
