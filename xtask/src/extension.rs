//! The x-hr extensions against their closed vocabulary, `openapi/x-hr.schema.json`.

use jsonschema::Validator;
use serde_json::{Map, Value as Json, json};

use crate::diagnostic::{Code, Problems};
use crate::shape::Part;
use crate::tree::{Entry, Node, Value, find};

/// The vocabulary, ready to check with.
pub struct Vocabulary {
    kinds: Vec<(Part, Vec<String>, Validator)>,
}

impl Vocabulary {
    /// Reads the schema: `$defs/root`, `operation`, `security_scheme` and, if there, `schema`.
    pub fn new(text: &str) -> Result<Vocabulary, String> {
        let schema: Json = serde_json::from_str(text).map_err(|e| e.to_string())?;
        let defs = schema.get("$defs").cloned().unwrap_or(Json::Null);
        let mut kinds = Vec::new();
        for (part, name) in [
            (Part::Root, "root"),
            (Part::Operation, "operation"),
            (Part::SecurityScheme, "security_scheme"),
            (Part::Schema, "schema"),
        ] {
            let Some(keys) = defs.get(name).and_then(|d| d.get("properties")) else { continue };
            let keys = keys.as_object().map(|k| k.keys().cloned().collect()).unwrap_or_default();
            let whole = json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "$ref": format!("#/$defs/{name}"),
                "$defs": defs,
            });
            let validator = jsonschema::validator_for(&whole).map_err(|e| e.to_string())?;
            kinds.push((part, keys, validator));
        }
        Ok(Vocabulary { kinds })
    }

    /// Reports every x-hr key that is unknown, misplaced or wrongly filled.
    pub fn check(&self, root: &Node, problems: &mut Problems) {
        self.walk(root, Part::Root, None, problems);
    }

    fn walk(&self, node: &Node, part: Part, at: Option<&Entry>, problems: &mut Problems) {
        if node.is_map() && node.get("$ref").is_none() {
            self.check_keys(node, part, at, problems);
        }
        for entry in node.entries() {
            let holds_data = matches!(
                entry.key.as_str(),
                "example" | "default" | "const" | "enum" | "value" | "mapping" | "scopes"
            );
            let child = part.child(&entry.key, &entry.value);
            let named = part.holds_names() || matches!(part, Part::Paths | Part::Responses);
            if entry.key.starts_with("x-") && !named || holds_data && child == Part::Opaque {
                continue;
            }
            self.walk(&entry.value, child, Some(entry), problems);
        }
        for item in node.items() {
            self.walk(item, part.child("", item), None, problems);
        }
    }

    fn check_keys(&self, node: &Node, part: Part, at: Option<&Entry>, problems: &mut Problems) {
        let kind = self.kinds.iter().find(|(p, ..)| *p == part);
        let mut known = Map::new();
        for entry in node.entries().iter().filter(|e| e.key.starts_with("x-hr-")) {
            if part.holds_names() {
                continue;
            }
            match kind {
                Some((_, keys, _)) if keys.contains(&entry.key) => {
                    known.insert(entry.key.clone(), to_json(&entry.value));
                }
                Some(_) => {
                    let what = format!("`{}` is not a key of this place", entry.key);
                    problems.add(Code::UnknownExtension, entry.spot, what);
                }
                None => {
                    let what = format!("`{}` cannot stand here", entry.key);
                    problems.add(Code::UnknownExtension, entry.spot, what);
                }
            }
        }
        let Some((_, _, validator)) = kind else { return };
        let instance = Json::Object(known);
        for error in validator.iter_errors(&instance) {
            let path = error.instance_path().as_str();
            let first = path.split('/').nth(1).and_then(|key| node.entry(key));
            let spot = match (path.matches('/').count(), first) {
                (0, _) | (_, None) => at.map_or(node.spot, |e| e.spot),
                (1, Some(entry)) => entry.spot,
                (_, Some(entry)) => find(node, path).map_or(entry.spot, |n| n.spot),
            };
            let mut what = error.to_string();
            if path.len() > 1 {
                what = format!("`{}`: {what}", path.trim_start_matches('/').replace('/', "."));
            }
            problems.add(Code::ExtensionValue, spot, what);
        }
    }
}

/// The node as JSON; a number that JSON's reader refuses becomes null.
pub fn to_json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Number(n) => serde_json::from_str(n).unwrap_or(Json::Null),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Map(entries) => {
            let pairs = entries.iter().map(|e| (e.key.clone(), to_json(&e.value)));
            Json::Object(pairs.collect())
        }
    }
}
