//! What a client of this API has to be told: its company and its credentials, as options.

use super::model::Sdk;
use super::spell;
use crate::ir::*;
use crate::render::sdk_rust::token_operation;

/// Options that every client has.
const TAKEN: &[&str] = &[
    "baseUrl",
    "clock",
    "fetch",
    "headers",
    "pacing",
    "repeatUnsafe",
    "retries",
    "timeoutMs",
    "userAgent",
];

/// One option of the client.
pub struct Choice {
    pub name: String,
    pub ty: String,
    pub doc: String,
}

/// A security scheme with the names of its options.
pub struct Credential<'a> {
    pub scheme: &'a SecurityScheme,
    /// A token or key that the caller holds.
    pub token: Option<String>,
    /// Client id, client secret and scopes, or user and password.
    pub pair: Vec<String>,
    /// What a login asks, in its order.
    pub asks: Vec<String>,
}

/// All options of this API's client, and who reads them.
pub struct Choices<'a> {
    pub tenant: Option<String>,
    pub credentials: Vec<Credential<'a>>,
    pub all: Vec<Choice>,
}

impl<'a> Choices<'a> {
    pub fn of(sdk: &Sdk<'a>) -> Self {
        let api = sdk.api;
        let mut choices = Self { tenant: None, credentials: Vec::new(), all: Vec::new() };
        if let Some(tenant) = &api.tenant {
            let word = spell::camel(tenant.header.trim_start_matches(['x', 'X', '-']));
            let word = if word == "empty" { "tenant".to_owned() } else { word };
            let doc = match tenant.doc.trim() {
                "" => format!("The company, sent as `{}`.", tenant.header),
                text => text.to_owned(),
            };
            choices.tenant = Some(choices.claim(&word, "tenant", "string", doc));
        }
        for scheme in schemes(api) {
            let credential = choices.credential(api, scheme);
            choices.credentials.push(credential);
        }
        choices
    }

    /// The credential of a scheme by its name.
    pub fn find(&self, scheme: &str) -> Option<&Credential<'a>> {
        self.credentials.iter().find(|credential| credential.scheme.wire == scheme)
    }

    /// The option that asks for every scope, where there are scopes.
    pub fn all_scopes(&self) -> Option<(String, String)> {
        self.credentials.iter().find_map(|credential| match &credential.scheme.kind {
            SecurityKind::ClientCredentials { scopes, .. } if !scopes.is_empty() => {
                let all = scopes.iter().map(|(scope, _)| spell::text(scope));
                Some((credential.pair.get(2)?.clone(), spell::list(all)))
            }
            _ => None,
        })
    }

    fn credential(&mut self, api: &Api, scheme: &'a SecurityScheme) -> Credential<'a> {
        let wire = &scheme.wire;
        let mut own = Credential { scheme, token: None, pair: Vec::new(), asks: Vec::new() };
        let held = "A token that the caller holds already; it is never renewed.";
        match &scheme.kind {
            SecurityKind::ApiKey(header) => {
                let doc = format!("A key, sent as `{header}`.");
                own.token = Some(self.claim(&spell::camel(wire), wire, SECRET, doc));
            }
            SecurityKind::Basic => {
                let user = self.claim("username", wire, "string", "Who calls.".to_owned());
                let password = self.claim("password", wire, SECRET, "Its password.".to_owned());
                own.pair = vec![user, password];
            }
            SecurityKind::Bearer => {
                own.token = Some(self.claim("token", wire, SECRET, held.to_owned()));
            }
            SecurityKind::ClientCredentials { scopes, .. } => {
                let scopes = scopes.iter().map(|(scope, _)| spell::text(scope) + " | ");
                let scopes = format!("readonly ({}(string & {{}}))[]", scopes.collect::<String>());
                let texts = [
                    (
                        "clientId",
                        "string",
                        "The client's id: a token is fetched when it is needed.",
                    ),
                    ("clientSecret", SECRET, "The client's secret."),
                    ("scopes", &scopes, "Scopes to ask for; if not said, what the server gives."),
                ];
                own.pair =
                    texts.map(|(word, ty, doc)| self.claim(word, wire, ty, doc.to_owned())).into();
                own.token = Some(self.claim("token", wire, SECRET, held.to_owned()));
            }
        }
        for ask in scheme.token.iter().flat_map(|source| &source.asks) {
            let word = ask.camel();
            let ty = if is_secret(&word) { SECRET } else { "string" };
            let by = scheme.token.as_ref().and_then(|of| api.operations.get(of.operation));
            let by = by.map(|operation| operation.id.camel()).unwrap_or_default();
            let doc = format!("For `{by}`, which gives a token when it is needed.");
            own.asks.push(self.claim(&word, wire, ty, doc));
        }
        own
    }

    /// `word`, or with the scheme's name before it where `word` is in use.
    fn claim(&mut self, word: &str, scheme: &str, ty: &str, doc: String) -> String {
        let taken = |all: &[Choice], name: &str| {
            TAKEN.contains(&name) || all.iter().any(|choice| choice.name == name)
        };
        let mut name = word.to_owned();
        if taken(&self.all, &name) {
            let mut long = spell::camel(scheme);
            long.push_str(&name[..1].to_uppercase());
            long.push_str(&name[1..]);
            name = long;
        }
        while taken(&self.all, &name) {
            name.push('_');
        }
        self.all.push(Choice { name: name.clone(), ty: ty.to_owned(), doc });
        name
    }
}

