//! The edge kit under generated server code: tables in, one pipeline, every answer in the envelope.
//!
//! Generated code is data and glue over this crate. One operation, complete:
//!
//! ```ignore
//! // types/employees.rs ---------------------------------------------------------------------
//! #[derive(Debug, Clone, PartialEq, serde::Deserialize)]
//! pub struct EmployeeUpdate {
//!     #[serde(rename = "firstName", default, deserialize_with = "wire::presence::some")]
//!     pub first_name: Option<String>,                  // optional, not nullable
//!     #[serde(rename = "city", default)]
//!     pub city: wire::Patch<String>,                   // optional, nullable
//!     #[serde(rename = "birthday", default, deserialize_with = "wire::date::patch")]
//!     pub birthday: wire::Patch<chrono::NaiveDate>,
//! }
//! pub static EMPLOYEE_UPDATE: wire::Object = wire::Object {
//!     name: "EmployeeUpdate", rest: None, closed: false, fields: &[
//!         wire::Field { wire: "firstName", required: false, schema: wire::Schema::bounded(
//!             wire::Kind::Text(wire::Text::Plain),
//!             wire::Limits { min_length: Some(1), max_length: Some(50), ..wire::Limits::NONE }) },
//!         wire::Field { wire: "city", required: false,
//!             schema: wire::Schema::of(wire::Kind::Text(wire::Text::Plain)).or_null() },
//!         wire::Field { wire: "birthday", required: false,
//!             schema: wire::Schema::of(wire::Kind::Text(wire::Text::Date)).or_null() },
//!     ] };
//! pub static EMPLOYEE_UPDATE_SCHEMA: wire::Schema =
//!     wire::Schema::of(wire::Kind::Object(&EMPLOYEE_UPDATE));
//! impl wire::Check for EmployeeUpdate {
//!     fn holds(&self, _: &wire::Schema) -> bool {
//!         let fields = EMPLOYEE_UPDATE.fields;
//!         fields[0].holds(&self.first_name) && fields[1].holds(&self.city)
//!     }
//! }
//! // operations.rs --------------------------------------------------------------------------
//! pub static EMPLOYEE_UPDATE: wire::Operation = wire::Operation { id: "employee_update", … };
//! static EMPLOYEE_UPDATE_PARAMS: [wire::Param; 1] = [wire::Param {
//!     name: "employeeId", place: wire::Place::Path, required: true, explode: false,
//!     schema: wire::Schema::bounded(wire::Kind::Int { bits: 64, tolerant: false },
//!         wire::Limits { min: Some(wire::Bound::int(1)), ..wire::Limits::NONE }) }];
//! // routes.rs ------------------------------------------------------------------------------
//! pub struct EmployeesApi<D>(pub wire::Mount<D>);
//! impl<D: Employees> poem_openapi::OpenApi for EmployeesApi<D> {
//!     fn meta() -> Vec<wire::route::MetaApi> { wire::route::meta(&[&EMPLOYEE_UPDATE]) }
//!     fn register(_: &mut wire::route::Registry) {}
//!     fn add_routes(self, table: &mut wire::route::Table) {
//!         wire::route::add(table, &self.0, &EMPLOYEE_UPDATE, employee_update::<D>);
//!         // security empty or optional: wire::route::add_open(…), handler takes OpenCall<D>
//!     }
//! }
//! async fn employee_update<D: Employees>(call: wire::Call<D>) -> wire::Outcome<D> {
//!     let (dialect, caller, mut read) = call.open();
//!     let employee_id = read.required::<i64>(&EMPLOYEE_UPDATE_PARAMS[0]);
//!     let body = read.json::<EmployeeUpdate>(&EMPLOYEE_UPDATE_SCHEMA).await?;
//!     let (true, Some(employee_id), Some(body)) = (read.clean(), employee_id, body) else {
//!         return read.refuse();
//!     };
//!     let request = EmployeeUpdateRequest { employee_id, body };
//!     let data = dialect.employee_update(caller, request).await.map_err(wire::Refusal::Handler)?;
//!     wire::answer::json(200, &EmployeeOk { data })
//! }
//! pub fn endpoint<D: Employees>(mount: wire::Mount<D>) -> wire::route::BoxEndpoint<'static> {
//!     let mut table = wire::route::Table::new();
//!     EmployeesApi(mount.clone()).add_routes(&mut table);
//!     wire::route::mount(mount, table)
//! }
//! ```
//!
//! What to know when printing:
//! - **Tolerant integers and codes need no serde attribute**: the strict parse takes the first form
//!   only; anything else goes down the slow path, which rewrites `"17"` (and `1.0`) to `17` by the
//!   table and parses again. The same path names every violation.
//! - Attributes: `Option<T>` → `default, deserialize_with = "wire::presence::some"`;
//!   `Nullable<T>` → `deserialize_with = "wire::presence::nullable"`; `Patch<T>` → `default`; and
//!   for `NaiveDate` and `DateTime<Utc>` (chrono reads more than the document allows)
//!   `wire::date::{read, some, nullable, patch, list, some_list}` and `wire::date_time::{…}`. When
//!   serialising, `Patch` and `Option` take `skip_serializing_if = "wire::Patch::is_absent"` and
//!   `"Option::is_none"`.
//! - `Check::holds` answers yes or no and stops at the first no; then the slow path takes over. A
//!   struct's implementation has one `fields[n].holds(&self.x)` per field that has a constraint or
//!   holds a struct, a list, a map or a union. Implemented here for scalars, `Option`, `Nullable`,
//!   `Patch`, `Vec`, `BTreeMap<String, _>`, `serde_json::Value`, `Upload`. Enums of codes:
//!   `true`. Unions: `match self { Self::A(a) => a.holds(&UNION.variants[0].schema), … }`.
//! - Parameters: `read.required::<T>`, `read.optional::<T>` (both `Option<T>`), `read.list::<T>`
//!   (`Option<Vec<T>>`; the `Param`'s schema is the list). `T: FromText + Check`; a generated enum
//!   implements `wire::FromText` (`fn from_text(&str) -> Option<Self>`). Defaults: `.or(Some(1))`
//!   after `optional`, or `unwrap_or(1)` in the struct literal.
//! - Bodies: `read.json::<T>`, `read.form::<T>`, `read.multipart::<T>` each with `&SCHEMA` →
//!   `Result<Option<T>, Unread>`; a required body that is absent is a violation, so `None` means
//!   either that or an optional body. Several media: `match read.media()? { Some(0) => …, Some(1)
//!   => …, _ => None }` (index into `Operation::media`; absence is recorded). A multipart form
//!   is a plain `Deserialize` struct whose file fields are `wire::Upload`.
//! - Unions: `#[serde(untagged)]` is right where `ToldBy` is not `Order`-sensitive; else implement
//!   `Deserialize` over `UNION.pick(&value)` (`wire::Union::pick`), which never echoes.
//! - Answers: `wire::answer::json(status, &body)`, `wire::answer::empty(status)`; constants:
//!   `wire::answer::header(&mut answer, "cache-control", "no-store")` (lower-case name).
//! - Pages: `wire::Totals::of(number, size, paged.total)` has number, size, items, pages, has_next,
//!   has_previous (i64 and bool).

