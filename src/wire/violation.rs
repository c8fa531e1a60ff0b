//! What is wrong with a request: all of it, each with its place, never with the caller's value.

use std::fmt;

/// At most this many violations are kept of one request.
pub const VIOLATIONS_MAX: usize = 100;

/// Where in the request a violation lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Body,
    Form,
    Query,
    Path,
    Header,
    Cookie,
}

/// A bound as a table states it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    Int(i64),
    Float(f64),
}

impl Number {
    /// As a double; exact for everything that JSON can carry with 15 digits.
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Int(int) => int as f64,
            Number::Float(float) => float,
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Number::Int(int) => int.fmt(f),
            Number::Float(float) => float.fmt(f),
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// Required and absent.
    Missing,
    /// `null` where the schema has none.
    Null,
    /// Another JSON type: `a string`, `an integer`.
    Type(&'static str),
    /// Not JSON, not a form, not UTF-8. Line and column count from 1; 0 where there is none.
    Unreadable { line: usize, column: usize },
    /// More characters than this.
    TooLong(u64),
    /// Fewer characters than this.
    TooShort(u64),
    /// A file of more bytes than this.
    TooBig(u64),
    /// Does not match the documented pattern.
    Pattern,
    /// Contains U+0000, which no text of an API may.
    Nul,
    /// Not a `date`, `uuid`, `int64`.
    Format(&'static str),
    /// None of the documented codes.
    NotListed(&'static [&'static str]),
    /// Below the bound.
    Min { bound: Number, exclusive: bool },
    /// Above the bound.
    Max { bound: Number, exclusive: bool },
    /// Not a multiple of this.
    MultipleOf(Number),
    /// More items or members than this.
    TooMany(u64),
    /// Fewer items or members than this.
    TooFew(u64),
    /// An item twice where items must differ.
    Duplicate,
    /// The object, which is closed, has a member that the schema does not name.
    Unknown,
    /// A scalar parameter or part sent more than once.
    Repeated,
    /// Nested deeper than this many levels.
    TooDeep(usize),
}

/// One fault with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    pub place: Place,
    /// JSON pointer in a body (`/questions/0/questionMsg`, empty for the whole), else the name.
    pub pointer: String,
    pub fault: Fault,
}

impl Violation {
    /// The field as people write it: `questions[0].questionMsg`; `body` for the whole body.
    pub fn field(&self) -> String {
        if self.pointer.is_empty() {
            return "body".to_owned();
        }
        if !matches!(self.place, Place::Body | Place::Form) {
            return self.pointer.clone();
        }
        let mut name = String::with_capacity(self.pointer.len());
        for step in self.pointer.split('/').skip(1) {
            let step = step.replace("~1", "/").replace("~0", "~");
            if !name.is_empty() && step.bytes().all(|b| b.is_ascii_digit()) {
                name.push('[');
                name.push_str(&step);
                name.push(']');
                continue;
            }
            if !name.is_empty() {
                name.push('.');
            }
            name.push_str(&step);
        }
        name
    }

    fn kind(&self) -> &'static str {
        match self.place {
            Place::Body | Place::Form if self.pointer.is_empty() => "request body",
            Place::Body | Place::Form => "required field",
            Place::Query | Place::Path => "required parameter",
            Place::Header => "required header",
            Place::Cookie => "required cookie",
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.fault == Fault::Missing {
            if self.pointer.is_empty() {
                return f.write_str("Missing request body");
            }
            return write!(f, "Missing {}: {}", self.kind(), self.field());
        }
        write!(f, "{} {}", self.field(), self.fault)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Missing => f.write_str("is missing"),
            Fault::Null => f.write_str("must not be null"),
            Fault::Type(expected) => write!(f, "must be {expected}"),
            Fault::Unreadable { line: 0, .. } => f.write_str("cannot be read"),
            Fault::Unreadable { line, column } => {
                write!(f, "cannot be read at line {line}, column {column}")
            }
            Fault::TooLong(n) => write!(f, "must be at most {n} characters long"),
            Fault::TooShort(1) => f.write_str("must not be empty"),
            Fault::TooShort(n) => write!(f, "must be at least {n} characters long"),
            Fault::TooBig(n) => write!(f, "must be at most {n} bytes"),
            Fault::Pattern => f.write_str("does not have the documented form"),
            Fault::Nul => f.write_str("must not contain the character U+0000"),
            Fault::Format(name) => write!(f, "must be a valid {name}"),
            Fault::NotListed(codes) => listed(f, codes),
            Fault::Min { bound, exclusive: false } => write!(f, "must be at least {bound}"),
            Fault::Min { bound, exclusive: true } => write!(f, "must be more than {bound}"),
            Fault::Max { bound, exclusive: false } => write!(f, "must be at most {bound}"),
            Fault::Max { bound, exclusive: true } => write!(f, "must be less than {bound}"),
            Fault::MultipleOf(step) => write!(f, "must be a multiple of {step}"),
            Fault::TooMany(n) => write!(f, "must have at most {n} entries"),
            Fault::TooFew(n) => write!(f, "must have at least {n} entries"),
            Fault::Duplicate => f.write_str("must not contain an entry twice"),
            Fault::Unknown => f.write_str("has a field that is not known"),
            Fault::Repeated => f.write_str("must be sent only once"),
            Fault::TooDeep(n) => write!(f, "must not be nested deeper than {n} levels"),
        }
    }
}

/// The documented codes, which are the document's words and not the caller's.
fn listed(f: &mut fmt::Formatter<'_>, codes: &[&str]) -> fmt::Result {
    const SHOWN: usize = 20;
    f.write_str("must be one of ")?;
    for (at, code) in codes.iter().take(SHOWN).enumerate() {
        if at > 0 {
            f.write_str(", ")?;
        }
        f.write_str(code)?;
    }
    if codes.len() > SHOWN {
        f.write_str(", …")?;
    }
    Ok(())
}

/// All violations of one request, in the order of the document, capped at [`VIOLATIONS_MAX`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// None yet.
    pub const fn new() -> Self {
        Violations(Vec::new())
    }

    /// Just one.
    pub fn one(place: Place, pointer: impl Into<String>, fault: Fault) -> Self {
        Violations(vec![Violation { place, pointer: pointer.into(), fault }])
    }

    /// Adds one, unless there are [`VIOLATIONS_MAX`] already.
    pub fn push(&mut self, place: Place, pointer: impl Into<String>, fault: Fault) {
        if crate::faults::seeded("only_first_violation") && !self.0.is_empty() {
            return;
        }
        let named = !crate::faults::seeded("field_unnamed");
        let pointer = if named { pointer.into() } else { String::new() };
        if !self.full() {
            self.0.push(Violation { place, pointer, fault });
        }
    }

    /// Adds others behind these.
    pub fn extend(&mut self, others: Violations) {
        let room = VIOLATIONS_MAX.saturating_sub(self.0.len());
        self.0.extend(others.0.into_iter().take(room));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// No further one will be kept.
    pub fn full(&self) -> bool {
        self.0.len() >= VIOLATIONS_MAX
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// One text for envelopes that have room for one: the first `shown`, joined by `; `, and a
    /// count of the others.
    pub fn joined(&self, shown: usize) -> String {
        let texts: Vec<String> = self.0.iter().take(shown).map(ToString::to_string).collect();
        let mut text = texts.join("; ");
        if self.0.len() > shown {
            text.push_str(&format!("; and {} more", self.0.len() - shown));
        }
        text
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
