//! Types of the document as annotations of Python.

use super::model::Sdk;
use crate::ir::*;

/// Names that annotations take from the standard library, from pydantic and from the runtime.
pub const SOURCES: &[(&str, &[&str])] = &[
    ("collections.abc", &["Mapping"]),
    ("decimal", &["Decimal"]),
    ("typing", &["Annotated", "Any", "ClassVar", "Union"]),
    ("pydantic", &["Field", "SecretStr"]),
];

/// The same of the runtime.
pub const RUNTIME: &[&str] = &[
    "Date",
    "DateTime",
    "IsoMinute",
    "LocalDateTime",
    "LocalMinute",
    "LocalSecond",
    "Model",
    "OneOf",
    "OpenInt",
    "OpenText",
    "SentModel",
    "Time",
    "Unknown",
    "Variant",
];

impl Sdk<'_> {
    /// A type; `path` stands before the names of generated types.
    pub fn annotation(&self, ty: &Type, path: &str) -> String {
        self.bounded(ty, path, 0)
    }

    /// An item of a list or map, or a whole body: null is all that can be missing.
    pub fn element(&self, value: &Use, path: &str) -> String {
        self.element_at(value, path, 0)
    }

    fn element_at(&self, value: &Use, path: &str, depth: usize) -> String {
        let ty = self.bounded(&value.ty, path, depth);
        if self.nullable(value) && ty != "Any" { format!("{ty} | None") } else { ty }
    }

    fn bounded(&self, ty: &Type, path: &str, depth: usize) -> String {
        // Only aliases that hold themselves are so deep.
        if depth > 24 {
            return "Any".to_owned();
        }
        match self.resolve(ty) {
            Type::Bool => "bool".to_owned(),
            Type::Int { .. } => "int".to_owned(),
            Type::Decimal => "Decimal".to_owned(),
            Type::Float => "float".to_owned(),
            Type::Text(text) => text_type(*text).to_owned(),
            Type::File => "Upload".to_owned(),
            Type::List(item) => format!("list[{}]", self.element_at(item, path, depth + 1)),
            Type::Map(item) => format!("dict[str, {}]", self.element_at(item, path, depth + 1)),
            Type::Ref(id) => format!("{path}{}", self.name(*id)),
            Type::Any => "Any".to_owned(),
        }
    }

    /// The JSON type of a type; empty where it may be several.
    pub fn json_type(&self, ty: &Type) -> &'static str {
        match self.resolve(ty) {
            Type::Bool => "boolean",
            Type::Int { .. } | Type::Decimal | Type::Float => "number",
            Type::Text(_) | Type::File => "string",
            Type::List(_) => "array",
            Type::Map(_) => "object",
            Type::Any => "",
            Type::Ref(id) => match &self.api.ty(*id).kind {
                TypeKind::Struct(_) => "object",
                TypeKind::Enum(list) if list.repr == EnumRepr::Text => "string",
                TypeKind::Enum(_) => "number",
                TypeKind::Union(_) | TypeKind::Alias(_) => "",
            },
        }
    }

    /// The spelling of a time without zone in a parameter, as the runtime calls it.
    pub fn format(&self, ty: &Type) -> &'static str {
        match self.resolve(ty) {
            Type::Text(Text::LocalDateTime) => "local-date-time",
            Type::Text(Text::LocalMinute) => "local-minute",
            Type::Text(Text::LocalSecond) => "local-second",
            Type::Text(Text::IsoMinute) => "iso-minute",
            Type::List(item) => self.format(&item.ty),
            _ => "",
        }
    }
}

fn text_type(text: Text) -> &'static str {
    match text {
        Text::Date => "Date",
        Text::DateTime => "DateTime",
        Text::LocalDateTime => "LocalDateTime",
        Text::LocalMinute => "LocalMinute",
        Text::LocalSecond => "LocalSecond",
        Text::IsoMinute => "IsoMinute",
        Text::LocalTime => "Time",
        Text::Secret => "SecretStr",
        Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Base64 => "str",
    }
}
