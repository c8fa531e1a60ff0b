//! What makes a package of it: metadata, README, changelog, licences, quickstart, the runtime.

use super::client::Credentials;
use super::model::Sdk;
use super::text::{line, markdown, quoted};
use crate::ir::*;
use crate::render::Output;
use crate::render::sdk;

/// The runtime, shipped as it stands; the last is for APIs with webhooks only.
const RUNTIME: &[(&str, &str)] = &[
    ("__init__", include_str!("runtime/__init__.py")),
    ("async_client", include_str!("runtime/async_client.py")),
    ("clock", include_str!("runtime/clock.py")),
    ("decode", include_str!("runtime/decode.py")),
    ("engine", include_str!("runtime/engine.py")),
    ("errors", include_str!("runtime/errors.py")),
    ("flow", include_str!("runtime/flow.py")),
    ("json_text", include_str!("runtime/json_text.py")),
    ("model", include_str!("runtime/model.py")),
    ("operation", include_str!("runtime/operation.py")),
    ("pacing", include_str!("runtime/pacing.py")),
    ("page", include_str!("runtime/page.py")),
    ("prepare", include_str!("runtime/prepare.py")),
    ("styled", include_str!("runtime/styled.py")),
    ("retry", include_str!("runtime/retry.py")),
    ("sync_client", include_str!("runtime/sync_client.py")),
    ("token", include_str!("runtime/token.py")),
    ("transport", include_str!("runtime/transport.py")),
    ("values", include_str!("runtime/values.py")),
    ("webhooks", include_str!("runtime/webhooks.py")),
];

const LICENCES: &[(&str, &str)] = &[
    ("LICENSE-MIT", include_str!("../../../../LICENSE-MIT")),
    ("LICENSE-APACHE", include_str!("../../../../LICENSE-APACHE")),
];

const PYTHON: &str = ">=3.10";

const REQUIRES: &[&str] = &["httpx>=0.27,<1", "pydantic>=2.11,<3", "typing-extensions>=4.12"];

const CLASSIFIERS: &[&str] = &[
    "Development Status :: 4 - Beta",
    "Framework :: AsyncIO",
    "Framework :: Pydantic :: 2",
    "Intended Audience :: Developers",
    "License :: OSI Approved :: Apache Software License",
    "License :: OSI Approved :: MIT License",
    "Operating System :: OS Independent",
    "Programming Language :: Python :: 3",
    "Programming Language :: Python :: 3 :: Only",
    "Programming Language :: Python :: 3.10",
    "Programming Language :: Python :: 3.11",
    "Programming Language :: Python :: 3.12",
    "Programming Language :: Python :: 3.13",
    "Topic :: Software Development :: Libraries",
    "Typing :: Typed",
];

