//! The x-hr extensions; their shape was checked against the vocabulary before.

use crate::diagnostic::Code;
use crate::ir::{
    Api, Envelope, LimitHeaders, Name, PageStyle, PageTotal, Provenance, RateLimit, Tenancy,
    Tenant, Webhooks,
};
use crate::names::{Noun, words_of};
use crate::tree::{Entry, Node, Spot};

use super::Lower;
use super::root::MAX_BODY;
use super::view::tidy;

impl<'a> Lower<'a> {
    pub fn policies(&mut self, api: &mut Api) {
        let root: &'a Node = self.root;
        if let Some(node) = root.get("x-hr-envelope") {
            let status = |key: &str, default: u16| {
                let stated = node.get(key).and_then(Node::whole);
                stated.and_then(|s| u16::try_from(s).ok()).unwrap_or(default)
            };
            api.max_body = node.get("max_body").and_then(Node::whole).unwrap_or(MAX_BODY);
            api.invalid_path_is_missing = node.get("invalid_path").is_some();
            api.trailing_slash = node.text_at("trailing_slash") == Some("accepted");
            let headers = node.get("headers").map(Node::entries).unwrap_or_default();
            let pair = |h: &Entry| Some((h.key.to_ascii_lowercase(), h.value.text()?.to_string()));
            api.headers = headers.iter().filter_map(pair).collect();
            api.envelope = Some(Envelope {
                data: node.text_at("data").unwrap_or("data").to_string(),
                page: node.text_at("page").map(str::to_string),
                too_large: status("too_large", 413),
                unsupported_type: status("unsupported_type", 415),
            });
        }
        if let Some(node) = root.get("x-hr-tenant") {
            api.tenant = self.tenant(node);
        }
        for entry in root.get("x-hr-rate-limit").map(Node::entries).unwrap_or_default() {
            if entry.value.get("default").and_then(Node::bool) == Some(true) {
                if api.fallback_limit.is_some() {
                    self.add(Code::UnknownPolicy, entry.spot, "a second limit is the default");
                }
                api.fallback_limit = Some(api.limits.len());
            }
            let limit = rate_limit(&entry.key, &entry.value);
            api.limits.push(limit);
        }
        api.webhooks = root.get("x-hr-webhooks").map(webhooks);
        for entry in root.get("x-hr-page").map(Node::entries).unwrap_or_default() {
            api.pages.push(page_style(&entry.key, &entry.value));
        }
    }

    /// The tenant with the description of the parameter that declares its header.
    fn tenant(&mut self, node: &'a Node) -> Option<Tenant> {
        let Some(header) = node.text_at("header") else {
            self.add(Code::Parameter, node.spot, "only a header can name the company so far");
            return None;
        };
        let root: &'a Node = self.root;
        let parameters = root.get("components").and_then(|c| c.get("parameters"));
        let declared = parameters.map(Node::entries).unwrap_or_default().iter().find(|p| {
            p.value.text_at("in") == Some("header")
                && p.value.text_at("name").is_some_and(|n| n.eq_ignore_ascii_case(header))
        });
        let doc = declared.and_then(|p| p.value.text_at("description")).map(tidy);
        let before_scope = node.get("before_scope").and_then(Node::bool).unwrap_or(false);
        let (header, doc) = (header.to_string(), doc.unwrap_or_default());
        Some(Tenant { header, before_scope, doc })
    }

    /// The limit that counts for an operation.
    pub fn limit_of(&mut self, node: &'a Node, api: &Api) -> Option<usize> {
        let Some(stated) = node.get("x-hr-rate-limit") else { return api.fallback_limit };
        let names: Vec<&Name> = api.limits.iter().map(|l| &l.name).collect();
        self.named(stated, &names, "rate limit")
    }

    pub fn page_of(&mut self, node: &'a Node, api: &Api) -> Option<usize> {
        let names: Vec<&Name> = api.pages.iter().map(|p| &p.name).collect();
        self.named(node.get("x-hr-page")?, &names, "page style")
    }

