//! `cargo xtask stub`: the handler files that a dialect still lacks, written once.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::generate;

/// Writes what is missing in `src/<api>/`.
pub fn run(home: &Path, api: &str) -> Result<ExitCode> {
    let vocabulary = generate::vocabulary(home)?;
    let api = match generate::load(home, api, &vocabulary) {
        Ok((_, api)) => api,
        Err(faults) => {
            eprint!("{faults}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let folder = home.join("src").join(&api.folder);
    let mut existing = Vec::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(&folder)? {
            existing.push(entry?.file_name().to_string_lossy().into_owned());
        }
    }
    for output in crate::render::server::stub(&api, &existing) {
        let path = home.join(&output.path);
        if path.exists() {
            continue;
        }
        std::fs::create_dir_all(&folder)?;
        std::fs::write(&path, &output.text).with_context(|| format!("{}", path.display()))?;
        println!("{}", output.path);
    }
    Ok(ExitCode::SUCCESS)
}
