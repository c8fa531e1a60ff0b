//! One row per operation: everything that the guard needs to know before a handler runs.

/// One API: its operations and what holds for all of them.
#[derive(Debug)]
pub struct Api {
    /// Folder name of the API: `shiftcare`. Labels metrics and log lines.
    pub name: &'static str,
    /// Every operation, in document order.
    pub operations: &'static [&'static Operation],
    /// The header that names the company, as written in the document.
    pub tenant_header: Option<&'static str>,
    /// The company is looked at before the scope.
    pub tenant_before_scope: bool,
    /// A path parameter that breaks its schema names no record: 404.
    pub invalid_path_is_missing: bool,
    /// Status of a body over the cap.
    pub too_large: u16,
    /// Status of a body of a wrong content type.
    pub unsupported_type: u16,
    /// Body cap in bytes of operations that state no other; also the cap of one text part.
    pub max_body: u64,
    /// A trailing slash is stripped before routing.
    pub trailing_slash: bool,
    /// Constant headers of every answer; names in lower case.
    pub headers: &'static [(&'static str, &'static str)],
    /// Counts by address whatever has no limit of its own: unknown routes, refused credentials.
    pub fallback_limit: Option<&'static RateLimit>,
}

/// One operation of an API, as its document states it.
#[derive(Debug)]
pub struct Operation {
    /// The operationId: `employee_offboard`.
    pub id: &'static str,
    /// Its tag as written: `Leave Requests`.
    pub tag: &'static str,
    /// Upper case: `GET`.
    pub method: &'static str,
    /// As in the document: `/hr/v1/employees/{employeeId}`.
    pub path: &'static str,
    /// Any one of these suffices; empty means public.
    pub security: &'static [Requirement],
    /// May be called without credentials although `security` lists some.
    pub security_optional: bool,
    /// Whether the tenant header is needed here.
    pub tenant: Tenancy,
    /// The limit that counts calls of this operation.
    pub limit: Option<&'static RateLimit>,
    /// Name of another failure envelope (`oauth`), or empty.
    pub envelope: &'static str,
    /// The core capability behind it: `employee.offboard`.
    pub verb: Option<&'static str>,
    /// Role or user level, where the API has levels instead of scopes.
    pub role: Option<&'static str>,
    /// Who says that the operation exists.
    pub provenance: Provenance,
    /// Accepted content types of the request; empty means that there is no body.
    pub media: &'static [&'static str],
    /// The body may not be left out.
    pub body_required: bool,
    /// Body cap in bytes.
    pub max_body: u64,
    /// Every documented status.
    pub statuses: &'static [u16],
}

/// Whether an operation is about the company that the tenant header names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tenancy {
    /// It is about none.
    None,
    /// The header may be left out; the credentials then tell.
    Optional,
    Required,
}

/// One way to be let in: a security scheme and the scopes that it must grant.
#[derive(Debug)]
pub struct Requirement {
    /// Key of the scheme in the document; several that are proven together are joined by ` + `.
    pub scheme: &'static str,
    /// All of these are needed.
    pub scopes: &'static [&'static str],
}

/// One documented rate limit.
#[derive(Debug)]
pub struct RateLimit {
    /// Its key in the document: `general`. Operations with the same name share one budget.
    pub name: &'static str,
    /// Calls per window.
    pub limit: u32,
    /// Length of a window in seconds.
    pub window_s: u32,
    /// Whose calls are counted together.
    pub key: LimitKey,
    /// Counted before the credentials are checked, then always by address.
    pub before_auth: bool,
    /// Names of the headers that report the budget on every answer.
    pub headers: LimitHeaders,
    /// Names of those that a refusal has beside them.
    pub refused_headers: LimitHeaders,
}

/// Whose calls share a budget. `Client`, `Token` and `Service` all ask the dialect for the key and
/// fall back to the address where nobody has been recognised. `Body` is the address together with
/// a field of the body, counted once the request has been read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKey {
    Client,
    Ip,
    Token,
    Service,
    Body,
}

/// Header names as written in the document; what has none is not sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LimitHeaders {
    /// Calls per window.
    pub limit: Option<&'static str>,
    /// Calls left in this window.
    pub remaining: Option<&'static str>,
    /// End of the window in Unix seconds.
    pub reset: Option<&'static str>,
}

impl LimitHeaders {
    /// Nothing is reported.
    pub const NONE: LimitHeaders = LimitHeaders { limit: None, remaining: None, reset: None };
}

/// Who says that an operation exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provenance {
    /// The vendor's specification.
    Vendor,
    /// Another public page of the vendor.
    Public,
    /// Inferred by us.
    Ours,
}
