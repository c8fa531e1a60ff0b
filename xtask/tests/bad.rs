//! Documents with one fault each, and exactly what is said about it.
//!
//! `BLESS=1 cargo test -p xtask --test bad` writes what is said now; read it before committing.

use std::path::{Path, PathBuf};

use xtask::bundle::{self, Origin};
use xtask::extension::Vocabulary;
use xtask::lower;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Everything that is said about one document.
fn said(path: &Path, vocabulary: &Vocabulary) -> String {
    let name = path.file_name().expect("a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(path).expect("readable");
    let origin = if text.contains("# foreign") { Origin::Foreign } else { Origin::Own };
    let faults = bundle::of_text(&name, &text, origin).and_then(|bundle| {
        lower::lower(&bundle, "bad", origin, Some(vocabulary)).map(|lowered| lowered.left_out)
    });
    match faults {
        Err(faults) => faults.to_string(),
        Ok(left_out) => {
            let mut said = String::new();
            for one in &left_out {
                said.push_str(&format!("left out: {}\n", one.operation));
                one.reasons.0.iter().for_each(|reason| said.push_str(&reason.to_string()));
            }
            said
        }
    }
}

#[test]
fn every_bad_document_is_refused_with_the_expected_words() {
    let schema = here().join("../openapi/x-hr.schema.json");
    let schema = std::fs::read_to_string(schema).expect("the vocabulary");
    let vocabulary = Vocabulary::new(&schema).expect("a sound vocabulary");
    let listing = std::fs::read_dir(here().join("tests/bad")).expect("the folder");
    let mut documents: Vec<PathBuf> = listing
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "yaml" || e == "json"))
        .collect();
    documents.sort();
    assert!(documents.len() >= 28, "only {} documents", documents.len());
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = Vec::new();
    for document in documents {
        let said = said(&document, &vocabulary);
        assert!(!said.is_empty(), "{} is not refused", document.display());
        let beside = document.with_extension("txt");
        if bless {
            std::fs::write(&beside, &said).expect("writable");
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if said != expected {
            wrong.push(format!("{}\n--- expected\n{expected}--- said\n{said}", document.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