impl Sdk<'_> {
    /// The runtime's files.
    pub fn runtime(&self) -> Vec<Output> {
        let carried =
            RUNTIME.iter().filter(|(name, _)| *name != "webhooks" || self.api.webhooks.is_some());
        let folder = format!("src/{}/_runtime", self.import());
        carried
            .map(|(name, text)| self.plain(&format!("{folder}/{name}.py"), (*text).to_owned()))
            .collect()
    }

    /// Everything beside the code.
    pub fn package(&self) -> Vec<Output> {
        let readme = self.readme();
        let mut files = vec![
            self.pyproject(),
            self.plain("PKG-INFO", self.metadata(&readme)),
            self.plain("README.md", readme),
            self.changelog(),
            self.plain(&format!("src/{}/py.typed", self.import()), String::new()),
            self.python(
                "examples/quickstart.py",
                &["Walks over the first records of the demo company."],
                &self.program(false),
            ),
        ];
        files.extend(LICENCES.iter().map(|(name, text)| self.plain(name, (*text).to_owned())));
        files
    }

    fn summary(&self) -> String {
        format!("Client for {} {}", line(&self.api.title), line(&self.api.version))
    }

    fn pyproject(&self) -> Output {
        let list = |items: &[&str]| {
            let lines: String = items.iter().map(|item| format!("    {},\n", toml(item))).collect();
            format!("[\n{lines}]")
        };
        let text = format!(
            "# {mark}\n[build-system]\nrequires = [\"hatchling>=1.26\"]\n\
             build-backend = \"hatchling.build\"\n\n[project]\nname = \"{name}\"\n\
             version = \"{version}\"\ndescription = {summary}\nreadme = \"README.md\"\n\
             requires-python = \"{PYTHON}\"\nlicense = \"MIT OR Apache-2.0\"\n\
             license-files = [\"LICENSE-MIT\", \"LICENSE-APACHE\"]\n\
             keywords = [\"api\", \"client\", \"hr\", \"sdk\"]\nclassifiers = {classifiers}\n\
             dependencies = {requires}\n\n[project.optional-dependencies]\n\
             test = [\"mypy>=1.11\", \"pytest>=8\"]\n\n\
             [tool.hatch.build.targets.wheel]\npackages = [\"src/{import}\"]\n\n\
             [tool.hatch.build.targets.sdist]\nexclude = [\"/PKG-INFO\"]\n\n\
             [tool.mypy]\nmypy_path = \"src\"\nstrict = true\n\n\
             [tool.pytest.ini_options]\npythonpath = [\"src\"]\ntestpaths = [\"tests\"]\n",
            mark = self.mark(),
            name = sdk::package(self.api),
            version = self.version(),
            summary = toml(&self.summary()),
            // With a licence expression no classifier may name one.
            classifiers = list(
                &CLASSIFIERS
                    .iter()
                    .copied()
                    .filter(|c| !c.starts_with("License"))
                    .collect::<Vec<_>>()
            ),
            requires = list(REQUIRES),
            import = self.import(),
        );
        self.plain("pyproject.toml", text)
    }

    /// Core metadata of version 2.1: a wheel can be made of it without Python.
    fn metadata(&self, readme: &str) -> String {
        let mut text = format!(
            "Metadata-Version: 2.1\nName: {}\nVersion: {}\nSummary: {}\n\
             License: MIT OR Apache-2.0\nKeywords: api,client,hr,sdk\n",
            sdk::package(self.api),
            self.version(),
            self.summary()
        );
        for classifier in CLASSIFIERS {
            text.push_str(&format!("Classifier: {classifier}\n"));
        }
        text.push_str(&format!("Requires-Python: {PYTHON}\n"));
        for required in REQUIRES {
            text.push_str(&format!("Requires-Dist: {required}\n"));
        }
        text + "Description-Content-Type: text/markdown\n\n" + readme
    }

    fn changelog(&self) -> Output {
        let text = format!(
            "# Changelog\n\n## {}\n\n- First release: {} operations of {} {}.\n",
            self.version(),
            self.api.operations.len(),
            markdown(&self.api.title),
            markdown(&self.api.version),
        );
        self.plain("CHANGELOG.md", text)
    }

    /// The keyword arguments of a client for the demo's first identity, and those that it lacks.
    pub fn demo_arguments(&self) -> Vec<(String, String)> {
        let none = serde_json::Value::Null;
        let demo = self.api.demo.first().unwrap_or(&none);
        let mut found = Vec::new();
        for credential in self.credentials() {
            let held = &demo["credentials"][credential.scheme.wire.as_str()];
            let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
            if let Some(values) = self.demo_credential(&credential, held) {
                found.extend(credential.args.iter().cloned().zip(values));
            } else if let Some(token) = text(&held["token"]).filter(|_| held["login"].is_null()) {
                let name = credential.token.clone().unwrap_or_else(|| credential.args[0].clone());
                found.push((name, token));
            }
        }
        if let (Some(tenant), Some(name)) = (&self.api.tenant, self.tenant_argument()) {
            let value = demo["headers"][tenant.header.as_str()].as_str().unwrap_or("demo");
            found.push((name, value.to_owned()));
        }
        found
    }

    fn demo_credential(
        &self,
        credential: &Credentials<'_>,
        held: &serde_json::Value,
    ) -> Option<Vec<String>> {
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        if credential.kind == "client_credentials" {
            return Some(vec![text(&held["client_id"])?, text(&held["client_secret"])?]);
        }
        let source = credential.scheme.token.as_ref()?;
        let values = (0..source.asks.len()).map(|index| {
            source.body.iter().find_map(|(key, part)| match part {
                TokenPart::Asked(of) if *of == index => text(&held["body"][key.as_str()]),
                TokenPart::Digest(of) if *of == index => text(&held["digest"]["secret"]),
                _ => None,
            })
        });
        values.collect()
    }

    /// A whole program against the demo.
    fn program(&self, is_async: bool) -> String {
        let client = if is_async { "AsyncClient" } else { "Client" };
        let blank = if is_async { "    " } else { "" };
        let word = if is_async { "async with" } else { "with" };
        let mut arguments = vec![("base_url".to_owned(), sdk::demo_url(self.api))];
        arguments.extend(self.demo_arguments());
        let arguments: String = arguments
            .iter()
            .map(|(name, value)| format!("{blank}    {name}={},\n", quoted(value)))
            .collect();
        let call = self.first_call(is_async);
        let call: String = call.lines().map(|line| format!("{blank}    {line}\n")).collect();
        let block = format!("{blank}{word} {client}(\n{arguments}{blank}) as client:\n{call}");
        let import = self.import();
        match is_async {
            false => format!("from {import} import Client\n\n{block}"),
            true => format!(
                "import asyncio\n\nfrom {import} import AsyncClient\n\n\n\
                 async def main() -> None:\n{block}\n\nasyncio.run(main())\n"
            ),
        }
    }

    /// The first list as a walk over its items, or else the first read that needs nothing.
    fn first_call(&self, is_async: bool) -> String {
        let free = |operation: &&Operation| {
            operation.method == "GET" && operation.params.iter().all(|param| !param.value.required)
        };
        let frees = || self.api.operations.iter().filter(free);
        let word = if is_async { "async " } else { "" };
        if let Some(operation) = frees().find(|operation| self.is_paged(operation)) {
            let name = self.method(operation);
            return format!("{word}for item in client.{name}():\n    print(item)");
        }
        let telling = |operation: &&Operation| self.row_type(operation) != "None";
        let wait = if is_async { "await " } else { "" };
        match frees().find(telling) {
            Some(operation) => {
                format!("print({wait}client.{}())", self.method(operation))
            }
            None => "print(client)".to_owned(),
        }
    }

    fn readme(&self) -> String {
        let package = sdk::package(self.api);
        let mut text = format!(
            "# {package}\n\nClient for {} {}: typed, blocking and async, with tokens, retries, \
             pacing, paging and uploads.\n\n```sh\npip install {package}\n```\n\n## Quickstart\n\n\
             Against a local demo server (`rosetta-hr serve --demo`):\n\n```python\n{}```\n\n\
             The same without blocking:\n\n```python\n{}```\n\n",
            markdown(&self.api.title),
            markdown(&self.api.version),
            self.program(false),
            self.program(true),
        );
        text.push_str(&match self.base_url() {
            Some(url) => format!("Without `base_url` calls go to `{}`.\n\n", line(url)),
            None => "`base_url` must be given: the vendor has no common host.\n\n".to_owned(),
        });
        text.push_str(BEHAVIOUR);
        if self.api.webhooks.is_some() {
            text.push_str(WEBHOOKS);
        }
        text.push_str(&self.reference());
        text.push_str(
            "\n## Licence\n\nMIT or Apache-2.0, as you like. Names of vendors belong to their \
             owners; this package is not affiliated with them.\n",
        );
        text
    }

    /// Every operation, by tag.
    fn reference(&self) -> String {
        let mut text = "\n## Operations\n".to_owned();
        for (index, tag) in self.tags() {
            let head = "| method | request | what it does |\n| --- | --- | --- |\n";
            text.push_str(&format!("\n### {}\n\n{head}", markdown(&tag.wire)));
            for operation in self.api.of_tag(index) {
                text.push_str(&format!(
                    "| `{}` | `{} {}` | {} |\n",
                    self.method(operation),
                    line(&operation.method),
                    line(&operation.path).replace(['|', '`'], ""),
                    markdown(&operation.summary)
                ));
            }
        }
        text
    }
}

