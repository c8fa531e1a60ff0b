//! `models/`: one file per tag, the schemas as models, code lists and unions.

use super::literals::json;
use super::model::{Sdk, import_line, imports, refs};
use super::text::{doc, quoted};
use super::types::{RUNTIME, SOURCES};
use crate::ir::*;
use crate::render::Output;
use crate::render::sdk;

impl Sdk<'_> {
    /// All files of `models/`.
    pub fn models(&self) -> Vec<Output> {
        let mut files = Vec::new();
        let mut index = String::new();
        let mut all: Vec<&str> = Vec::new();
        let tags = self.api.tags.iter().enumerate();
        let tags = tags.map(|(at, tag)| (Some(at), self.module(tag), tag.wire.as_str()));
        for (home, module, title) in
            [(None, "shared".to_owned(), "several tags")].into_iter().chain(tags)
        {
            let ids: Vec<TypeId> = self.types_of(home).collect();
            if ids.is_empty() {
                continue;
            }
            let body = self.models_of(home, &ids);
            let why = format!("Types of {title}.");
            files.push(self.module_file(&format!("models/{module}.py"), &[&why], &body));
            let mut names: Vec<&str> = ids.iter().map(|id| self.name(*id)).collect();
            names.sort_unstable();
            index.push_str(&import_line(&format!(".{module}"), &names));
            all.extend(names);
        }
        all.sort_unstable();
        let lines: String = all.iter().map(|name| format!("    {},\n", quoted(name))).collect();
        let body = format!("{index}\n__all__ = [\n{lines}]\n");
        let why = "Every type of the document, by the document's names.";
        files.push(self.module_file("models/__init__.py", &[why], &body));
        files
    }

    fn models_of(&self, home: Option<usize>, ids: &[TypeId]) -> String {
        let mut body = String::new();
        for id in ids {
            let definition = self.api.ty(*id);
            match &definition.kind {
                TypeKind::Struct(structure) => body.push_str(&self.class(*id, structure)),
                TypeKind::Enum(list) => body.push_str(&self.code_list(*id, list)),
                TypeKind::Union(_) | TypeKind::Alias(_) => {}
            }
        }
        body.push_str(&self.unions(ids));
        let mut head = imports(&body, &SOURCES[..3]);
        let theirs = imports(&body, &SOURCES[3..]);
        let ours = imports(&body, &[("_runtime.model", RUNTIME), ("_runtime.values", &["Upload"])]);
        let ours = ours.replace("from _runtime", "from .._runtime");
        for part in [theirs, ours + &self.shared_imports(home, ids)] {
            if !head.is_empty() && !part.is_empty() {
                head.push('\n');
            }
            head.push_str(&part);
        }
        format!("{head}{body}")
    }

    /// What a module of a tag takes from the shared one.
    fn shared_imports(&self, home: Option<usize>, ids: &[TypeId]) -> String {
        if home.is_none() {
            return String::new();
        }
        let mut names: Vec<&str> = Vec::new();
        for id in ids {
            for value in sdk::uses(&self.api.ty(*id).kind) {
                for used in self.named(&value.ty) {
                    if self.held(used) && self.types_of(None).any(|shared| shared == used) {
                        names.push(self.name(used));
                    }
                }
            }
        }
        names.sort_unstable();
        names.dedup();
        import_line(".shared", &names)
    }

    /// Classes and unions that an annotation of the type names, aliases written out.
    fn named(&self, ty: &Type) -> Vec<TypeId> {
        let mut found = Vec::new();
        let mut seen = vec![false; self.api.types.len()];
        let mut open = Vec::new();
        refs(ty, &mut open);
        while let Some(id) = open.pop() {
            if std::mem::replace(&mut seen[id.0], true) {
                continue;
            }
            match &self.api.ty(id).kind {
                TypeKind::Alias(value) => refs(&value.ty, &mut open),
                _ => found.push(id),
            }
        }
        found
    }

    fn class(&self, id: TypeId, structure: &Struct) -> String {
        let definition = self.api.ty(id);
        let rules = self.rules(id, structure);
        let base = if rules.is_empty() { "Model" } else { "SentModel" };
        let docs = doc(4, &[&definition.doc], &format!("`{}`", definition.wire));
        let mut out = format!("\n\nclass {}({base}):\n{docs}", self.name(id));
        if !rules.is_empty() {
            out.push_str(&format!("\n{rules}"));
        }
        let fields = structure.fields.iter().filter(|field| field.constant.is_none());
        // What has a default may stand before what has none: all arguments are named.
        let fields: String = fields.map(|field| self.field(id, field)).collect();
        if !fields.is_empty() {
            out.push_str(&format!("\n{fields}"));
        }
        if let Some(rest) = &structure.rest {
            let ty = self.element(rest, "");
            if ty != "Any" {
                out.push_str(&format!(
                    "\n    __pydantic_extra__: dict[str, {ty}] = Field(init=False)\n"
                ));
            }
        }
        out
    }

    /// What is sent otherwise than it is held.
    fn rules(&self, id: TypeId, structure: &Struct) -> String {
        if !self.input[id.0] {
            return String::new();
        }
        let mut out = String::new();
        let constants = structure.fields.iter().filter(|field| field.value.required);
        let constants = constants
            .filter_map(|field| Some((quoted(&field.wire), json(field.constant.as_ref()?))));
        let constants: Vec<String> =
            constants.map(|(key, value)| format!("{key}: {value}")).collect();
        if !constants.is_empty() {
            out.push_str(&format!(
                "    _constants: ClassVar[Mapping[str, Any]] = {{{}}}\n",
                constants.join(", ")
            ));
        }
        let held = || structure.fields.iter().filter(|field| field.constant.is_none());
        let unsent = held().filter(|field| field.read_only);
        let filled =
            held().filter(|f| !f.read_only && !self.required(id, f) && !self.nullable(&f.value));
        for (name, fields) in [
            ("_read_only", unsent.map(|f| quoted(&f.wire)).collect::<Vec<_>>()),
            ("_never_null", filled.map(|f| quoted(&f.wire)).collect()),
        ] {
            if !fields.is_empty() {
                let list = wrapped(&fields, 8);
                out.push_str(&format!(
                    "    {name}: ClassVar[frozenset[str]] = frozenset({{{list}}})\n"
                ));
            }
        }
        out
    }

    fn field(&self, id: TypeId, field: &Field) -> String {
        let name = self.attribute(field);
        let required = self.required(id, field);
        let ty = self.annotation(&field.value.ty, "");
        let open = ty != "Any" && (!required || self.nullable(&field.value));
        let ty = if open { format!("{ty} | None") } else { ty };
        let wire = quoted(&field.wire);
        let value = match (required, name == field.wire) {
            (true, true) => String::new(),
            (false, true) => " = None".to_owned(),
            (required, false) => {
                let default = if required { "" } else { "default=None, " };
                format!(" = Field({default}validation_alias={wire}, serialization_alias={wire})")
            }
        };
        let line = format!("    {name}: {ty}{value}\n");
        let line = if line.len() <= 100 {
            line
        } else {
            line.replace(" = Field(", " = Field(\n        ").replace(")\n", "\n    )\n")
        };
        let deprecated = if field.deprecated { "Deprecated." } else { "" };
        let docs = [field.doc.as_str(), deprecated];
        if docs.iter().all(|text| text.trim().is_empty()) {
            return line;
        }
        line + &doc(4, &docs, "")
    }

    fn code_list(&self, id: TypeId, list: &Enum) -> String {
        let definition = self.api.ty(id);
        let base = if list.repr == EnumRepr::Text { "OpenText" } else { "OpenInt" };
        let docs = doc(4, &[&definition.doc], &format!("`{}`", definition.wire));
        let mut out = format!("\n\nclass {}({base}):\n{docs}\n", self.name(id));
        for member in &list.members {
            let value = match list.repr {
                EnumRepr::Text => quoted(&member.wire),
                EnumRepr::Int => member.wire.parse::<i64>().unwrap_or_default().to_string(),
            };
            out.push_str(&format!("    {} = {value}\n", member_name(member)));
            if !member.doc.trim().is_empty() {
                out.push_str(&doc(4, &[&member.doc], ""));
            }
        }
        out
    }

    /// Unions stand behind all classes, each behind those that it names.
    fn unions(&self, ids: &[TypeId]) -> String {
        let mut out = String::new();
        let mut done: Vec<TypeId> = Vec::new();
        let mut open: Vec<TypeId> = Vec::new();
        for id in ids {
            self.union_with_needs(*id, ids, &mut done, &mut open, &mut out);
        }
        out
    }

    fn union_with_needs(
        &self,
        id: TypeId,
        ids: &[TypeId],
        done: &mut Vec<TypeId>,
        open: &mut Vec<TypeId>,
        out: &mut String,
    ) {
        let TypeKind::Union(union) = &self.api.ty(id).kind else { return };
        if done.contains(&id) || open.contains(&id) || !ids.contains(&id) {
            return;
        }
        open.push(id);
        for variant in &union.variants {
            for used in self.named(&variant.value.ty) {
                self.union_with_needs(used, ids, done, open, out);
            }
        }
        open.pop();
        let late = |ty: &Type| {
            self.named(ty).into_iter().any(|used| {
                let union = matches!(self.api.ty(used).kind, TypeKind::Union(_));
                union && ids.contains(&used) && !done.contains(&used)
            })
        };
        let types: Vec<String> = union
            .variants
            .iter()
            .map(|variant| match late(&variant.value.ty) {
                true => "Any".to_owned(),
                false => self.element(&variant.value, ""),
            })
            .collect();
        out.push_str(&self.union(id, union, &types));
        done.push(id);
    }

    fn union(&self, id: TypeId, union: &Union, types: &[String]) -> String {
        let definition = self.api.ty(id);
        let mut variants = String::new();
        for (index, (variant, ty)) in union.variants.iter().zip(types).enumerate() {
            let kind = quoted(self.json_type(&variant.value.ty));
            let told = match &union.told_by {
                ToldBy::Field { wire, values } => {
                    let values: Vec<String> = values[index].iter().map(|v| quoted(v)).collect();
                    format!(", {kind}, {}, ({},)", quoted(wire), values.join(", "))
                }
                ToldBy::Key(keys) => format!(", {kind}, {}", quoted(&keys[index])),
                ToldBy::JsonType | ToldBy::Order => format!(", {kind}"),
            };
            let told = told.replace("(,)", "()");
            variants.push_str(&format!("        Variant({ty}{told}),\n"));
        }
        let mut distinct: Vec<String> = Vec::new();
        for ty in types {
            if !distinct.contains(ty) {
                distinct.push(ty.clone());
            }
        }
        format!(
            "\n\n{name} = Annotated[\n    Union[{types}, Unknown],\n    \
             OneOf(\n{variants}    ),\n]\n{docs}",
            name = self.name(id),
            types = distinct.join(", "),
            docs = doc(0, &[&definition.doc], &format!("`{}`", definition.wire)),
        )
    }
}

/// `ANNUAL_LEAVE`
pub fn member_name(member: &Member) -> String {
    member.name.screaming()
}

/// Items after each other, one a line where they are many.
fn wrapped(items: &[String], indent: usize) -> String {
    let joined = items.join(", ");
    if joined.len() < 50 {
        return joined;
    }
    let blank = " ".repeat(indent);
    let lines: String = items.iter().map(|item| format!("{blank}{item},\n")).collect();
    format!("\n{lines}{}", " ".repeat(indent - 4))
}
