//! The program: reads the command line, runs it, and says in one line why it could not.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match rosetta_hr::cli::parse() {
        Ok(cli) => cli,
        Err(early) => return early,
    };
    match rosetta_hr::commands::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("rosetta-hr: {failure}");
            ExitCode::FAILURE
        }
    }
}
