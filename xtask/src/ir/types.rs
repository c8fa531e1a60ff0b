//! Types: what a value may be, where it may be absent or null, and what bounds it.

use super::Name;

/// Index into `Api::types`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TypeId(pub usize);

/// A named type: a component schema, or an inline one that was given a name.
#[derive(Debug, Clone)]
pub struct TypeDef {
    pub name: Name,
    /// The component's name as written, or the JSON pointer of an inline schema.
    pub wire: String,
    pub doc: String,
    pub kind: TypeKind,
    /// Reachable from a request (needs decoding on the server, encoding in an SDK).
    pub in_request: bool,
    /// Reachable from a response.
    pub in_response: bool,
    /// Index into `Api::tags` of the only tag that uses it; `None` when shared.
    pub tag: Option<usize>,
}

#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "a few hundred per document, read in place")]
pub enum TypeKind {
    Struct(Struct),
    /// Closed list of codes; the members' wire type decides how they are written.
    Enum(Enum),
    /// A named scalar, list or map: `type Money = Decimal`.
    Alias(Use),
    Union(Union),
}

#[derive(Debug, Clone)]
pub struct Struct {
    pub fields: Vec<Field>,
    /// `additionalProperties`: `None` = unknown keys are ignored, `Some` = kept with this type.
    pub rest: Option<Box<Use>>,
    /// `additionalProperties: false`: unknown keys are refused.
    pub closed: bool,
}

#[derive(Debug, Clone)]
pub struct Field {
    /// The key as sent.
    pub wire: String,
    pub name: Name,
    pub doc: String,
    pub value: Use,
    /// `const`: not held in the Rust type; written when sending.
    pub constant: Option<Literal>,
    pub read_only: bool,
    pub write_only: bool,
    pub deprecated: bool,
}

/// A type at the place where it is used. Presence and nullability live here, not on the type:
/// (required, nullable) = `T`, (optional, not null) = `Option<T>`, (required, nullable) =
/// `Nullable<T>`, (optional, nullable) = `Patch<T>`.
#[derive(Debug, Clone)]
pub struct Use {
    pub ty: Type,
    pub required: bool,
    pub nullable: bool,
    pub limits: Limits,
    pub default: Option<Literal>,
    pub example: Option<Literal>,
}

#[derive(Debug, Clone)]
pub enum Type {
    Bool,
    /// 32 or 64 bits. `tolerant`: a digit string is accepted too (requests only).
    Int {
        bits: u8,
        tolerant: bool,
    },
    /// `type: number, format: decimal`: exact, at most 15 significant digits on the wire.
    Decimal,
    /// Any other `number`.
    Float,
    Text(Text),
    /// A part of a multipart body that is a file; `Limits::max_length` is its size in bytes.
    File,
    List(Box<Use>),
    Map(Box<Use>),
    Ref(TypeId),
    /// A schema that admits anything.
    Any,
}

/// What a string holds, from its `format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    Plain,
    /// `date`: `2026-11-30`
    Date,
    /// `date-time`: RFC 3339 with an offset
    DateTime,
    /// `local-date-time`: `2026-11-30T09:00:00`, no zone
    LocalDateTime,
    /// `local-minute`: `2026-11-30 09:00`
    LocalMinute,
    /// `local-second`: `2026-11-30 09:00:00`
    LocalSecond,
    /// `iso-minute`: `2026-11-30T09:00`
    IsoMinute,
    /// `local-time`: `09:00:00`
    LocalTime,
    Email,
    Uuid,
    Uri,
    /// `password` and other secrets: never shown in `Debug`
    Secret,
    /// `byte`: base64
    Base64,
}

/// Constraints, each as the document states it. Lengths count Unicode scalar values.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Limits {
    pub min: Option<Bound>,
    pub max: Option<Bound>,
    pub multiple_of: Option<String>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    /// ECMA 262, as written.
    pub pattern: Option<String>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
}

/// A numeric bound in its document spelling (`"0"`, `"99999999999.9999"`).
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    pub value: String,
    pub exclusive: bool,
}

#[derive(Debug, Clone)]
pub struct Enum {
    pub repr: EnumRepr,
    pub members: Vec<Member>,
    /// `[1, 2, "1", "2"]`: both spellings are accepted, the first is sent.
    pub tolerant: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumRepr {
    Text,
    Int,
}

#[derive(Debug, Clone)]
pub struct Member {
    /// The code as sent: `1`, `ACTIVE`.
    pub wire: String,
    pub name: Name,
    pub doc: String,
}

#[derive(Debug, Clone)]
pub struct Union {
    pub variants: Vec<Variant>,
    pub told_by: ToldBy,
}

#[derive(Debug, Clone)]
pub struct Variant {
    pub name: Name,
    pub value: Use,
}

/// How the variants of a union are told apart, decided once by lowering.
#[derive(Debug, Clone)]
pub enum ToldBy {
    /// `discriminator`: the key and, per variant, its values.
    Field { wire: String, values: Vec<Vec<String>> },
    /// Each variant has another JSON type.
    JsonType,
    /// Per variant the key that only it requires.
    Key(Vec<String>),
    /// The first that fits, in document order.
    Order,
}

/// A JSON value of the document, kept in its spelling.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
    List(Vec<Literal>),
    Object(Vec<(String, Literal)>),
}
