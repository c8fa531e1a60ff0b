//! The proof is proven: a server broken on purpose, one fault at a time, and the test that noticed.

use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::ensure;

use super::steps::{built, failed_test, test_program};
use super::{Outcome, Suite};

/// Where the last run's table is kept.
const TABLE: &str = "tests/ledger/faults.tsv";

/// Each fault that can be seeded, what it breaks, and the tests that should notice: the first part
/// of their names. All others are tried where those notice nothing.
const FAULTS: [(&str, &str, &str); 45] = [
    ("absent_clears", "a field that a change does not name is cleared", "state"),
    ("audit_missing", "acts leave no audit row", "state"),
    ("auth_ignored", "bad and missing credentials are let in", "matrix::refused"),
    ("bare_envelope", "the data of a success without its envelope", "matrix::succeeding"),
    ("bounds_ignored", "numbers out of bounds are accepted", "matrix::invalid"),
    ("cents_lost", "decimals are stored without their fraction", "state"),
    ("constant_header_missing", "headers that every answer has are left out", "matrix::succeeding"),
    ("decided_twice", "a decided leave request is decided again", "shiftcare::state"),
    ("deleted_kept", "deleted records are found and listed", "state"),
    ("deleted_readable", "a deleted record can still be read by its id", "state"),
    ("field_missing", "the first field of each record is left out", "matrix::succeeding"),
    (
        "field_of_wrong_type",
        "the first field of each record has another type",
        "matrix::succeeding",
    ),
    ("field_unnamed", "a refusal does not say which field", "matrix::invalid"),
    ("limit_110", "a tenth more requests than documented", "limits"),
    ("limit_90", "a tenth fewer requests than documented", "limits"),
    ("limit_by_address", "limits count the address instead of the caller", "limits"),
    ("limit_stays", "the budget comes back late", "limits"),
    ("list_loses_last", "the last record of each page is left out", "lists"),
    ("max_length_ignored", "texts that are too long are accepted", "matrix::invalid"),
    ("message_missing", "failures do not say what went wrong", "matrix::refused"),
    ("newest_not_listed", "the newest record is missing in its list", "state"),
    ("no_allow", "405 without the methods that are allowed", "routes"),
    ("no_limit_headers", "headers of limits are left out", "limits"),
    ("no_retry_after", "429 without Retry-After", "limits"),
    ("null_keeps", "null does not clear a field", "shiftcare::state"),
    ("only_first_violation", "one violation of several is told", "matrix::invalid"),
    ("other_company", "records of every company are found", "access"),
    ("page_overlaps", "a page begins with the last record of the one before", "lists"),
    ("pattern_ignored", "texts of another form are accepted", "matrix::invalid"),
    ("remaining_stands", "the header of what is left does not fall", "limits"),
    ("reset_late", "the header of the reset is half a minute late", "limits"),
    ("restored_while_active", "whoever never left is restored", "shiftcare::state"),
    ("scope_ignored", "scopes, roles and levels are not looked at", "access"),
    ("sight_ignored", "everybody sees everybody's records", "matrix::own"),
    ("size_ignored", "bodies of any size are read", "oversized"),
    ("stale_token", "a revoked token is good again", "ended"),
    ("stored_differently", "an employee is stored otherwise than answered", "state"),
    ("success_for_missing", "200 for a record that is not there", "matrix::refused"),
    ("tenant_ignored", "the company that a request names is not looked at", "access"),
    ("total_of_page", "a list's total is that of its page", "lists"),
    ("total_wrong", "a list's total is one too many", "lists"),
    ("undocumented_status", "202 where the document says 200 or 201", "matrix::succeeding"),
    ("update_lost", "a change of an employee is answered and not stored", "state"),
    ("wrong_code_in_envelope", "an envelope's code differs from the status", "matrix::refused"),
    ("wrong_content_type", "answers call themselves text/html", "matrix::succeeding"),
];

/// Runs the contract tests once for each fault; only in long runs.
///
/// # Errors
/// When a fault goes unnoticed.
pub fn noticed(suite: &Suite) -> anyhow::Result<Outcome> {
    if !suite.options.long {
        return Ok(Outcome::Skipped("seeded faults are tried in long runs: --long".into()));
    }
    let built = built(suite)?;
    let program = test_program(&built, "contract", "")?;
    let mut table = String::from("fault\twhat it breaks\ttests that noticed\n");
    let mut missed = Vec::new();
    for (fault, what, proof) in FAULTS {
        let mut failed = failing(suite, &program, fault, Some(proof))?;
        if failed.is_empty() {
            failed = failing(suite, &program, fault, None)?;
        }
        let by = failed.first().map_or("NOBODY", String::as_str);
        println!("{fault:<24} {by}");
        writeln!(table, "{fault}\t{what}\t{}", failed.join(", "))?;
        if failed.is_empty() {
            missed.push(fault);
        }
    }
    std::fs::write(suite.root.join(TABLE), table)?;
    ensure!(missed.is_empty(), "nobody noticed {missed:?}");
    Ok(Outcome::Held(format!("{0} of {0} seeded faults noticed, see {TABLE}", FAULTS.len())))
}

/// Names of the tests that fail with a fault, up to five.
fn failing(
    suite: &Suite,
    program: &Path,
    fault: &str,
    only: Option<&str>,
) -> anyhow::Result<Vec<String>> {
    let mut command = Command::new(program);
    command.args(only).current_dir(&suite.root).env("ROSETTA_HR_FAULTS", fault);
    let ended = command.stderr(Stdio::null()).output()?;
    let said = String::from_utf8_lossy(&ended.stdout);
    Ok(said.lines().filter_map(failed_test).take(5).collect())
}
