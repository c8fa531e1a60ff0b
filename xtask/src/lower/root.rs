//! The document itself: what it must have, and what holds for all of its operations.

use serde_json::Value as Json;

use crate::bundle::Origin;
use crate::diagnostic::{Code, Problems};
use crate::extension::to_json;
use crate::ir::{Api, Name, Tag};
use crate::names::{Noun, Scope, words_of};
use crate::shape::Part;
use crate::tree::{Node, Value};

use super::Lower;
use super::view::tidy;

/// Without an envelope a body may have a mebibyte.
pub const MAX_BODY: u64 = 1_048_576;

/// Reports what is not where OpenAPI wants it, so that lowering may trust the shape.
///
/// In a stranger's document what has the wrong kind is as good as not there; it is noted.
pub fn check_shape(root: &Node, origin: Origin, problems: &mut Problems, notes: &mut Problems) {
    if !root.is_map() {
        let what = format!("a document is a map, not {}", root.kind());
        problems.add(Code::WrongKind, root.spot, what);
        return;
    }
    let Some(version) = root.get("openapi") else {
        let what = if root.get("swagger").is_some() {
            "this is Swagger 2.0".to_string()
        } else {
            "the root has no `openapi`".to_string()
        };
        let code = if root.get("swagger").is_some() { Code::Version } else { Code::MissingKey };
        problems.add(code, root.spot, what);
        return;
    };
    let spelt = version.text().or_else(|| version.number()).unwrap_or("");
    if !["3.0", "3.1"].iter().any(|v| spelt == *v || spelt.starts_with(&format!("{v}."))) {
        problems.add(Code::Version, version.spot, format!("`{spelt}` is not read"));
        return;
    }
    // A document of nothing but webhooks or components is one too since 3.1.
    let pathless = origin == Origin::Foreign
        && ["webhooks", "components"].iter().any(|key| root.get(key).is_some());
    for key in ["info", "paths"] {
        if root.get(key).is_none() && !(pathless && key == "paths") {
            problems.add(Code::MissingKey, root.spot, format!("the root has no `{key}`"));
        }
    }
    for key in ["title", "version"] {
        if let Some(info) = root.get("info")
            && info.get(key).is_none()
        {
            problems.add(Code::MissingKey, info.spot, format!("`info` has no `{key}`"));
        }
    }
    let kinds = if origin == Origin::Own { problems } else { notes };
    check_kinds(root, Part::Root, kinds);
}

fn check_kinds(node: &Node, part: Part, problems: &mut Problems) {
    use Part::*;
    let fits = match (part, &node.value) {
        (Opaque, _) => return,
        (Schema, Value::Map(_) | Value::Bool(_)) => true,
        (Schemas | Parameters, Value::Map(_) | Value::List(_)) => true,
        (Mapping | Example | Link, _) => return,
        // An empty `responses:` and the like is null in YAML, and harmless.
        (_, Value::Map(_) | Value::Null) => true,
        _ => false,
    };
    if !fits {
        problems.add(Code::WrongKind, node.spot, format!("a map is expected, not {}", node.kind()));
        return;
    }
    for entry in node.entries() {
        check_kinds(&entry.value, part.child(&entry.key, &entry.value), problems);
    }
    for item in node.items() {
        check_kinds(item, part.child("", item), problems);
    }
}

impl<'a> Lower<'a> {
    /// Everything of the API except its operations and types.
    pub fn root(&mut self, folder: &str) -> Api {
        let root: &'a Node = self.root;
        let info = |key: &str| root.get("info").and_then(|i| i.get(key)).map(spelt);
        let mut api = Api {
            folder: folder.to_string(),
            title: info("title").unwrap_or_default(),
            version: info("version").unwrap_or_default(),
            description: tidy(&info("description").unwrap_or_default()),
            servers: self.servers(),
            tags: Vec::new(),
            types: Vec::new(),
            operations: Vec::new(),
            security: Vec::new(),
            envelope: None,
            tenant: None,
            limits: Vec::new(),
            fallback_limit: None,
            pages: Vec::new(),
            trailing_slash: false,
            headers: Vec::new(),
            invalid_path_is_missing: false,
            max_body: MAX_BODY,
            webhooks: None,
            demo: root
                .get("x-hr-demo")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .map(sorted)
                .collect(),
        };
        self.tags(&mut api);
        self.security_schemes(&mut api);
        self.policies(&mut api);
        api
    }

    fn servers(&self) -> Vec<(String, String)> {
        let servers = self.root.get("servers").map(Node::items).unwrap_or_default();
        let pairs = servers.iter().map(|s| {
            let text = |key: &str| s.text_at(key).unwrap_or_default().to_string();
            (text("url"), text("description"))
        });
        pairs.collect()
    }

    fn tags(&mut self, api: &mut Api) {
        let mut scope = Scope::default();
        for tag in self.root.get("tags").map(Node::items).unwrap_or_default() {
            let Some(wire) = tag.text_at("name") else {
                self.note(Code::MissingKey, tag.spot, "the tag has no `name`");
                continue;
            };
            let claim = scope.claim(api.tags.len(), &[words_of(wire, Noun::Tag)]);
            if claim.rung.is_none() {
                let what = format!("the tag `{wire}` becomes the same name as another");
                self.add_own(Code::AmbiguousName, tag.spot, what);
            }
            let doc = tag.text_at("description").map(tidy).unwrap_or_default();
            api.tags.push(Tag { wire: wire.to_string(), name: claim.name, doc });
        }
    }

    /// The tag of an operation; a stranger's undeclared tag is declared here.
    pub fn tag_of(&mut self, node: &'a Node, api: &mut Api) -> usize {
        let stated = node.get("tags").map(Node::items).unwrap_or_default();
        let wire = stated.first().and_then(Node::text);
        if stated.len() != 1 {
            let what = format!("the operation has {} tags", stated.len());
            self.add_own(Code::Tag, node.get("tags").map_or(node.spot, |t| t.spot), what);
        }
        let wire = wire.unwrap_or("default");
        if let Some(index) = api.tags.iter().position(|t| t.wire == wire) {
            return index;
        }
        if let Some(first) = stated.first() {
            self.add_own(Code::Tag, first.spot, format!("the tag `{wire}` is not declared"));
        }
        let mut name = Name(words_of(wire, Noun::Tag));
        let mut number = 2;
        while api.tags.iter().any(|t| t.name == name) {
            name = Name(words_of(&format!("{wire} {number}"), Noun::Tag));
            number += 1;
        }
        api.tags.push(Tag { wire: wire.to_string(), name, doc: String::new() });
        api.tags.len() - 1
    }
}

/// A text, or a number that was meant as one (`version: 1.0`).
fn spelt(node: &Node) -> String {
    node.text().or_else(|| node.number()).unwrap_or_default().to_string()
}

/// As JSON with its keys in alphabetical order, whatever map JSON's reader uses.
fn sorted(node: &Node) -> Json {
    match &node.value {
        Value::List(items) => Json::Array(items.iter().map(sorted).collect()),
        Value::Map(entries) => {
            let mut pairs: Vec<_> =
                entries.iter().map(|e| (e.key.clone(), sorted(&e.value))).collect();
            pairs.sort_by(|(a, _), (b, _)| a.cmp(b));
            Json::Object(pairs.into_iter().collect())
        }
        _ => to_json(node),
    }
}
