//! `cargo xtask contract`: the generated kits, run as an integrator runs them, against a server.

mod summary;

use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Context;

use crate::suite::{Serving, record, tools};
use summary::{Figures, Summary};

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
/// What does the same whatever the seed, and wants the demo as it was.
const EXACT: &str = "access,errors,boundary,state";
/// What every seed repeats.
const FUZZED: &str = "schemathesis";

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
    prove_the_kit(root)?;
    let mut seen = Vec::new();
    let mut failed = Vec::new();
    for (api, figures) in side_by_side(&apis, |api| Kit::of(root, api)?.run(options)) {
        match figures {
            Ok(figures) => {
                seen.push(format!("{api}: {}", figures.told()));
                if options.target.is_none() {
                    record::leave(root, "kit", api, figures.all())?;
                }
            }
            Err(e) => failed.push(format!("{api}: {e:#}")),
        }
    }
    println!("{}", seen.join("\n"));
    anyhow::ensure!(failed.is_empty(), "{}", failed.join("; "));
    Ok(seen.join("; "))
}

/// Two APIs at a time, since a kit and its server mostly wait for each other; all are tried.
fn side_by_side<T: Send>(
    apis: &[String],
    run: impl Fn(&str) -> anyhow::Result<T> + Sync,
) -> Vec<(&str, anyhow::Result<T>)> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut seen = Vec::new();
        while let Some(api) = apis.get(next.fetch_add(1, Ordering::Relaxed)) {
            seen.push((api.as_str(), run(api)));
        }
        seen
    };
    let mut all = std::thread::scope(|scope| {
        let both = [scope.spawn(work), scope.spawn(work)];
        both.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
    });
    all.sort_by_key(|(api, _)| *api);
    all
}

/// The kit's own tests: a runner that finds nothing must not be one that looks at nothing.
fn prove_the_kit(root: &Path) -> anyhow::Result<()> {
    let python = tools::python(root)?.join("python");
    tools::run(Command::new(python).arg("tests/tools/kit.py").current_dir(root))
}

/// The kit of one API.
struct Kit<'a> {
    root: &'a Path,
    api: &'a str,
    /// Where our server mounts the API.
    prefix: String,
    python: PathBuf,
}

impl Kit<'_> {
    fn of<'a>(root: &'a Path, api: &'a str) -> anyhow::Result<Kit<'a>> {
        let prefix = prefix(&root.join("gen").join(api).join("openapi.json"))?;
        Ok(Kit { root, api, prefix, python: tools::python(root)?.join("python") })
    }

    /// Runs all of it with the first seed, and what depends on the seed with each further one.
    fn run(&self, options: &Options) -> anyhow::Result<Figures> {
        let seeds = match (options.seeds.as_slice(), options.long) {
            ([], true) => (0..3).map(|_| random_seed()).collect::<Result<_, _>>()?,
            ([], false) => vec![PUSH.0],
            (seeds, _) => seeds.to_vec(),
        };
        let examples = if options.long { LONG_EXAMPLES } else { PUSH.1 };
        let target = options.target.as_deref();
        // Rate limits take their time and little else: they are proved beside the rest.
        let limits = if target.is_none() { Some(self.limits()?) } else { None };
        let mut figures = Figures::of(self.once(target, "exact", EXACT, seeds[0], examples)?);
        for seed in &seeds {
            figures.add_seed(*seed, &self.once(target, FUZZED, FUZZED, *seed, examples)?)?;
        }
        if let Some(limits) = limits {
            figures.add(&limits.finish()?);
        }
        Ok(figures)
    }

    /// Some runs of the kit, against a fresh server each time: examples name records that a run
    /// changes.
    fn once(
        &self,
        target: Option<&str>,
        name: &str,
        runs: &str,
        seed: u32,
        examples: u32,
    ) -> anyhow::Result<Summary> {
        let flags = ["--limits", "off", "--allow-private-targets"];
        let own = if target.is_none() { Some(Serving::demo(self.root, &flags)?) } else { None };
        let url = match (target, &own) {
            (Some(url), _) => url.to_owned(),
            (None, Some(own)) => format!("{}{}", own.url, self.prefix),
            (None, None) => anyhow::bail!("no target"),
        };
        println!("{}: {runs}, seed {seed}, {examples} examples per operation, {url}", self.api);
        let report = self.report(name);
        let mut command = self.command(&url, &report);
        command.args(["--only", runs, "--seed", &seed.to_string()]);
        tools::run(command.args(["--examples", &examples.to_string()]))
            .with_context(|| format!("see {}", report.join("report.html").display()))?;
        Summary::read(&report)
    }

    /// The limits, against a server that enforces them.
    fn limits(&self) -> anyhow::Result<Limits> {
        let server = Serving::demo(self.root, &["--allow-private-targets"])?;
        let report = self.report("limits");
        let url = format!("{}{}", server.url, self.prefix);
        let child = self.command(&url, &report).args(["--only", "limits"]).spawn()?;
        Ok(Limits { child, report, _server: server })
    }

    /// `python -m contract` in the kit's folder, where nothing else is left behind.
    fn command(&self, url: &str, report: &Path) -> Command {
        let server = url.strip_suffix(&self.prefix).unwrap_or(url);
        let mut command = Command::new(&self.python);
        command
            .current_dir(self.root.join("gen").join(self.api).join("contract"))
            .args(["-m", "contract", "--target", url, "--report"])
            .arg(report)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("ROSETTA_FETCHABLE", format!("{server}/health/live"));
        command
    }

    fn report(&self, kind: &str) -> PathBuf {
        tools::folder(self.root).join("contract").join(format!("{}-{kind}", self.api))
    }
}

/// A run of its own that is under way; its server ends with it.
struct Limits {
    child: Child,
    report: PathBuf,
    _server: Serving,
}

impl Limits {
    fn finish(mut self) -> anyhow::Result<Summary> {
        let status = self.child.wait()?;
        let report = self.report.join("report.html");
        anyhow::ensure!(status.success(), "rate limits: {status}, see {}", report.display());
        Summary::read(&self.report)
    }
}

impl Drop for Limits {
    /// A failure elsewhere leaves nothing running.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
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

fn random_seed() -> anyhow::Result<u32> {
    let mut bytes = [0u8; 4];
    std::io::Read::read_exact(&mut std::fs::File::open("/dev/urandom")?, &mut bytes)?;
    Ok(u32::from_le_bytes(bytes) >> 1)
}
