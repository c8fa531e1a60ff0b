//! Schemas as static tables: what a value may be, and what bounds it.
//!
//! Generated code declares them; [`crate::check`] reads them. A table states a constraint once,
//! for the fast path (typed values) and for the slow one (naming what is wrong) alike.

pub use crate::pattern::Pattern;
pub use crate::violation::Number;

/// A value at the place where it is used.
#[derive(Debug)]
pub struct Schema {
    pub kind: Kind,
    /// `null` is allowed.
    pub nullable: bool,
    pub limits: Limits,
}

impl Schema {
    /// A schema without constraints.
    pub const fn of(kind: Kind) -> Schema {
        Schema { kind, nullable: false, limits: Limits::NONE }
    }

    /// A schema with constraints.
    pub const fn bounded(kind: Kind, limits: Limits) -> Schema {
        Schema { kind, nullable: false, limits }
    }

    /// The same schema, with `null` allowed.
    pub const fn or_null(self) -> Schema {
        Schema { kind: self.kind, nullable: true, limits: self.limits }
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Any,
    Bool,
    /// 32 or 64 bits. `tolerant`: a string of digits is accepted too and must match the pattern.
    Int {
        bits: u8,
        tolerant: bool,
    },
    /// Exact in code, a JSON number on the wire.
    Decimal,
    Float,
    Text(Text),
    /// A file part of a multipart body; `Limits::max_length` is its size in bytes.
    File,
    List(&'static Schema),
    Map(&'static Schema),
    Object(&'static Object),
    Enum(&'static Enum),
    Union(&'static Union),
}

/// What a string holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    Plain,
    /// `2026-11-30`
    Date,
    /// RFC 3339 with an offset.
    DateTime,
    /// `2026-11-30T09:00:00`
    LocalDateTime,
    /// `2026-11-30 09:00`
    LocalMinute,
    LocalSecond,
    IsoMinute,
    /// `09:00:00`
    LocalTime,
    /// Checked by its pattern only.
    Email,
    Uuid,
    Uri,
    Secret,
    Base64,
}

/// An object: its fields in document order.
#[derive(Debug)]
pub struct Object {
    /// Its name in the document.
    pub name: &'static str,
    pub fields: &'static [Field],
    /// Schema of members that `fields` does not name.
    pub rest: Option<&'static Schema>,
    /// Members that `fields` does not name are refused.
    pub closed: bool,
}

impl Object {
    /// The field of that name, as sent.
    pub fn field(&self, wire: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.wire == wire)
    }
}

/// One field of an object.
#[derive(Debug)]
pub struct Field {
    /// The key as sent.
    pub wire: &'static str,
    pub required: bool,
    pub schema: Schema,
}

/// A closed list of codes.
#[derive(Debug)]
pub struct Enum {
    pub repr: Repr,
    /// As sent: `ACTIVE`, `1`.
    pub codes: &'static [&'static str],
    /// Integers are accepted as strings and the other way round.
    pub tolerant: bool,
}

/// How the codes of an [`Enum`] are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repr {
    Text,
    Int,
    /// Each code is a JSON value in its own spelling (`true`, `"a"`): for `const`.
    Json,
}

/// One of several shapes.
#[derive(Debug)]
pub struct Union {
    pub variants: &'static [Variant],
    pub told_by: ToldBy,
}

/// One shape of a [`Union`].
#[derive(Debug)]
pub struct Variant {
    pub name: &'static str,
    pub schema: Schema,
}

/// How the variants of a union are told apart.
#[derive(Debug, Clone, Copy)]
pub enum ToldBy {
    /// A key and, per variant, its values.
    Field { wire: &'static str, values: &'static [&'static [&'static str]] },
    /// Each variant has another JSON type.
    JsonType,
    /// Per variant the key that only it requires.
    Key(&'static [&'static str]),
    /// The first that fits.
    Order,
}

/// Constraints. Lengths count Unicode scalar values.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    pub min: Option<Bound>,
    pub max: Option<Bound>,
    pub multiple_of: Option<Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<&'static Pattern>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
}

impl Limits {
    /// No constraint at all; `Limits { max_length: Some(50), ..Limits::NONE }`.
    pub const NONE: Limits = Limits {
        min: None,
        max: None,
        multiple_of: None,
        min_length: None,
        max_length: None,
        pattern: None,
        min_items: None,
        max_items: None,
        unique_items: false,
        min_properties: None,
        max_properties: None,
    };
}

/// A numeric bound.
#[derive(Debug, Clone, Copy)]
pub struct Bound {
    pub value: Number,
    pub exclusive: bool,
}

impl Bound {
    /// An inclusive integer bound.
    pub const fn int(value: i64) -> Bound {
        Bound { value: Number::Int(value), exclusive: false }
    }

    /// An inclusive bound with a fraction.
    pub const fn float(value: f64) -> Bound {
        Bound { value: Number::Float(value), exclusive: false }
    }
}
