//! Who calls: the identities of the demo, the schemes they sign in for, scopes and roles.

use serde_json::Value;

use super::Document;
use crate::operation::{Operation, text};

impl Document {
    /// The identities of the demo, as written.
    pub fn identities(&self) -> &[Value] {
        self.root["x-hr-demo"].as_array().map_or(&[], Vec::as_slice)
    }

    pub fn identity(&self, name: &str) -> &Value {
        let found = self.identities().iter().find(|i| i["name"] == name);
        found.unwrap_or_else(|| panic!("{}: nobody is called {name}", self.name))
    }

    /// The name of the identity that may do everything.
    pub fn owner(&self) -> String {
        text(&self.identities().first().expect("no identity")["name"])
    }

    /// The name of the identity of the other company.
    pub fn other(&self) -> String {
        text(&self.identities().get(1).expect("no identity of another company")["name"])
    }

    /// The header that names the company.
    pub fn tenant_header(&self) -> Option<&str> {
        self.root["x-hr-tenant"]["header"].as_str()
    }

    /// The header of a security scheme, and what stands before the secret in it.
    pub fn carrier(&self, scheme: &str) -> (String, &'static str) {
        let it = &self.root["components"]["securitySchemes"][scheme];
        match it["type"].as_str() {
            Some("apiKey") => (text(&it["name"]).to_lowercase(), ""),
            Some(_) => ("authorization".to_owned(), "Bearer "),
            None => panic!("{}: no scheme {scheme}", self.name),
        }
    }

    /// The kind of principal behind a scheme: client, user, service or token.
    pub fn principal(&self, scheme: &str) -> String {
        text(&self.root["components"]["securitySchemes"][scheme]["x-hr-principal"])
    }

    /// The operation that issues tokens for client credentials.
    pub fn token_operation(&self) -> Option<&Operation> {
        let schemes = self.root["components"]["securitySchemes"].as_object()?;
        let url = "/flows/clientCredentials/tokenUrl";
        let url = schemes.values().find_map(|it| it.pointer(url)?.as_str())?;
        self.operations.iter().find(|o| url == format!("{}{}", self.prefix, o.path))
    }

    /// Every scope: those that a scheme lists, else those that operations ask for.
    pub fn all_scopes(&self) -> Vec<String> {
        let schemes = self.root["components"]["securitySchemes"].as_object();
        let listed = schemes.into_iter().flatten().filter_map(|(_, it)| {
            it.pointer("/flows/clientCredentials/scopes").and_then(Value::as_object)
        });
        let mut all: Vec<String> = listed.flatten().map(|(scope, _)| scope.clone()).collect();
        if all.is_empty() {
            for scope in self.operations.iter().flat_map(|o| &o.scopes) {
                if !all.contains(scope) {
                    all.push(scope.clone());
                }
            }
        }
        all
    }

    /// How high a role stands, from 0.
    pub fn level(&self, role: &str) -> usize {
        let roles = self.root["x-hr-roles"].as_array();
        let found = roles.into_iter().flatten().position(|known| known == role);
        found.unwrap_or_else(|| panic!("{}: x-hr-roles lacks {role}", self.name))
    }
}
