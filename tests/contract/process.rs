//! The real binary, started on a free port and ended by its process id.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

/// The program as this run built it.
pub const BINARY: &str = env!("CARGO_BIN_EXE_rosetta-hr");
/// The key of every server of the tests, so that they can read each other's databases.
pub const SECRET_KEY: &str = "cm9zZXR0YS1ociB0ZXN0IGtleSBvZiAzMiBieXRlcyE=";
/// A debug build on a busy machine takes its time.
const READY: Duration = Duration::from_secs(60);
const MARK: &str = "listening on ";

/// A running server; killed when dropped.
pub struct Process {
    child: Child,
    /// `http://127.0.0.1:41234`
    pub base: String,
    errors: Option<JoinHandle<String>>,
}

/// The program with the tests' secret key and nothing of the caller's environment that steers it.
pub fn program(words: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    steer(command.args(words));
    command
}

/// Gives a command the tests' environment.
pub fn steer(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ROSETTA_HR_") {
            command.env_remove(name);
        }
    }
    command.env("ROSETTA_HR_SECRET_KEY", SECRET_KEY).stdin(Stdio::null());
}

/// `serve` on a free port, with further words.
pub fn serve(words: &[&str]) -> Command {
    let mut command = program(&["serve", "--listen", "127.0.0.1:0"]);
    command.args(words);
    command
}

impl Process {
    /// Starts it and waits until it says where it listens.
    pub fn start(command: &mut Command) -> Process {
        Process::try_start(command).unwrap_or_else(|(status, said)| {
            panic!("the server ended with {status:?} before it listened: {said}")
        })
    }

    /// The same, with the exit status and what it said where it ends instead.
    pub fn try_start(command: &mut Command) -> Result<Process, (Option<ExitStatus>, String)> {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|e| panic!("{command:?}: {e}"));
        let output = child.stdout.take().unwrap();
        let mut errors = child.stderr.take().unwrap();
        // Both are read to their end: a full pipe would stop the server.
        let (told, listening) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if let Some((_, rest)) = line.split_once(MARK) {
                    let base = rest.split_whitespace().next().unwrap_or_default().to_owned();
                    let _ = told.send(base);
                }
            }
        });
        let errors = std::thread::spawn(move || {
            let mut text = Vec::new();
            let _ = errors.read_to_end(&mut text);
            String::from_utf8_lossy(&text).into_owned()
        });
        match listening.recv_timeout(READY) {
            Ok(base) => Ok(Process { child, base, errors: Some(errors) }),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let _ = child.kill();
                let _ = child.wait();
                Err((None, errors.join().unwrap_or_default()))
            }
            Err(mpsc::RecvTimeoutError::Disconnected) => {
                let status = child.wait().ok();
                Err((status, errors.join().unwrap_or_default()))
            }
        }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Asks it to end, as a service supervisor does.
    pub fn terminate(&self) {
        signal(self.child.id(), "TERM");
    }

    /// Waits for its end: status, and everything that it wrote to the error stream.
    pub fn wait(mut self) -> (ExitStatus, String) {
        let status = self.child.wait().unwrap();
        let errors = self.errors.take().map(|e| e.join().unwrap_or_default());
        (status, errors.unwrap_or_default())
    }

    /// Ends it in good order.
    pub fn stop(self) -> (ExitStatus, String) {
        self.terminate();
        self.wait()
    }

    /// Ends it as a power cut does.
    pub fn kill(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if !matches!(self.child.try_wait(), Ok(Some(_))) {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

/// Sends a signal to one process.
pub fn signal(id: u32, name: &str) {
    let sent = Command::new("kill").args([format!("-{name}"), id.to_string()]).status();
    assert!(sent.is_ok_and(|s| s.success()), "kill -{name} {id}");
}

/// Tells the reader of a test run something, also where the test passes.
pub fn say(what: &str) {
    // The print macros are captured; nobody minds if the line cannot be written.
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// The URL of an SQLite file.
pub fn sqlite(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

/// A fresh folder and the database file to be made in it.
pub fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::Builder::new().prefix("rosetta-hr-test-").tempdir().unwrap();
    let file = folder.path().join("hr.db");
    (folder, file)
}
