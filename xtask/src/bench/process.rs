//! A server under measurement: started, watched through /proc, ended by pid.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::Context;

/// Clock ticks a second of /proc/<pid>/stat on every Linux that this runs on.
const TICKS_PER_S: f64 = 100.0;

/// A running server.
pub struct Process {
    child: Child,
    /// `127.0.0.1:41234`
    pub address: String,
    /// From the start of the process to its line `listening on`.
    pub ready_ms: f64,
}

impl Process {
    /// Starts a command that prints `listening on http://address` when it is ready.
    ///
    /// # Errors
    /// When it ends before it says so.
    pub fn start(command: &mut Command) -> anyhow::Result<Process> {
        let begun = std::time::Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let output = child.stdout.take().context("no output")?;
        let mut lines = BufReader::new(output).lines();
        let mut said = String::new();
        for line in lines.by_ref() {
            let line = line?;
            if let Some((_, rest)) = line.split_once("listening on http://") {
                said = rest.split_whitespace().next().unwrap_or_default().to_owned();
                break;
            }
        }
        let ready_ms = begun.elapsed().as_secs_f64() * 1000.0;
        anyhow::ensure!(!said.is_empty(), "the server ended without saying where it listens");
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Process { child, address: said, ready_ms })
    }

    /// Processor time used so far, user and system, in seconds.
    ///
    /// # Errors
    /// When /proc cannot be read.
    pub fn cpu_s(&self) -> anyhow::Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, after) = stat.rsplit_once(')').context("/proc/<pid>/stat has another form")?;
        let fields: Vec<&str> = after.split_whitespace().collect();
        let user: f64 = fields.get(11).context("no utime")?.parse()?;
        let system: f64 = fields.get(12).context("no stime")?.parse()?;
        Ok((user + system) / TICKS_PER_S)
    }

    /// Resident memory in MiB.
    ///
    /// # Errors
    /// When /proc cannot be read.
    pub fn resident_mib(&self) -> anyhow::Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|l| l.starts_with("VmRSS:")).context("no VmRSS")?;
        let kib: f64 = line.split_whitespace().nth(1).context("no size")?.parse()?;
        Ok(kib / 1024.0)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let _ = self.child.wait();
    }
}
