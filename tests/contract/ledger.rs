//! The ledgers of what is not done yet: true to the day, shrinking, and empty in the end.

use std::collections::BTreeSet;
use std::path::Path;

use crate::document::SHIFTCARE;
use crate::matrix::SUCCEEDING;

const UNIMPLEMENTED: &str = include_str!("../ledger/unimplemented.txt");
const UNTESTED: &str = include_str!("../ledger/untested.txt");

/// Operation ids, one a line; `#` begins a note.
fn listed(ledger: &str) -> BTreeSet<String> {
    let lines = ledger.lines().map(str::trim);
    lines.filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect()
}

/// Operations whose handler only says that it is not there.
fn without_handler(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            without_handler(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for (at, _) in text.match_indices("NotImplemented(\"") {
                let rest = &text[at + "NotImplemented(\"".len()..];
                found.insert(rest.split('"').next().unwrap().to_owned());
            }
        }
    }
}

#[test]
fn the_ledger_of_unimplemented_operations_is_true() {
    let mut found = BTreeSet::new();
    without_handler(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/shiftcare"), &mut found);
    assert_eq!(found, listed(UNIMPLEMENTED));
}

#[tokio::test]
async fn the_ledger_of_untested_operations_is_true() {
    let seen = &SUCCEEDING.findings().await.seen;
    let operations = SHIFTCARE.operations.iter();
    let never = operations.filter(|o| !seen.contains(&(o.id.clone(), o.success())));
    let never: BTreeSet<String> = never.map(|o| o.id.clone()).collect();
    assert_eq!(never, listed(UNTESTED));
}

#[test]
fn no_ledger_names_an_operation_that_does_not_exist() {
    for id in listed(UNIMPLEMENTED).union(&listed(UNTESTED)) {
        assert!(SHIFTCARE.operations.iter().any(|o| o.id == *id), "{id}");
    }
}
