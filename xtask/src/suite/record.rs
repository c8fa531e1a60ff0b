//! What a long run saw, kept for readers: the portal's conformance page and the README's section.
//!
//! Steps leave their figures below `target/tools/record`; a long run takes those of the steps that
//! held, with the day and the digest of the document that they were measured against.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use anyhow::Context;
use serde_json::{Value, json};

use super::{Outcome, tools};

/// What the portal shows.
const LEDGER: &str = "tests/ledger/conformance.json";
/// Between these lines of the README.
const BEGIN: &str = "<!-- conformance: written by a long run -->\n";
const END: &str = "<!-- /conformance -->";

/// Figures of each API, by the step that measures them.
const PARTS: [(&str, &str); 2] = [("tests", "statuses"), ("contract", "kit")];

/// How a step ended, for the record.
pub type Row = (&'static str, anyhow::Result<Outcome>, f64);

/// Where figures of this kind are left: an object with a key for each API.
pub fn part(root: &Path, kind: &str) -> PathBuf {
    tools::folder(root).join("record").join(kind).with_extension("json")
}

/// Adds to the figures of one kind those of one API.
///
/// # Errors
/// When the file cannot be written.
pub fn leave(root: &Path, kind: &str, api: &str, figures: Value) -> anyhow::Result<()> {
    let path = part(root, kind);
    let mut all = read(&path).unwrap_or_else(|_| json!({}));
    all[api] = figures;
    std::fs::create_dir_all(path.parent().context("a file in a folder")?)?;
    Ok(std::fs::write(path, all.to_string())?)
}

/// Takes what the steps of a long run left into the ledger and the README.
///
/// # Errors
/// When a file cannot be read or written.
pub fn keep(root: &Path, rows: &[Row]) -> anyhow::Result<()> {
    let mut ledger = read(&root.join(LEDGER)).unwrap_or_else(|_| json!({}));
    let today = today()?;
    let mut steps = ledger["steps"].as_array().cloned().unwrap_or_default();
    for (name, outcome, _) in rows {
        let (word, seen) = match outcome {
            Ok(Outcome::Held(seen)) => ("held", seen.clone()),
            Ok(Outcome::Skipped(why)) => ("not run", why.clone()),
            Err(_) => ("failed", String::new()),
        };
        steps.retain(|step| step["name"] != *name);
        steps.push(json!({ "name": name, "result": word, "seen": seen, "date": today }));
        for (_, kind) in PARTS.iter().filter(|(step, _)| step == name && word == "held") {
            measured(root, &mut ledger, kind, &today)?;
        }
    }
    steps.sort_by_key(|step| super::STEPS.iter().position(|(name, _)| step["name"] == *name));
    ledger["steps"] = Value::Array(steps);
    std::fs::write(root.join(LEDGER), serde_json::to_string_pretty(&ledger)? + "\n")?;
    let readme = root.join("README.md");
    let text = std::fs::read_to_string(&readme)?;
    Ok(std::fs::write(&readme, renewed(&text, &section(&ledger))?)?)
}

/// Figures of one kind, each with its day and what it was measured against.
fn measured(root: &Path, ledger: &mut Value, kind: &str, today: &str) -> anyhow::Result<()> {
    let figures = read(&part(root, kind))?;
    for (api, figures) in figures.as_object().into_iter().flatten() {
        let document = std::fs::read(root.join("gen").join(api).join("openapi.yaml"))?;
        let entry = &mut ledger["apis"][api][kind];
        *entry = figures.clone();
        entry["date"] = json!(today);
        entry["document"] = json!(crate::write::sha256(&document));
    }
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// The day, in UTC.
fn today() -> anyhow::Result<String> {
    let now = UNIX_EPOCH.elapsed()?.as_secs();
    let moment = chrono::DateTime::from_timestamp(i64::try_from(now)?, 0).context("the clock")?;
    Ok(moment.format("%Y-%m-%d").to_string())
}

/// The README with this section in the place of the one that it has.
fn renewed(readme: &str, section: &str) -> anyhow::Result<String> {
    let (before, rest) = readme.split_once(BEGIN).context("README.md has no such section")?;
    let (_, after) = rest.split_once(END).context("the section of README.md has no end")?;
    Ok(format!("{before}{BEGIN}{section}{END}{after}"))
}

/// The README's section.
fn section(ledger: &Value) -> String {
    let mut out = String::from(
        "| API | operations that reached a 2xx | documented statuses provoked | boundary cases \
         in, out | records made, fields compared | requests, checks | document, day |\n\
         |---|--:|--:|--:|--:|--:|---|\n",
    );
    for (api, seen) in ledger["apis"].as_object().into_iter().flatten() {
        let (statuses, kit) = (&seen["statuses"], &seen["kit"]);
        let of = |part: &Value, [one, other]: [&str; 2], between: &str| match part[one].as_u64() {
            Some(one) => format!("{one}{between}{}", part[other]),
            None => "not run".to_owned(),
        };
        let digest = kit["document"].as_str().and_then(|hex| hex.get(..12));
        let _ = writeln!(
            out,
            "| {api} | {} | {} | {} | {} | {} | `{}`, {} |",
            of(kit, ["reached_2xx", "operations"], " of "),
            of(statuses, ["provoked", "documented"], " of "),
            of(kit, ["inside", "outside"], ", "),
            of(kit, ["records", "fields"], ", "),
            of(kit, ["exchanges", "checks"], ", "),
            digest.unwrap_or("nothing"),
            kit["date"].as_str().unwrap_or("never"),
        );
    }
    out.push_str("\n| step | result | day | seen |\n|---|---|---|---|\n");
    for step in ledger["steps"].as_array().into_iter().flatten() {
        let cells = ["name", "result", "date", "seen"].map(|key| step[key].as_str().unwrap_or("?"));
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_says_what_the_last_long_run_saw() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let ledger = read(&root.join(LEDGER)).unwrap();
        let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
        assert_eq!(renewed(&readme, &section(&ledger)).unwrap(), readme);
    }
}
