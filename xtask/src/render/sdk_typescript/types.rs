//! `types.d.ts` and `types.js`: the document's types for the compiler, and codes by name.

use super::model::{Sdk, View};
use super::spell;
use crate::ir::*;

impl Sdk<'_> {
    /// `types.d.ts`
    pub fn type_declarations(&self) -> String {
        let mut out = format!(
            "// {}\nimport type {{ Decimal, DecimalInput, Int64, OpenInt, OpenText, PlainDate, \
             PlainDateTime, PlainTime, Secret, Upload }} from './runtime/index.js';\n",
            self.mark()
        );
        for index in 0..self.api.types.len() {
            let id = TypeId(index);
            if !self.is_held(id) {
                continue;
            }
            let view = if self.marks.output[index] { View::Read } else { View::Write };
            out.push('\n');
            out.push_str(&self.declaration(id, self.name(id), view));
            if let Some(input) = self.input(id) {
                out.push('\n');
                out.push_str(&self.declaration(id, input, View::Write));
            }
        }
        out.push_str("\nexport {};\n");
        out
    }

    fn declaration(&self, id: TypeId, name: &str, view: View) -> String {
        let definition = self.api.ty(id);
        let note = format!("`{}`", definition.wire);
        let sent = (self.input(id) == Some(name))
            .then(|| format!("{{@link {}}} as it is sent.", self.name(id)));
        let text = if definition.doc.trim().is_empty() { &note } else { &definition.doc };
        let mut docs = spell::doc(&[text], 0);
        if let Some(sent) = sent {
            docs = format!("/** {sent} */\n");
        }
        let body = match &definition.kind {
            TypeKind::Struct(structure) => {
                return docs + &self.interface(id, name, structure, view);
            }
            TypeKind::Enum(list) => return docs + &codes(name, list),
            TypeKind::Union(union) => {
                let all = union.variants.iter().map(|v| self.element(&v.value, view, ""));
                distinct(all).iter().map(|one| format!("\n  | {one}")).collect::<String>()
            }
            TypeKind::Alias(value) => format!(" {}", self.element(value, view, "")),
        };
        format!("{docs}export type {name} ={body};\n")
    }

    fn interface(&self, id: TypeId, name: &str, structure: &Struct, view: View) -> String {
        let rest = structure.rest.as_deref();
        if let (Some(rest), true) = (rest, structure.fields.is_empty()) {
            let item = self.element(rest, view, "");
            return format!("export interface {name} {{\n  [key: string]: {item};\n}}\n");
        }
        let mut out = format!("export interface {name} {{\n");
        for field in &structure.fields {
            let hidden = match view {
                View::Read => self.unseen(id, field),
                View::Write => self.unsent(id, field),
            };
            if !hidden {
                out.push_str(&self.field(field, view));
            }
        }
        if rest.is_some() {
            out.push_str("  /** Every other key of the object. */\n  [key: string]: unknown;\n");
        }
        out.push_str("}\n");
        out
    }

    fn field(&self, field: &Field, view: View) -> String {
        let tag = if field.deprecated { "\n   * @deprecated" } else { "" };
        let mut docs = spell::doc(&[&field.doc], 1);
        if !tag.is_empty() {
            docs.push_str("  /** @deprecated */\n");
        }
        let key = spell::key(&field.wire);
        if let Some(constant) = &field.constant {
            let ty = match constant {
                Literal::Text(text) => spell::text(text),
                Literal::Bool(value) => value.to_string(),
                Literal::Number(text) if is_plain_number(text) => text.clone(),
                Literal::Null => "null".to_owned(),
                _ => "unknown".to_owned(),
            };
            return format!("{docs}  readonly {key}?: {ty} | undefined;\n");
        }
        let ty = self.element(&field.value, view, "");
        match field.value.required {
            true => format!("{docs}  {key}: {ty};\n"),
            false => format!("{docs}  {key}?: {ty} | undefined;\n"),
        }
    }

    /// An item of a list or map, a field, or a whole body: null is all that can be missing.
    pub fn element(&self, value: &Use, view: View, path: &str) -> String {
        let ty = self.ty(&value.ty, view, path);
        if value.nullable { format!("{ty} | null") } else { ty }
    }

    /// A type; `path` stands before the names of generated types.
    pub fn ty(&self, ty: &Type, view: View, path: &str) -> String {
        let is_read = view == View::Read;
        let plain = match ty {
            Type::Bool => "boolean",
            Type::Int { bits: 64, .. } => "Int64",
            Type::Int { .. } | Type::Float => "number",
            Type::Decimal if is_read => "Decimal",
            Type::Decimal => "DecimalInput",
            Type::Text(text) => text_type(*text, is_read),
            Type::File if is_read => "string",
            Type::File => "Upload",
            Type::List(item) => {
                let item = self.element(item, view, path);
                let is_plain = !item.contains('|') && !item.starts_with("readonly ");
                let item = if is_plain { item } else { format!("({item})") };
                let readonly = if is_read { "" } else { "readonly " };
                return format!("{readonly}{item}[]");
            }
            Type::Map(item) => {
                let item = self.element(item, view, path);
                return format!("{{ [key: string]: {item} }}");
            }
            Type::Ref(id) => {
                let input = if is_read { None } else { self.input(*id) };
                return format!("{path}{}", input.unwrap_or(self.name(*id)));
            }
            Type::Any => "unknown",
        };
        plain.to_owned()
    }

    /// `types.js`: the codes of each list by name.
    pub fn code_objects(&self) -> String {
        let mut out = format!("// {}\n", self.mark());
        let mut names = Vec::new();
        for (id, list) in self.enums() {
            let name = self.name(id);
            out.push_str(&format!("\nconst {name} = /* @__PURE__ */ Object.freeze({{\n"));
            for member in &list.members {
                out.push_str(&format!("  {}: {},\n", member.name.pascal(), code(list, member)));
            }
            out.push_str("});\n");
            names.push(name.to_owned());
        }
        out + &exports(&names)
    }

    /// The code lists that have an object of their own.
    pub fn enums(&self) -> impl Iterator<Item = (TypeId, &Enum)> {
        let all = self.api.types.iter().enumerate();
        all.filter_map(|(index, ty)| match &ty.kind {
            TypeKind::Enum(list) if self.is_held(TypeId(index)) => Some((TypeId(index), list)),
            _ => None,
        })
    }
}

