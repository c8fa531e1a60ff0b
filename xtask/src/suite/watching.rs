//! A demo server with a watcher before it that holds every answer against the document.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::Context;

use super::Serving;

/// Both, running; ended by [`Watching::report`] or when dropped.
pub struct Watching {
    _server: Serving,
    child: Child,
    output: BufReader<ChildStdout>,
    api: String,
    /// The base URL of the API, through the watcher.
    pub url: String,
}

/// What the watcher saw.
pub struct Report {
    pub operations: usize,
    /// Operations that were never answered with a 2xx.
    pub missing: Vec<String>,
    /// Answers that are not what the document says.
    pub complaints: Vec<String>,
}

impl Watching {
    /// Starts a demo server, and `tests/sdk/watch.py` before it.
    ///
    /// # Errors
    /// When one of them does not start.
    pub fn start(root: &Path, python: &Path, api: &str) -> anyhow::Result<Watching> {
        let server = Serving::demo(root, &["--limits", "off", "--allow-private-targets"])?;
        let document = root.join("gen").join(api).join("openapi.json");
        let mut child = Command::new(python.join("python"))
            .arg(root.join("tests/sdk/watch.py"))
            .arg(&server.url)
            .arg(&document)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the watcher does not start")?;
        let mut output = BufReader::new(child.stdout.take().context("no output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let said = line.trim().strip_prefix("listening on ");
        let host = said.context("the watcher does not say where it listens")?;
        let url = format!("{host}{}", crate::contract::prefix(&document)?);
        Ok(Watching { _server: server, child, output, api: api.to_owned(), url })
    }

    /// Ends both and answers what was seen.
    ///
    /// # Errors
    /// When the watcher died.
    pub fn report(mut self) -> anyhow::Result<Report> {
        drop(self.child.stdin.take());
        let mut text = String::new();
        self.output.read_to_string(&mut text)?;
        let all: serde_json::Value = serde_json::from_str(&text).context("the watcher died")?;
        let seen = &all[&self.api];
        let texts = |key: &str| {
            let all = seen[key].as_array().into_iter().flatten();
            all.filter_map(|text| text.as_str().map(str::to_owned)).collect()
        };
        let operations = seen["operations"].as_u64().context("no count")?;
        Ok(Report {
            operations: usize::try_from(operations)?,
            missing: texts("missing"),
            complaints: texts("complaints"),
        })
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
