//! `README.md` and `examples/quickstart.rs`: the same program, which runs as it stands.

use super::builder::{Methods, tenant_ident};
use super::demo::Said;
use super::file::Printer;
use super::model::{Success, successes};
use super::runtime::Need;
use super::spelling::markdown;
use crate::ir::*;
use crate::render::Output;
use crate::render::sdk::{base_url, demo_url};
use crate::render::server::spell;

/// The call that the README shows: an operation that needs nothing, a list where there is one.
struct Shown {
    /// `EmployeeList`, where the method takes a request.
    request: Option<String>,
    /// `client.employee_list(EmployeeList::new())`
    call: String,
    paged: bool,
}

impl Printer<'_> {
    /// `examples/quickstart.rs`
    pub fn quickstart(&self) -> Output {
        let why = "//! The README's first program: reads from the demo company.\n\n";
        self.plain("examples/quickstart.rs", format!("{why}{}", self.program()))
    }

    /// `README.md`
    pub fn readme(&self) -> Output {
        let api = self.sdk.api;
        let package = self.package();
        let mut text = format!(
            "# {package}\n\nClient for {} {}: typed, async or blocking, with tokens, retries, \
             pacing, paging and files.\n\n```sh\ncargo add {package}\n\
             cargo add tokio --features full\n```\n\n\
             ## Quickstart\n\nAgainst a local demo server (`rosetta-hr serve --demo`), as \
             `src/main.rs`:\n\n```rust,no_run\n{}```\n\n",
            markdown(&api.title),
            api.version,
            self.program(),
        );
        text.push_str(&match base_url(api) {
            Some(url) => format!("Without `base_url` calls go to `{url}`.\n\n"),
            None => "`base_url` is needed: the document does not name one host for all.\n\n".into(),
        });
        text.push_str(&self.credentials());
        text.push_str(&self.calls_section());
        text.push_str(BEHAVIOUR);
        if self.needs(Need::Webhooks) {
            text.push_str(WEBHOOKS);
        }
        text.push_str(&self.blocking());
        text.push_str(&self.reference());
        text.push_str(
            "\n## Licence\n\nMIT (`LICENSE-MIT`) or Apache-2.0 (`LICENSE-APACHE`), as you like. \
             Names of vendors belong to their owners; this package is not affiliated with them.\n",
        );
        self.plain("README.md", text)
    }

    /// A whole `main.rs` against the demo.
    fn program(&self) -> String {
        let krate = self.package().replace('-', "_");
        let (mut import, mut body) = (String::new(), "    println!(\"{client:?}\");\n".to_owned());
        if let Some(Shown { request, call, paged }) = self.shown() {
            import = request.map(|request| format!(", {request}")).unwrap_or_default();
            body = match paged {
                true => format!(
                    "    let mut items = {call}.items();\n    \
                     while let Some(item) = items.next().await {{\n        \
                     println!(\"{{:?}}\", item?);\n    }}\n"
                ),
                false => format!("    println!(\"{{:?}}\", {call}.await?);\n"),
            };
        }
        let import =
            if import.is_empty() { "Client".into() } else { format!("{{Client{import}}}") };
        format!(
            "use {krate}::{import};\n\n#[tokio::main]\n\
             async fn main() -> Result<(), {krate}::Error> {{\n    let client = Client::builder()\n\
             {}        .build()?;\n\n{body}    Ok(())\n}}\n",
            self.demo_builder()
        )
    }

    fn demo_builder(&self) -> String {
        let mut lines = vec![format!("        .base_url(\"{}\")\n", demo_url(self.sdk.api))];
        for Said { method, texts } in self.sdk.demo_says() {
            let texts: Vec<String> =
                texts.iter().map(|text| spell::text(text).to_string()).collect();
            lines.push(format!("        .{method}({})\n", texts.join(", ")));
        }
        lines.concat()
    }

    /// The first list, or else the first call that needs nothing.
    fn shown(&self) -> Option<Shown> {
        let api = self.sdk.api;
        let proven = |operation: &&Operation| {
            let known = |needs: &Requirement| {
                let scheme = &api.security[needs.scheme];
                api.demo.first().is_none_or(|demo| !demo["credentials"][&scheme.wire].is_null())
            };
            operation.security.is_empty() || operation.security.iter().any(known)
        };
        let free = |operation: &&Operation| {
            operation.method == "GET"
                && operation.body.is_none()
                && operation.params.iter().all(|param| !param.value.required)
        };
        let paged = |operation: &Operation| {
            let good = successes(api, operation);
            good.iter().any(|(_, success)| matches!(success, Success::Page(_)))
        };
        let listed = |operation: &Operation| {
            let is_list = |value: &Use| matches!(self.sdk.resolve(&value.ty), Type::List(_));
            let good = successes(api, operation);
            good.iter().any(|(_, success)| match success {
                Success::Bare(value) | Success::Data(value) => is_list(value),
                _ => false,
            })
        };
        let frees = || api.operations.iter().filter(free).filter(proven);
        let found = frees().find(|operation| paged(operation));
        let found = found.or_else(|| frees().find(|operation| listed(operation)));
        let operation = found.or_else(|| frees().next())?;
        let name = self.sdk.method_ident(operation);
        let request = (!self.sdk.takes_nothing(operation))
            .then(|| self.sdk.request_ident(operation).to_string());
        let argument = request.as_ref().map(|r| format!("{r}::new()")).unwrap_or_default();
        Some(Shown { call: format!("client.{name}({argument})"), request, paged: paged(operation) })
    }

    /// How a client says who calls.
    fn credentials(&self) -> String {
        let api = self.sdk.api;
        let mut rows = String::new();
        for Methods { scheme, own, token } in self.sdk.builder_methods() {
            let asks = match &scheme.kind {
                SecurityKind::ClientCredentials { .. } => "client_id, client_secret".to_owned(),
                SecurityKind::Basic => "user, password".to_owned(),
                SecurityKind::ApiKey(_) => "key".to_owned(),
                SecurityKind::Bearer => {
                    let asks = scheme.token.iter().flat_map(|login| &login.asks);
                    asks.map(Name::snake).collect::<Vec<_>>().join(", ")
                }
            };
            let about = match &scheme.kind {
                SecurityKind::ClientCredentials { .. } => {
                    "a token is fetched, shared, and renewed before it ends; `.scopes([…])` \
                     names what it is asked for"
                }
                SecurityKind::Basic => "sent with every call",
                SecurityKind::ApiKey(_) => "sent in a header of its own",
                SecurityKind::Bearer => {
                    "the login is called once; its token is shared, and renewed before it ends or \
                     when it is refused"
                }
            };
            if let Some(own) = own {
                rows.push_str(&format!("| `.{own}({asks})` | {about} |\n"));
            }
            if let Some(token) = token {
                rows.push_str(&format!("| `.{token}(token)` | sent as it is, never renewed |\n"));
            }
        }
        if let Some(tenant) = &api.tenant {
            let plain = |c: char| if c.is_ascii_graphic() && !"`|".contains(c) { c } else { '_' };
            let header: String = tenant.header.chars().map(plain).collect();
            let name = tenant_ident(tenant);
            rows.push_str(&format!(
                "| `.{name}(id)` | sent as `{header}` where a call needs it |\n"
            ));
        }
        if rows.is_empty() {
            return String::new();
        }
        format!(
            "## Who calls\n\nGiven once, to `Client::builder()`:\n\n\
             | method | what happens |\n| --- | --- |\n{rows}\n\
             Several may be given; a call uses the first of its documented schemes that the client \
             has. Many calls at once share one fetch of a token. After a 401 a call is sent once \
             more with a new token, unless its token was fetched for that very call.\n\n"
        )
    }

    /// What a call gives and how it fails, by the call of the quickstart.
    fn calls_section(&self) -> String {
        let Some(Shown { call, paged, .. }) = self.shown() else { return String::new() };
        let pages = if paged { PAGES } else { "" };
        let text = [CALLS, pages, ERRORS].concat();
        text.replace("CALL", &call).replace("KRATE", &self.package().replace('-', "_"))
    }

    /// The same without an async runtime.
    fn blocking(&self) -> String {
        let Some(Shown { call, paged, .. }) = self.shown() else { return String::new() };
        let walk = if paged { WALK } else { "" };
        let builder = self.demo_builder().replace("        ", "    ");
        let text = BLOCKING.replace("BUILDER\n", &builder).replace("WALK\n", walk);
        text.replace("CALL", &call).replace("PACKAGE", &self.package())
    }

    /// Every operation, by tag.
    fn reference(&self) -> String {
        let sdk = self.sdk;
        let mut text = "## Operations\n".to_owned();
        for (index, tag) in sdk.api.tags.iter().enumerate() {
            let mut rows = String::new();
            for operation in sdk.api.of_tag(index) {
                let summary = markdown(&operation.summary).replace(['|', '\n'], " ");
                let (name, method) = (sdk.method_ident(operation), &operation.method);
                rows.push_str(&format!(
                    "| `{name}` | `{method} {}` | {summary} |\n",
                    operation.path
                ));
            }
            if !rows.is_empty() {
                let head = "| method of `Client` | request | what it does |\n| --- | --- | --- |\n";
                text.push_str(&format!("\n### {}\n\n{head}{rows}", markdown(&tag.wire)));
            }
        }
        text
    }
}

