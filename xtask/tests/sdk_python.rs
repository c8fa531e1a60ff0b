//! The Python SDK of each document in `good/` is Python, and no document's text leaves its token.
//!
//! `SDK_PYTHON_DOCUMENTS` names further documents, parted by colons. The packages are left in
//! cargo's folder for tests, for whoever wants to import them.

use std::path::{Path, PathBuf};
use std::process::Command;

use xtask::bundle::{self, Origin};
use xtask::{lower, render};

fn rendered(document: &Path, own: bool) -> Option<Vec<render::Output>> {
    let folder = document.file_stem()?.to_string_lossy().into_owned();
    let origin = if own { Origin::Own } else { Origin::Foreign };
    let bundle = match own {
        true => {
            let text = std::fs::read_to_string(document).expect("a document");
            bundle::of_text(&format!("{folder}.yaml"), &text, origin)
        }
        false => bundle::load(document, &folder, origin),
    };
    let bundle = bundle.unwrap_or_else(|faults| panic!("{faults}"));
    let lowered = lower::lower(&bundle, &folder, origin, None);
    let lowered = lowered.unwrap_or_else(|faults| panic!("{}: {faults}", document.display()));
    Some(render::sdk_python::render(&lowered.api).expect("renders"))
}

fn documents() -> Vec<(PathBuf, bool)> {
    let good = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    let mut all: Vec<(PathBuf, bool)> = std::fs::read_dir(&good)
        .expect("good/")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "yaml"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).expect("a document");
            (path, !text.starts_with("# foreign"))
        })
        .collect();
    all.sort();
    let more = std::env::var("SDK_PYTHON_DOCUMENTS").unwrap_or_default();
    all.extend(more.split(':').filter(|p| !p.is_empty()).map(|path| (path.into(), false)));
    all
}

#[test]
fn every_good_document_becomes_python() {
    let out = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sdk-python");
    if out.exists() {
        std::fs::remove_dir_all(&out).expect("an empty folder");
    }
    for (document, own) in documents() {
        for file in rendered(&document, own).expect("a name") {
            let path = out.join(&file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(&path, &file.text).expect("written");
        }
    }
    let compiled = Command::new("python3").args(["-m", "compileall", "-q"]).arg(&out).output();
    // A machine without Python can still generate.
    if let Ok(compiled) = compiled {
        let said = String::from_utf8_lossy(&compiled.stdout);
        assert!(compiled.status.success(), "{said}");
    }
}
