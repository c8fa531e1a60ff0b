//! What the Python SDK decides over the IR: which types it holds, where, and how they are called.

use std::collections::BTreeSet;

use super::text;
use crate::ir::*;
use crate::names::words;
use crate::render::Output;
use crate::render::sdk::{self, Marks};

/// Names that modules of models already use for something else.
const TAKEN_TYPES: &[&str] = &[
    "Annotated",
    "Any",
    "ClassVar",
    "Date",
    "DateTime",
    "Decimal",
    "Field",
    "IsoMinute",
    "LocalDateTime",
    "LocalMinute",
    "LocalSecond",
    "Mapping",
    "Model",
    "OneOf",
    "OpenInt",
    "OpenText",
    "SecretStr",
    "SentModel",
    "Time",
    "TypeAlias",
    "Union",
    "Unknown",
    "Upload",
    "Variant",
];

/// What every model has already.
const TAKEN_FIELDS: &[&str] = &[
    "construct",
    "copy",
    "dict",
    "from_json",
    "from_orm",
    "json",
    "model_computed_fields",
    "model_config",
    "model_construct",
    "model_copy",
    "model_dump",
    "model_dump_json",
    "model_extra",
    "model_fields",
    "model_fields_set",
    "model_json_schema",
    "model_parametrized_name",
    "model_post_init",
    "model_rebuild",
    "model_validate",
    "model_validate_json",
    "model_validate_strings",
    "parse_file",
    "parse_obj",
    "parse_raw",
    "schema",
    "schema_json",
    "to_json",
    "update_forward_refs",
    "validate",
];

/// Words that may never be a name.
const KEYWORDS: &[&str] = &[
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Names that annotations use, which an attribute of the same name would hide.
const ANNOTATIONS: &[&str] =
    &["bool", "bytes", "dict", "float", "frozenset", "int", "list", "self", "str"];

/// What every client has already, and the modules that its methods use.
const TAKEN_METHODS: &[&str] = &["aclose", "close", "models", "operations", "raw", "stream"];

/// Files beside those of the tags.
const TAKEN_MODULES: &[&str] = &["shared"];

/// The API as the Python SDK sees it.
pub struct Sdk<'a> {
    pub api: &'a Api,
    /// By type: a caller builds it.
    pub input: Vec<bool>,
    /// By type: an answer holds it.
    pub output: Vec<bool>,
    /// By type: its class or alias.
    names: Vec<String>,
    /// By type: index into the tags, `None` for the shared module.
    homes: Vec<Option<usize>>,
}

impl<'a> Sdk<'a> {
    pub fn new(api: &'a Api) -> Self {
        let Marks { input, output, .. } = Marks::of(api);
        let mut taken: BTreeSet<String> = TAKEN_TYPES.iter().map(|w| (*w).to_owned()).collect();
        let mut names = Vec::new();
        for definition in &api.types {
            let mut name = definition.name.pascal();
            while taken.contains(&name) {
                name.push_str("Value");
            }
            taken.insert(name.clone());
            names.push(name);
        }
        Self { api, input, output, names, homes: homes(api) }
    }

    /// The type is part of the SDK under a name of its own; aliases are written out.
    pub fn held(&self, id: TypeId) -> bool {
        let alias = matches!(self.api.ty(id).kind, TypeKind::Alias(_));
        (self.input[id.0] || self.output[id.0]) && !alias
    }

    /// Held types of one tag, or the shared ones, in document order.
    pub fn types_of(&self, home: Option<usize>) -> impl Iterator<Item = TypeId> {
        let all = (0..self.api.types.len()).map(TypeId);
        all.filter(move |id| self.held(*id) && self.homes[id.0] == home)
    }

    /// `EmployeeCreate`
    pub fn name(&self, id: TypeId) -> &str {
        &self.names[id.0]
    }

    /// `employees`, the file of a tag.
    pub fn module(&self, tag: &Tag) -> String {
        let module = words::python(&tag.name.snake());
        if TAKEN_MODULES.contains(&module.as_str()) { format!("{module}_") } else { module }
    }

    /// Tags that have operations, with their index.
    pub fn tags(&self) -> impl Iterator<Item = (usize, &'a Tag)> {
        let tags = self.api.tags.iter().enumerate();
        tags.filter(|(index, _)| self.api.of_tag(*index).next().is_some())
    }

    /// The method of an operation.
    pub fn method(&self, operation: &Operation) -> String {
        let name = words::python(&operation.id.snake());
        if TAKEN_METHODS.contains(&name.as_str()) { format!("{name}_") } else { name }
    }

    /// The argument of a parameter.
    pub fn argument(&self, param: &Param) -> String {
        member(&param.name.snake(), &["options"])
    }

    /// The attribute of a field.
    pub fn attribute(&self, field: &Field) -> String {
        member(&field.name.snake(), TAKEN_FIELDS)
    }

    /// The field has to be given by whoever builds the object, and is there in every answer.
    pub fn required(&self, id: TypeId, field: &Field) -> bool {
        let unsent = field.read_only && self.input[id.0];
        let unseen = field.write_only && self.output[id.0];
        field.value.required && !unsent && !unseen
    }

