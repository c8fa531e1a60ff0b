//! `api.py` and `client.py`: what a client of this API has to say about itself.

use super::model::{Sdk, import_line, imports};
use super::text::{doc, line, quoted};
use crate::ir::*;
use crate::render::Output;
use crate::render::sdk;
use crate::render::sdk_rust::token_operation;

/// Arguments that every client has.
const TAKEN: &[&str] = &[
    "base_url",
    "headers",
    "http_client",
    "pacing",
    "product",
    "proxy",
    "repeat_unsafe",
    "retries",
    "self",
    "timeout",
    "transport",
];

/// The arguments of a client that serve one security scheme.
pub struct Credentials<'a> {
    pub scheme: &'a SecurityScheme,
    pub kind: &'static str,
    /// Beside a ready token.
    pub args: Vec<String>,
    pub token: Option<String>,
    pub scopes: Option<String>,
}

impl Sdk<'_> {
    /// Where calls go by default: the first server that is a whole URL without gaps.
    pub fn base_url(&self) -> Option<&str> {
        let servers = self.api.servers.iter().map(|(url, _)| url.as_str());
        servers.into_iter().find(|url| url.contains("://") && !url.contains('{'))
    }

    /// The argument that names the company: `X-Enterprise-Id` → `enterprise_id`.
    pub fn tenant_argument(&self) -> Option<String> {
        let word = snake(&self.api.tenant.as_ref()?.header);
        Some(word.strip_prefix("x_").map(str::to_owned).unwrap_or(word))
    }

    /// The schemes that some operation cannot do without, with their arguments.
    pub fn credentials(&self) -> Vec<Credentials<'_>> {
        let wanted = |index: usize| {
            let firm = self.api.operations.iter().filter(|operation| !operation.security_optional);
            let needed = firm.flat_map(|operation| &operation.security);
            let mut all = needed.flat_map(|needs| std::iter::once(needs).chain(&needs.and));
            all.any(|needs| needs.scheme == index)
        };
        let mut taken: Vec<String> = TAKEN.iter().map(|word| (*word).to_owned()).collect();
        taken.extend(self.tenant_argument());
        let schemes = self.api.security.iter().enumerate().filter(|(index, _)| wanted(*index));
        let mut all = Vec::new();
        for (_, scheme) in schemes {
            let mut free = |word: &str| {
                let word = crate::names::words::python(word);
                let mut name = word.clone();
                if taken.contains(&name) {
                    name = format!("{}_{word}", snake(&scheme.wire));
                }
                while taken.contains(&name) {
                    name.push('_');
                }
                taken.push(name.clone());
                name
            };
            let (kind, words): (&'static str, Vec<String>) = match &scheme.kind {
                SecurityKind::ClientCredentials { .. } => {
                    ("client_credentials", vec!["client_id".into(), "client_secret".into()])
                }
                SecurityKind::Bearer => {
                    let asks = scheme.token.iter().flat_map(|source| &source.asks);
                    ("bearer", asks.map(Name::snake).collect())
                }
                SecurityKind::Basic => ("basic", vec!["username".into(), "password".into()]),
                SecurityKind::ApiKey(_) => ("key", vec![snake(&scheme.wire)]),
            };
            let args = words.iter().map(|word| free(word)).collect();
            let tokens = matches!(kind, "client_credentials" | "bearer");
            let token = tokens.then(|| free("token"));
            let scopes = (kind == "client_credentials").then(|| free("scopes"));
            all.push(Credentials { scheme, kind, args, token, scopes });
        }
        all
    }

    /// `api.py`
    pub fn api_file(&self) -> Output {
        let credentials = self.credentials();
        let schemes: String =
            credentials.iter().map(|credential| self.scheme_row(credential)).collect();
        let schemes =
            if schemes.is_empty() { "()".to_owned() } else { format!("(\n{schemes}    )") };
        let text = |text: Option<&str>| text.map_or("None".to_owned(), quoted);
        let rows: String = self
            .api
            .operations
            .iter()
            .map(|operation| format!("        operations.{},\n", operation.id.screaming()))
            .collect();
        let rows = match rows.is_empty() {
            true => rows,
            false => format!("\n    each.id: each\n    for each in (\n{rows}    )\n"),
        };
        let agent = format!("{}/{}", sdk::package(self.api), self.version());
        let body = format!(
            "API = Api(\n    name={},\n    user_agent={},\n    base_url={},\n    \
             tenant_header={},\n    \
             tenant_argument={},\n    schemes={schemes},\n    errors=STATUS_ERRORS,\n)\n\
             OPERATIONS: Mapping[str, Operation[Any]] = {{{rows}}}\n\
             \"\"\"Every operation by its id, in document order.\"\"\"\n",
            quoted(&self.api.folder),
            quoted(&agent),
            text(self.base_url()),
            text(self.api.tenant.as_ref().map(|tenant| tenant.header.as_str())),
            quoted(&self.tenant_argument().unwrap_or_default()),
        );
        let rows = ["Api", "Operation", "Scheme", "TokenSource"];
        let head = "from collections.abc import Mapping\nfrom typing import Any\n\n\
                    from . import operations\n"
            .to_owned()
            + &imports(&body, &[("._runtime.operation", &rows)])
            + "from .errors import STATUS_ERRORS\n";
        self.module_file(
            "api.py",
            &["The API that this package speaks, as data."],
            &format!("{head}\n{body}"),
        )
    }

    fn scheme_row(&self, credential: &Credentials<'_>) -> String {
        let args: String = credential.args.iter().map(|arg| format!("{}, ", quoted(arg))).collect();
        let args =
            if credential.args.len() == 1 { args.trim_end() } else { args.trim_end_matches(", ") };
        let mut out = format!(
            "        Scheme(\n            wire={},\n            \
             kind=\"{}\",\n            args=({args}),\n",
            quoted(&credential.scheme.wire),
            credential.kind
        );
        if let Some(token) = &credential.token {
            out.push_str(&format!("            token={},\n", quoted(token)));
        }
        if let Some(scopes) = &credential.scopes {
            out.push_str(&format!("            scopes={},\n", quoted(scopes)));
            let endpoint = token_operation(self.api)
                .map_or("_TOKEN_ENDPOINT".to_owned(), |operation| operation.id.screaming());
            out.push_str(&format!("            endpoint=operations.{endpoint},\n"));
        }
        if let SecurityKind::ApiKey(header) = &credential.scheme.kind {
            out.push_str(&format!("            header={},\n", quoted(header)));
            if let Place::Query | Place::Cookie = credential.scheme.place {
                let place = format!("{:?}", credential.scheme.place).to_lowercase();
                out.push_str(&format!("            place=\"{place}\",\n"));
            }
        }
        if let (Some(source), "bearer") = (&credential.scheme.token, credential.kind) {
            out.push_str(&self.source_row(source, &credential.args));
        }
        out + "        ),\n"
    }

    fn source_row(&self, source: &TokenSource, args: &[String]) -> String {
        let asks: String = args.iter().map(|arg| format!("{}, ", quoted(arg))).collect();
        let asks = if args.len() == 1 { asks.trim_end() } else { asks.trim_end_matches(", ") };
        let arg = |index: &usize| args.get(*index).map_or("", String::as_str);
        let parts: String = source
            .body
            .iter()
            .map(|(key, part)| {
                let (word, of) = match part {
                    TokenPart::Asked(index) => ("asked", arg(index)),
                    TokenPart::Constant(text) => ("constant", text.as_str()),
                    TokenPart::Tenant => ("tenant", ""),
                    TokenPart::Nonce => ("nonce", ""),
                    TokenPart::Digest(index) => ("digest", arg(index)),
                };
                format!("                    {}: (\"{word}\", {}),\n", quoted(key), quoted(of))
            })
            .collect();
        let mut ends = String::new();
        for (word, pointer) in
            [("expires_in", &source.expires_in), ("expires_at", &source.expires_at)]
        {
            if let Some(pointer) = pointer {
                ends.push_str(&format!("                {word}={},\n", quoted(pointer)));
            }
        }
        format!(
            "            source=TokenSource(\n                \
             operation=operations.{},\n                \
             asks=({asks}),\n                body={{\n{parts}                }},\n                \
             token={},\n{ends}            ),\n",
            self.api.operations[source.operation].id.screaming(),
            quoted(&source.token)
        )
    }

    /// `client.py`
    pub fn client_file(&self) -> Output {
        let credentials = self.credentials();
        let mut body = String::new();
        for is_async in [false, true] {
            body.push_str(&self.client_class(&credentials, is_async));
        }
        let tags: Vec<(String, String)> =
            self.tags().map(|(_, tag)| (self.module(tag), tag.name.pascal())).collect();
        let calls: String = tags
            .iter()
            .map(|(module, name)| {
                let (one, other) = (format!("Async{name}Calls"), format!("{name}Calls"));
                import_line(&format!(".calls.{module}"), &[&one, &other])
            })
            .collect();
        let bases = if tags.is_empty() {
            "from ._runtime.async_client import BaseAsyncClient\n\
             from ._runtime.sync_client import BaseClient\n"
        } else {
            ""
        };
        let sequence = imports(&body, &[("collections.abc", &["Mapping", "Sequence"])]);
        let secret = imports(&body, &[("pydantic", &["SecretStr"])]);
        let head = format!(
            "{sequence}\nimport httpx\n{secret}\nfrom ._runtime.engine import Setup\n{bases}\
             from .api import API\n{calls}"
        );
        let why = format!("The clients for {} {}.", line(&self.api.title), line(&self.api.version));
        self.module_file("client.py", &[&why], &format!("{head}{body}"))
    }

    fn client_class(&self, credentials: &[Credentials<'_>], is_async: bool) -> String {
        let word = if is_async { "Async" } else { "" };
        let bases: String = self
            .tags()
            .map(|(_, tag)| format!("    {word}{}Calls,\n", tag.name.pascal()))
            .collect();
        let bases = match bases.is_empty() {
            true => format!("    Base{word}Client,\n"),
            false => bases,
        };
        let docs = doc(
            4,
            &[
                &format!(
                    "Speaks {}{}.",
                    line(&self.api.title),
                    if is_async { ", awaiting" } else { "" }
                ),
                "Calls share token, pacing and connections; close it, or use it in a `with`.",
            ],
            "",
        );
        let docs = if is_async { docs.replace("a `with`", "an `async with`") } else { docs };
        let mut arguments = String::from("        *,\n");
        let optional = if self.base_url().is_some() { " | None = None" } else { "" };
        arguments.push_str(&format!("        base_url: str{optional},\n"));
        let (asked, given) = credential_arguments(credentials);
        arguments.push_str(&asked);
        let tenant = self.tenant_argument();
        if let Some(tenant) = &tenant {
            arguments.push_str(&format!("        {tenant}: str | None = None,\n"));
        }
        let kind = if is_async { "Async" } else { "" };
        let base = if is_async { "AsyncBase" } else { "Base" };
        arguments.push_str(&format!(
            "        timeout: float = 30.0,\n        retries: int = 2,\n        \
             repeat_unsafe: bool = False,\n        \
             headers: Mapping[str, str] | None = None,\n        \
             pacing: bool = False,\n        product: str | None = None,\n        \
             http_client: httpx.{kind}Client | None = None,\n        \
             transport: httpx.{base}Transport | None = None,\n        \
             proxy: str | httpx.Proxy | None = None,\n"
        ));
        let given =
            if given.is_empty() { "{}".to_owned() } else { format!("{{\n{given}            }}") };
        format!(
            "\n\nclass {word}Client(\n{bases}):\n{docs}\n    \
             def __init__(\n        self,\n{arguments}    \
             ) -> None:\n        setup = Setup(\n            base_url=base_url,\n            \
             tenant={},\n            given={given},\n            timeout=timeout,\n            \
             retries=retries,\n            repeat_unsafe=repeat_unsafe,\n            \
             headers=headers,\n            \
             pacing=pacing,\n            product=product,\n        )\n        \
             super().__init__(API, setup, http_client, transport, proxy)\n",
            tenant.as_deref().unwrap_or("None"),
        )
    }
}

