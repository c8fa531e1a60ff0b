//! Operations: what is asked, what is answered, and the policy that the guard reads.

use super::{Literal, Name, Type, TypeId, TypeKind, Use};

#[derive(Debug, Clone)]
pub struct Operation {
    /// The operationId: one token, `noun_verb`, the same everywhere.
    pub id: Name,
    /// Index into `Api::tags`.
    pub tag: usize,
    /// Upper case: `GET`.
    pub method: String,
    /// As written: `/hr/v1/employees/{employeeId}`.
    pub path: String,
    pub summary: String,
    pub doc: String,
    pub deprecated: bool,
    /// Parameters of all places, path items' shared ones first; without the tenant header.
    pub params: Vec<Param>,
    pub body: Option<Body>,
    /// In document order.
    pub responses: Vec<Response>,
    /// Empty: public. Otherwise any one of these suffices.
    pub security: Vec<Requirement>,
    /// The operation may be called without credentials although `security` lists some.
    pub security_optional: bool,
    /// Whether the tenant's header is needed here.
    pub tenant: Tenancy,
    /// Index into `Api::limits`.
    pub limit: Option<usize>,
    /// Index into `Api::pages`.
    pub page: Option<usize>,
    /// `x-hr-envelope` of the operation: the name of another failure envelope (`oauth`).
    pub envelope: Option<String>,
    /// `x-hr-verb`: `employee.offboard`.
    pub verb: Option<String>,
    /// `x-hr-provenance`.
    pub provenance: Provenance,
    /// `x-hr-role`.
    pub role: Option<String>,
    /// `x-hr-refusals`: status and rule of each true business refusal that no schema can state.
    pub refusals: Vec<(u16, String)>,
    /// Body cap in bytes.
    pub max_body: u64,
}

/// Whether an operation is about the company that the tenant header names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenancy {
    None,
    /// The header may be left out.
    Optional,
    Required,
}

#[derive(Debug, Clone)]
pub struct Param {
    pub wire: String,
    pub name: Name,
    pub place: Place,
    pub doc: String,
    pub value: Use,
    /// Lists: `a=1&a=2` (true) or `a=1,2`. Objects: `x=1&y=2` or `a=x,1,y,2`.
    pub explode: bool,
    pub style: Style,
}

impl Param {
    /// A scalar as it is, or a plain list of scalars: what every language writes without help.
    pub fn is_plain(&self, api: &super::Api) -> bool {
        let scalar = |ty: &Type| is_scalar(api, ty);
        self.style == Style::Plain
            && match behind(api, &self.value.ty) {
                Type::List(item) => scalar(&item.ty),
                ty => scalar(ty),
            }
    }
}

/// One text on the wire.
fn is_scalar(api: &super::Api, ty: &Type) -> bool {
    match behind(api, ty) {
        Type::Ref(id) => matches!(api.ty(*id).kind, TypeKind::Enum(_)),
        Type::List(_) | Type::Map(_) | Type::Any | Type::File => false,
        _ => true,
    }
}

/// The type behind aliases.
fn behind<'a>(api: &'a super::Api, ty: &'a Type) -> &'a Type {
    match ty {
        Type::Ref(id) => match &api.ty(*id).kind {
            TypeKind::Alias(value) => behind(api, &value.ty),
            _ => ty,
        },
        _ => ty,
    }
}

/// How a parameter is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// OpenAPI's `form` and `simple`: a scalar as it is, lists and objects by `explode`.
    Plain,
    /// Lists, parted by blanks unless exploded.
    Space,
    /// Lists, parted by `|` unless exploded.
    Pipe,
    /// Objects: `a[x]=1&a[y]=2`, deeper keys in further brackets.
    Deep,
    /// In a path, after a dot.
    Label,
    /// In a path, `;a=1`.
    Matrix,
    /// `content`: the whole value as a JSON text.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

#[derive(Debug, Clone)]
pub struct Body {
    pub required: bool,
    /// In document order; more than one becomes an enum of bodies.
    pub media: Vec<Media>,
}

