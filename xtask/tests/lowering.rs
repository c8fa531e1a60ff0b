//! Small documents and the IR that they become.
//!
//! `BLESS=1 cargo test -p xtask --test lowering` writes what they become now; read it.

use std::path::{Path, PathBuf};

use xtask::bundle::{self, Origin};
use xtask::{lower, show};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lowering")
}

fn lowered(path: &Path) -> String {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).expect("readable");
    let origin = if text.contains("# foreign") { Origin::Foreign } else { Origin::Own };
    let lowered = bundle::of_text(&name, &text, origin)
        .and_then(|bundle| lower::lower(&bundle, "small", origin, None));
    match lowered {
        Ok(lowered) => {
            let left_out = lowered.left_out.iter().map(|l| format!("left out: {}\n", l.operation));
            show::show(&lowered.api) + &left_out.collect::<String>()
        }
        Err(faults) => faults.to_string(),
    }
}

#[test]
fn every_small_document_becomes_the_expected_ir() {
    let listing = std::fs::read_dir(folder()).expect("the folder");
    let mut documents: Vec<PathBuf> = listing
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "yaml"))
        .collect();
    documents.sort();
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for document in documents {
        let ir = lowered(&document);
        let beside = document.with_extension("ir.txt");
        if bless {
            std::fs::write(&beside, &ir).expect("writable");
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if ir != expected {
            wrong.push(format!("{}\n--- expected\n{expected}--- became\n{ir}", document.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_two_spellings_of_null_and_bounds_mean_the_same() {
    let ir = |name: &str| lowered(&folder().join(name));
    assert_eq!(ir("three_zero.yaml"), ir("three_one.yaml"));
}
