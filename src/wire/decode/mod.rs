//! From a request to typed values: parameters here, bodies by [`crate::payload`], all violations.

mod styled;

use std::borrow::Cow;

use poem::{Request, RequestBody, Response};
use poem_openapi::payload::ParsePayload;
use serde::de::DeserializeOwned;

use crate::check::{self, Check};
use crate::dialect::{Dialect, Visitor};
use crate::form_text;
use crate::operation::{Operation, RateLimit};
use crate::page::Links;
use crate::payload::{self, BodyRules, Form, Json, Multipart};
use crate::rate_limit::Key;
use crate::refusal::Refusal;
use crate::schema::{Kind, Schema};
use crate::settings::Mount;
use crate::violation::{Fault, Place, Violation, Violations};

pub use crate::payload::Unread;
pub use crate::scalar::FromText;
pub use styled::Style;

/// What a route ends in.
pub type Outcome<D> = Result<Response, Refusal<<D as Dialect>::Error>>;

/// One admitted request on its way to a handler that knows its caller.
pub struct Call<D: Dialect, A = <D as Dialect>::Caller> {
    mount: Mount<D>,
    asker: A,
    reader: Reader,
}

/// The same where no credentials are needed.
pub type OpenCall<D> = Call<D, Visitor>;

impl<D: Dialect, A> Call<D, A> {
    pub(crate) fn new(mount: Mount<D>, op: &'static Operation, asker: A, request: Request) -> Self {
        let (request, body) = request.split();
        let invalid_path_is_missing = D::API.invalid_path_is_missing;
        let violations = Violations::new();
        let reader = Reader { op, invalid_path_is_missing, request, body, violations };
        Call { mount, asker, reader }
    }

    /// The dialect, who asks, and what is asked.
    pub fn open(self) -> (Mount<D>, A, Reader) {
        (self.mount, self.asker, self.reader)
    }
}

/// Counts a call that was read by the caller's address together with a text of its body.
///
/// # Errors
/// `Limited` where the budget is spent.
pub async fn count<D: Dialect>(
    mount: &Mount<D>,
    asker: &Visitor,
    limit: &'static RateLimit,
    text: &str,
) -> Result<(), Refusal<D::Error>> {
    let key = format!("{} {}", asker.address, text.to_lowercase());
    let counted = mount.limiter().count(limit, Key::Named(&key)).await;
    match counted.retry_after_s {
        Some(retry_after_s) => Err(Refusal::Limited { retry_after_s, counted: Some(counted) }),
        None => Ok(()),
    }
}

/// The rule of one parameter, as a static.
#[derive(Debug)]
pub struct Param {
    /// As in the document; headers match in any case.
    pub name: &'static str,
    /// Path, query, header or cookie.
    pub place: Place,
    pub required: bool,
    /// Lists only: `a=1&a=2` (true) or `a=1,2`.
    pub explode: bool,
    pub schema: Schema,
}

/// Reads one request and remembers everything that is wrong with it.
pub struct Reader {
    op: &'static Operation,
    invalid_path_is_missing: bool,
    request: Request,
    body: RequestBody,
    violations: Violations,
}

/// What was sent for a parameter.
enum Sent<'a> {
    Absent,
    One(Cow<'a, str>),
    Repeated,
    /// Not UTF-8 once decoded.
    Unreadable,
}

impl Reader {
    /// A parameter that must be there; `None` after a violation.
    pub fn required<T: FromText + Check>(&mut self, param: &'static Param) -> Option<T> {
        let read = self.read::<T>(param);
        self.keep(read)
    }

    /// A parameter that may be absent; `None` then, or after a violation.
    pub fn optional<T: FromText + Check>(&mut self, param: &'static Param) -> Option<T> {
        self.required(param)
    }

