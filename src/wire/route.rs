//! The route table of one API: what is served, and what is said about everything else.

use std::collections::HashMap;
use std::future::Future;

use poem::endpoint::EndpointExt;
use poem::http::Method;
use poem_openapi::registry::{MetaOperation, MetaPath, MetaResponses};

use crate::decode::{Call, OpenCall, Outcome};
use crate::dialect::Dialect;
use crate::guard::{Guarded, Known, Open, Served};
use crate::operation::Operation;
use crate::settings::Mount;

pub use poem::endpoint::BoxEndpoint;
pub use poem_openapi::registry::{MetaApi, Registry};

/// poem-openapi's table: path as in the document → method → endpoint.
pub type Table = HashMap<String, HashMap<Method, BoxEndpoint<'static>>>;

/// Method, path and operationId of each operation: all that `OpenApi::meta` is asked for here.
pub fn meta(operations: &[&'static Operation]) -> Vec<MetaApi> {
    let paths = operations.iter().map(|op| MetaPath {
        path: op.path.to_owned(),
        operations: vec![MetaOperation {
            method: method(op),
            tags: vec![op.tag],
            summary: None,
            description: None,
            external_docs: None,
            params: Vec::new(),
            request: None,
            responses: MetaResponses { responses: Vec::new() },
            deprecated: false,
            security: Vec::new(),
            operation_id: Some(op.id),
            code_samples: Vec::new(),
        }],
    });
    vec![MetaApi { paths: paths.collect() }]
}

/// Adds an operation whose handler is told its caller.
pub fn add<D, H, F>(table: &mut Table, mount: &Mount<D>, op: &'static Operation, handler: H)
where
    D: Dialect,
    H: Fn(Call<D>) -> F + Send + Sync + 'static,
    F: Future<Output = Outcome<D>> + Send + 'static,
{
    insert(table, op, Guarded::<D, Known, H>::new(mount.clone(), op, handler).boxed());
}

/// Adds an operation that needs no credentials, or reads them by itself.
pub fn add_open<D, H, F>(table: &mut Table, mount: &Mount<D>, op: &'static Operation, handler: H)
where
    D: Dialect,
    H: Fn(OpenCall<D>) -> F + Send + Sync + 'static,
    F: Future<Output = Outcome<D>> + Send + 'static,
{
    insert(table, op, Guarded::<D, Open, H>::new(mount.clone(), op, handler).boxed());
}

/// The whole API: its operations, and 404, 405, OPTIONS, HEAD in its own envelope.
pub fn mount<D: Dialect>(mount: Mount<D>, table: Table) -> BoxEndpoint<'static> {
    Served::new(mount, table).boxed()
}

fn insert(table: &mut Table, op: &'static Operation, endpoint: BoxEndpoint<'static>) {
    table.entry(op.path.to_owned()).or_default().insert(method(op), endpoint);
}

fn method(op: &Operation) -> Method {
    Method::from_bytes(op.method.as_bytes()).unwrap_or(Method::GET)
}
