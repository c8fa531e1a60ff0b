//! `README.md` of the kit: how to run it, what it proves, how to read what it says.

use super::{base_url, refusing};
use crate::ir::Api;

/// The whole file.
pub fn readme(api: &Api) -> String {
    let url = base_url(api);
    let refusing = refusing(api).count();
    let total = api.operations.len();
    format!(
        "# Contract kit: {title} {version}\n\n\
         Runs [schemathesis](https://schemathesis.io) against anything that claims to speak this \
         API: the local stand-in, your own one, a staging host. The document is \
         `../openapi.json`.\n\n\
         ```sh\n\
         # the server under test, with nothing refused for being fast\n\
         rosetta-hr serve --demo --limits off\n\n\
         # the kit, in this folder\n\
         python3 -m venv .venv\n\
         .venv/bin/pip install -r requirements.txt\n\
         .venv/bin/schemathesis run ../openapi.json --url {url}\n\
         ```\n\n\
         {FOR_CI}\
         {CREDENTIALS}\
         ## Business refusals\n\n\
         {refusing} of {total} operations may answer a well-formed request with a status that no \
         schema can foretell, because a rule refuses (wrong state, duplicate). Each is named in \
         `schemathesis.toml` with its rule; nothing else is left out.\n",
        title = api.title,
        version = api.version,
    )
}

const FOR_CI: &str = "\
## Short and long

| run | options behind the command |
| --- | --- |
| every push | `--seed 1 -n 10` |
| the same, byte for byte | `--seed 1 -n 10 --workers 1 --generation-deterministic` |
| without fuzzing | `--seed 1 --phases examples,coverage,stateful` |
| long fuzz | `--seed $RANDOM -n 300` |

All checks and phases are on; warnings about hollow runs fail. At the end the kit prints the \
share of operations that reached a 2xx and writes `reached.json` (or the file that \
`ROSETTA_REACHED` names): per operation every status and how often it came. Read it beside the \
verdict: a green run that reached little proves little. `--report har` or `--report ndjson` \
keeps every exchange.

";

const CREDENTIALS: &str = "\
## Credentials

Without further words those of the demo data are used: `identities` in `kit.json`. For other ones \
write a file with a list of the same form and name it in `ROSETTA_IDENTITIES`. Two callers are \
needed: the first is under test, the second must not see what belongs to the first.

Each has a name, headers that go with all of its requests (the company's, where the API has one), \
and credentials by security scheme: `{client_id, client_secret}`, `{token}`, or \
`{login, body, token}` with the operationId of the login, its body and a JSON pointer to the \
token; `digest` names the fields of a nonce and of the SHA-512 of nonce and secret. An operation \
is called with the credentials of its own scheme.

`hooks.py` shows oauth2 to schemathesis as bearer, because its `ignored_auth` leaves oauth2 out, \
and names the caller's company as the only value of the company's header, so that all other \
values count as wrong.

";
