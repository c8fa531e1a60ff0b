//! Parameters: of the path item, then of the operation, the tenant header taken out.

use crate::diagnostic::Code;
use crate::ir::{Api, Param, Place, Style, Text, Type, TypeKind, Use};
use crate::names::{Noun, Scope, split, words_of};
use crate::tree::{Entry, Node, Spot};

use super::Lower;
use super::draft::plain;
use super::hint::Hint;
use super::literal::literal;
use super::view::tidy;

/// Headers that OpenAPI forbids as parameters: they are said elsewhere.
const IGNORED: [&str; 3] = ["accept", "content-type", "authorization"];

/// A parameter as declared, behind its reference.
struct Declared<'a> {
    /// `None` for one that only the path names.
    node: Option<&'a Node>,
    hint: Hint,
    /// Where the operation mentions it.
    at: Spot,
    name: &'a str,
    place: &'a str,
}

impl<'a> Lower<'a> {
    /// The parameters, and where the tenant header is declared.
    pub fn params(
        &mut self,
        path: &'a Entry,
        node: &'a Node,
        hint: &Hint,
        api: &Api,
    ) -> (Vec<Param>, Option<Spot>) {
        let mut declared = self.declared(path.value.get("parameters"), hint);
        for own in self.declared(node.get("parameters"), hint) {
            declared.retain(|d| d.name != own.name || d.place != own.place);
            declared.push(own);
        }
        self.check_path(path, &mut declared, hint);
        // Who needs no credentials has no company yet: its header is an ordinary parameter there.
        let public = node.get("security").is_some_and(|s| s.items().is_empty());
        let tenant = api.tenant.as_ref().filter(|_| !public).map(|t| t.header.as_str());
        let mut tenant_spot = None;
        let mut scope = Scope::reserving(&["body"]);
        let mut params: Vec<Param> = Vec::new();
        for one in declared {
            let is_header = one.place == "header";
            if is_header && tenant.is_some_and(|t| t.eq_ignore_ascii_case(one.name)) {
                tenant_spot = Some(one.at);
                continue;
            }
            if is_header && IGNORED.contains(&one.name.to_ascii_lowercase().as_str()) {
                continue;
            }
            let Some(mut param) = self.param(&one) else { continue };
            let words = words_of(one.name, Noun::Parameter);
            let located = split(one.place).into_iter().chain(words.clone()).collect();
            param.name = scope.claim(params.len(), &[words, located]).name;
            params.push(param);
        }
        (params, tenant_spot)
    }

