//! `cargo xtask contract`: the generated kit, run by schemathesis against a server.

use std::path::Path;
use std::process::Command;

use anyhow::Context;

use crate::suite::{Serving, tools};

/// What to run, and against what.
pub struct Options {
    /// Folder below `gen/`; `None` takes all of them, one after another.
    pub api: Option<String>,
    /// Base URL up to the API's prefix; `None` starts the built binary with the demo data.
    pub target: Option<String>,
    /// One run each; none means 1, or three random ones in a long run.
    pub seeds: Vec<u32>,
    /// More examples of each operation.
    pub long: bool,
}

impl Options {
    /// Every API, each against a server of its own.
    pub fn own_server(long: bool) -> Options {
        Options { api: None, target: None, seeds: Vec::new(), long }
    }
}

/// The seed of a push, and how many examples per operation it tries.
const PUSH: (u32, u32) = (1, 10);
/// Examples per operation of each long run: three such runs end within the hour on two cores.
const LONG_EXAMPLES: u32 = 20;

/// Runs the kits that were asked for; answers what was reached, for the table.
///
/// # Errors
/// When a check fails or a run is hollow.
pub fn run(root: &Path, options: &Options) -> anyhow::Result<String> {
    let apis = match (&options.api, &options.target) {
        (Some(api), _) => vec![api.clone()],
        (None, None) => kits(root)?,
        (None, Some(_)) => anyhow::bail!("--target needs the --api that it speaks"),
    };
    let mut seen = Vec::new();
    for api in &apis {
        let reached = run_api(root, api, options)?;
        println!("{api}: {reached}");
        seen.push(format!("{api}: {reached}"));
    }
    Ok(seen.join("; "))
}

/// Runs the kit of one API once or three times.
fn run_api(root: &Path, api: &str, options: &Options) -> anyhow::Result<String> {
    let python = tools::python(root)?;
    let seeds = match (options.seeds.as_slice(), options.long) {
        ([], true) => (0..3).map(|_| random_seed()).collect::<Result<_, _>>()?,
        ([], false) => vec![PUSH.0],
        (seeds, _) => seeds.to_vec(),
    };
    let examples = if options.long { LONG_EXAMPLES } else { PUSH.1 };
    let folder = root.join("gen").join(api);
    let prefix = prefix(&folder.join("openapi.json"))?;
    let mut reached = String::new();
    for seed in &seeds {
        // A fresh server each time: examples name records that a run deletes.
        let own = match &options.target {
            Some(_) => None,
            None => Some(Serving::demo(root, &["--limits", "off", "--allow-private-targets"])?),
        };
        let url = match (&options.target, &own) {
            (Some(url), _) => url.clone(),
            (None, Some(own)) => format!("{}{prefix}", own.url),
            (None, None) => anyhow::bail!("no target"),
        };
        let server = url.strip_suffix(&prefix).unwrap_or(&url);
        let report = tools::folder(root).join("reached.json");
        println!("{api}: schemathesis, seed {seed}, {examples} examples per operation, {url}");
        tools::run(
            Command::new(python.join("schemathesis"))
                .current_dir(folder.join("contract"))
                .args(["run", "../openapi.json", "--url", &url])
                .args(["--seed", &seed.to_string(), "-n", &examples.to_string()])
                .env("ROSETTA_FETCHABLE", format!("{server}/health/live"))
                .env("ROSETTA_REACHED", &report),
        )?;
        reached = share(&std::fs::read_to_string(&report)?)?;
    }
    let seeds: Vec<_> = seeds.iter().map(u32::to_string).collect();
    Ok(format!("seed {}: 0 failures, {reached}", seeds.join(", ")))
}

/// Every API that has a kit, sorted.
fn kits(root: &Path) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root.join("gen")).context("gen/")? {
        let entry = entry?;
        if entry.path().join("contract/kit.json").is_file() {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    found.sort();
    anyhow::ensure!(!found.is_empty(), "gen/ holds no kit: run `cargo xtask gen`");
    Ok(found)
}

/// Where our server mounts an API: the first of its servers that is a path.
pub fn prefix(document: &Path) -> anyhow::Result<String> {
    let text = std::fs::read_to_string(document)
        .with_context(|| format!("{}: run `cargo xtask gen`", document.display()))?;
    let document: serde_json::Value = serde_json::from_str(&text)?;
    let servers = document["servers"].as_array().into_iter().flatten();
    let mut paths = servers.filter_map(|s| s["url"].as_str()).filter(|url| url.starts_with('/'));
    Ok(paths.next().context("the document has no server of ours")?.to_owned())
}

/// Operations that answered a 2xx, of all; a run that reaches less than 98 % proves too little.
fn share(report: &str) -> anyhow::Result<String> {
    let report: serde_json::Value = serde_json::from_str(report)?;
    let number = |key: &str| report[key].as_u64().with_context(|| format!("no {key}"));
    let (reached, all) = (number("reached_2xx")?, number("operations")?);
    let overrides = number("refusal_overrides")?;
    anyhow::ensure!(reached * 100 >= all * 98, "only {reached} of {all} operations reached a 2xx");
    anyhow::ensure!(overrides * 3 <= all, "{overrides} of {all} operations have an override");
    Ok(format!("{reached} of {all} operations reached a 2xx, {overrides} overrides"))
}

fn random_seed() -> anyhow::Result<u32> {
    let mut bytes = [0u8; 4];
    std::io::Read::read_exact(&mut std::fs::File::open("/dev/urandom")?, &mut bytes)?;
    Ok(u32::from_le_bytes(bytes) >> 1)
}
