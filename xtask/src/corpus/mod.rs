//! `cargo xtask corpus`: strangers' documents through all stages, one row each.

mod document;
mod python;
mod rust;
mod scratch;
mod typescript;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use document::Tried;
use scratch::Scratch;

/// Folder of a document → what its compiler or type checker said against it; nothing: it held.
type Complaints = BTreeMap<String, Vec<String>>;

/// Compiles all packages of one language; a language without a file there has nothing to say.
type Compiler = fn(&Scratch, &[&Tried]) -> anyhow::Result<Complaints>;

const COMPILERS: [(&str, Compiler); 3] =
    [("Rust", rust::check), ("TypeScript", typescript::check), ("Python", python::check)];

/// Prints a row for each document; true if all stages held for all of them.
///
/// # Errors
/// When the scratch folder cannot be written.
pub fn run(home: &Path, files: &[PathBuf]) -> anyhow::Result<bool> {
    let mut tried: Vec<Tried> = Vec::new();
    for file in files {
        let folder = document::folder(file, &tried);
        tried.push(document::try_document(file, folder));
    }
    let scratch = Scratch::of(home);
    scratch.write(&tried)?;
    compile(&scratch, &mut tried);
    for one in &tried {
        eprint!("{}", one.details);
    }
    let widest = tried.iter().map(|one| one.name.chars().count()).max().unwrap_or_default();
    for one in &tried {
        println!("{:<widest$}  {}", one.name, one.row());
    }
    Ok(tried.iter().all(Tried::held))
}

/// Runs every compiler over what was generated, and notes what each said.
fn compile(scratch: &Scratch, tried: &mut [Tried]) {
    for (language, check) in COMPILERS {
        let generated: Vec<&Tried> = tried.iter().filter(|one| one.is_generated()).collect();
        if generated.is_empty() {
            return;
        }
        let complaints = check(scratch, &generated);
        for one in tried.iter_mut().filter(|one| one.is_generated()) {
            match &complaints {
                Ok(complaints) => {
                    let said = complaints.get(&one.folder).map(Vec::as_slice).unwrap_or_default();
                    one.compiled(language, said);
                }
                Err(error) => one.compiled(language, &[format!("{error:#}")]),
            }
        }
    }
}
