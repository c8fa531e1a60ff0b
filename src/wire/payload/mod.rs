//! Request and answer bodies on poem-openapi's payload traits, over serde without a detour.

mod bytes;
mod form;
mod json;
mod multipart;
mod raw;
mod strict;

use poem::http::{StatusCode, header};
use poem::{Request, RequestBody};

use crate::answer;
use crate::operation::Operation;
use crate::refusal::Refusal;
use crate::schema::Schema;
use crate::violation::{Fault, Place, Violations};

pub(crate) use bytes::{document, typed};
pub use form::Form;
pub use json::Json;
pub use multipart::Multipart;
pub(crate) use raw::raw;

/// Body cap in bytes where no operation states one.
const DEFAULT_MAX_BODY: u64 = 1_048_576;

/// What a body is read by; the reader puts it into the request's extensions, because
/// poem-openapi's `ParsePayload` has no room for an argument.
#[derive(Clone, Copy)]
pub(crate) struct BodyRules {
    pub op: &'static Operation,
    pub schema: &'static Schema,
}

/// Why there is no body to work with.
#[derive(Debug, PartialEq)]
pub enum Unread {
    /// Nothing was sent.
    Empty,
    /// Longer than this many bytes.
    TooLarge { limit: u64 },
    /// Of a content type that the operation does not take.
    UnsupportedType { expected: &'static [&'static str] },
    /// Not what the schema asks for.
    Invalid(Violations),
    /// It could not be kept: our failure.
    Broken,
}

impl Unread {
    fn unreadable() -> Self {
        Self::at(0, 0)
    }

    fn at(line: usize, column: usize) -> Self {
        let fault = Fault::Unreadable { line, column };
        Unread::Invalid(Violations::one(Place::Body, "", fault))
    }

    /// Back out of the error type that poem's traits demand.
    pub(crate) fn from_poem(error: poem::Error) -> Self {
        error.downcast::<Unread>().unwrap_or_else(|_| Unread::unreadable())
    }

    fn into_poem(self) -> poem::Error {
        poem::Error::new(self, StatusCode::BAD_REQUEST)
    }
}

impl std::fmt::Display for Unread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Unread::Empty => f.write_str("the request body is missing"),
            Unread::TooLarge { limit } => {
                write!(f, "the request body is longer than {limit} bytes")
            }
            Unread::UnsupportedType { .. } => f.write_str("the content type is not supported"),
            Unread::Invalid(violations) => f.write_str(&violations.joined(5)),
            Unread::Broken => f.write_str("the request body could not be kept"),
        }
    }
}

impl std::error::Error for Unread {}

impl<E> From<Unread> for Refusal<E> {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Empty => Violations::one(Place::Body, "", Fault::Missing).into(),
            Unread::TooLarge { limit } => Refusal::TooLarge { limit },
            Unread::UnsupportedType { expected } => Refusal::UnsupportedType { expected },
            Unread::Invalid(violations) => Refusal::Invalid(violations),
            Unread::Broken => Refusal::Panicked,
        }
    }
}

/// The media type of JSON:API, which knows two parameters and forbids all others (section 5.1).
const JSON_API: &str = "application/vnd.api+json";

/// The same media type or one of the documented range (`image/*`), parameters such as `charset`
/// and `boundary` aside.
pub(crate) fn same_type(media: &str, sent: &str) -> bool {
    let mut parts = sent.split(';').map(str::trim);
    let wanted = media.split(';').next().unwrap_or_default().trim();
    let same = parts.next().is_some_and(|bare| match wanted.strip_suffix('*') {
        Some("*/") => true,
        Some(range) => bare.len() > range.len() && bare.to_ascii_lowercase().starts_with(range),
        None => bare.eq_ignore_ascii_case(wanted),
    });
    let known = |part: &str| {
        let name = part.split('=').next().unwrap_or_default().trim();
        ["ext", "profile", "q"].iter().any(|known| known.eq_ignore_ascii_case(name))
    };
    same && (media != JSON_API || parts.all(known))
}

/// JSON in any of its media types.
pub(crate) fn is_json(media: &str) -> bool {
    let bare = media.split(';').next().unwrap_or_default().trim();
    let named = matches!(bare, answer::JSON | "text/json" | "application/*" | "*/*");
    named || bare.ends_with("+json") || bare.ends_with("-json")
}

/// The one of the offered media types that `accept` asks for by name; else the first.
pub(crate) fn accepted(accept: Option<&str>, offered: &[&'static str]) -> &'static str {
    let first = offered.first().copied().unwrap_or(answer::JSON);
    let named = accept.unwrap_or_default().split(',').filter_map(|range| {
        let media = offered.iter().find(|media| same_type(media, range))?;
        let weight = range.split(';').find_map(|part| part.trim().strip_prefix("q="));
        let weight = weight.and_then(|text| text.trim().parse::<f32>().ok()).unwrap_or(1.0);
        (weight > 0.0).then_some((weight, *media))
    });
    let best = named.reduce(|best, next| if next.0 > best.0 { next } else { best });
    best.map_or(first, |(_, media)| media)
}

/// Nothing was sent, or it has been read already.
pub(crate) fn is_empty(body: &mut RequestBody) -> bool {
    let Ok(taken) = body.take() else { return true };
    let empty = taken.is_empty();
    *body = RequestBody::new(taken);
    empty
}

/// How one body is read: rules, cap and content type in one place.
struct Rules {
    schema: Option<&'static Schema>,
    max_body: u64,
}

/// Checks the content type and answers what the body is read by.
fn rules(
    request: &Request,
    body: &mut RequestBody,
    media: &'static [&'static str],
) -> Result<Rules, Unread> {
    let set = request.data::<BodyRules>();
    let expected = set.map_or(media, |rules| rules.op.media);
    // A JSON body may come in any JSON media type that the operation lists.
    let wants_json = media.iter().any(|media| is_json(media));
    let listed = expected.iter().filter(|media| wants_json && is_json(media));
    match request.content_type() {
        Some(sent) if media.iter().chain(listed).any(|media| same_type(media, sent)) => {}
        Some(_) => return Err(Unread::UnsupportedType { expected }),
        None if request.headers().contains_key(header::CONTENT_TYPE) => {
            return Err(Unread::UnsupportedType { expected });
        }
        None if is_empty(body) => return Err(Unread::Empty),
        None => return Err(Unread::UnsupportedType { expected }),
    }
    Ok(Rules {
        schema: set.map(|rules| rules.schema),
        max_body: set.map_or(DEFAULT_MAX_BODY, |rules| rules.op.max_body),
    })
}
