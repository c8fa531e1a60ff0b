//! Typed settings, made from the command line once and read everywhere.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use ipnet::IpNet;
use tempfile::TempDir;
use wire::Enforcement;

use crate::{
    cli::{Limits, ServeArgs, StoreArgs},
    failure::Failure,
};

const FOLDER: &str = "data";
const DATABASE: &str = "rosetta-hr.db";

/// Where the data are.
#[derive(Debug)]
pub struct Store {
    /// `sqlite:…` or `postgres:…`.
    pub database: String,
    /// The folder of the secret key, and of files where nothing else is said.
    pub folder: PathBuf,
    /// The file of an SQLite database.
    pub file: Option<PathBuf>,
    /// Removes a demo's folder when the server ends.
    scratch: Option<TempDir>,
}

/// Certificate chain and key, both in PEM.
#[derive(Clone, Debug)]
pub struct TlsFiles {
    pub cert: PathBuf,
    pub key: PathBuf,
}

/// Everything that `serve` was told.
#[derive(Debug)]
pub struct Config {
    pub store: Store,
    pub demo: bool,
    pub listen: SocketAddr,
    pub admin_listen: Option<SocketAddr>,
    /// `file:PATH`
    pub files: String,
    pub limits: Enforcement,
    pub allow_private: bool,
    /// Whether a name and a password get a token at IceHRM's token endpoint.
    pub password_grant: bool,
    pub trusted_proxies: Vec<IpNet>,
    pub tls: Option<TlsFiles>,
    /// Where pip finds what the SDKs need.
    pub python_index: Option<String>,
}

impl Store {
    /// The database that was named, or the one in `./data`.
    ///
    /// # Errors
    /// For a URL that is neither SQLite's nor PostgreSQL's.
    pub fn named(args: &StoreArgs) -> Result<Self, Failure> {
        match &args.database {
            None => Ok(Self::in_folder(PathBuf::from(FOLDER))),
            Some(url) => Self::at(url),
        }
    }

    /// A folder of its own that vanishes with the server.
    fn scratch() -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("rosetta-hr-demo-").tempdir();
        let folder =
            folder.map_err(|e| Failure::new(format_args!("no folder for the demo: {e}")))?;
        let store = Self::in_folder(folder.path().to_owned());
        Ok(Self { scratch: Some(folder), ..store })
    }

    fn in_folder(folder: PathBuf) -> Self {
        let file = folder.join(DATABASE);
        let database = sqlite_url(&file);
        Self { database, folder, file: Some(file), scratch: None }
    }

    fn at(url: &str) -> Result<Self, Failure> {
        let database = url.to_owned();
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self { database, folder: FOLDER.into(), file: None, scratch: None });
        }
        let Some(path) = url.strip_prefix("sqlite:") else {
            return Err(Failure::new("--database begins with sqlite: or postgres:"));
        };
        let path = path.strip_prefix("//").unwrap_or(path);
        let path = decoded(path.split('?').next().unwrap_or(path));
        if path.is_empty() || path == ":memory:" {
            return Err(Failure::new("--database names a file: sqlite:///path/to/file"));
        }
        let file = PathBuf::from(path);
        let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        Ok(Self { database, folder, file: Some(file), scratch: None })
    }

    /// Makes the folder, for this user only, where it is missing.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn prepare(&self) -> Result<(), Failure> {
        let mut builder = std::fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.recursive(true).create(&self.folder).map_err(|error| {
            let folder = self.folder.display();
            Failure::new(format_args!("cannot make the data folder {folder}: {error}"))
        })
    }

    /// Makes an empty SQLite file, for this user only, where there is none; the log files that
    /// SQLite puts beside it take its mode. What is wrong with the path the driver says better.
    pub fn reserve(&self) {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let _ = self.file.as_ref().map(|file| options.open(file));
    }

    /// Whether the data vanish with the server.
    pub fn is_scratch(&self) -> bool {
        self.scratch.is_some()
    }
}

impl Config {
    /// Makes sense of the flags together.
    ///
    /// # Errors
    /// For a demo that others could reach, and for a database URL that is none.
    pub fn new(args: ServeArgs) -> Result<Self, Failure> {
        let open = !args.listen.ip().is_loopback()
            || args.admin_listen.is_some_and(|address| !address.ip().is_loopback());
        if args.demo && open {
            return Err(Failure::new(
                "--demo has published passwords and listens on loopback only: \
                 use --listen 127.0.0.1:PORT",
            ));
        }
        let store = match (args.demo, &args.store.database) {
            (true, None) => Store::scratch()?,
            _ => Store::named(&args.store)?,
        };
        let beside = || format!("file:{}", store.folder.join("files").display());
        let files = args.files.unwrap_or_else(beside);
        let limits = match args.limits {
            Limits::Documented => Enforcement::Documented,
            Limits::Off => Enforcement::Off,
        };
        let tls = args.tls_cert.zip(args.tls_key).map(|(cert, key)| TlsFiles { cert, key });
        Ok(Self {
            store,
            demo: args.demo,
            listen: args.listen,
            admin_listen: args.admin_listen,
            files,
            limits,
            allow_private: args.allow_private_targets,
            password_grant: !args.no_password_grant,
            trusted_proxies: args.trusted_proxies,
            tls,
            python_index: args.python_index,
        })
    }
}

fn sqlite_url(file: &Path) -> String {
    let path = file.display().to_string();
    let path = path.replace('%', "%25").replace('?', "%3F").replace('#', "%23");
    format!("sqlite://{path}")
}

/// Percent-encoding undone, as the driver undoes it.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = (byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
