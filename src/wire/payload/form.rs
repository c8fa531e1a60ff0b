//! `application/x-www-form-urlencoded` bodies, checked by the same tables as JSON.

use poem::{Request, RequestBody, Result};
use poem_openapi::payload::{ParsePayload, Payload};
use poem_openapi::registry::{MetaSchema, MetaSchemaRef};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Unread, bytes, rules};
use crate::check;
use crate::form_text;
use crate::schema::{Kind, Object, Schema};
use crate::violation::{Fault, Place, Violation, Violations};

const MEDIA: &str = "application/x-www-form-urlencoded";

/// A form; a scalar field that is sent twice is a violation.
#[derive(Debug, Clone, PartialEq)]
pub struct Form<T>(pub T);

impl<T: Send> Payload for Form<T> {
    const CONTENT_TYPE: &'static str = MEDIA;

    fn check_content_type(content_type: &str) -> bool {
        super::same_type(MEDIA, content_type)
    }

    /// Nobody reads it: the document served is the bundled one.
    fn schema_ref() -> MetaSchemaRef {
        MetaSchemaRef::Inline(Box::new(MetaSchema::ANY))
    }
}

impl<T: DeserializeOwned + Send> ParsePayload for Form<T> {
    const IS_REQUIRED: bool = true;

    async fn from_request(request: &Request, body: &mut RequestBody) -> Result<Self> {
        read(request, body).await.map(Form).map_err(Unread::into_poem)
    }
}

async fn read<T: DeserializeOwned>(request: &Request, body: &mut RequestBody) -> Result<T, Unread> {
    let rules = rules(request, body, &[MEDIA])?;
    let sent = bytes::bytes(body, rules.max_body).await?;
    if sent.is_empty() {
        return Err(Unread::Empty);
    }
    let text = std::str::from_utf8(&sent).map_err(|_| Unread::unreadable())?;
    let mut fields = Fields::new(rules.schema);
    for (name, value) in form_text::pairs(text) {
        match (name, form_text::unescape(value, true)) {
            (Some(name), Some(value)) => fields.put(&name, &value),
            _ => return Err(Unread::unreadable()),
        }
    }
    fields.finish(rules.schema)
}

/// The fields of a form on their way to one JSON object.
pub(super) struct Fields {
    object: Option<&'static Object>,
    values: Map<String, Value>,
    pub found: Violations,
}

impl Fields {
    pub fn new(schema: Option<&'static Schema>) -> Fields {
        let object = match schema.map(|schema| schema.kind) {
            Some(Kind::Object(object)) => Some(object),
            _ => None,
        };
        Fields { object, values: Map::new(), found: Violations::new() }
    }

    /// The field of that name, if the table has it.
    pub fn schema(&self, name: &str) -> Option<&'static Schema> {
        let field = self.object?.fields.iter().find(|field| field.wire == name)?;
        Some(&field.schema)
    }

    /// A name that the table does not have: ignored, unless the table is closed.
    pub fn unknown(&mut self) {
        if self.object.is_some_and(|object| object.closed) {
            self.fault("*", Fault::Unknown);
        }
    }

    /// Takes a text in, or notes that its name is unknown.
    pub fn put(&mut self, name: &str, text: &str) {
        match (self.object, self.schema(name)) {
            (Some(_), Some(Schema { kind: Kind::List(item), .. })) => {
                self.put_value(name, check::coerce(text, item));
            }
            (Some(_), Some(schema)) => self.put_value(name, check::coerce(text, schema)),
            (Some(_), None) => self.unknown(),
            (None, _) => self.put_value(name, Value::String(text.to_owned())),
        }
    }

    /// Takes a value in: appended where the table has a list, refused where there is one already.
    pub fn put_value(&mut self, name: &str, value: Value) {
        if let Some(Schema { kind: Kind::List(_), .. }) = self.schema(name) {
            let list = self.values.entry(name).or_insert_with(|| Value::Array(Vec::new()));
            if let Value::Array(items) = list {
                items.push(value);
            }
            return;
        }
        if self.values.contains_key(name) {
            return self.fault(name, Fault::Repeated);
        }
        self.values.insert(name.to_owned(), value);
    }

    /// Records what is wrong with a field, once; a name of the table, or `*` for any other.
    pub fn fault(&mut self, name: &str, fault: Fault) {
        let pointer = format!("/{name}");
        let known = self.found.iter().any(|v| v.pointer == pointer && v.fault == fault);
        if !known {
            self.found.push(Place::Form, pointer, fault);
        }
    }

    /// The typed form, or everything that is wrong with it.
    pub fn finish<T: DeserializeOwned>(
        mut self,
        schema: Option<&'static Schema>,
    ) -> Result<T, Unread> {
        let mut value = Value::Object(self.values);
        if let Some(schema) = schema {
            let others = check::violations(&mut value, schema, Place::Form, "");
            for violation in &others {
                if !self.found.iter().any(|known| known.pointer == violation.pointer) {
                    let Violation { place, pointer, fault } = violation.clone();
                    self.found.push(place, pointer, fault);
                }
            }
        }
        if !self.found.is_empty() {
            return Err(Unread::Invalid(self.found));
        }
        bytes::value_as(value, None, Place::Form)
    }
}