#![cfg_attr(test, allow(clippy::unwrap_used, reason = "a test may end here"))]

pub mod answer;
pub mod check;
pub mod clock;
pub mod decode;
pub mod dialect;
pub mod faults;
mod form_text;
mod guard;
pub mod operation;
pub mod page;
mod pattern;
pub mod payload;
pub mod rate_limit;
pub mod refusal;
pub mod route;
pub mod scalar;
pub mod schema;
mod settings;
pub mod upload;
pub mod violation;

#[cfg(test)]
mod tests;

pub use answer::Located;
pub use check::Check;
pub use clock::{Clock, SystemClock};
pub use decode::{Call, FromText, OpenCall, Outcome, Param, Reader, Style, Unread};
pub use dialect::{Dialect, Head, Visitor};
pub use operation::{
    Api, LimitHeaders, LimitKey, Operation, Provenance, RateLimit, Requirement, Tenancy,
};
pub use page::{Links, Page, Paged, Totals};
pub use payload::{Form, Json, Multipart};
pub use refusal::{Denied, Forbidden, Refusal, TenantRefusal};
pub use scalar::{
    Decimal, IsoMinute, LocalDateTime, LocalMinute, LocalSecond, LocalTime, Nullable, Patch,
    Secret, date, date_time, presence,
};
pub use schema::{
    Bound, Enum, Field, Kind, Limits, Number, Object, Pattern, Repr, Schema, Text, ToldBy, Union,
    Variant,
};
pub use settings::{Enforcement, Mount, Settings};
pub use upload::Upload;
pub use violation::{Fault, Place, Violation, Violations};
