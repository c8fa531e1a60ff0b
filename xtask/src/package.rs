//! `cargo xtask package`: every package that the server carries, checked and written to a folder.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::bench::once;
use crate::suite::{Serving, tools};

/// A file that a package manager installs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// Folder below gen/.
    pub api: String,
    /// `rust`, `typescript` or `python`
    pub language: String,
    /// `crate`, `npm`, `wheel` or `sdist`
    pub kind: String,
    pub name: String,
    pub version: String,
    pub file: String,
    /// Path on the server.
    pub url: String,
    /// Path on the server that stays when the version changes.
    pub alias: String,
    /// As the server says, and as it is.
    pub sha256: String,
    pub bytes: Vec<u8>,
}

/// Builds and starts the server, and writes what it carries to `target/package`.
///
/// There is one implementation, the server's; this is how its packages leave it.
///
/// # Errors
/// When the build fails, and when a file is not what its checksum says.
pub fn run(root: &Path) -> anyhow::Result<()> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    tools::run(Command::new(cargo).args(["build", "--bin", "rosetta-hr"]).current_dir(root))?;
    let serving = Serving::demo(root, &[])?;
    let packages = fetch(&serving.url)?;
    let folder = root.join("target/package");
    std::fs::create_dir_all(&folder)?;
    let mut sums = String::new();
    println!("{:<9} {:<11} {:>7}  {:<64}  file", "api", "language", "bytes", "SHA-256");
    for package in &packages {
        let Package { api, language, file, sha256, bytes, .. } = package;
        std::fs::write(folder.join(file), bytes)?;
        sums.push_str(&format!("{sha256}  {file}\n"));
        println!("{api:<9} {language:<11} {:>7}  {sha256}  {file}", bytes.len());
    }
    std::fs::write(folder.join("SHA256SUMS"), sums)?;
    println!("{} packages and SHA256SUMS in {}", packages.len(), folder.display());
    Ok(())
}

/// Every package of a running server, its bytes compared with their checksum.
///
/// # Errors
/// When one cannot be had, or is not what the list says.
pub fn fetch(server: &str) -> anyhow::Result<Vec<Package>> {
    let list: Value = serde_json::from_slice(&get(server, "/sdks/index.json")?)?;
    let listed = list["packages"].as_array().context("index.json lists no packages")?;
    let all: Vec<_> = listed.iter().map(|it| one(server, it)).collect::<anyhow::Result<_>>()?;
    ensure!(!all.is_empty(), "the server carries no package");
    Ok(all)
}

fn one(server: &str, listed: &Value) -> anyhow::Result<Package> {
    let text = |key: &str| -> anyhow::Result<String> {
        Ok(listed[key].as_str().with_context(|| format!("a package without {key}"))?.to_owned())
    };
    let (file, url, sha256) = (text("file")?, text("url")?, text("sha256")?);
    ensure!(!file.contains(['/', '\\']), "{file} is no name of a file");
    let bytes = get(server, &url)?;
    ensure!(crate::write::sha256(&bytes) == sha256, "{file} is not what index.json says");
    Ok(Package {
        api: text("api")?,
        language: text("language")?,
        kind: text("kind")?,
        name: text("name")?,
        version: text("version")?,
        alias: text("alias")?,
        file,
        url,
        sha256,
        bytes,
    })
}

fn get(server: &str, path: &str) -> anyhow::Result<Vec<u8>> {
    let address = server.strip_prefix("http://").context("a server without TLS is expected")?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let (status, body) = once(address, request.as_bytes())?;
    ensure!(status == 200, "{path}: {status}");
    Ok(body)
}
