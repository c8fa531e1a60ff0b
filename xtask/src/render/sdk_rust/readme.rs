//! `README.md` and `examples/quickstart.rs`: the same program, which runs as it stands.

use super::builder::tenant_word;
use super::file::Printer;
use super::model::{Success, successes};
use super::runtime::Need;
use super::spelling::markdown;
use crate::ir::*;
use crate::render::Output;

impl Printer<'_> {
    /// `examples/quickstart.rs`
    pub fn quickstart(&self) -> Output {
        let why = "//! Walks over the first records of the demo company.\n\n";
        self.plain("examples/quickstart.rs", format!("{why}{}", self.program()))
    }

    /// `README.md`
    pub fn readme(&self) -> Output {
        let api = self.sdk.api;
        let mut text = format!(
            "# {package}\n\nClient for {title} {version}: typed, async, with tokens, retries, \
             pacing, paging and uploads.\n\n```sh\ncargo add {package}\n\
             cargo add tokio --features full\n```\n\n\
             ## Quickstart\n\nAgainst a local demo server (`rosetta-hr serve --demo`), as \
             `src/main.rs`:\n\n```rust,no_run\n{program}```\n\n",
            package = self.package(),
            title = markdown(&api.title),
            version = api.version,
            program = self.program(),
        );
        text.push_str(&self.vendor_host());
        text.push_str(BEHAVIOUR);
        text.push_str(&self.reference());
        text.push_str(
            "\n## Licence\n\nMIT or Apache-2.0, as you like. Names of vendors belong to their \
             owners; this package is not affiliated with them.\n",
        );
        self.plain("README.md", text)
    }

    fn vendor_host(&self) -> String {
        format!("Without `base_url` calls go to `{}`.\n\n", self.sdk.base_url())
    }

    /// A whole `main.rs` against the demo.
    fn program(&self) -> String {
        let krate = self.package().replace('-', "_");
        let (import, call) = self.first_call();
        let builder = self.demo_builder();
        format!(
            "use {krate}::{{Client{import}}};\n\n#[tokio::main]\n\
             async fn main() -> Result<(), {krate}::Error> {{\n    let client = Client::builder()\n\
             {builder}        .build()?;\n\n{call}    Ok(())\n}}\n"
        )
    }

    fn demo_builder(&self) -> String {
        let mut lines =
            vec![format!("base_url(\"{}\")", crate::render::sdk::demo_url(self.sdk.api))];
        if self.needs(Need::OAuth) {
            lines.push("credentials(\"demo-client\", \"demo-secret\")".to_owned());
        }
        if let Some(tenant) = &self.sdk.api.tenant {
            lines.push(format!("{}(\"ent_demo\")", tenant_word(tenant)));
        }
        lines.iter().map(|line| format!("        .{line}\n")).collect()
    }

    /// The first list as a walk over its items, or else the first call that needs nothing.
    fn first_call(&self) -> (String, String) {
        let api = self.sdk.api;
        let free = |operation: &&Operation| {
            operation.body.is_none() && operation.params.iter().all(|p| !p.value.required)
        };
        let paged = |operation: &&Operation| {
            let good = successes(api, operation);
            good.iter().any(|(_, success)| matches!(success, Success::Page(_)))
        };
        let frees = api.operations.iter().filter(free);
        if let Some(operation) = frees.clone().find(paged) {
            let request = self.sdk.request_ident(operation);
            let name = operation.id.snake();
            let body = format!(
                "    let mut items = client.{name}({request}::new()).items();\n    \
                 while let Some(item) = items.next().await {{\n        \
                 println!(\"{{:?}}\", item?);\n    }}\n"
            );
            return (format!(", {request}"), body);
        }
        match frees.clone().next() {
            Some(operation) => {
                let name = operation.id.snake();
                let (import, argument) = match self.sdk.takes_nothing(operation) {
                    true => (String::new(), String::new()),
                    false => {
                        let request = self.sdk.request_ident(operation);
                        (format!(", {request}"), format!("{request}::new()"))
                    }
                };
                let body = format!("    println!(\"{{:?}}\", client.{name}({argument}).await?);\n");
                (import, body)
            }
            None => (String::new(), "    println!(\"{client:?}\");\n".to_owned()),
        }
    }

    /// Every operation, by tag.
    fn reference(&self) -> String {
        let sdk = self.sdk;
        let mut text = "## Operations\n".to_owned();
        for (index, tag) in sdk.api.tags.iter().enumerate() {
            let mut rows = String::new();
            for operation in sdk.api.of_tag(index) {
                let summary = markdown(&operation.summary).replace(['|', '\n'], " ");
                let (name, method) = (operation.id.snake(), &operation.method);
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

/// What holds for every API.
const BEHAVIOUR: &str = "\
## How it behaves

- **Calls.** Each operation is one method that takes one request struct: required parts in `new`, \
the rest by setters. `.await` gives the data without the envelope; `.answer().await` keeps status, \
headers, rate limit and raw body. `.timeout`, `.retries` and `.header` change one call. Dropping \
the future cancels it.
- **Absent, null, value.** `Option` is absent or a value; `Patch` tells absent, null and a value \
apart. Codes that this version does not know come as `Other`.
- **Tokens** are fetched once, shared, renewed before they end, and once more after a 401.
- **Retries.** Two by default, 0.5 s to 8 s with jitter, `Retry-After` up to 120 s. A POST is \
repeated only when the server cannot have processed it, unless `repeat_unsafe(true)`.
- **Pacing.** `Client::builder().pacing(true)` waits on this side, so that the documented limits \
are never met.
- **Pages.** `.items()` and `.pages()` walk over all of a list; both are streams.
- **Files.** `Upload::bytes(name, bytes)` or `Upload::file(path)`, which is streamed.
- **Errors.** `Error::Status` carries the typed failure, message, request id and raw body; \
connection, timeout and unreadable answers are apart. No error and no `Debug` shows a secret.
- **Transport.** `Client::builder().transport(…)` puts anything in place of reqwest; \
`.http_client(…)` takes a reqwest client with proxies or certificates.

";