    /// A parameter that holds a JSON document; `None` where it is absent, or after a violation.
    pub fn document<T: DeserializeOwned + Check>(&mut self, param: &'static Param) -> Option<T> {
        let read = match self.sent(param) {
            Sent::One(text) => {
                let bytes = text.as_bytes();
                payload::document(bytes, Some(&param.schema), param.place, param.name).map(Some)
            }
            Sent::Absent if param.required => Err(param.fault(Fault::Missing)),
            Sent::Absent => Ok(None),
            Sent::Repeated => Err(param.fault(Fault::Repeated)),
            Sent::Unreadable => Err(param.fault(Fault::Unreadable { line: 0, column: 0 })),
        };
        self.keep(read)
    }

    /// A list parameter, repeated or separated by commas.
    pub fn list<T: FromText + Check>(&mut self, param: &'static Param) -> Option<Vec<T>> {
        let read = self.read_list::<T>(param);
        self.keep(read)
    }

    /// Nothing is wrong so far.
    pub fn clean(&self) -> bool {
        self.violations.is_empty()
    }

    /// Ends the request with everything that was found.
    ///
    /// # Errors
    /// Always.
    pub fn refuse<T, E>(self) -> Result<T, Refusal<E>> {
        let in_path = |violation: &Violation| violation.place == Place::Path;
        if self.invalid_path_is_missing && self.violations.iter().any(in_path) {
            return Err(Refusal::NotFound);
        }
        Err(Refusal::Invalid(self.violations))
    }

