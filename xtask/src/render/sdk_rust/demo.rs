//! The demo's first identity as calls of the builder, for the README, the example and the tests.

use proc_macro2::Ident;
use serde_json::Value;

use super::builder::tenant_ident;
use super::model::Sdk;
use crate::ir::*;

/// A method of the builder and the texts that it takes.
pub struct Said {
    pub method: Ident,
    pub texts: Vec<String>,
}

impl Sdk<'_> {
    /// What the demo's first identity says of itself; nothing where the document has no demo.
    pub fn demo_says(&self) -> Vec<Said> {
        let Some(identity) = self.api.demo.first() else { return Vec::new() };
        let mut said = Vec::new();
        for methods in self.builder_methods() {
            let known = &identity["credentials"][&methods.scheme.wire];
            let own = methods
                .own
                .and_then(|method| Some(Said { method, texts: own_texts(methods.scheme, known)? }));
            let token = || {
                let texts = vec![known["token"].as_str()?.to_owned()];
                Some(Said { method: methods.token?, texts })
            };
            said.extend(own.or_else(token));
        }
        if let Some(tenant) = &self.api.tenant {
            let headers = identity["headers"].as_object();
            let named = headers.into_iter().flatten();
            let mut named = named.filter(|(name, _)| name.eq_ignore_ascii_case(&tenant.header));
            if let Some((_, Value::String(id))) = named.next() {
                said.push(Said { method: tenant_ident(tenant), texts: vec![id.clone()] });
            }
        }
        said
    }
}

/// What the scheme's own method takes, from an identity's credentials.
fn own_texts(scheme: &SecurityScheme, known: &Value) -> Option<Vec<String>> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    match &scheme.kind {
        SecurityKind::ClientCredentials { .. } => {
            Some(vec![text(&known["client_id"])?, text(&known["client_secret"])?])
        }
        SecurityKind::ApiKey(_) => Some(vec![text(&known["token"])?]),
        SecurityKind::Basic => None,
        SecurityKind::Bearer => {
            let login = scheme.token.as_ref()?;
            let asked = |index: usize| {
                login.body.iter().find_map(|(key, part)| match part {
                    TokenPart::Asked(at) if *at == index => text(&known["body"][key]),
                    TokenPart::Digest(at) if *at == index => text(&known["digest"]["secret"]),
                    _ => None,
                })
            };
            (0..login.asks.len()).map(asked).collect()
        }
    }
}
