//! The figures that a kit leaves behind: what was reached, what was tried, what was provoked.

use std::path::Path;

use anyhow::Context;
use serde_json::Value;

/// What a run of the kit wrote about itself.
pub struct Summary {
    whole: Value,
    /// Of schemathesis, where it ran.
    reached: Option<Value>,
}

impl Summary {
    /// Reads the figures in the folder of a report.
    ///
    /// # Errors
    /// When a file is no JSON, or that of the whole run is missing.
    pub fn read(report: &Path) -> anyhow::Result<Summary> {
        let reached = report.join("schemathesis/reached.json");
        Ok(Summary {
            whole: json(&report.join("summary.json"))?,
            reached: if reached.is_file() { Some(json(&reached)?) } else { None },
        })
    }

    /// Operations that answered schemathesis with a 2xx, of all.
    ///
    /// # Errors
    /// When it is less than 98 %, which proves too little, or more than a third have an override,
    /// or schemathesis did not run.
    pub fn share(&self) -> anyhow::Result<String> {
        let reached = self.reached.as_ref().context("schemathesis reached nothing")?;
        let number = |key: &str| reached[key].as_u64().with_context(|| format!("no {key}"));
        let (reached, all) = (number("reached_2xx")?, number("operations")?);
        let overrides = number("refusal_overrides")?;
        anyhow::ensure!(
            reached * 100 >= all * 98,
            "only {reached} of {all} operations reached a 2xx"
        );
        anyhow::ensure!(overrides * 3 <= all, "{overrides} of {all} operations have an override");
        Ok(format!("{reached} of {all} operations reached a 2xx, {overrides} overrides"))
    }

    /// Boundary cases, documented statuses and records, as a table shows them.
    pub fn figures(&self) -> String {
        let number = |key: &str| self.whole[key].as_u64().unwrap_or_default();
        let state = |key: &str| self.whole["state"][key].as_u64().unwrap_or_default();
        format!(
            "boundary cases: {} just inside, {} just outside; {} of {} documented statuses came; \
             {} records made and {} of their fields compared, {} pages of {} lists",
            number("inside"),
            number("outside"),
            number("provoked"),
            number("documented"),
            state("records"),
            state("fields"),
            state("pages"),
            state("lists"),
        )
    }
}

fn json(path: &Path) -> anyhow::Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(serde_json::from_str(&text)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn reached(reached: u32, overrides: u32) -> anyhow::Result<String> {
        let reached = json!({
            "operations": 100, "reached_2xx": reached, "refusal_overrides": overrides,
        });
        Summary { whole: json!({}), reached: Some(reached) }.share()
    }

    #[test]
    fn a_run_that_reached_little_or_excuses_much_is_no_proof() {
        assert!(reached(98, 33).is_ok());
        assert!(reached(97, 33).is_err());
        assert!(reached(98, 34).is_err());
    }
}
