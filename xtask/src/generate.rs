//! `cargo xtask gen`: documents to outputs, all or nothing.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::bundle::{self, Bundle, Origin};
use crate::diagnostic::Diagnostics;
use crate::extension::Vocabulary;
use crate::ir::Api;
use crate::lower;
use crate::render::{self, Output};
use crate::write::{self, Plan};

/// What `gen` was asked for.
#[derive(Debug, Default)]
pub struct Wish {
    /// Folders below `openapi/`; empty for all.
    pub apis: Vec<String>,
    /// Write nothing; say what would change.
    pub check: bool,
    /// Write nothing; print what the renderers would be given.
    pub print_ir: bool,
    /// Overwrite generated files that were edited by hand.
    pub force: bool,
}

/// How it went; the caller decides on the exit code.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// `--check` found that `gen/` is not what the documents say.
    Stale,
    /// Documents with faults; they were printed.
    Faulty,
}

/// Runs `gen` in the repository at `home`.
pub fn run(home: &Path, wish: &Wish) -> Result<Outcome> {
    let vocabulary = vocabulary(home)?;
    let known = apis(home)?;
    if let Some(unknown) = wish.apis.iter().find(|a| !known.contains(a)) {
        bail!("openapi/{unknown}/openapi.yaml does not exist; there is {}", known.join(", "));
    }
    let all = wish.apis.is_empty();
    let chosen: Vec<&String> = known.iter().filter(|a| all || wish.apis.contains(a)).collect();
    let mut plan = Plan::default();
    let mut faulty = false;
    for (folder, made) in chosen.iter().zip(make_all(home, &chosen, &vocabulary, wish.print_ir)) {
        match made {
            Ok(Made::Ir(text)) => print!("{text}"),
            Ok(Made::Files { document, outputs }) => {
                let outputs = outputs.with_context(|| folder.to_string())?;
                plan.add(folder, &document, outputs);
            }
            Err(faults) => {
                eprint!("{faults}");
                faulty = true;
            }
        }
    }
    if faulty {
        return Ok(Outcome::Faulty);
    }
    if wish.print_ir {
        return Ok(Outcome::Done);
    }
    let gone = if all { write::forgotten(home, &known)? } else { Vec::new() };
    let changes = write::compare(home, &plan, gone)?;
    if wish.check {
        print!("{}", changes.diff());
        return Ok(if changes.is_empty() { Outcome::Done } else { Outcome::Stale });
    }
    write::apply(home, &plan, changes, wish.force)?;
    Ok(Outcome::Done)
}

/// What one document became.
enum Made {
    /// Printed, for a reader.
    Ir(String),
    Files {
        document: String,
        outputs: Result<Vec<Output>>,
    },
}

/// Every document side by side, one thread each, in the order of `chosen`.
fn make_all(
    home: &Path,
    chosen: &[&String],
    vocabulary: &Vocabulary,
    print_ir: bool,
) -> Vec<Result<Made, Diagnostics>> {
    let make = |folder: &str| {
        let (bundle, api) = load(home, folder, vocabulary)?;
        if print_ir {
            return Ok(Made::Ir(crate::show::show(&api)));
        }
        Ok(Made::Files { document: bundle.to_json(), outputs: outputs(&bundle, &api) })
    };
    std::thread::scope(|scope| {
        let make = &make;
        let running: Vec<_> =
            chosen.iter().map(|folder| scope.spawn(move || make(folder))).collect();
        let ended = running.into_iter().map(|thread| match thread.join() {
            Ok(made) => made,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        ended.collect()
    })
}

/// Reads and lowers one of our own documents.
pub fn load(
    home: &Path,
    folder: &str,
    vocabulary: &Vocabulary,
) -> Result<(Bundle, Api), Diagnostics> {
    let shown = format!("openapi/{folder}");
    let path = home.join(&shown).join("openapi.yaml");
    let bundle = bundle::load(&path, &shown, Origin::Own)?;
    let lowered = lower::lower(&bundle, folder, Origin::Own, Some(vocabulary))?;
    Ok((bundle, lowered.api))
}

/// Everything that one API needs below `gen/`.
pub fn outputs(bundle: &Bundle, api: &Api) -> Result<Vec<Output>> {
    let mut outputs = vec![
        Output { path: format!("{}/openapi.json", api.folder), text: bundle.to_json() },
        Output { path: format!("{}/openapi.yaml", api.folder), text: bundle.to_yaml() },
    ];
    outputs.extend(render::all(api, bundle)?);
    Ok(outputs)
}

/// The closed vocabulary of this repository.
pub fn vocabulary(home: &Path) -> Result<Vocabulary> {
    let path = home.join("openapi/x-hr.schema.json");
    let text = std::fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
    let vocabulary = Vocabulary::new(&text);
    vocabulary.map_err(|e| anyhow::anyhow!("openapi/x-hr.schema.json: {e}"))
}

/// Folders below `openapi/` that hold a document, sorted.
pub fn apis(home: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(home.join("openapi")).context("openapi/")? {
        let path: PathBuf = entry?.path();
        if path.join("openapi.yaml").is_file()
            && let Some(name) = path.file_name()
        {
            found.push(name.to_string_lossy().into_owned());
        }
    }
    found.sort();
    Ok(found)
}
