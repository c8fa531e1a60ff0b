//! The command line: one subcommand, one module.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::generate::{self, Outcome, Wish};
use crate::{bench, contract, suite, tidy};

#[derive(Debug, Parser)]
#[command(name = "xtask", about = "Documents in, code and proofs out")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate gen/ from openapi/, all or nothing
    Gen {
        /// Folders below openapi/; all when none is named
        apis: Vec<String>,
        /// Write nothing; print the difference and exit with 1 if there is one
        #[arg(long)]
        check: bool,
        /// Write nothing; print the intermediate representation
        #[arg(long)]
        print_ir: bool,
        /// Overwrite generated files that were edited by hand
        #[arg(long)]
        force: bool,
    },
    /// Write the handler files that a dialect lacks; never overwrites
    Stub { api: String },
    /// Run everything that must hold, and end with a table
    Test {
        /// Random seeds, more fuzzing, more kills
        #[arg(long)]
        long: bool,
        /// Only these steps, separated by commas
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
    },
    /// Run the generated contract kit against a server
    Contract {
        /// Folder below gen/; all of them when none is named
        #[arg(long)]
        api: Option<String>,
        /// Base URL with the API's prefix; without it the built binary is started
        #[arg(long)]
        target: Option<String>,
        /// Seeds, separated by commas; one run each
        #[arg(long, value_delimiter = ',')]
        seed: Vec<u32>,
        /// Three random seeds and more fuzzing
        #[arg(long)]
        long: bool,
    },
    /// Write every SDK as its package manager wants it to target/package, with checksums
    Package,
    /// Check the floor plan
    Tidy,
    /// Compare list, get and create with the same written by hand
    Bench {
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        #[arg(long, default_value_t = 3.0)]
        seconds: f64,
    },
    /// Take documents of strangers through all stages: one row each
    Corpus {
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Cli {
    /// Runs the command; 1 means that something is not as it should be.
    pub fn run(self) -> Result<ExitCode> {
        let home = home();
        match self.command {
            Command::Gen { apis, check, print_ir, force } => {
                let outcome = generate::run(&home, &Wish { apis, check, print_ir, force })?;
                Ok(if outcome == Outcome::Done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
            }
            Command::Stub { api } => crate::stub::run(&home, &api),
            Command::Test { long, only } => {
                let options = suite::Options { long, only };
                Ok(code(suite::run(&suite::Suite { root: home, options })?))
            }
            Command::Contract { api, target, seed: seeds, long } => {
                let seen = contract::run(&home, &contract::Options { api, target, seeds, long })?;
                println!("{seen}");
                Ok(ExitCode::SUCCESS)
            }
            Command::Package => {
                crate::package::run(&home)?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Tidy => Ok(code(tidy::run(&home)?)),
            Command::Bench { rounds, seconds } => {
                bench::run(&home, &bench::Options { rounds, seconds })?;
                Ok(ExitCode::SUCCESS)
            }
            Command::Corpus { files } => {
                let held = crate::corpus::run(&home, &files)?;
                Ok(code(held))
            }
        }
    }
}

/// The repository: the folder above this crate's.
pub fn home() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

fn code(holds: bool) -> ExitCode {
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