const CALLS: &str = r#"## Calls

```rust,ignore
let data = CALL.await?;
let answer = CALL
    .timeout(Duration::from_secs(5))
    .retries(0)
    .header("x-note", "once")
    .answer()
    .await?;
println!("{} {:?} {:?}", answer.status, answer.request_id, answer.rate_limit);
```

"#;

const PAGES: &str = r#"Lists give one page when awaited, and walk over all when asked to:

```rust,ignore
let mut items = CALL.items();
while let Some(item) = items.next().await {
    println!("{:?}", item?);
}
let mut pages = CALL.pages();
while let Some(page) = pages.next().await {
    println!("{}", page?.items.len());
}
```

"#;

const ERRORS: &str = r#"## Errors

```rust,ignore
use KRATE::Error;

match CALL.await {
    Ok(data) => println!("{data:?}"),
    Err(Error::Status(error)) => {
        println!("{} {:?} {:?}", error.status, error.message, error.request_id);
        for wrong in &error.field_errors {
            println!("{}: {}", wrong.field, wrong.message);
        }
        println!("{:?}", error.failure); // the documented body of this status
    }
    Err(Error::Timeout { .. } | Error::Connection(_)) => println!("try later"),
    Err(error) => println!("{error}"),
}
```

"#;

const BLOCKING: &str = r#"## Blocking

