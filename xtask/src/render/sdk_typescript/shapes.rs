//! `schema.js`: a descriptor per type, which the runtime's codec walks both ways.

use super::model::Sdk;
use super::spell;
use crate::ir::*;

impl Sdk<'_> {
    /// `schema.js`
    pub fn schema(&self) -> String {
        let mut out = format!("// {}\n\nconst TYPES = {{\n", self.mark());
        for index in 0..self.api.types.len() {
            let id = TypeId(index);
            if self.is_held(id) {
                out.push_str(&format!("  {}: {},\n", self.name(id), self.definition(id)));
            }
        }
        out.push_str("};\n\nexport { TYPES };\n");
        out
    }

    fn definition(&self, id: TypeId) -> String {
        match &self.api.ty(id).kind {
            TypeKind::Struct(structure) => self.struct_shape(id, structure),
            TypeKind::Enum(list) => match list.repr {
                EnumRepr::Text => "{ codes: 'text' }".to_owned(),
                EnumRepr::Int => "{ codes: 'int' }".to_owned(),
            },
            TypeKind::Alias(value) => format!("{{ alias: {} }}", self.shape(value)),
            TypeKind::Union(union) => self.union_shape(union),
        }
    }

    fn struct_shape(&self, id: TypeId, structure: &Struct) -> String {
        let mut out = "{\n    fields: [\n".to_owned();
        for field in &structure.fields {
            let mut flags = String::new();
            for (flag, set) in [
                ('!', field.value.required),
                ('r', self.unsent(id, field)),
                ('w', self.unseen(id, field)),
            ] {
                if set {
                    flags.push(flag);
                }
            }
            let constant = field.constant.as_ref();
            let shape = match constant {
                Some(_) => "'any'".to_owned(),
                None => self.shape(&field.value),
            };
            let constant = constant.map(|it| format!(", {}", spell::text(&spell::json(it))));
            let key = spell::text(&field.wire);
            let constant = constant.unwrap_or_default();
            out.push_str(&format!("      [{key}, {shape}, '{flags}'{constant}],\n"));
        }
        out.push_str("    ],\n");
        if let Some(rest) = &structure.rest {
            out.push_str(&format!("    rest: {},\n", self.shape(rest)));
        }
        out.push_str("  }");
        out
    }

    fn union_shape(&self, union: &Union) -> String {
        let (by, key) = match &union.told_by {
            ToldBy::Field { wire, .. } => ("field", format!("    key: {},\n", spell::text(wire))),
            ToldBy::JsonType => ("json", String::new()),
            ToldBy::Key(_) => ("key", String::new()),
            ToldBy::Order => ("order", String::new()),
        };
        let mut out = format!("{{\n    by: '{by}',\n{key}    variants: [\n");
        for (index, variant) in union.variants.iter().enumerate() {
            let tell = match &union.told_by {
                ToldBy::Field { values, .. } => {
                    let values = values.get(index).map(Vec::as_slice).unwrap_or_default();
                    spell::list(values.iter().map(|value| spell::text(value)))
                }
                ToldBy::JsonType => spell::text(self.json_kind(&variant.value.ty)),
                ToldBy::Key(keys) => {
                    spell::text(keys.get(index).map(String::as_str).unwrap_or_default())
                }
                ToldBy::Order => "''".to_owned(),
            };
            out.push_str(&format!("      [{}, {tell}],\n", self.shape(&variant.value)));
        }
        out.push_str("    ],\n  }");
        out
    }

    /// The descriptor of a type at its place.
    pub fn shape(&self, value: &Use) -> String {
        let shape = self.type_shape(&value.ty);
        if value.nullable { format!("{{ nullable: {shape} }}") } else { shape }
    }

    fn type_shape(&self, ty: &Type) -> String {
        let scalar = match ty {
            Type::Bool => "bool",
            Type::Int { bits: 64, .. } => "long",
            Type::Int { .. } => "int",
            Type::Decimal => "decimal",
            Type::Float => "float",
            Type::Text(text) => text_shape(*text),
            Type::File => "file",
            Type::Any => "any",
            Type::List(item) => return format!("{{ list: {} }}", self.shape(item)),
            Type::Map(item) => return format!("{{ map: {} }}", self.shape(item)),
            Type::Ref(id) => return format!("{{ ref: '{}' }}", self.name(*id)),
        };
        format!("'{scalar}'")
    }

    /// The one JSON type of a type; empty where it may have several.
    pub fn json_kind(&self, ty: &Type) -> &'static str {
        match self.resolve(ty) {
            Type::Bool => "boolean",
            Type::Int { .. } | Type::Decimal | Type::Float => "number",
            Type::Text(_) | Type::File => "string",
            Type::List(_) => "array",
            Type::Map(_) => "object",
            Type::Any => "",
            Type::Ref(id) => match &self.api.ty(*id).kind {
                TypeKind::Struct(_) => "object",
                TypeKind::Enum(list) if list.tolerant => "",
                TypeKind::Enum(list) => match list.repr {
                    EnumRepr::Text => "string",
                    EnumRepr::Int => "number",
                },
                TypeKind::Union(_) | TypeKind::Alias(_) => "",
            },
        }
    }
}

fn text_shape(text: Text) -> &'static str {
    match text {
        Text::Plain | Text::Email | Text::Uuid | Text::Uri | Text::Base64 => "text",
        Text::Date => "date",
        Text::DateTime => "date-time",
        Text::LocalDateTime => "local-date-time",
        Text::LocalMinute => "local-minute",
        Text::LocalSecond => "local-second",
        Text::IsoMinute => "iso-minute",
        Text::LocalTime => "local-time",
        Text::Secret => "secret",
    }
}
