//! Parameters that are objects, or lists in one of OpenAPI's rarer styles.

use serde::Serialize;
use serde_json::Value;

use super::prepare::Prepared;

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// How a parameter is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Lists and objects with commas, or taken apart.
    Plain,
    /// Lists with blanks.
    Space,
    /// Lists with `|`.
    Pipe,
    /// `name[key]=value`
    Deep,
    /// `.a.b`
    Label,
    /// `;name=a`
    Matrix,
}

impl Prepared {
    /// Adds a parameter of any type; null adds nothing.
    pub(crate) fn styled(
        &mut self,
        name: &str,
        (place, style, explode): (Place, Style, bool),
        value: &impl Serialize,
    ) {
        let Ok(value) = serde_json::to_value(value) else {
            return self.fail(format!("parameter {name} cannot be written"));
        };
        let apart = explode && matches!(place, Place::Query | Place::Cookie);
        match &value {
            Value::Null => {}
            Value::Object(_) if style == Style::Deep => self.deep(place, name, &value),
            Value::Object(members) if apart => {
                for (key, value) in members.iter().filter(|(_, value)| !value.is_null()) {
                    self.each(place, key, value);
                }
            }
            Value::Array(_) if explode && place == Place::Query => self.each(place, name, &value),
            _ => self.put(place, name, joined(name, style, explode, &value)),
        }
    }

    /// A list item by item, anything else once.
    fn each(&mut self, place: Place, name: &str, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|v| self.put(place, name, text(v))),
            value => self.put(place, name, text(value)),
        }
    }

    fn deep(&mut self, place: Place, name: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Object(members) => members
                .iter()
                .for_each(|(key, value)| self.deep(place, &format!("{name}[{key}]"), value)),
            Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| match value {
                Value::Object(_) | Value::Array(_) => {
                    self.deep(place, &format!("{name}[{at}]"), value);
                }
                value => self.put(place, name, text(value)),
            }),
            value => self.put(place, name, text(value)),
        }
    }

    fn put(&mut self, place: Place, name: &str, text: String) {
        match place {
            Place::Path => self.path(name, text),
            Place::Query => self.query(name, text),
            Place::Header => self.header(name, text),
            Place::Cookie => self.cookie(name, text),
        }
    }
}

/// The whole value in one text.
fn joined(name: &str, style: Style, explode: bool, value: &Value) -> String {
    let separator = match style {
        Style::Space => " ",
        Style::Pipe => "|",
        Style::Label if explode => ".",
        Style::Matrix if explode => ";",
        _ => ",",
    };
    let parts: Vec<String> = match value {
        Value::Array(items) => items.iter().map(text).collect(),
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            let joint = if explode { "=" } else { "," };
            let pair = |(key, value): (&String, &Value)| format!("{key}{joint}{}", text(value));
            members.map(pair).collect()
        }
        value => vec![text(value)],
    };
    match style {
        Style::Label => format!(".{}", parts.join(separator)),
        Style::Matrix if explode && !value.is_object() => {
            parts.iter().map(|part| format!(";{name}={part}")).collect()
        }
        Style::Matrix if explode => format!(";{}", parts.join(separator)),
        Style::Matrix => format!(";{name}={}", parts.join(separator)),
        _ => parts.join(separator),
    }
}

/// A scalar as it is, anything else as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
