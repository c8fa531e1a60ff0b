//! The steps that are cargo's, or this tool's own.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use super::{Outcome, Postgres, Suite, record, tools};

/// One selection of packages and features for every step, so that nothing is built twice.
const TEST_BUILD: [&str; 4] = ["test", "--workspace", "--features", "faults"];

/// Cargo of the same toolchain, at the root of the tree.
fn cargo(suite: &Suite) -> Command {
    let mut command = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    command.current_dir(&suite.root);
    command
}

/// `gen/` is what the documents say, byte for byte.
pub fn generated(suite: &Suite) -> anyhow::Result<Outcome> {
    let tool = std::env::current_exe()?;
    tools::run(Command::new(tool).args(["gen", "--check"]).current_dir(&suite.root))?;
    Ok(Outcome::Held("gen/ is fresh".into()))
}

/// The floor plan.
pub fn tidy(suite: &Suite) -> anyhow::Result<Outcome> {
    anyhow::ensure!(crate::tidy::run(&suite.root)?, "the floor plan is broken, see above");
    Ok(Outcome::Held("floor plan kept".into()))
}

/// Lints of every target.
pub fn clippy(suite: &Suite) -> anyhow::Result<Outcome> {
    let words = ["clippy", "--quiet", "--workspace", "--all-targets", "--features", "faults"];
    tools::run(cargo(suite).args(words).args(["--", "-D", "warnings"]))?;
    Ok(Outcome::Held("no warning".into()))
}

/// Every Rust test, on SQLite.
pub fn tests(suite: &Suite) -> anyhow::Result<Outcome> {
    let mut command = cargo(suite);
    // One failure hides no other: a run in CI tells them all.
    command.args(TEST_BUILD).arg("--no-fail-fast");
    if suite.options.long {
        command.env("ROSETTA_HR_TEST_LONG", "1");
    }
    let statuses = record::part(&suite.root, "statuses");
    std::fs::create_dir_all(statuses.parent().context("a file in a folder")?)?;
    tools::run(command.env("ROSETTA_HR_TEST_STATUSES", statuses))?;
    Ok(Outcome::Held("all Rust tests, SQLite".into()))
}

/// The core's tests and the contract tests once more, on PostgreSQL: the programs of `tests`.
pub fn postgres(suite: &Suite) -> anyhow::Result<Outcome> {
    let server = Postgres::start(&suite.root)?;
    let built = built(suite)?;
    for (name, folder) in [("hr", "src/hr"), ("contract", "")] {
        let program = test_program(&built, name, "")?;
        let mut command = Command::new(program);
        command.current_dir(suite.root.join(folder));
        tools::run(command.env("ROSETTA_HR_TEST_POSTGRES", &server.url))?;
    }
    Ok(Outcome::Held("core and contract tests, PostgreSQL".into()))
}

/// What cargo says about the build of all tests, which it makes where it is not fresh.
pub(super) fn built(suite: &Suite) -> anyhow::Result<String> {
    let flags = ["--no-run", "--quiet", "--message-format=json"];
    tools::output(cargo(suite).args(TEST_BUILD).args(flags))
}

/// The name of a test that failed, from a line of Rust's test runner.
pub(super) fn failed_test(line: &str) -> Option<String> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED").map(str::to_owned)
}

/// The test program of one target whose sources lie below a folder of the tree (empty: anywhere),
/// from what cargo said about its build.
pub(super) fn test_program(built: &str, target: &str, below: &str) -> anyhow::Result<PathBuf> {
    let messages = built.lines().filter_map(|l| serde_json::from_str::<Value>(l).ok());
    let is_below = |m: &Value| m["target"]["src_path"].as_str().is_some_and(|p| p.contains(below));
    let mut tests = messages.filter(|m| m["profile"]["test"] == true && is_below(m));
    let found = tests.find(|m| m["target"]["name"] == target);
    let program = found.as_ref().and_then(|m| m["executable"].as_str());
    program.map(PathBuf::from).with_context(|| format!("cargo built no test program {target}"))
}

/// The binary that the next steps talk to: the one of `tests`, in which no fault is switched on.
///
/// A build without the feature `faults` would compile half of the dependencies a second time.
pub fn server(suite: &Suite) -> anyhow::Result<Outcome> {
    tools::run(cargo(suite).args(TEST_BUILD).args(["--no-run", "--quiet"]))?;
    Ok(Outcome::Held("binary built".into()))
}

/// Schemathesis against the binary.
pub fn contract(suite: &Suite) -> anyhow::Result<Outcome> {
    let long = suite.options.long;
    let seen = crate::contract::run(&suite.root, &crate::contract::Options::own_server(long))?;
    Ok(Outcome::Held(seen))
}