    /// The type behind aliases.
    pub fn resolve<'t>(&'t self, ty: &'t Type) -> &'t Type {
        let mut ty = ty;
        // A circle of aliases ends at `Any`.
        for _ in 0..self.api.types.len().min(64) + 1 {
            match ty {
                Type::Ref(id) => match &self.api.ty(*id).kind {
                    TypeKind::Alias(value) => ty = &value.ty,
                    _ => return ty,
                },
                _ => return ty,
            }
        }
        &Type::Any
    }

    /// Null may stand here, of itself or by an alias.
    pub fn nullable(&self, value: &Use) -> bool {
        let mut value = value;
        for _ in 0..self.api.types.len().min(64) + 1 {
            if value.nullable {
                return true;
            }
            match &value.ty {
                Type::Ref(id) => match &self.api.ty(*id).kind {
                    TypeKind::Alias(inner) => value = inner,
                    _ => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// `rosetta_shiftcare`
    pub fn import(&self) -> String {
        sdk::package(self.api).replace('-', "_")
    }

    /// `3.1.2.post1`
    pub fn version(&self) -> String {
        let [major, minor, patch] = sdk::version(self.api);
        format!("{major}.{minor}.{patch}.post{}", sdk::REVISION)
    }

    /// A file of the package.
    pub fn plain(&self, path: &str, text: String) -> Output {
        Output { path: format!("{}/sdk/python/{path}", self.api.folder), text }
    }

    /// A file of the import package: docstring, mark of origin, and what follows.
    pub fn module_file(&self, path: &str, paragraphs: &[&str], body: &str) -> Output {
        self.python(&format!("src/{}/{path}", self.import()), paragraphs, body)
    }

    /// Any Python file.
    pub fn python(&self, path: &str, paragraphs: &[&str], body: &str) -> Output {
        let doc = text::doc(0, paragraphs, "");
        let text = format!(
            "{doc}# {}\n\nfrom __future__ import annotations\n\n{}\n",
            self.mark(),
            body.trim_end()
        );
        self.plain(path, text)
    }

    /// The mark of origin, without a comment sign.
    pub fn mark(&self) -> String {
        let folder = text::line(&self.api.folder);
        format!("Generated by `cargo xtask gen` from openapi/{folder}; do not edit.")
    }
}

/// An attribute or argument. It lives in a scope of its own, where a built-in such as `id` may
/// give its name away; a keyword may not.
fn member(name: &str, taken: &[&str]) -> String {
    let keyword = KEYWORDS.contains(&name);
    let used = ANNOTATIONS.contains(&name) || taken.contains(&name);
    if keyword || used { format!("{name}_") } else { name.to_owned() }
}

/// What a type of the shared module refers to is shared as well.
fn homes(api: &Api) -> Vec<Option<usize>> {
    let mut homes: Vec<Option<usize>> = api.types.iter().map(|definition| definition.tag).collect();
    let mut open: Vec<usize> = (0..api.types.len()).collect();
    while let Some(index) = open.pop() {
        let mut below = Vec::new();
        for value in sdk::uses(&api.types[index].kind) {
            refs(&value.ty, &mut below);
        }
        for id in below {
            if homes[id.0].is_some() && homes[id.0] != homes[index] {
                homes[id.0] = None;
                open.push(id.0);
            }
        }
    }
    homes
}

/// Types that a type names, without looking into them.
pub fn refs(ty: &Type, found: &mut Vec<TypeId>) {
    match ty {
        Type::List(value) | Type::Map(value) => refs(&value.ty, found),
        Type::Ref(id) => found.push(*id),
        _ => {}
    }
}

/// Import lines for those of the names that stand in a text as words of their own.
pub fn imports(body: &str, sources: &[(&str, &[&str])]) -> String {
    let words: BTreeSet<&str> = body.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let mut out = String::new();
    for (module, names) in sources {
        let used: Vec<&str> = names.iter().copied().filter(|name| words.contains(name)).collect();
        out.push_str(&import_line(module, &used));
    }
    out
}

/// `from module import names`, one a line where they are many; nothing where there are none.
pub fn import_line(module: &str, names: &[&str]) -> String {
    let joined = names.join(", ");
    match names.len() {
        0 => String::new(),
        _ if module.len() + joined.len() < 85 => format!("from {module} import {joined}\n"),
        _ => {
            let lines: String = names.iter().map(|name| format!("    {name},\n")).collect();
            format!("from {module} import (\n{lines})\n")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_and_what_models_have_step_aside_and_built_ins_do_not() {
        for (name, attribute) in [
            ("id", "id"),
            ("type", "type"),
            ("format", "format"),
            ("class", "class_"),
            ("from", "from_"),
            ("self", "self_"),
            ("list", "list_"),
            ("schema", "schema_"),
            ("model_fields", "model_fields_"),
        ] {
            assert_eq!(member(name, TAKEN_FIELDS), attribute);
        }
    }

    #[test]
    fn imports_name_only_what_a_text_uses() {
        let sources: &[(&str, &[&str])] = &[("a", &["Any", "Union"]), ("b", &["Field"])];
        assert_eq!(imports("x: Any = UnionOf()", sources), "from a import Any\n");
    }
}
