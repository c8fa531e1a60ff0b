//! What the portal is told: the APIs that are served, their documents, tables and downloads.

use std::sync::Arc;

use futures_util::future::BoxFuture;
use include_dir::Dir;

use crate::failures::{Failure, Why};

/// Answers whether the server can do its work: its database is reachable.
pub type Ready = Arc<dyn Fn() -> BoxFuture<'static, bool> + Send + Sync>;

/// Prints the metrics in Prometheus' text format.
pub type Render = Arc<dyn Fn() -> String + Send + Sync>;

/// One API that is served.
#[derive(Clone)]
pub struct ApiEntry {
    /// Its name in paths: `shiftcare`.
    pub name: &'static str,
    /// Its name for people: `ShiftCare HR Tool 3.1.2`.
    pub title: &'static str,
    /// The bundled document as JSON.
    pub json: &'static str,
    /// The same as YAML.
    pub yaml: &'static str,
    /// What the vendor left open and what was decided, as Markdown.
    pub fidelity: &'static str,
    /// Versions of the document, as Markdown.
    pub changelog: &'static str,
    /// Every way in which a call can fail, told by the API's own envelope.
    pub failures: Vec<Failure>,
    /// The generated table of operations.
    pub table: &'static wire::Api,
    /// One folder a language, each a package.
    pub sdks: &'static Dir<'static>,
    /// The contract-test kit.
    pub contract: &'static Dir<'static>,
}

/// The portal's content.
pub struct Book {
    /// In the order in which they are shown; the first is open in Swagger UI.
    pub apis: Vec<ApiEntry>,
    /// Fill in the demo's credentials. Never in front of real data.
    pub demo: bool,
    /// Where pip finds what this server's own index has not.
    pub python_index: Option<String>,
    /// The messages of rules about records, which the APIs share.
    pub rules: Vec<(Why, &'static str)>,
    /// What long runs of the tests saw, as JSON.
    pub record: &'static str,
    /// The seeded faults that were noticed, a row each, tabs between the cells.
    pub faults: &'static str,
    /// What `/health/ready` asks.
    pub ready: Ready,
}

impl Book {
    pub(crate) fn api(&self, name: &str) -> Option<&ApiEntry> {
        self.apis.iter().find(|api| api.name == name)
    }
}