const SECRET: &str = "string | Secret";

fn is_secret(word: &str) -> bool {
    let word = word.to_lowercase();
    ["secret", "password", "token", "key"].iter().any(|part| word.contains(part))
}

/// The schemes that some operation cannot do without.
fn schemes(api: &Api) -> impl Iterator<Item = &SecurityScheme> {
    let wanted = |index: usize| {
        let firm = api.operations.iter().filter(|operation| !operation.security_optional);
        let needed = firm.flat_map(|operation| &operation.security);
        let mut all = needed.flat_map(|needs| std::iter::once(needs).chain(&needs.and));
        all.any(|needs| needs.scheme == index)
    };
    let all = api.security.iter().enumerate();
    all.filter(move |(index, _)| wanted(*index)).map(|(_, scheme)| scheme)
}

impl Sdk<'_> {
    /// The rows of `credentials` in `api.js`.
    pub fn credential_rows(&self, choices: &Choices<'_>) -> String {
        let mut out = String::new();
        for credential in &choices.credentials {
            let kind = match credential.scheme.kind {
                SecurityKind::ApiKey(_) => "key",
                SecurityKind::Basic => "basic",
                _ => "bearer",
            };
            out.push_str("    {\n");
            let mut row = |key: &str, value: String| {
                out.push_str(&format!("      {key}: {value},\n"));
            };
            row("scheme", spell::text(&credential.scheme.wire));
            row("kind", format!("'{kind}'"));
            if let SecurityKind::ApiKey(header) = &credential.scheme.kind {
                row("header", spell::text(header));
                if let Place::Query | Place::Cookie = credential.scheme.place {
                    let place = format!("{:?}", credential.scheme.place).to_lowercase();
                    row("place", format!("'{place}'"));
                }
            }
            if let Some(token) = &credential.token {
                row("token", spell::text(token));
            }
            match credential.pair.as_slice() {
                [user, password] => {
                    row("user", spell::text(user));
                    row("password", spell::text(password));
                }
                [id, secret, scopes] => row(
                    "client",
                    format!(
                        "{{ operation: {}, id: '{id}', secret: '{secret}', scopes: '{scopes}' }}",
                        self.token_endpoint(credential.scheme)
                    ),
                ),
                _ => {}
            }
            if let Some(source) = &credential.scheme.token {
                row("login", self.login(source, &credential.asks));
            }
            out.push_str("    },\n");
        }
        out
    }

    /// The operation behind a token URL, or a row of its own where the document has none.
    fn token_endpoint(&self, scheme: &SecurityScheme) -> String {
        if let Some(operation) = token_operation(self.api) {
            return format!("OPERATIONS.{}", operation.id.camel());
        }
        let SecurityKind::ClientCredentials { token_url, .. } = &scheme.kind else {
            return "undefined".to_owned();
        };
        let path = match token_url.starts_with("http") {
            true => token_url.clone(),
            false => format!("/{}", token_url.trim_start_matches('/')),
        };
        format!(
            "{{ id: 'token', method: 'POST', path: {}, accept: 'application/json', answers: [] }}",
            spell::text(&path)
        )
    }

    fn login(&self, source: &TokenSource, asks: &[String]) -> String {
        let Some(operation) = self.api.operations.get(source.operation) else {
            return "undefined".to_owned();
        };
        let media = operation.body.iter().flat_map(|body| &body.media);
        let json = media.clone().find(|media| media.kind == MediaKind::Json);
        let ty = json.map_or("application/json", |media| media.content_type.as_str());
        let parts = source.body.iter().map(|(key, part)| {
            let part = match part {
                TokenPart::Asked(index) => format!("'asked', {index}"),
                TokenPart::Constant(value) => format!("'constant', {}", spell::text(value)),
                TokenPart::Tenant => "'tenant'".to_owned(),
                TokenPart::Nonce => "'nonce'".to_owned(),
                TokenPart::Digest(index) => format!("'digest', {index}"),
            };
            format!("\n          [{}, {part}],", spell::text(key))
        });
        let optional = |key: &str, value: &Option<String>| {
            value.as_ref().map(|it| format!("        {key}: {},\n", spell::text(it)))
        };
        format!(
            "{{\n        operation: OPERATIONS.{},\n        type: {},\n        asks: {},\n        \
             body: [{}\n        ],\n        token: {},\n{}{}      }}",
            operation.id.camel(),
            spell::text(ty),
            spell::list(asks.iter().map(|ask| spell::text(ask))),
            parts.collect::<String>(),
            spell::text(&source.token),
            optional("expiresIn", &source.expires_in).unwrap_or_default(),
            optional("expiresAt", &source.expires_at).unwrap_or_default(),
        )
    }
}