    /// Which of these media types the caller wants the answer in; the first unless it names one.
    pub fn accepted(&self, offered: &[&'static str]) -> &'static str {
        payload::accepted(self.request.header("accept"), offered)
    }

    /// Where the list lies that was asked for, and with which query.
    pub fn links(&self, number: &'static str) -> Links<'_> {
        Links::new(self.request.original_uri(), number)
    }

    /// A JSON body. `None` when it is absent (recorded if it is required) or invalid (recorded).
    ///
    /// # Errors
    /// Over the cap, or another content type.
    pub async fn json<T>(&mut self, schema: &'static Schema) -> Result<Option<T>, Unread>
    where
        T: DeserializeOwned + Check + Send,
    {
        self.rules(schema);
        let read = Json::<T>::from_request(&self.request, &mut self.body).await;
        self.body_of(read.map(|json| json.0))
    }

    /// An `application/x-www-form-urlencoded` body.
    ///
    /// # Errors
    /// As [`Reader::json`].
    pub async fn form<T>(&mut self, schema: &'static Schema) -> Result<Option<T>, Unread>
    where
        T: DeserializeOwned + Check + Send,
    {
        self.rules(schema);
        let read = Form::<T>::from_request(&self.request, &mut self.body).await;
        self.body_of(read.map(|form| form.0))
    }

    /// A `multipart/form-data` body; its files are spooled to disk while they arrive.
    ///
    /// # Errors
    /// As [`Reader::json`].
    pub async fn multipart<T>(&mut self, schema: &'static Schema) -> Result<Option<T>, Unread>
    where
        T: DeserializeOwned + Check + Send,
    {
        self.rules(schema);
        let read = Multipart::<T>::from_request(&self.request, &mut self.body).await;
        self.body_of(read.map(|form| form.0))
    }

    /// A body of text, whatever its media type.
    ///
    /// # Errors
    /// As [`Reader::json`].
    pub async fn text(&mut self, schema: &'static Schema) -> Result<Option<String>, Unread> {
        let read = payload::raw(&self.request, &mut self.body, self.op).await;
        let read = read.and_then(|bytes| {
            let text = String::from_utf8(bytes.into()).map_err(|_| {
                let fault = Fault::Unreadable { line: 0, column: 0 };
                Unread::Invalid(Violations::one(Place::Body, "", fault))
            })?;
            let mut value = text.as_str().into();
            let found = check::violations(&mut value, schema, Place::Body, "");
            if found.is_empty() { Ok(text) } else { Err(Unread::Invalid(found)) }
        });
        self.taken(read)
    }

    /// A body of bytes; the schema's `max_length` counts them.
    ///
    /// # Errors
    /// As [`Reader::json`].
    pub async fn bytes(&mut self, schema: &'static Schema) -> Result<Option<Vec<u8>>, Unread> {
        let read = payload::raw(&self.request, &mut self.body, self.op).await;
        let read = read.and_then(|bytes| match schema.limits.max_length {
            Some(max) if bytes.len() as u64 > max => {
                Err(Unread::Invalid(Violations::one(Place::Body, "", Fault::TooBig(max))))
            }
            _ => Ok(bytes.to_vec()),
        });
        self.taken(read)
    }

    /// Which of the operation's content types was sent: an index into `Operation::media`. `None`
    /// when there is no body, which is recorded if one is required.
    ///
    /// # Errors
    /// Another content type.
    pub fn media(&mut self) -> Result<Option<usize>, Unread> {
        if let Some(sent) = self.request.content_type() {
            let found = self.op.media.iter().position(|media| payload::same_type(media, sent));
            return found.map(Some).ok_or(Unread::UnsupportedType { expected: self.op.media });
        }
        if payload::is_empty(&mut self.body) {
            if self.op.body_required {
                self.violations.push(Place::Body, "", Fault::Missing);
            }
            return Ok(None);
        }
        Err(Unread::UnsupportedType { expected: self.op.media })
    }

    /// The request behind it, without its body.
    pub fn request(&self) -> &Request {
        &self.request
    }

    fn rules(&mut self, schema: &'static Schema) {
        self.request.extensions_mut().insert(BodyRules { op: self.op, schema });
    }

    fn body_of<T>(&mut self, read: poem::Result<T>) -> Result<Option<T>, Unread> {
        self.taken(read.map_err(Unread::from_poem))
    }

    fn taken<T>(&mut self, read: Result<T, Unread>) -> Result<Option<T>, Unread> {
        match read {
            Ok(body) => Ok(Some(body)),
            Err(Unread::Empty) => {
                if self.op.body_required {
                    self.violations.push(Place::Body, "", Fault::Missing);
                }
                Ok(None)
            }
            Err(Unread::Invalid(violations)) => {
                self.violations.extend(violations);
                Ok(None)
            }
            Err(refused) => Err(refused),
        }
    }

    fn keep<T>(&mut self, read: Result<Option<T>, Violations>) -> Option<T> {
        match read {
            Ok(value) => value,
            Err(violations) => {
                self.violations.extend(violations);
                None
            }
        }
    }

    fn read<T: FromText + Check>(&self, param: &'static Param) -> Result<Option<T>, Violations> {
        match self.sent(param) {
            Sent::One(text) => typed(param, &param.schema, &text).map(Some),
            Sent::Absent if param.required => Err(param.fault(Fault::Missing)),
            Sent::Absent => Ok(None),
            Sent::Repeated => Err(param.fault(Fault::Repeated)),
            Sent::Unreadable => Err(param.fault(Fault::Unreadable { line: 0, column: 0 })),
        }
    }

    fn read_list<T>(&self, param: &'static Param) -> Result<Option<Vec<T>>, Violations>
    where
        T: FromText + Check,
    {
        let texts = self.texts(param)?;
        let Some(texts) = texts else {
            return if param.required { Err(param.fault(Fault::Missing)) } else { Ok(None) };
        };
        let Kind::List(item) = param.schema.kind else {
            return Err(param.fault(Fault::Type("a list")));
        };
        let mut values = Vec::with_capacity(texts.len());
        let mut wrong = Violations::new();
        for text in &texts {
            match typed(param, item, text) {
                Ok(value) => values.push(value),
                Err(violations) => wrong.extend(violations),
            }
        }
        if wrong.is_empty() && !values.holds(&param.schema) {
            let mut list = texts.iter().map(|text| check::coerce(text, item)).collect();
            wrong = check::violations(&mut list, &param.schema, param.place, param.name);
        }
        if wrong.is_empty() { Ok(Some(values)) } else { Err(wrong) }
    }

    /// Every item of a list parameter; `None` when it is absent.
    fn texts(&self, param: &'static Param) -> Result<Option<Vec<Cow<'_, str>>>, Violations> {
        let unreadable = || param.fault(Fault::Unreadable { line: 0, column: 0 });
        if param.place == Place::Query && param.explode {
            let raw = self.request.uri().query().unwrap_or_default();
            let all: Option<Vec<_>> = form_text::values(raw, param.name).collect();
            let all = all.ok_or_else(unreadable)?;
            return Ok(if all.is_empty() { None } else { Some(all) });
        }
        match self.sent(param) {
            Sent::One(text) if text.is_empty() => Ok(Some(Vec::new())),
            Sent::One(text) => {
                Ok(Some(text.split(',').map(|part| Cow::Owned(part.to_owned())).collect()))
            }
            Sent::Absent => Ok(None),
            Sent::Repeated => Err(param.fault(Fault::Repeated)),
            Sent::Unreadable => Err(unreadable()),
        }
    }

    fn sent(&self, param: &'static Param) -> Sent<'_> {
        match param.place {
            Place::Path => self.path_part(param.name),
            Place::Header => self.header(param.name),
            Place::Cookie => self.cookie(param.name),
            Place::Query | Place::Body | Place::Form => {
                let raw = self.request.uri().query().unwrap_or_default();
                let mut values = form_text::values(raw, param.name);
                match (values.next(), values.next()) {
                    (None, _) => Sent::Absent,
                    (Some(_), Some(_)) => Sent::Repeated,
                    (Some(Some(text)), None) => Sent::One(text),
                    (Some(None), None) => Sent::Unreadable,
                }
            }
        }
    }

    fn cookie(&self, name: &str) -> Sent<'_> {
        let mut values = self.cookies().filter(|(found, _)| *found == name);
        match (values.next(), values.next()) {
            (None, _) => Sent::Absent,
            (Some(_), Some(_)) => Sent::Repeated,
            (Some((_, value)), None) => {
                form_text::unescape(value, false).map_or(Sent::Unreadable, Sent::One)
            }
        }
    }

    fn header(&self, name: &str) -> Sent<'_> {
        let mut values = self.request.headers().get_all(name).iter();
        match (values.next(), values.next()) {
            (None, _) => Sent::Absent,
            (Some(_), Some(_)) => Sent::Repeated,
            (Some(value), None) => match std::str::from_utf8(value.as_bytes()) {
                Ok(text) => Sent::One(Cow::Borrowed(text)),
                Err(_) => Sent::Unreadable,
            },
        }
    }

    /// The part of the path that stands where the template has `{name}`.
    fn path_part(&self, name: &str) -> Sent<'_> {
        let parts = self.request.uri().path().split('/');
        for (template, part) in self.op.path.split('/').zip(parts) {
            let Some(part) = form_text::captured(template, name, part) else { continue };
            return match form_text::unescape(part, false) {
                Some(text) => Sent::One(text),
                None => Sent::Unreadable,
            };
        }
        Sent::Absent
    }
}

impl Param {
    fn fault(&self, fault: Fault) -> Violations {
        Violations::one(self.place, self.name, fault)
    }
}

/// One text as a typed value, by its schema. The table names what is wrong.
fn typed<T>(param: &'static Param, schema: &'static Schema, text: &str) -> Result<T, Violations>
where
    T: FromText + Check,
{
    let value = T::from_text(text);
    if let Some(value) = value {
        if !text.as_bytes().contains(&0) && value.holds(schema) {
            return Ok(value);
        }
        let found = slow(param, schema, text);
        return if found.is_empty() { Ok(value) } else { Err(found) };
    }
    let found = slow(param, schema, text);
    if found.is_empty() { Err(param.fault(Fault::Pattern)) } else { Err(found) }
}

fn slow(param: &'static Param, schema: &'static Schema, text: &str) -> Violations {
    let mut value = check::coerce(text, schema);
    check::violations(&mut value, schema, param.place, param.name)
}
