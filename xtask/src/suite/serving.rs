//! A server of the run's own: started from the built binary on a free port, ended by pid.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, bail};

/// How many this run has started: each has a log of its own.
static STARTED: AtomicUsize = AtomicUsize::new(0);

/// A running `rosetta-hr serve --demo`; stopped when dropped.
pub struct Serving {
    child: Child,
    /// `http://127.0.0.1:41234`
    pub url: String,
}

impl Serving {
    /// Starts `target/debug/rosetta-hr` with the demo data and further flags.
    ///
    /// # Errors
    /// When it ends, or closes its output, before it says where it listens.
    pub fn demo(root: &Path, flags: &[&str]) -> anyhow::Result<Serving> {
        let binary = root.join("target/debug/rosetta-hr");
        let place = super::tools::folder(root);
        std::fs::create_dir_all(&place)?;
        let log = place.join(format!("server-{}.log", STARTED.fetch_add(1, Ordering::Relaxed)));
        let mut child = Command::new(&binary)
            .args(["serve", "--demo", "--listen", "127.0.0.1:0"])
            .args(flags)
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log)?)
            .spawn()
            .with_context(|| format!("cannot start {}", binary.display()))?;
        let output = child.stdout.take().context("the server has no output")?;
        let mut lines = BufReader::new(output).lines();
        let mark = "listening on ";
        for line in lines.by_ref() {
            let line = line?;
            if let Some((_, rest)) = line.split_once(mark) {
                let url = rest.split_whitespace().next().unwrap_or_default().to_owned();
                // Keep reading, or the server would block on a full pipe.
                std::thread::spawn(move || lines.for_each(drop));
                return Ok(Serving { child, url });
            }
        }
        let _ = child.kill();
        bail!("the server ended without saying where it listens; see {}", log.display())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
