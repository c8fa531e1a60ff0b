//! `cargo xtask test`: everything that must hold, in one run, ending with a table of what ran.

mod browser;
mod documents;
mod faults;
mod packages;
mod peers;
mod postgres;
pub mod record;
mod sdks;
mod serving;
mod steps;
pub mod tools;
mod watching;

use std::path::PathBuf;
use std::time::Instant;

pub use postgres::Postgres;
pub use serving::Serving;

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Long runs too: three random seeds, more fuzzing, more kills.
    pub long: bool,
    /// Names of the steps to run; empty means all.
    pub only: Vec<String>,
}

/// The run: where the tree is and what has been set up so far.
pub struct Suite {
    pub root: PathBuf,
    pub options: Options,
}

/// How a step ended.
pub enum Outcome {
    /// It held; the text says what was seen.
    Held(String),
    /// It could not run here; the text says why, loudly.
    Skipped(String),
}

type Step = fn(&Suite) -> anyhow::Result<Outcome>;

/// In order: the cheap ones first, so that a mistake shows early.
const STEPS: [(&str, Step); 13] = [
    ("generated", steps::generated),
    ("tidy", steps::tidy),
    ("documents", documents::lint),
    ("clippy", steps::clippy),
    ("tests", steps::tests),
    ("postgres", steps::postgres),
    ("server", steps::server),
    ("sdks", sdks::prove),
    ("packages", packages::install),
    ("peers", peers::speak),
    ("contract", steps::contract),
    ("browser", browser::open_portal),
    ("faults", faults::noticed),
];

/// Runs the steps and prints the table; `true` when nothing failed.
///
/// # Errors
/// When a step that was asked for does not exist.
pub fn run(suite: &Suite) -> anyhow::Result<bool> {
    let known = |name: &String| STEPS.iter().any(|(step, _)| step == name);
    if let Some(unknown) = suite.options.only.iter().find(|name| !known(name)) {
        let names: Vec<_> = STEPS.iter().map(|(name, _)| *name).collect();
        anyhow::bail!("no step is called {unknown}; there are: {}", names.join(", "));
    }
    let mut rows = Vec::new();
    for (name, step) in STEPS {
        if !suite.options.only.is_empty() && !suite.options.only.iter().any(|o| o == name) {
            continue;
        }
        println!("\n== {name}");
        let begun = Instant::now();
        let outcome = step(suite);
        rows.push((name, outcome, begun.elapsed().as_secs_f64()));
    }
    if suite.options.long {
        record::keep(&suite.root, &rows)?;
    }
    Ok(table(&rows))
}

fn table(rows: &[record::Row]) -> bool {
    println!("\n{:<11} {:<8} {:>8}  seen", "step", "result", "seconds");
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, outcome, seconds) in rows {
        let (word, seen) = match outcome {
            Ok(Outcome::Held(seen)) => {
                passed += 1;
                ("held", seen.clone())
            }
            Ok(Outcome::Skipped(why)) => {
                skipped += 1;
                ("SKIPPED", why.clone())
            }
            Err(e) => {
                failed += 1;
                ("FAILED", format!("{e:#}"))
            }
        };
        println!("{name:<11} {word:<8} {seconds:>8.1}  {seen}");
    }
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    failed == 0
}
