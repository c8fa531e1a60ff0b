//! `README.md` and `examples/quickstart.mjs`: the same program, which runs as it stands.

use super::client::method;
use super::credentials::Choices;
use super::model::Sdk;
use super::spell;
use crate::ir::*;
use crate::render::Output;
use crate::render::sdk::{self, Success};

impl Sdk<'_> {
    /// Both files.
    pub fn readme(&self, choices: &Choices<'_>) -> Vec<Output> {
        let api = self.api;
        let program = self.program(choices);
        let package = sdk::package(api);
        let mut text = format!(
            "# {package}\n\nClient for {title} {version}: typed, without dependencies, for Node 20 \
             and later, Deno, Bun and browsers;\nwith tokens, retries, pacing, paging and \
             uploads.\n\n```sh\nnpm install {package}\n```\n\n## Quickstart\n\nAgainst a local \
             demo server (`rosetta-hr serve --demo`), as `quickstart.mjs`:\n\n\
             ```js\n{program}```\n\n",
            title = spell::cell(&api.title),
            version = spell::cell(&api.version),
        );
        text.push_str(&match self.base_url() {
            Some(url) => format!("Without `baseUrl` calls go to `{url}`.\n\n"),
            None => "The document names no whole URL, so `baseUrl` has to be given.\n\n".to_owned(),
        });
        text.push_str(&options(choices));
        text.push_str(BEHAVIOUR);
        if api.webhooks.is_some() {
            text.push_str(&WEBHOOKS.replace("rosetta-workbeats", &package));
        }
        text.push_str(&self.reference());
        text.push_str(
            "\n## Licence\n\nMIT or Apache-2.0, as you like. Names of vendors belong to their \
             owners; this package is not affiliated with them.\n",
        );
        let why = "// Walks over the first records of the demo company.\n\n";
        vec![
            self.file("README.md", text),
            self.file("examples/quickstart.mjs", format!("{why}{program}")),
        ]
    }

    fn program(&self, choices: &Choices<'_>) -> String {
        let mut options = format!("  baseUrl: '{}',\n", sdk::demo_url(self.api));
        for (option, value) in self.demo_options(choices) {
            options.push_str(&format!("  {option}: {value},\n"));
        }
        format!(
            "import {{ ApiError, Client }} from '{}';\n\nconst client = \
             new Client({{\n{options}}});\n\ntry {{\n{}}} catch (error) {{\n  \
             if (!(error instanceof ApiError)) throw error;\n  \
             console.error(error.status, error.reason);\n  process.exitCode = 1;\n}}\n",
            sdk::package(self.api),
            self.first_call()
        )
    }

    /// The first list as a walk over its items, or else the first call that needs nothing.
    fn first_call(&self) -> String {
        let api = self.api;
        let free = |operation: &&Operation| {
            operation.body.is_none() && operation.params.iter().all(|p| !p.value.required)
        };
        let paged = |operation: &&Operation| {
            let good = sdk::successes(api, operation);
            good.iter().any(|(_, success)| matches!(success, Success::Page(_)))
        };
        let frees = api.operations.iter().filter(free);
        let proven = frees.clone().find(|operation| !operation.security.is_empty());
        match frees.clone().find(paged).or(proven).or(frees.clone().next()) {
            Some(operation) if paged(&operation) => format!(
                "  for await (const item of client.{}().items()) {{\n    \
                 console.log(item);\n  }}\n",
                method(operation)
            ),
            Some(operation) => format!("  console.log(await client.{}());\n", method(operation)),
            None => "  console.log(client);\n".to_owned(),
        }
    }

    /// Every operation, by tag.
    fn reference(&self) -> String {
        let mut text = "## Operations\n".to_owned();
        for (index, tag) in self.api.tags.iter().enumerate() {
            let rows: String = (self.api.of_tag(index))
                .map(|operation| {
                    let summary = spell::cell(&operation.summary);
                    let (name, verb) = (method(operation), &operation.method);
                    format!("| `{name}` | `{verb} {}` | {summary} |\n", operation.path)
                })
                .collect();
            if !rows.is_empty() {
                let head = "| method of `Client` | request | what it does |\n| --- | --- | --- |\n";
                text.push_str(&format!("\n### {}\n\n{head}{rows}", spell::cell(&tag.wire)));
            }
        }
        text
    }
}

fn options(choices: &Choices<'_>) -> String {
    if choices.all.is_empty() {
        return String::new();
    }
    let rows: String = (choices.all.iter())
        .map(|choice| format!("| `{}` | {} |\n", choice.name, spell::cell(&choice.doc)))
        .collect();
    format!("| option | what it is |\n| --- | --- |\n{rows}\n")
}

/// What holds for every API.
const BEHAVIOUR: &str = "\
## How it behaves

- **Calls.** Each operation is one method. It takes one object with the parameters in camel case \
and `body`, and per-call options behind it: `{ timeoutMs, retries, repeatUnsafe, headers, \
signal }`. \
Nothing is sent before the call is awaited. `await` gives the data without the envelope, \
`.answer()` status, headers, request id, rate limit and raw body beside it, `.response()` the raw \
response of `fetch`.
- **Values.** Decimals are strings with all their digits, and may be sent as strings or numbers. \
Ids of 64 bits are numbers while that is exact and bigints beyond. Moments are `Date`, days and \
local times `PlainDate`, `PlainTime` and `PlainDateTime`; ISO texts may be sent in their place. \
A key left out (or `undefined`) is absent, `null` is null. Codes and fields that this version does \
not know survive; secrets in answers are a `Secret`, shown as `***`.
- **Tokens** are fetched once, shared, renewed before they end, and once more after a 401.
- **Retries.** Two by default, 0.5 s to 8 s with jitter, `Retry-After` up to 120 s. A POST is \
repeated only when the server cannot have processed it, unless `repeatUnsafe` is true.
- **Pacing.** `new Client({ pacing: true })` waits on this side, so that the documented limits are \
never met.
- **Pages.** `for await (const item of call.items())`, and `.pages()` alike, walk over all of a \
list, fetching as needed; `.toArray()` collects. Awaiting the call itself gives the first page.
- **Files.** An upload is a `Blob`, bytes, a text, a stream, or `{ data, fileName, contentType }`; \
`{ path }` reads a file from disk while it is sent. A stream can be sent only once, so such a call \
is not repeated. `.stream()` gives the body of an answer piece by piece.
- **Errors.** `ApiError` carries `status`, `reason`, `fields`, `requestId`, `retryAfter`, the raw \
`body`, and `failure`, whose `kind` tells the documented bodies apart. `ConnectionError`, \
`TimeoutError`, `CancelledError`, `InvalidCallError` and `DecodeError` are apart; all are \
`SdkError`. \
No error and no inspection shows a credential.
- **Cancelling.** Give a call `{ signal }` of an `AbortController`.
- **Proxies.** Node: `import { ProxyAgent, fetch } from 'undici'`, then `new Client({ fetch: (url, \
init) => fetch(url, { ...init, dispatcher: new ProxyAgent('http://proxy:3128') }) })`. Whatever \
has the signature of `fetch` can stand in its place. Redirects are not followed.
- **Modules.** `import` and `require` both work; there is no Node module in what a browser loads.

";

const WEBHOOKS: &str = "\
## Webhooks

```js
import { verifyWebhook } from 'rosetta-workbeats';

// The body must be the bytes as they came. Rejects with a WebhookError that says why.
const { id, timestamp } = await verifyWebhook(process.env.WEBHOOK_SECRET, request.headers, body);
```

Give several secrets as a list while one replaces another. What has an `id` that was seen before \
is a repetition.

";