    fn declared(&mut self, list: Option<&'a Node>, hint: &Hint) -> Vec<Declared<'a>> {
        let mut all: Vec<Declared<'a>> = Vec::new();
        for (i, item) in list.map(Node::items).unwrap_or_default().iter().enumerate() {
            let Some(node) = self.solid(item) else { continue };
            let (Some(name), Some(place)) = (node.text_at("name"), node.text_at("in")) else {
                self.note(Code::MissingKey, node.spot, "a parameter needs `name` and `in`");
                continue;
            };
            if all.iter().any(|d| d.name == name && d.place == place) {
                let what = format!("the {place} parameter `{name}` is declared twice");
                self.note(Code::DuplicateParameter, item.spot, what);
                continue;
            }
            let hint = match item.text_at("$ref") {
                Some(reference) => self.hint_of(reference.trim_start_matches('#')),
                None => hint.below(&["parameters", &i.to_string()], &split(name)),
            };
            all.push(Declared { node: Some(node), hint, at: item.spot, name, place });
        }
        all
    }

    /// Every `{name}` has its parameter, every path parameter its `{name}`.
    ///
    /// In a stranger's document a text that is missing is added, and what is too many goes.
    fn check_path(&mut self, path: &'a Entry, declared: &mut Vec<Declared<'a>>, hint: &Hint) {
        let named = templates(&path.key);
        for name in &named {
            let found = declared.iter().find(|d| d.place == "path" && d.name == *name);
            let required = |node: &Node| node.get("required").and_then(Node::bool);
            match found.map(|d| d.node.and_then(required)) {
                None => {
                    let what = format!("`{{{name}}}` has no path parameter");
                    self.note(Code::PathParameter, path.spot, what);
                    let hint = hint.below(&["parameters", name], &split(name));
                    declared.push(Declared {
                        node: None,
                        hint,
                        at: path.spot,
                        name,
                        place: "path",
                    });
                }
                Some(Some(true)) => {}
                Some(_) => {
                    let spot = found.and_then(|d| d.node).map_or(path.spot, |node| node.spot);
                    let what = format!("the path parameter `{name}` is not `required: true`");
                    self.add_own(Code::PathParameter, spot, what);
                }
            }
        }
        for one in declared.iter().filter(|d| d.place == "path") {
            if !named.contains(&one.name) {
                let what = format!("the path has no `{{{}}}`", one.name);
                self.note(Code::PathParameter, one.at, what);
            }
        }
        declared.retain(|d| d.place != "path" || named.contains(&d.name));
    }

    fn param(&mut self, one: &Declared<'a>) -> Option<Param> {
        let Some(node) = one.node else { return Some(undeclared(one)) };
        let place = match one.place {
            "path" => Place::Path,
            "query" => Place::Query,
            "header" => Place::Header,
            "cookie" if !self.own() => Place::Cookie,
            other => {
                let what = format!("parameters in `{other}` are not read");
                self.add(Code::Parameter, node.get("in").map_or(one.at, |n| n.spot), what);
                return None;
            }
        };
        let by_form = matches!(place, Place::Query | Place::Cookie);
        let mut style = self.style(node, if by_form { "form" } else { "simple" });
        let mut value = match node.get("schema") {
            None if node.get("content").is_some() => match self.document(node, one)? {
                (value, true) => {
                    style = Style::Json;
                    value
                }
                (value, false) => value,
            },
            Some(schema) => {
                let value = self.value(schema, &one.hint.below(&["schema"], &[]));
                self.scalar_or_list(value, schema.spot, one.name)
            }
            None => plain(Type::Text(Text::Plain)),
        };
        value.required =
            place == Place::Path || node.get("required").and_then(Node::bool).unwrap_or(false);
        if let Some(example) = self.param_example(node) {
            value.example = Some(example);
        }
        Some(Param {
            wire: one.name.to_string(),
            name: crate::ir::Name(Vec::new()),
            place,
            doc: node.text_at("description").map(tidy).unwrap_or_default(),
            value,
            explode: node.get("explode").and_then(Node::bool).unwrap_or(by_form),
            style,
        })
    }

    /// The style; only a stranger's document may have another than the default.
    fn style(&mut self, node: &'a Node, default: &str) -> Style {
        let stated = node.text_at("style").unwrap_or(default);
        let style = match stated {
            stated if stated == default => return Style::Plain,
            "spaceDelimited" => Some(Style::Space),
            "pipeDelimited" => Some(Style::Pipe),
            "deepObject" => Some(Style::Deep),
            "label" => Some(Style::Label),
            "matrix" => Some(Style::Matrix),
            "simple" | "form" => Some(Style::Plain),
            _ => None,
        };
        if let Some(style) = style.filter(|_| !self.own()) {
            return style;
        }
        let spot = node.get("style").map_or(node.spot, |n| n.spot);
        self.add(Code::Parameter, spot, format!("the style `{stated}` is not read"));
        Style::Plain
    }

    /// A parameter that holds a JSON document, or (false) a text of another media type. In our own
    /// documents its one media type is JSON, and its schema an object's.
    fn document(&mut self, node: &'a Node, one: &Declared<'a>) -> Option<(Use, bool)> {
        let content = node.get("content")?;
        if !self.own() {
            let is_json = |key: &str| key == "application/json" || key.ends_with("+json");
            let json = content.entries().iter().find(|e| is_json(&e.key));
            return Some(match json.map(|e| e.value.get("schema")) {
                Some(Some(schema)) => (self.value(schema, &one.hint.below(&["schema"], &[])), true),
                Some(None) => (plain(Type::Any), true),
                None => (plain(Type::Text(Text::Plain)), false),
            });
        }
        let schema = match content.entries() {
            [only] if only.key == "application/json" => only.value.get("schema"),
            _ => None,
        };
        let value = schema.map(|schema| self.value(schema, &one.hint.below(&["schema"], &[])));
        let value = value.filter(|value| match value.ty {
            Type::Ref(id) => {
                matches!(self.drafts.get(id.0).map(|d| &d.def.kind), Some(TypeKind::Struct(_)))
            }
            _ => false,
        });
        if value.is_none() {
            let what =
                format!("the parameter `{}` holds a document that is no JSON object", one.name);
            self.add(Code::Parameter, content.spot, what);
        }
        value.map(|value| (value, true))
    }

    fn param_example(&mut self, node: &'a Node) -> Option<crate::ir::Literal> {
        let content = node.get("content").and_then(|content| content.get("application/json"));
        let shown = node.get("example").or_else(|| content.and_then(|it| it.get("example")));
        if let Some(example) = shown {
            return Some(literal(example));
        }
        let first = node.get("examples")?.entries().first()?;
        self.solid(&first.value)?.get("value").map(literal)
    }

    /// What a parameter can carry; anything that is text on the wire anyway stays text.
    fn scalar_or_list(&mut self, value: Use, spot: Spot, name: &str) -> Use {
        match value.ty {
            Type::List(item) => {
                let item = self.scalar_or_list(*item, spot, name);
                if matches!(item.ty, Type::List(_)) && self.own() {
                    let what = format!("the parameter `{name}` is a list of lists");
                    self.add(Code::Parameter, spot, what);
                }
                Use { ty: Type::List(Box::new(item)), ..value }
            }
            Type::Any | Type::File => Use { ty: Type::Text(Text::Plain), ..value },
            Type::Map(_) if self.own() => self.refused(value, spot, name),
            Type::Ref(id) => match self.drafts.get(id.0).map(|d| &d.def.kind) {
                Some(TypeKind::Enum(_)) => value,
                Some(TypeKind::Union(union))
                    if union.variants.iter().all(|v| self.is_scalar(&v.value)) =>
                {
                    Use { ty: Type::Text(Text::Plain), ..value }
                }
                _ if self.own() => self.refused(value, spot, name),
                _ => value,
            },
            _ => value,
        }
    }

    /// A text on the wire in any case; a list of codes too where it is a stranger's.
    fn is_scalar(&self, value: &Use) -> bool {
        match &value.ty {
            Type::Ref(id) => {
                let kind = self.drafts.get(id.0).map(|d| &d.def.kind);
                !self.own() && matches!(kind, Some(TypeKind::Enum(_)))
            }
            Type::List(_) | Type::Map(_) | Type::Any => false,
            _ => true,
        }
    }

    fn refused(&mut self, value: Use, spot: Spot, name: &str) -> Use {
        let what = format!("the parameter `{name}` is an object or a union");
        self.add(Code::Parameter, spot, what);
        Use { ty: Type::Text(Text::Plain), ..value }
    }
}

/// A path parameter that nobody declared: any text.
fn undeclared(one: &Declared<'_>) -> Param {
    Param {
        wire: one.name.to_string(),
        name: crate::ir::Name(Vec::new()),
        place: Place::Path,
        doc: String::new(),
        value: Use { required: true, ..plain(Type::Text(Text::Plain)) },
        explode: false,
        style: Style::Plain,
    }
}

/// The names in braces.
fn templates(path: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    let mut rest = path;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, behind)) = after.split_once('}') else { break };
        if !names.contains(&name) {
            names.push(name);
        }
        rest = behind;
    }
    names
}
