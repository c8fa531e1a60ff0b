//! A real browser opens `/docs`, signs in as the demo client, and tries an operation.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Outcome, Serving, Suite, tools};

/// Where Debian and others put it.
const BROWSERS: [&str; 4] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/snap/bin/chromium",
];

/// Runs `tests/browser/docs.mjs` against a server of its own.
///
/// # Errors
/// When the page fails; without a browser the step is skipped, loudly.
pub fn open_docs(suite: &Suite) -> anyhow::Result<Outcome> {
    let Some(browser) = browser() else {
        return Ok(Outcome::Skipped("no Chromium here: install it, or set CHROMIUM".into()));
    };
    tools::node(&suite.root)?;
    let place = tools::folder(&suite.root).join("node");
    // A script finds its packages beside itself.
    let script = place.join("docs.mjs");
    std::fs::copy(suite.root.join("tests/browser/docs.mjs"), &script)?;
    let serving = Serving::demo(&suite.root, &[])?;
    let said = tools::output(
        Command::new("node")
            .arg(script)
            .arg(&serving.url)
            .arg(tools::folder(&suite.root).join("docs.png"))
            .env("CHROMIUM", browser)
            .current_dir(&place),
    )?;
    Ok(Outcome::Held(said.trim().to_owned()))
}

fn browser() -> Option<PathBuf> {
    if let Ok(given) = std::env::var("CHROMIUM") {
        return Some(PathBuf::from(given));
    }
    BROWSERS.iter().map(Path::new).find(|p| p.exists()).map(Path::to_path_buf)
}
