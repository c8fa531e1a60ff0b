//! The intermediate representation: one API, fully decided, nothing left for a renderer to guess.
//!
//! Lowering (`crate::lower`) fills it, renderers (`crate::render`) only print it. Every list keeps
//! the document's order; nothing here hashes, so the same document gives the same bytes.

mod name;
mod operation;
mod types;

pub use name::Name;
pub use operation::*;
pub use types::*;

/// One API: everything that a renderer may know.
#[derive(Debug, Clone)]
pub struct Api {
    /// Folder name below `openapi/` and `gen/`: `okta-hr`.
    pub folder: String,
    pub title: String,
    pub version: String,
    pub description: String,
    /// `servers`, in order: URL and description.
    pub servers: Vec<(String, String)>,
    pub tags: Vec<Tag>,
    /// Every named type, in document order; `TypeId` indexes it.
    pub types: Vec<TypeDef>,
    /// In document order; `Operation::tag` indexes `tags`.
    pub operations: Vec<Operation>,
    pub security: Vec<SecurityScheme>,
    pub envelope: Option<Envelope>,
    /// The header or path part that names the company, where there is one for the whole API.
    pub tenant: Option<Tenant>,
    /// Named rate limits of the root; `Operation::limit` indexes it.
    pub limits: Vec<RateLimit>,
    /// Index into `limits` of the root's `default: true`; counts unknown routes too.
    pub fallback_limit: Option<usize>,
    /// Named page styles of the root; `Operation::page` indexes it.
    pub pages: Vec<PageStyle>,
    /// The root says that a trailing slash is stripped before routing.
    pub trailing_slash: bool,
    /// Constant headers of every answer: name in lower case, and value.
    pub headers: Vec<(String, String)>,
    /// The root says that a path parameter that breaks its schema names no record: 404.
    pub invalid_path_is_missing: bool,
    /// Body cap in bytes of operations that declare no larger part.
    pub max_body: u64,
    /// Root `x-hr-webhooks`: what the server posts is signed, and how.
    pub webhooks: Option<Webhooks>,
    /// Root `x-hr-demo`: the identities as written, keys in alphabetical order.
    pub demo: Vec<serde_json::Value>,
}

/// One tag: one document file, one trait, one handler file.
#[derive(Debug, Clone)]
pub struct Tag {
    /// As written: `Leave Requests`.
    pub wire: String,
    pub name: Name,
    pub doc: String,
}

impl Api {
    /// The definition behind an id.
    pub fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }

    /// Operations of one tag, in document order.
    pub fn of_tag(&self, tag: usize) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(move |o| o.tag == tag)
    }
}
