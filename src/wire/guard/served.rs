//! The mounted API: finds the operation of a path, and answers for what is none.

use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderValue, Method, StatusCode, header};
use poem::{Endpoint, Request, Response};

use super::visit::{Meter, Visit};
use crate::dialect::Dialect;
use crate::form_text;
use crate::refusal::Refusal;
use crate::route::Table;
use crate::settings::Mount;

/// Allowed methods are listed in this order.
const ORDER: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"];

type Methods = Vec<(Method, BoxEndpoint<'static>)>;

/// One API behind its prefix.
pub(crate) struct Served<D> {
    mount: Mount<D>,
    paths: Node,
    unrouted: Meter,
}

/// One segment of the path tree.
#[derive(Default)]
struct Node {
    literals: Vec<(String, Node)>,
    captures: Vec<(Capture, Node)>,
    leaf: Option<Leaf>,
}

/// What stands around the parameters within a segment: before, between and after them. One
/// parameter and nothing around it in most documents.
type Capture = Vec<String>;

/// The methods of one path.
struct Leaf {
    endpoints: Methods,
    allow: String,
}

impl<D: Dialect> Served<D> {
    pub fn new(mount: Mount<D>, table: Table) -> Served<D> {
        let mut paths = Node::default();
        for (path, methods) in table {
            paths.insert(segments(&path), methods.into_iter().collect());
        }
        let unrouted = Meter::new(D::API.name, "none", &[204, 404, 405, 429]);
        Served { mount, paths, unrouted }
    }

    fn find(&self, path: &str) -> Option<&Leaf> {
        let stripped = match path.strip_suffix('/') {
            Some(rest) if D::API.trailing_slash => rest,
            _ => path,
        };
        self.paths.find(segments(stripped))
    }

    /// 404, 405, or what OPTIONS is answered with.
    async fn unrouted(&self, request: &Request, leaf: Option<&Leaf>) -> Response {
        let visit = Visit::begin(&self.mount, None, request);
        let outcome = match leaf {
            None => Err(Refusal::NotFound),
            Some(leaf) if request.method() == Method::OPTIONS => {
                let mut answer = Response::from(StatusCode::NO_CONTENT);
                if let Ok(allow) = HeaderValue::from_str(&leaf.allow) {
                    answer.headers_mut().insert(header::ALLOW, allow);
                }
                Ok(answer)
            }
            Some(leaf) => Err(Refusal::MethodNotAllowed { allow: leaf.allow.clone() }),
        };
        visit.end(&self.mount, &self.unrouted, outcome).await
    }
}

impl<D: Dialect> Endpoint for Served<D> {
    type Output = Response;

    /// HEAD runs the GET; the server leaves the body out and keeps its length.
    async fn call(&self, request: Request) -> poem::Result<Response> {
        let leaf = self.find(request.uri().path());
        let endpoint = leaf.and_then(|leaf| leaf.endpoint(request.method()));
        match endpoint {
            Some(endpoint) => endpoint.call(request).await,
            None => Ok(self.unrouted(&request, leaf).await),
        }
    }
}

impl Leaf {
    fn of(mut endpoints: Methods) -> Leaf {
        let rank = |method: &Method| ORDER.iter().position(|known| method == known);
        endpoints.sort_by_key(|(method, _)| rank(method).unwrap_or(ORDER.len()));
        let mut names: Vec<&str> = endpoints.iter().map(|(method, _)| method.as_str()).collect();
        if names.contains(&"GET") && !names.contains(&"HEAD") {
            names.push("HEAD");
        }
        if !names.contains(&"OPTIONS") {
            names.push("OPTIONS");
        }
        let allow = names.join(", ");
        Leaf { endpoints, allow }
    }

    fn endpoint(&self, method: &Method) -> Option<&BoxEndpoint<'static>> {
        let of = |wanted: &Method| self.endpoints.iter().find(|(method, _)| method == wanted);
        let head = || if method == Method::HEAD { of(&Method::GET) } else { None };
        of(method).or_else(head).map(|(_, endpoint)| endpoint)
    }
}

fn segments(path: &str) -> std::str::Split<'_, char> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

impl Node {
    fn insert(&mut self, mut path: std::str::Split<'_, char>, mut endpoints: Methods) {
        let Some(segment) = path.next() else {
            // The same path under other parameter names.
            endpoints.extend(self.leaf.take().into_iter().flat_map(|leaf| leaf.endpoints));
            self.leaf = Some(Leaf::of(endpoints));
            return;
        };
        let next = match form_text::literals(segment) {
            None => child(&mut self.literals, segment.to_owned()),
            Some(around) => {
                child(&mut self.captures, around.into_iter().map(str::to_owned).collect())
            }
        };
        next.insert(path, endpoints);
    }

    /// Literals before parameters; a parameter is never empty.
    fn find(&self, mut path: std::str::Split<'_, char>) -> Option<&Leaf> {
        let Some(segment) = path.next() else { return self.leaf.as_ref() };
        let literal = self.literals.iter().find(|(name, _)| name == segment);
        if let Some(leaf) = literal.and_then(|(_, node)| node.find(path.clone())) {
            return Some(leaf);
        }
        let fits = |around: &Capture| form_text::between(around, segment).is_some();
        let mut captures = self.captures.iter().filter(|(around, _)| fits(around));
        captures.find_map(|(_, node)| node.find(path.clone()))
    }
}

fn child<K: PartialEq>(children: &mut Vec<(K, Node)>, key: K) -> &mut Node {
    let at = children.iter().position(|(known, _)| *known == key);
    let at = at.unwrap_or_else(|| {
        children.push((key, Node::default()));
        children.len() - 1
    });
    &mut children[at].1
}