/// The arguments for credentials, and the same as entries of a dict.
fn credential_arguments(credentials: &[Credentials<'_>]) -> (String, String) {
    let mut arguments = String::new();
    let mut given = String::new();
    for credential in credentials {
        for (index, arg) in credential.args.iter().enumerate() {
            let plain = credential.kind != "key" && index == 0 && credential.args.len() > 1;
            let ty = if plain { "str" } else { "str | SecretStr" };
            arguments.push_str(&format!("        {arg}: {ty} | None = None,\n"));
            given.push_str(&format!("                {}: {arg},\n", quoted(arg)));
        }
        if let Some(scopes) = &credential.scopes {
            arguments.push_str(&format!("        {scopes}: Sequence[str] = (),\n"));
            given.push_str(&format!("                {}: tuple({scopes}),\n", quoted(scopes)));
        }
        if let Some(token) = &credential.token {
            arguments.push_str(&format!("        {token}: str | SecretStr | None = None,\n"));
            given.push_str(&format!("                {}: {token},\n", quoted(token)));
        }
    }
    (arguments, given)
}

/// `serviceKey` → `service_key`
pub fn snake(text: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in text.chars() {
        let joint = !c.is_ascii_alphanumeric() && !out.is_empty() && !out.ends_with('_');
        if (c.is_ascii_uppercase() && lower) || joint {
            out.push('_');
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
        lower = c.is_ascii_lowercase();
    }
    let out = out.trim_end_matches('_').to_owned();
    match out.chars().next() {
        None => "key".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("key_{out}"),
        Some(_) => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_and_schemes_become_arguments() {
        for (text, name) in [
            ("X-Enterprise-Id", "x_enterprise_id"),
            ("app-id", "app_id"),
            ("serviceKey", "service_key"),
            ("API--KEY-", "api_key"),
            ("2fa", "key_2fa"),
            ("***", "key"),
        ] {
            assert_eq!(snake(text), name);
        }
    }
}