#[derive(Debug, Clone)]
pub struct Media {
    /// As written: `application/json`.
    pub content_type: String,
    /// Further JSON media types in which the same body may come.
    pub also: Vec<String>,
    pub kind: MediaKind,
    pub value: Use,
    /// Name and value of each example, in order.
    pub examples: Vec<(String, Literal)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaKind {
    Json,
    Form,
    Multipart,
    Text,
    Binary,
}

#[derive(Debug, Clone)]
pub struct Response {
    /// In a stranger's document 0 is `default`, and 1 to 5 are `1XX` to `5XX`.
    pub status: u16,
    pub doc: String,
    pub media: Vec<Media>,
    pub headers: Vec<Header>,
    /// Set on 2xx only: how the body is wrapped.
    pub wrap: Wrap,
}

#[derive(Debug, Clone)]
pub struct Header {
    pub wire: String,
    pub required: bool,
    /// `const`: the route sets it by itself.
    pub constant: Option<String>,
    pub doc: String,
}

/// What a handler returns for a success, after the envelope is taken off.
#[derive(Debug, Clone)]
pub enum Wrap {
    /// No body at all.
    Empty,
    /// The body as it is.
    Bare,
    /// Every key of the body is constant: the handler returns `()`.
    Constant(TypeId),
    /// The handler returns what stands under the data key; all else is constant.
    Data { body: TypeId, field: usize },
    /// The handler returns items and a total; the page object is computed, or the totals beside
    /// the items where there is no such object.
    Page { body: TypeId, items: usize, page: Option<usize> },
}

#[derive(Debug, Clone)]
pub struct Requirement {
    /// Index into `Api::security`.
    pub scheme: usize,
    pub scopes: Vec<String>,
    /// What must be proven together with it; nothing in our own documents.
    pub and: Vec<Requirement>,
}

#[derive(Debug, Clone)]
pub struct SecurityScheme {
    /// The key under `securitySchemes`.
    pub wire: String,
    pub kind: SecurityKind,
    /// Where a key goes; a header with every other kind.
    pub place: Place,
    /// `x-hr-principal`: client, user, service or token.
    pub principal: String,
    pub doc: String,
    /// `x-hr-token`: the operation that gives a token for what the caller knows.
    pub token: Option<TokenSource>,
}

/// How a token of a scheme is got from an operation of the API.
#[derive(Debug, Clone)]
pub struct TokenSource {
    /// Index into `Api::operations`; it takes a JSON body.
    pub operation: usize,
    /// What the caller gives, in this order.
    pub asks: Vec<Name>,
    /// Keys of the body and what stands there.
    pub body: Vec<(String, TokenPart)>,
    /// JSON pointer of the token in the answer.
    pub token: String,
    /// JSON pointer of its life in seconds.
    pub expires_in: Option<String>,
    /// JSON pointer of its end in UTC, `2026-11-30T09:00` with or without seconds.
    pub expires_at: Option<String>,
}

/// What a key of a login's body holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenPart {
    /// Index into `TokenSource::asks`.
    Asked(usize),
    Constant(String),
    /// The company, as the client was told.
    Tenant,
    /// A text of at most 32 letters and digits that is never used twice.
    Nonce,
    /// SHA-512 in hexadecimal digits over the nonce followed by what was asked at this index.
    Digest(usize),
}

/// Root `x-hr-webhooks`: `signature` holds `v1,` and the base64 of HMAC-SHA256 over id, timestamp
/// and body, joined by dots; several signatures are parted by blanks.
#[derive(Debug, Clone)]
pub struct Webhooks {
    /// Header names, in lower case.
    pub id: String,
    /// Unix seconds.
    pub timestamp: String,
    pub signature: String,
    /// What stands before the base64 of a secret.
    pub secret_prefix: String,
    /// How far a timestamp may be from now.
    pub tolerance_s: u32,
}

#[derive(Debug, Clone)]
pub enum SecurityKind {
    Bearer,
    Basic,
    /// Name of the header, query parameter or cookie.
    ApiKey(String),
    /// Token URL as written and every scope with its description.
    ClientCredentials {
        token_url: String,
        scopes: Vec<(String, String)>,
    },
}

/// Root `x-hr-envelope`.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The key of the success body that holds the data.
    pub data: String,
    /// The key that holds the page object.
    pub page: Option<String>,
    /// Status for a body over the cap.
    pub too_large: u16,
    /// Status for a wrong content type.
    pub unsupported_type: u16,
}

/// Root `x-hr-tenant`.
#[derive(Debug, Clone)]
pub struct Tenant {
    pub header: String,
    /// It is looked at before the scope.
    pub before_scope: bool,
    pub doc: String,
}

#[derive(Debug, Clone)]
pub struct RateLimit {
    /// The key under the root's `x-hr-rate-limit`.
    pub name: Name,
    pub limit: u32,
    pub window_s: u32,
    /// client, ip, token, service or body.
    pub key: String,
    /// With the key `body`: the field that counts beside the address.
    pub field: Option<String>,
    /// Counted before the credentials are checked.
    pub before_auth: bool,
    /// Sent with every answer.
    pub headers: LimitHeaders,
    /// Sent with a refusal, beside the others.
    pub refused_headers: LimitHeaders,
}

/// Header names; what has none is not sent.
#[derive(Debug, Clone, Default)]
pub struct LimitHeaders {
    pub limit: Option<String>,
    pub remaining: Option<String>,
    pub reset: Option<String>,
}

/// Root `x-hr-page`: one style.
#[derive(Debug, Clone)]
pub struct PageStyle {
    pub name: Name,
    /// Query parameter with the page number, from 1.
    pub number: String,
    /// Query parameter with the page size.
    pub size: String,
    /// Key of the success body whose object holds the addresses of other pages.
    pub links: Option<String>,
    /// Key of the page object → what it carries.
    pub totals: Vec<(String, PageTotal)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageTotal {
    Number,
    Size,
    Items,
    Pages,
    HasNext,
    HasPrevious,
    /// Number of the first item on the page.
    First,
    /// Number of the last item on the page.
    Last,
    /// Number of the next page.
    Next,
    /// Address of the list without its query.
    Path,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    Vendor,
    Public,
    Ours,
}