/// The line that the CommonJS form is made from.
pub fn exports(names: &[String]) -> String {
    if names.is_empty() {
        return "\nexport {};\n".to_owned();
    }
    let rows: String = names.iter().map(|name| format!("  {name},\n")).collect();
    format!("\nexport {{\n{rows}}};\n")
}

fn text_type(text: Text, is_read: bool) -> &'static str {
    match (text, is_read) {
        (Text::Date, true) => "PlainDate",
        (Text::Date, false) => "PlainDate | string",
        (Text::DateTime, true) => "Date",
        (Text::DateTime, false) => "Date | string",
        (Text::LocalTime, true) => "PlainTime",
        (Text::LocalTime, false) => "PlainTime | string",
        (
            Text::LocalDateTime | Text::LocalMinute | Text::LocalSecond | Text::IsoMinute,
            is_read,
        ) => {
            if is_read {
                "PlainDateTime"
            } else {
                "PlainDateTime | string"
            }
        }
        (Text::Secret, true) => "Secret",
        (Text::Secret, false) => "Secret | string",
        (Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Base64, _) => "string",
    }
}

/// The type of a code list, and the object that names its codes.
fn codes(name: &str, list: &Enum) -> String {
    let all = list.members.iter().map(|member| code(list, member));
    let codes = match distinct(all).join(" | ") {
        none if none.is_empty() => "never".to_owned(),
        some => some,
    };
    let open = match list.repr {
        EnumRepr::Text => "OpenText",
        EnumRepr::Int => "OpenInt",
    };
    let mut out = format!("export type {name} = {open}<{codes}>;\n");
    out.push_str(&format!(
        "/** The codes of {{@link {name}}} that this version knows, by name. */\n"
    ));
    out.push_str(&format!("export declare const {name}: {{\n"));
    for member in &list.members {
        out.push_str(&spell::doc(&[&member.doc], 1));
        out.push_str(&format!("  readonly {}: {};\n", member.name.pascal(), code(list, member)));
    }
    out.push_str("};\n");
    out
}

/// A code as a literal.
pub fn code(list: &Enum, member: &Member) -> String {
    match list.repr {
        EnumRepr::Int if is_plain_number(&member.wire) => member.wire.clone(),
        EnumRepr::Int => "0".to_owned(),
        EnumRepr::Text => spell::text(&member.wire),
    }
}

/// A number that JavaScript writes in the same way.
pub fn is_plain_number(text: &str) -> bool {
    text.len() < 16 && text.parse::<f64>().is_ok_and(|value| value.to_string() == text)
}

fn distinct(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    for one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}
