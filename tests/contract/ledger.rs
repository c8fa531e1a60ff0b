//! The ledgers of what is not done yet: true to the day, shrinking, and empty in the end.

use std::collections::BTreeSet;
use std::path::Path;

use crate::document::DOCUMENTS;
use crate::matrix::SUCCEEDING;

const UNIMPLEMENTED: &str = include_str!("../ledger/unimplemented.txt");
const UNTESTED: &str = include_str!("../ledger/untested.txt");

/// API and operation id, one pair a line; `#` begins a note.
fn listed(ledger: &str) -> BTreeSet<String> {
    let lines = ledger.lines().map(str::trim);
    lines.filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect()
}

/// Operations whose handler only says that it is not there.
fn without_handler(api: &str, folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            without_handler(api, &path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            for (at, _) in text.match_indices("NotImplemented(\"") {
                let rest = &text[at + "NotImplemented(\"".len()..];
                found.insert(format!("{api} {}", rest.split('"').next().unwrap()));
            }
        }
    }
}

#[test]
fn the_ledger_of_unimplemented_operations_is_true() {
    let mut found = BTreeSet::new();
    for document in DOCUMENTS.iter() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(document.name);
        without_handler(document.name, &folder, &mut found);
    }
    assert_eq!(found, listed(UNIMPLEMENTED));
}

#[tokio::test]
async fn the_ledger_of_untested_operations_is_true() {
    let seen = &SUCCEEDING.findings().await.seen;
    let mut never = BTreeSet::new();
    for document in DOCUMENTS.iter() {
        let succeeded = |id: &str, status| seen.contains(&(document.name, id.to_owned(), status));
        let missing = document.operations.iter().filter(|o| !succeeded(&o.id, o.success()));
        never.extend(missing.map(|o| format!("{} {}", document.name, o.id)));
    }
    assert_eq!(never, listed(UNTESTED));
}

#[test]
fn no_ledger_names_an_operation_that_does_not_exist() {
    let known: BTreeSet<String> = DOCUMENTS
        .iter()
        .flat_map(|d| d.operations.iter().map(move |o| format!("{} {}", d.name, o.id)))
        .collect();
    for row in listed(UNIMPLEMENTED).union(&listed(UNTESTED)) {
        assert!(known.contains(row), "{row}");
    }
}