For programs without an async runtime: `cargo add PACKAGE --features blocking`. The same calls, run
to their end:

```rust,ignore
let client = Client::builder()
BUILDER
    .build_blocking()?;
let data = client.run(CALL)?;
WALK
```

"#;

const WALK: &str = r#"for item in client.walk(CALL.items()) {
    println!("{:?}", item?);
}
"#;

/// What holds for every API.
const BEHAVIOUR: &str = "\
## How it behaves

- **Calls.** Each operation is one method that takes one request struct: required parts in `new`, \
the rest by setters. `.await` gives the data without the envelope; `.answer().await` keeps status, \
headers, rate limit and raw body. Dropping the future cancels it.
- **Absent, null, value.** `Option` is absent or a value; `Patch` tells absent, null and a value \
apart. Codes that this version does not know come as `Other`, unknown keys of an answer in \
`extra`; both are written back as they came.
- **Numbers.** Decimals are exact (`rust_decimal`). Only in `extra` and in values without a schema \
they are `serde_json`'s numbers, exact to 15 significant digits.
- **Retries.** Two by default, 0.5 s to 8 s with jitter, `Retry-After` up to 120 s. A POST is \
repeated only when the server cannot have processed it, unless `repeat_unsafe(true)`.
- **Pacing.** `Client::builder().pacing(true)` waits on this side, so that the documented limits \
are never met.
- **Files.** `Upload::bytes(name, bytes)`, `Upload::file(path)` or `Upload::stream(name, open)`, \
the latter two streamed. `.stream().await` on any call gives the body piece by piece.
- **Errors.** Connection, timeout, invalid calls and unreadable answers are apart from what the \
server answered. No error and no `Debug` shows a secret.
- **Proxies.** Those of the environment (`HTTPS_PROXY`, `NO_PROXY`), or `.proxy(url)`. \
`.http_client(…)` takes a whole reqwest client with its own certificates and pools; \
`.transport(…)` puts anything in its place.

";

/// For APIs that post to the integrator.
const WEBHOOKS: &str = "\
## Webhooks

Deliveries are signed as Standard Webhooks 1.0 says. Check each before believing it, with the body \
as it came:

```rust,ignore
let verifier = webhook::Verifier::new(\"whsec_…\")?; // .or_secret(old)? while one is replaced
verifier.verify(request.headers(), &body)?; // genuine, and at most five minutes old
```

";
