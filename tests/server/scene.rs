//! A demo database in a folder of the test's own, and the binary serving it.

use std::path::PathBuf;
use std::process::Output;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::client::{Caller, Client};
use crate::process::{Process, folder, program, serve, sqlite};

/// A folder with a copy of the demo's database.
pub struct Scene {
    pub folder: TempDir,
    pub file: PathBuf,
    pub url: String,
}

impl Scene {
    pub fn demo() -> Scene {
        let scene = Scene::empty();
        std::fs::copy(template(), &scene.file).unwrap();
        scene
    }

    /// Without a database.
    pub fn empty() -> Scene {
        let (folder, file) = folder();
        let url = sqlite(&file);
        Scene { folder, file, url }
    }

    /// The server on this database, its limits lifted.
    pub fn serve(&self, words: &[&str]) -> Process {
        let mut command = serve(&["--database", &self.url, "--limits", "off"]);
        Process::start(command.args(words))
    }

    /// A command on this database, run to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        program(words).args(["--database", &self.url]).output().unwrap()
    }

    /// The same; it must succeed, and its output is wanted.
    pub fn said(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let text = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {}: {errors}", output.status);
        text
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// A client of a server, and the demo's caller with every right.
pub async fn everything(server: &Process) -> (Client, Caller) {
    let client = Client::new(&server.base);
    let all = client.demo(&client.every_scope()).await;
    (client, all)
}

/// The value after `name: ` in what a command printed.
pub fn value(text: &str, name: &str) -> String {
    let mark = format!("{name}: ");
    let line = text.lines().find_map(|line| line.strip_prefix(&mark));
    line.unwrap_or_else(|| panic!("no {name} in {text}")).to_owned()
}

/// A file with the demo's data, made once by the binary.
fn template() -> &'static PathBuf {
    static MADE: OnceLock<(PathBuf, TempDir)> = OnceLock::new();
    let make = || {
        let scene = Scene::empty();
        let mut command = serve(&["--demo", "--database", &scene.url]);
        let (status, said) = Process::start(&mut command).stop();
        assert!(status.success(), "{status}: {said}");
        (scene.file, scene.folder)
    };
    &MADE.get_or_init(make).0
}
