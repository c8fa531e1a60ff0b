//! The demo company's first identity as options of a client, for README, example and tests.

use serde_json::Value;

use super::credentials::Choices;
use super::model::Sdk;
use super::spell;
use crate::ir::*;

impl Sdk<'_> {
    /// Option and its value as source, in the order of the options.
    pub fn demo_options(&self, choices: &Choices<'_>) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        let Some(demo) = self.api.demo.first() else { return found };
        let mut others: Vec<(String, String)> = Vec::new();
        for (name, value) in demo["headers"].as_object().into_iter().flatten() {
            let Some(value) = value.as_str() else { continue };
            let tenant = self.api.tenant.as_ref();
            match (tenant.filter(|t| t.header.eq_ignore_ascii_case(name)), &choices.tenant) {
                (Some(_), Some(option)) => found.push((option.clone(), spell::text(value))),
                _ => others.push((spell::key(name), spell::text(value))),
            }
        }
        for (scheme, told) in demo["credentials"].as_object().into_iter().flatten() {
            if let Some(credential) = choices.find(scheme) {
                let named = |name: &str| told[name].as_str().map(str::to_owned);
                let mut add = |option: Option<&String>, value: Option<String>| {
                    if let (Some(option), Some(value)) = (option, value) {
                        found.push((option.clone(), spell::text(&value)));
                    }
                };
                if told.get("login").is_some() {
                    let source = credential.scheme.token.as_ref();
                    for (index, option) in credential.asks.iter().enumerate() {
                        add(Some(option), source.and_then(|of| asked(of, index, told)));
                    }
                } else if told.get("client_id").is_some() {
                    add(credential.pair.first(), named("client_id"));
                    add(credential.pair.get(1), named("client_secret"));
                } else {
                    add(credential.token.as_ref(), named("token"));
                }
            }
        }
        if !others.is_empty() {
            let rows = others.iter().map(|(name, value)| format!("{name}: {value}"));
            found.push((
                "headers".to_owned(),
                format!("{{ {} }}", rows.collect::<Vec<_>>().join(", ")),
            ));
        }
        found
    }
}

/// What the demo's login gives for the argument at `index`.
fn asked(source: &TokenSource, index: usize, told: &Value) -> Option<String> {
    let find = |wanted: TokenPart| source.body.iter().find(|(_, part)| *part == wanted);
    if let Some((key, _)) = find(TokenPart::Asked(index)) {
        return told["body"][key].as_str().map(str::to_owned);
    }
    find(TokenPart::Digest(index))?;
    told["digest"]["secret"].as_str().map(str::to_owned)
}
