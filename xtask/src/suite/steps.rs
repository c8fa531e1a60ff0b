//! The steps that are cargo's, or this tool's own.

use std::process::Command;

use super::{Outcome, Postgres, Suite, tools};

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

/// The tests of the core, the edge kit, the couriers and this tool: no server, a minute.
pub fn units(suite: &Suite) -> anyhow::Result<Outcome> {
    let words = ["test", "-p", "hr", "-p", "wire", "-p", "courier", "-p", "xtask", "--lib"];
    tools::run(cargo(suite).args(words))?;
    Ok(Outcome::Held("core, wire, courier and xtask, SQLite".into()))
}

/// Every Rust test, on SQLite.
pub fn tests(suite: &Suite) -> anyhow::Result<Outcome> {
    let mut command = cargo(suite);
    command.args(["test", "--workspace", "--features", "faults"]);
    if suite.options.long {
        command.env("ROSETTA_HR_TEST_LONG", "1");
    }
    tools::run(&mut command)?;
    Ok(Outcome::Held("all Rust tests, SQLite".into()))
}

/// The core's tests and the contract tests once more, on PostgreSQL.
pub fn postgres(suite: &Suite) -> anyhow::Result<Outcome> {
    let server = Postgres::start(&suite.root)?;
    let with = |words: &[&str]| {
        tools::run(cargo(suite).args(words).env("ROSETTA_HR_TEST_POSTGRES", &server.url))
    };
    with(&["test", "-p", "hr"])?;
    with(&["test", "-p", "rosetta-hr", "--features", "faults", "--test", "contract"])?;
    Ok(Outcome::Held("core and contract tests, PostgreSQL".into()))
}

/// The binary that the next steps talk to.
pub fn server(suite: &Suite) -> anyhow::Result<Outcome> {
    tools::run(cargo(suite).args(["build", "--bin", "rosetta-hr"]))?;
    Ok(Outcome::Held("binary built".into()))
}

/// Schemathesis against the binary.
pub fn contract(suite: &Suite) -> anyhow::Result<Outcome> {
    let long = suite.options.long;
    let seen = crate::contract::run(&suite.root, &crate::contract::Options::own_server(long))?;
    Ok(Outcome::Held(seen))
}
