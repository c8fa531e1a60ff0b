//! The server's secret key: from the environment, or from a file made at first start.

use std::{
    fs,
    io::{ErrorKind, Write},
    path::Path,
};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD},
};
use hr::Random;

use crate::failure::Failure;

/// 32 bytes, in base64.
pub const VARIABLE: &str = "ROSETTA_HR_SECRET_KEY";
/// The file in the data folder where the variable is not set.
pub const FILE: &str = "secret.key";

/// The key that encrypts what must be computed with and signs addresses of files.
///
/// # Errors
/// For a key that is none, and for a file that others may read or that cannot be made.
pub fn load(folder: &Path, random: &Random) -> Result<[u8; 32], Failure> {
    match std::env::var(VARIABLE) {
        Ok(text) => decode(&text)
            .ok_or_else(|| Failure::new(format_args!("{VARIABLE} is not 32 bytes in base64"))),
        Err(std::env::VarError::NotUnicode(_)) => {
            Err(Failure::new(format_args!("{VARIABLE} is not 32 bytes in base64")))
        }
        Err(std::env::VarError::NotPresent) => from_file(&folder.join(FILE), random),
    }
}

fn from_file(path: &Path, random: &Random) -> Result<[u8; 32], Failure> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make(path, random)?;
            fs::read_to_string(path)
                .map_err(|e| Failure::new(format_args!("cannot read {shown}: {e}")))?
        }
        Err(error) => return Err(Failure::new(format_args!("cannot read {shown}: {error}"))),
    };
    check_private(path)?;
    let wrong = || Failure::new(format_args!("{shown} does not hold 32 bytes in base64"));
    decode(&text).ok_or_else(wrong)
}

/// Writes the file whole before it gets its name; whoever comes second keeps the first one's key.
fn make(path: &Path, random: &Random) -> Result<(), Failure> {
    let cannot = |error: &dyn std::fmt::Display| {
        Failure::new(format_args!("cannot make {}: {error}", path.display()))
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let text = format!("{}\n", STANDARD.encode(random.bytes::<32>()?));
    // Temporary files are made with mode 0600.
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|e| cannot(&e))?;
    file.write_all(text.as_bytes()).map_err(|e| cannot(&e))?;
    file.as_file().sync_all().map_err(|e| cannot(&e))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(cannot(&error.error)),
    }
}

#[cfg(unix)]
fn check_private(path: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map(|found| found.permissions().mode());
    match mode {
        Ok(mode) if mode & 0o077 == 0 => Ok(()),
        Ok(_) => {
            let path = path.display();
            Err(Failure::new(format_args!("others may read {path}: run chmod 600 on it")))
        }
        Err(error) => Err(Failure::new(error)),
    }
}

#[cfg(not(unix))]
fn check_private(_: &Path) -> Result<(), Failure> {
    Ok(())
}

fn decode(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    let bytes = STANDARD.decode(text).or_else(|_| STANDARD_NO_PAD.decode(text)).ok()?;
    bytes.try_into().ok()
}