    fn named(&mut self, stated: &'a Node, names: &[&Name], what: &str) -> Option<usize> {
        let text = stated.text().unwrap_or_default();
        let found = names.iter().position(|n| n.snake() == text);
        if found.is_none() {
            let what = format!("the root has no {what} `{text}`");
            self.add(Code::UnknownPolicy, stated.spot, what);
        }
        found
    }

    /// Whether the operation is about the company that the tenant header names.
    pub fn tenant_of(&mut self, node: &'a Node, api: &Api, declared: Option<Spot>) -> Tenancy {
        let Some(tenant) = &api.tenant else { return Tenancy::None };
        let wanted = match node.text_at("x-hr-tenant") {
            Some("none") => Tenancy::None,
            Some("optional") => Tenancy::Optional,
            _ => Tenancy::Required,
        };
        match (wanted != Tenancy::None, declared) {
            (true, None) => {
                let what = format!("the operation does not declare `{}`", tenant.header);
                self.add_own(Code::TenantHeader, node.spot, what);
            }
            (false, Some(spot)) => {
                let what = format!("`{}` is declared where `x-hr-tenant` is none", tenant.header);
                self.add_own(Code::TenantHeader, spot, what);
            }
            _ => {}
        }
        wanted
    }
}

pub fn provenance(node: &Node) -> Provenance {
    match node.text_at("x-hr-provenance") {
        Some("public") => Provenance::Public,
        Some("ours") => Provenance::Ours,
        _ => Provenance::Vendor,
    }
}

/// Status and rule of each refusal that only the records can give.
pub fn refusals(node: &Node) -> Vec<(u16, String)> {
    let stated = node.get("x-hr-refusals").map(Node::items).unwrap_or_default();
    let rows = stated.iter().filter_map(|r| {
        let status = r.get("status").and_then(Node::whole)?;
        Some((u16::try_from(status).ok()?, r.text_at("rule").map(tidy)?))
    });
    rows.collect()
}

fn rate_limit(key: &str, node: &Node) -> RateLimit {
    let number = |key: &str| {
        node.get(key).and_then(Node::whole).and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
    };
    let headers = |which: &str| {
        let name = |key: &str| node.get(which)?.text_at(key).map(str::to_string);
        LimitHeaders { limit: name("limit"), remaining: name("remaining"), reset: name("reset") }
    };
    RateLimit {
        name: Name(words_of(key, Noun::Policy)),
        limit: number("limit"),
        window_s: number("window_s"),
        key: node.text_at("key").unwrap_or("client").to_string(),
        before_auth: node.get("before_auth").and_then(Node::bool).unwrap_or(false),
        field: node.text_at("field").map(str::to_string),
        headers: headers("headers"),
        refused_headers: headers("refused_headers"),
    }
}

fn page_style(key: &str, node: &Node) -> PageStyle {
    let totals = node.get("totals").map(Node::entries).unwrap_or_default();
    let totals = totals.iter().filter_map(|t| {
        let carries = match t.value.text()? {
            "number" => PageTotal::Number,
            "size" => PageTotal::Size,
            "items" => PageTotal::Items,
            "pages" => PageTotal::Pages,
            "has_next" => PageTotal::HasNext,
            "has_previous" => PageTotal::HasPrevious,
            "first" => PageTotal::First,
            "last" => PageTotal::Last,
            "next" => PageTotal::Next,
            "path" => PageTotal::Path,
            _ => return None,
        };
        Some((t.key.clone(), carries))
    });
    PageStyle {
        name: Name(words_of(key, Noun::Policy)),
        number: node.text_at("number").unwrap_or_default().to_string(),
        size: node.text_at("size").unwrap_or_default().to_string(),
        links: node.text_at("links").map(str::to_string),
        totals: totals.collect(),
    }
}

fn webhooks(node: &Node) -> Webhooks {
    let text = |key: &str| node.text_at(key).unwrap_or_default().to_string();
    let tolerance = node.get("tolerance_s").and_then(Node::whole);
    Webhooks {
        id: text("id"),
        timestamp: text("timestamp"),
        signature: text("signature"),
        secret_prefix: text("secret_prefix"),
        tolerance_s: tolerance.and_then(|s| u32::try_from(s).ok()).unwrap_or(300),
    }
}
