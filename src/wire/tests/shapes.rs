//! Types and tables of the sample API, as the generator would print them.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::*;

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct ItemCreate {
    pub name: String,
    #[serde(default, deserialize_with = "presence::some")]
    pub amount: Option<Decimal>,
    #[serde(rename = "ownerId", default, deserialize_with = "presence::some")]
    pub owner_id: Option<i64>,
    #[serde(default, deserialize_with = "presence::some")]
    pub kind: Option<ItemKind>,
    #[serde(default, deserialize_with = "date::patch")]
    pub due: Patch<NaiveDate>,
    #[serde(rename = "startsAt", default, deserialize_with = "presence::some")]
    pub starts_at: Option<LocalMinute>,
    #[serde(deserialize_with = "presence::nullable")]
    pub note: Nullable<String>,
    #[serde(default, deserialize_with = "presence::some")]
    pub lines: Option<Vec<Line>>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Line {
    pub text: String,
    pub count: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub enum ItemKind {
    #[serde(rename = "BIG")]
    Big,
    #[serde(rename = "SMALL")]
    Small,
}

impl FromText for ItemKind {
    fn from_text(text: &str) -> Option<Self> {
        match text {
            "BIG" => Some(Self::Big),
            "SMALL" => Some(Self::Small),
            _ => None,
        }
    }
}

impl Check for ItemKind {
    fn holds(&self, _: &Schema) -> bool {
        true
    }
}

pub const TEXT: Kind = Kind::Text(Text::Plain);
pub static CODE: Pattern = Pattern::new("^(?!-)[a-zA-Z -]+$");
pub static DIGITS: Pattern = Pattern::new("^[1-9][0-9]{0,17}$");
pub static ITEM_KIND: Enum = Enum { repr: Repr::Text, codes: &["BIG", "SMALL"], tolerant: false };
pub const NAME_LIMITS: Limits =
    Limits { min_length: Some(1), max_length: Some(10), pattern: Some(&CODE), ..Limits::NONE };
pub static NAME: Schema = Schema::bounded(TEXT, NAME_LIMITS);
pub const ID: Limits = Limits {
    min: Some(Bound::int(1)),
    max: Some(Bound::int(i64::MAX)),
    pattern: Some(&DIGITS),
    ..Limits::NONE
};
pub const MONEY: Limits =
    Limits { min: Some(Bound::int(0)), max: Some(Bound::float(99999999999.9999)), ..Limits::NONE };

pub const fn field(wire: &'static str, required: bool, schema: Schema) -> Field {
    Field { wire, required, schema }
}

pub static LINE: Object = Object {
    name: "Line",
    rest: None,
    closed: false,
    fields: &[
        field("text", true, Schema::bounded(TEXT, Limits { max_length: Some(5), ..Limits::NONE })),
        field("count", true, Schema::of(Kind::Int { bits: 32, tolerant: false })),
    ],
};
pub static LINE_SCHEMA: Schema = Schema::of(Kind::Object(&LINE));

pub static ITEM_CREATE: Object = Object {
    name: "ItemCreate",
    rest: None,
    closed: false,
    fields: &[
        field("name", true, Schema::bounded(TEXT, NAME_LIMITS)),
        field("amount", false, Schema::bounded(Kind::Decimal, MONEY)),
        field("ownerId", false, Schema::bounded(Kind::Int { bits: 64, tolerant: true }, ID)),
        field("kind", false, Schema::of(Kind::Enum(&ITEM_KIND))),
        field("due", false, Schema::of(Kind::Text(Text::Date)).or_null()),
        field("startsAt", false, Schema::of(Kind::Text(Text::LocalMinute))),
        field("note", true, Schema::of(TEXT).or_null()),
        field(
            "lines",
            false,
            Schema::bounded(
                Kind::List(&LINE_SCHEMA),
                Limits { max_items: Some(3), ..Limits::NONE },
            ),
        ),
    ],
};
pub static ITEM_CREATE_SCHEMA: Schema = Schema::of(Kind::Object(&ITEM_CREATE));

impl Check for Line {
    fn holds(&self, _: &Schema) -> bool {
        LINE.fields[0].holds(&self.text) && LINE.fields[1].holds(&self.count)
    }
}

impl Check for ItemCreate {
    fn holds(&self, _: &Schema) -> bool {
        let fields = ITEM_CREATE.fields;
        fields[0].holds(&self.name)
            && fields[1].holds(&self.amount)
            && fields[2].holds(&self.owner_id)
            && fields[6].holds(&self.note)
            && fields[7].holds(&self.lines)
    }
}

#[derive(Debug, Deserialize)]
pub struct ItemUpload {
    pub file: Upload,
    #[serde(default, deserialize_with = "presence::some")]
    pub title: Option<String>,
    #[serde(default, deserialize_with = "presence::some")]
    pub number: Option<i64>,
}

pub static ITEM_UPLOAD: Object = Object {
    name: "ItemUpload",
    rest: None,
    closed: false,
    fields: &[
        field(
            "file",
            true,
            Schema::bounded(Kind::File, Limits { max_length: Some(100), ..Limits::NONE }),
        ),
        field("title", false, Schema::bounded(TEXT, NAME_LIMITS)),
        field("number", false, Schema::of(Kind::Int { bits: 64, tolerant: false })),
    ],
};
pub static ITEM_UPLOAD_SCHEMA: Schema = Schema::of(Kind::Object(&ITEM_UPLOAD));

impl Check for ItemUpload {
    fn holds(&self, _: &Schema) -> bool {
        let fields = ITEM_UPLOAD.fields;
        fields[0].holds(&self.file) && fields[1].holds(&self.title)
    }
}

#[derive(Debug, Deserialize)]
pub struct TokenIssue {
    pub grant_type: String,
    #[serde(default, deserialize_with = "presence::some")]
    pub scope: Option<String>,
}

pub static TOKEN_ISSUE_FORM: Object = Object {
    name: "TokenIssue",
    rest: None,
    closed: false,
    fields: &[field("grant_type", true, Schema::of(TEXT)), field("scope", false, Schema::of(TEXT))],
};
pub static TOKEN_ISSUE_SCHEMA: Schema = Schema::of(Kind::Object(&TOKEN_ISSUE_FORM));

impl Check for TokenIssue {
    fn holds(&self, _: &Schema) -> bool {
        true
    }
}
