//! Programs of others that speak to the server, and a model that it is compared with.

use std::process::Command;

use super::{Outcome, Serving, Suite, tools};

/// Steps that the model makes on a push, and in a long run.
const STEPS: [&str; 2] = ["10000", "50000"];

/// A SCIM client's own tests, the published webhook library, and WhosOff against a model.
///
/// # Errors
/// Whatever one of them says.
pub fn speak(suite: &Suite) -> anyhow::Result<Outcome> {
    let python = tools::python(&suite.root)?.join("python");
    let scripts = suite.root.join("tests/tools");
    let serving = Serving::demo(&suite.root, &["--limits", "off", "--allow-private-targets"])?;
    let workbeats = format!("{}/workbeats/api", serving.url);
    let scim = format!("{workbeats}/scim/v2");
    let whosoff = format!("{}/whosoff", serving.url);
    let token = "demo-workbeats-token";
    let runs: [(&str, &[&str]); 3] = [
        ("scim.py", &[&scim, token]),
        ("webhooks.py", &[&workbeats, token]),
        ("whosoff_model.py", &[&whosoff, STEPS[usize::from(suite.options.long)]]),
    ];
    let mut seen = Vec::new();
    for (script, words) in runs {
        let mut command = Command::new(&python);
        // Hypothesis leaves its notes where it runs.
        command.arg(scripts.join(script)).args(words).current_dir(tools::folder(&suite.root));
        let said = tools::output(&mut command)?;
        let last = said.lines().last().unwrap_or_default().trim().to_owned();
        println!("{script}: {last}");
        seen.push(format!("{script}: {last}"));
    }
    Ok(Outcome::Held(seen.join("; ")))
}
