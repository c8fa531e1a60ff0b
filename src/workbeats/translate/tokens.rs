//! Application tokens between the API and the core.

use hr::access::{ApplicationToken, ApplicationTokenChange, NewApplicationToken};
use wire::{FromText, Secret};
use workbeats_server::types;

use super::{ids, patch};

pub fn new(sent: types::ApplicationTokenCreate, environment: &str) -> NewApplicationToken {
    NewApplicationToken {
        environment: environment.to_owned(),
        name: sent.name,
        description: sent.description.value(),
        scopes: names(&sent.scopes),
        secret: None,
    }
}

pub fn change(sent: types::ApplicationTokenUpdate) -> ApplicationTokenChange {
    ApplicationTokenChange {
        name: sent.name,
        description: patch(sent.description),
        scopes: sent.scopes.map(|scopes| names(&scopes)),
    }
}

pub fn shown(it: ApplicationToken) -> types::ApplicationToken {
    let attributes = types::ApplicationTokenAttributes {
        scopes: scopes(&it),
        environment: environment(&it),
        name: it.name,
        description: it.description.into(),
        token_prefix: it.prefix,
        last_used_at: it.last_used_at.into(),
        created_at: it.created_at,
    };
    types::ApplicationToken { id: ids::shown("token", it.id.get()), attributes }
}

/// A new token with its text, for the only time.
pub fn with_secret(it: ApplicationToken, secret: String) -> types::ApplicationTokenSecret {
    let types::ApplicationToken { id, attributes } = shown(it);
    let attributes = types::ApplicationTokenSecretAttributes {
        name: attributes.name,
        description: attributes.description,
        scopes: attributes.scopes,
        environment: attributes.environment,
        token_prefix: attributes.token_prefix,
        last_used_at: attributes.last_used_at,
        created_at: attributes.created_at,
        token: Secret(secret),
    };
    types::ApplicationTokenSecret { id, attributes }
}

fn names(scopes: &[types::Scope]) -> Vec<String> {
    scopes.iter().map(|scope| scope.as_str().to_owned()).collect()
}

/// A scope that the document does not know opens nothing and is not shown.
fn scopes(it: &ApplicationToken) -> Vec<types::Scope> {
    it.scopes.iter().filter_map(|name| types::Scope::from_text(name)).collect()
}

fn environment(it: &ApplicationToken) -> types::Environment {
    match it.environment.as_str() {
        "uat" => types::Environment::Uat,
        _ => types::Environment::Staging,
    }
}
