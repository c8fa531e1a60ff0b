//! Whole-file goldens: the server of each document in `good/`, as it is committed beside it.
//!
//! `BLESS=1 cargo test -p xtask --test server_goldens` writes them anew. They compile as one crate
//! (`cargo test -p goldens`), which also asks the servers questions.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use xtask::bundle::{self, Origin};
use xtask::{lower, render};

/// Path below `good/` → text, of one document.
fn rendered(document: &Path) -> BTreeMap<String, String> {
    let name = document.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = std::fs::read_to_string(document).expect("a document");
    let origin = if text.starts_with("# foreign") { Origin::Foreign } else { Origin::Own };
    let bundle = bundle::of_text(&format!("{name}.yaml"), &text, origin);
    let bundle = bundle.unwrap_or_else(|faults| panic!("{faults}"));
    let lowered = lower::lower(&bundle, &name, origin, None);
    let lowered = lowered.unwrap_or_else(|faults| panic!("{faults}"));
    assert!(lowered.left_out.is_empty(), "{name}: {:?}", lowered.left_out);
    let files = render::server::render(&lowered.api).expect("renders");
    files.into_iter().map(|file| (file.path, file.text)).collect()
}

/// The same as it lies on disk.
fn committed(good: &Path, folder: &Path, found: &mut BTreeMap<String, String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            committed(good, &path, found);
            continue;
        }
        let relative = path.strip_prefix(good).expect("below good/").to_string_lossy();
        let relative = relative.replace('\\', "/");
        found.insert(relative, std::fs::read_to_string(&path).expect("text"));
    }
}

fn bless(good: &Path, name: &str, files: &BTreeMap<String, String>) {
    let folder = good.join(name).join("server");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).expect("removable");
    }
    for (path, text) in files {
        let path = good.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }
}

#[test]
fn the_server_of_every_good_document_is_the_committed_one() {
    let good = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/good");
    let mut documents: Vec<PathBuf> = std::fs::read_dir(&good)
        .expect("good/")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    documents.sort();
    assert!(documents.len() >= 7);
    let blessing = std::env::var_os("BLESS").is_some();
    for document in documents {
        let name = document.file_stem().expect("a name").to_string_lossy().into_owned();
        let files = rendered(&document);
        if blessing {
            bless(&good, &name, &files);
        }
        let mut there = BTreeMap::new();
        committed(&good, &good.join(&name).join("server"), &mut there);
        let paths =
            |files: &BTreeMap<String, String>| -> Vec<String> { files.keys().cloned().collect() };
        assert_eq!(paths(&files), paths(&there), "{name}: other files; BLESS=1 writes them");
        for (path, text) in &files {
            let diff = similar::TextDiff::from_lines(&there[path], text);
            let shown = diff.unified_diff().header("committed", "rendered").to_string();
            assert!(shown.is_empty(), "{path}; BLESS=1 writes it anew\n{shown}");
        }
    }
}
