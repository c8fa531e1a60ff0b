//! A real browser reads the portal, signs in at Swagger UI, and tries every API.

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

/// The scripts below `tests/browser`; those without a summary are parts of the others.
const SCRIPTS: [&str; 4] = ["browser.mjs", "axe.mjs", "pages.mjs", "swagger.mjs"];

/// Runs `tests/browser` against a server of its own; screenshots go to `target/tools/screens`.
///
/// # Errors
/// When a page fails; without a browser the step is skipped, loudly.
pub fn open_portal(suite: &Suite) -> anyhow::Result<Outcome> {
    let Some(browser) = browser() else {
        return Ok(Outcome::Skipped("no Chromium here: install it, or set CHROMIUM".into()));
    };
    tools::node(&suite.root)?;
    let place = tools::folder(&suite.root).join("node");
    let screens = tools::folder(&suite.root).join("screens");
    std::fs::create_dir_all(&screens)?;
    // A script finds its packages beside itself.
    for script in SCRIPTS {
        std::fs::copy(suite.root.join("tests/browser").join(script), place.join(script))?;
    }
    let serving = Serving::demo(&suite.root, &[])?;
    let mut seen = Vec::new();
    for script in ["pages.mjs", "swagger.mjs"] {
        let said = tools::output(
            Command::new("node")
                .arg(place.join(script))
                .arg(&serving.url)
                .arg(&screens)
                .env("CHROMIUM", &browser)
                .current_dir(&place),
        )?;
        print!("{said}");
        seen.extend(said.trim().lines().last().map(str::to_owned));
    }
    Ok(Outcome::Held(seen.join("; ")))
}

fn browser() -> Option<PathBuf> {
    if let Ok(given) = std::env::var("CHROMIUM") {
        return Some(PathBuf::from(given));
    }
    BROWSERS.iter().map(Path::new).find(|p| p.exists()).map(Path::to_path_buf)
}
