//! Who may ask: schemes and requirements.

use crate::diagnostic::Code;
use crate::ir::{Api, Place, Requirement, SecurityKind, SecurityScheme};
use crate::tree::{Entry, Node};

use super::Lower;
use super::view::tidy;

impl<'a> Lower<'a> {
    pub fn security_schemes(&mut self, api: &mut Api) {
        let root: &'a Node = self.root;
        let schemes = root.get("components").and_then(|c| c.get("securitySchemes"));
        for entry in schemes.map(Node::entries).unwrap_or_default() {
            let Some(node) = self.solid(&entry.value) else { continue };
            let Some(kind) = self.scheme_kind(node) else { continue };
            let place = match node.text_at("in") {
                Some("query") => Place::Query,
                Some("cookie") => Place::Cookie,
                _ => Place::Header,
            };
            api.security.push(SecurityScheme {
                wire: entry.key.clone(),
                kind,
                place,
                principal: node.text_at("x-hr-principal").unwrap_or("client").to_string(),
                doc: node.text_at("description").map(tidy).unwrap_or_default(),
                token: None,
            });
        }
    }

    /// `None` for schemes that cannot be expressed: operations that need them say so.
    fn scheme_kind(&mut self, node: &'a Node) -> Option<SecurityKind> {
        match (node.text_at("type"), node.text_at("scheme"), node.text_at("in")) {
            (Some("http"), Some(s), _) if s.eq_ignore_ascii_case("basic") => {
                Some(SecurityKind::Basic)
            }
            (Some("http"), Some(s), _) if s.eq_ignore_ascii_case("bearer") => {
                Some(SecurityKind::Bearer)
            }
            // Another scheme of HTTP is given as the whole value of its header.
            (Some("http"), Some(_), _) if !self.own() => {
                Some(SecurityKind::ApiKey("Authorization".to_string()))
            }
            (Some("apiKey"), _, Some("query" | "cookie")) if self.own() => None,
            (Some("apiKey"), _, Some("header" | "query" | "cookie")) => {
                let name = node.text_at("name").unwrap_or("Authorization").to_string();
                Some(SecurityKind::ApiKey(name))
            }
            (Some("oauth2"), ..) => Some(oauth(node)),
            (Some("openIdConnect"), ..) => Some(SecurityKind::Bearer),
            _ => None,
        }
    }

    /// The requirements of an operation, and whether it may do without.
    pub fn requirements(&mut self, node: &'a Node, api: &mut Api) -> (Vec<Requirement>, bool) {
        let root: &'a Node = self.root;
        let Some(stated) = node.get("security").or_else(|| root.get("security")) else {
            let what = "neither the operation nor the root has `security` (public: `[]`)";
            self.add_own(Code::MissingKey, node.spot, what);
            return (Vec::new(), false);
        };
        // OpenAPI has room for scopes beside OAuth only; other tokens name theirs here.
        let scopes = node.get("x-hr-scopes").map(Node::items).unwrap_or_default();
        let scopes: Vec<&str> = scopes.iter().filter_map(Node::text).collect();
        let mut requirements = Vec::new();
        let mut optional = false;
        for alternative in stated.items() {
            match alternative.entries() {
                [] => optional = true,
                [one] if self.by_connection(one) => optional = true,
                [one] => {
                    if let Some(mut requirement) = self.requirement(one, api) {
                        requirement.scopes.extend(scopes.iter().map(|scope| scope.to_string()));
                        requirements.push(requirement);
                    }
                }
                [_, second, ..] if self.own() => {
                    let what = "two schemes at once are required";
                    self.add(Code::Security, second.spot, what);
                }
                several => {
                    let mut all = Vec::new();
                    for one in several {
                        if !self.by_connection(one) {
                            all.extend(self.requirement(one, api));
                        }
                    }
                    let mut all = all.into_iter();
                    match all.next() {
                        Some(first) => {
                            requirements.push(Requirement { and: all.collect(), ..first });
                        }
                        None => optional = true,
                    }
                }
            }
        }
        (requirements, optional)
    }

    /// The scheme is proven by the connection: no part of a request shows it.
    fn by_connection(&self, entry: &Entry) -> bool {
        let declared = self.root.get("components").and_then(|c| c.get("securitySchemes"));
        let scheme = declared.and_then(|d| d.get(&entry.key));
        !self.own() && scheme.is_some_and(|s| s.text_at("type") == Some("mutualTLS"))
    }

    fn requirement(&mut self, entry: &'a Entry, api: &mut Api) -> Option<Requirement> {
        let root: &'a Node = self.root;
        let Some(scheme) = api.security.iter().position(|s| s.wire == entry.key) else {
            let declared = root.get("components").and_then(|c| c.get("securitySchemes"));
            if declared.is_some_and(|d| d.get(&entry.key).is_some()) {
                let what = format!("the scheme `{}` is of a kind that is not supported", entry.key);
                self.add(Code::Security, entry.spot, what);
            } else {
                let what = format!("`{}` is not declared", entry.key);
                self.note(Code::UnknownScheme, entry.spot, what);
                if !self.own() {
                    return Some(undeclared(entry, api));
                }
            }
            return None;
        };
        let mut scopes = Vec::new();
        for scope in entry.value.items() {
            let Some(text) = scope.text() else { continue };
            if let SecurityKind::ClientCredentials { scopes: known, .. } =
                &api.security[scheme].kind
                && !known.iter().any(|(k, _)| k == text)
            {
                let what = format!("the scheme `{}` has no scope `{text}`", entry.key);
                self.add_own(Code::UnknownScope, scope.spot, what);
            }
            scopes.push(text.to_string());
        }
        Some(Requirement { scheme, scopes, and: Vec::new() })
    }
}

/// A scheme that is required but not declared: its proof is the caller's to spell.
fn undeclared(entry: &Entry, api: &mut Api) -> Requirement {
    api.security.push(SecurityScheme {
        wire: entry.key.clone(),
        kind: SecurityKind::ApiKey("Authorization".to_string()),
        place: Place::Header,
        principal: "client".to_string(),
        doc: String::new(),
        token: None,
    });
    Requirement { scheme: api.security.len() - 1, scopes: Vec::new(), and: Vec::new() }
}

/// Client credentials where there is such a flow; other flows end in a bearer token too.
fn oauth(node: &Node) -> SecurityKind {
    let Some(flow) = node.get("flows").and_then(|f| f.get("clientCredentials")) else {
        return SecurityKind::Bearer;
    };
    let scopes = flow.get("scopes").map(Node::entries).unwrap_or_default();
    let pairs =
        scopes.iter().map(|s| (s.key.clone(), s.value.text().map(tidy).unwrap_or_default()));
    SecurityKind::ClientCredentials {
        token_url: flow.text_at("tokenUrl").unwrap_or_default().to_string(),
        scopes: pairs.collect(),
    }
}
