//! `README.md` of the kit: how to run it, what it proves, how to read what it says.

use super::{base_url, refusing};
use crate::ir::Api;

/// The whole file: what differs between APIs, and what is the same.
pub fn readme(api: &Api) -> String {
    let url = base_url(api);
    let refusing = refusing(api).count();
    let total = api.operations.len();
    let limited = if api.limits.is_empty() {
        "This document names no rate limit, so `limits` has nothing to do."
    } else {
        "`limits` spends every named limit once and waits for its end: a minute or two."
    };
    format!(
        "# Contract kit: {title} {version}\n\n\
         Holds anything that claims to speak this API against its document, `openapi.yaml`: the \
         local stand-in, your own server, a staging host, the vendor. It needs Python 3.10 or \
         newer and nothing else from this project; the folder is whole by itself.\n\n\
         ```sh\n\
         # the server under test, with nothing refused for being fast\n\
         rosetta-hr serve --demo --limits off\n\n\
         # the kit, in this folder\n\
         python3 -m venv .venv && . .venv/bin/activate\n\
         pip install -r requirements.txt\n\
         python -m contract --target {url}\n\
         ```\n\n\
         {FIRST}\
         {limited}\n\n\
         {REST}\
         ## Business refusals\n\n\
         {refusing} of {total} operations may answer a well-formed request with a status that no \
         schema can foretell, because a rule refuses (wrong state, duplicate). Each is named in \
         `schemathesis.toml` with its rule, and under `x-hr-refusals` in the document; nothing \
         else is left out. The report lists which of them refused how often.\n",
        title = api.title,
        version = api.version,
        FIRST = include_str!("readme_runs.md"),
        REST = include_str!("readme_use.md"),
    )
}
