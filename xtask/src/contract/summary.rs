//! The figures that a kit leaves behind: what was reached, what was tried, what was provoked.

use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

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

    fn number(&self, key: &str) -> u64 {
        self.whole[key].as_u64().unwrap_or_default()
    }

    /// Of records that were made, and lists that were read.
    fn state(&self, key: &str) -> u64 {
        self.whole["state"][key].as_u64().unwrap_or_default()
    }

    /// Requests of all runs.
    fn exchanges(&self) -> u64 {
        let runs = self.whole["exchanges"].as_object().into_iter().flatten();
        runs.filter_map(|(_, count)| count.as_u64()).sum()
    }

    /// Operations that answered schemathesis with a 2xx, of all, and those with an override.
    ///
    /// # Errors
    /// When less than 98 % did, which proves too little, or more than a third have an override,
    /// or schemathesis did not run.
    fn reached(&self) -> anyhow::Result<[u64; 3]> {
        let reached = self.reached.as_ref().context("schemathesis reached nothing")?;
        let number = |key: &str| reached[key].as_u64().with_context(|| format!("no {key}"));
        let (reached, all) = (number("reached_2xx")?, number("operations")?);
        let overrides = number("refusal_overrides")?;
        anyhow::ensure!(
            reached * 100 >= all * 98,
            "only {reached} of {all} operations reached a 2xx"
        );
        anyhow::ensure!(overrides * 3 <= all, "{overrides} of {all} operations have an override");
        Ok([reached, all, overrides])
    }
}

/// What all runs of one kit saw.
pub struct Figures {
    exact: Summary,
    seeds: Vec<u32>,
    /// The fewest operations that any seed reached, all of them, and those with an override.
    reached: [u64; 3],
    exchanges: u64,
    checks: u64,
}

impl Figures {
    /// Begins with the runs that no seed changes.
    pub fn of(exact: Summary) -> Figures {
        let (exchanges, checks) = (exact.exchanges(), exact.number("checks"));
        Figures { exact, seeds: Vec::new(), reached: [u64::MAX, 0, 0], exchanges, checks }
    }

    /// Adds the requests and checks of another run.
    pub fn add(&mut self, run: &Summary) {
        self.exchanges += run.exchanges();
        self.checks += run.number("checks");
    }

    /// Adds a run of schemathesis.
    ///
    /// # Errors
    /// When it is no proof.
    pub fn add_seed(&mut self, seed: u32, run: &Summary) -> anyhow::Result<()> {
        let reached = run.reached()?;
        self.reached = [self.reached[0].min(reached[0]), reached[1], reached[2]];
        self.seeds.push(seed);
        self.add(run);
        Ok(())
    }

    /// In one line, as a table shows it.
    pub fn told(&self) -> String {
        let seeds: Vec<_> = self.seeds.iter().map(u32::to_string).collect();
        let [reached, all, overrides] = self.reached;
        let exact = |key: &str| self.exact.number(key);
        let state = |key: &str| self.exact.state(key);
        format!(
            "seed {}: 0 failures, {reached} of {all} operations reached a 2xx, {overrides} \
             overrides, boundary cases: {} just inside, {} just outside; {} of {} documented \
             statuses came; {} records made and {} of their fields compared, {} pages of {} lists",
            seeds.join(", "),
            exact("inside"),
            exact("outside"),
            exact("provoked"),
            exact("documented"),
            state("records"),
            state("fields"),
            state("pages"),
            state("lists"),
        )
    }

    /// As the record keeps it.
    pub fn all(&self) -> Value {
        let [reached, operations, overrides] = self.reached;
        json!({
            "seeds": self.seeds, "operations": operations, "reached_2xx": reached,
            "overrides": overrides, "exchanges": self.exchanges, "checks": self.checks,
            "inside": self.exact.number("inside"), "outside": self.exact.number("outside"),
            "records": self.exact.state("records"), "fields": self.exact.state("fields"),
        })
    }
}

fn json(path: &Path) -> anyhow::Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(serde_json::from_str(&text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reached(reached: u32, overrides: u32) -> anyhow::Result<[u64; 3]> {
        let reached = json!({
            "operations": 100, "reached_2xx": reached, "refusal_overrides": overrides,
        });
        Summary { whole: json!({}), reached: Some(reached) }.reached()
    }

    #[test]
    fn a_run_that_reached_little_or_excuses_much_is_no_proof() {
        assert!(reached(98, 33).is_ok());
        assert!(reached(97, 33).is_err());
        assert!(reached(98, 34).is_err());
    }
}