/// A TOML string.
fn toml(text: &str) -> String {
    serde_json::Value::String(text.chars().filter(|c| !c.is_control()).collect()).to_string()
}

/// What holds for every API.
const BEHAVIOUR: &str = "\
## How it behaves

- **Calls.** Each operation is one method of `Client` and of `AsyncClient`; it gives the data \
without the envelope. What the path asks for and the body may be given by place, all else by \
name. `options=CallOptions(timeout=5, retries=0, headers={…})` changes one call. Cancelling the \
task cancels an async call.
- **Everything else of an answer.** `client.raw(client.METHOD, …)` gives an `Answer` with data, \
status, headers, request id, rate limit and raw body.
- **Models** are pydantic models with attributes in snake case; `to_json` and `from_json` speak \
the wire. What is not set is not sent, `None` is sent as null where the document allows null. \
Codes, union members and keys that this version does not know survive a round trip. Decimals \
are `decimal.Decimal`, exact in both directions.
- **Tokens** are fetched once, shared, renewed before they end, and once more after a 401.
- **Retries.** Two by default, 0.5 s to 8 s with jitter, `Retry-After` up to 120 s. A POST or \
PATCH is repeated only when the server cannot have processed it, unless `repeat_unsafe=True`.
- **Pacing.** `pacing=True` waits on this side, so that the documented limits are never met.
- **Pages.** A list gives its first page; iterating over it walks over the items of all pages, \
`.pages()` over the pages, each fetched as it is needed. With `AsyncClient`, `async for` walks \
and `await` gives the first page.
- **Files.** `Upload.from_bytes(name, data)`, `Upload.from_path(path)` or \
`Upload.from_file(file, name)`; the last two are streamed. `with client.stream(client.METHOD, \
…) as body` reads an answer piece by piece or `.save(path)`s it.
- **Errors.** All are `RosettaError`: `StatusError` with one subclass per documented status \
(`failure`, `field_errors`, `request_id`, `body`), `NoConnectionError`, `CallTimeoutError`, \
`InvalidCallError`, `DecodeError`. None shows a secret.
- **Transport.** `http_client=` takes an httpx client of yours, `transport=` an httpx \
transport, `proxy=` a proxy. Timeouts count for one attempt.
";

const WEBHOOKS: &str = "\
- **Webhooks.** `Webhook(secret).verify(body, headers)` gives the event, or raises \
`WebhookError` where the signature is not genuine or the timestamp too far from now. Several \
secrets may be given while one is exchanged.
";
