//! `kit.json`, `identities.json` and `callers.json`: what the runner reads, and who calls.

use serde_json::{Value, json};

use super::{base_url, refusing};
use crate::ir::*;
use crate::render::sdk_rust::token_operation;

/// A token is fetched again after this time; the shortest documented life is 900 s.
const REFRESH_S: u64 = 600;

/// Keys stand in alphabetical order, so that the bytes do not hang on a feature of serde_json.
pub fn settings(api: &Api) -> String {
    let [status_key, success_key] = envelope_keys(api);
    pretty(&json!({
        "base_url": base_url(api),
        "refresh_s": REFRESH_S,
        "refusal_overrides": refusing(api).count(),
        "scopes": scopes(api),
        "status_key": status_key,
        "success_key": success_key,
        "tenant_header": api.tenant.as_ref().map(|tenant| &tenant.header),
        "token_path": token_operation(api).map(|operation| &operation.path),
    }))
}

/// The demo's identities: the caller under test, its peer, and those with a role or scopes.
pub fn identities(api: &Api) -> String {
    pretty(&json!(api.demo))
}

/// The two callers as a Web Fuzzing Commons document: what `[auth.wfc]` needs to exist. The hooks
/// put callers in their place that sign in as the document says.
pub fn callers_of_schemathesis(api: &Api) -> String {
    let placeholder = json!([{"name": "X-Replaced-By", "value": "hooks.py"}]);
    let all: Vec<Value> = callers(api)
        .iter()
        .map(|name| json!({"fixedHeaders": placeholder, "name": name}))
        .collect();
    pretty(&json!({"auth": all}))
}

/// Names of the caller under test and of its peer.
pub fn callers(api: &Api) -> Vec<&str> {
    api.demo.iter().take(2).filter_map(|identity| identity["name"].as_str()).collect()
}

fn scopes(api: &Api) -> Vec<&str> {
    let all = api.security.iter().filter_map(|scheme| match &scheme.kind {
        SecurityKind::ClientCredentials { scopes, .. } => Some(scopes),
        _ => None,
    });
    all.flatten().map(|(scope, _)| scope.as_str()).collect()
}

/// The keys of the envelope that repeat the status and say success, from the failures' constants.
fn envelope_keys(api: &Api) -> [Option<&str>; 2] {
    let mut keys = [None, None];
    for response in api.operations.iter().flat_map(|operation| &operation.responses) {
        for field in response.media.iter().flat_map(|media| fields(api, &media.value.ty)) {
            match &field.constant {
                Some(Literal::Number(code)) if *code == response.status.to_string() => {
                    keys[0] = keys[0].or(Some(field.wire.as_str()));
                }
                Some(Literal::Bool(false)) if response.status >= 400 => {
                    keys[1] = keys[1].or(Some(field.wire.as_str()));
                }
                _ => {}
            }
        }
    }
    keys
}

fn fields<'a>(api: &'a Api, ty: &Type) -> &'a [Field] {
    match ty {
        Type::Ref(id) => match &api.ty(*id).kind {
            TypeKind::Struct(structure) => &structure.fields,
            _ => &[],
        },
        _ => &[],
    }
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
