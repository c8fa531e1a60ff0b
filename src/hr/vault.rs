//! Secrets that must be computed with, encrypted at rest and bound to their row.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};

use crate::id::CompanyId;
use crate::{Error, Random};

/// The format of what is sealed: one byte, the nonce, the ciphertext with its tag.
const VERSION: u8 = 1;
const NONCE: usize = 24;

/// Which row a sealed secret belongs to; in any other row it does not open.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub table: &'static str,
    /// None for what belongs to no company.
    pub company: Option<CompanyId>,
    pub row: i64,
}

impl Place {
    fn bytes(self) -> Vec<u8> {
        let company = self.company.map_or(0, CompanyId::get);
        let mut bytes = self.table.as_bytes().to_vec();
        bytes.push(0);
        bytes.extend(company.to_be_bytes());
        bytes.extend(self.row.to_be_bytes());
        bytes
    }
}

/// Holds the secret key: XChaCha20-Poly1305 with the row as associated data.
pub struct Vault(XChaCha20Poly1305);

impl Vault {
    pub fn new(key: [u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(&Key::from(key)))
    }

    /// Reads the key from a file, or makes the file with a new one, readable by its owner only.
    ///
    /// Fails where the file is open to others or does not hold 32 bytes.
    pub fn from_file_or_create(path: &Path, random: &Random) -> Result<Self, Error> {
        let key = match fs::read(path) {
            Ok(key) => {
                private(path)?;
                key
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let key = random.bytes::<32>()?;
                create(path, &key).map_err(|error| unusable(path, &error.to_string()))?;
                key.to_vec()
            }
            Err(error) => return Err(unusable(path, &error.to_string())),
        };
        let key = <[u8; 32]>::try_from(key).map_err(|_| unusable(path, "not 32 bytes"))?;
        Ok(Self::new(key))
    }

    pub(crate) fn seal(
        &self,
        random: &Random,
        place: Place,
        secret: &[u8],
    ) -> Result<Vec<u8>, Error> {
        let nonce = random.bytes::<NONCE>()?;
        let payload = Payload { msg: secret, aad: &place.bytes() };
        let sealed = self
            .0
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| Error::internal("a secret could not be sealed"))?;
        Ok([&[VERSION][..], &nonce, &sealed].concat())
    }

    /// Fails where the key is another one, the bytes were changed or belong to another row.
    pub(crate) fn open(&self, place: Place, sealed: &[u8]) -> Result<Vec<u8>, Error> {
        let refused = || {
            let Place { table, row, .. } = place;
            Error::internal(format!("the secret of {table} {row} does not open with this key"))
        };
        let (version, rest) = sealed.split_first().ok_or_else(refused)?;
        let (nonce, sealed) = rest.split_first_chunk::<NONCE>().ok_or_else(refused)?;
        if *version != VERSION {
            return Err(refused());
        }
        let payload = Payload { msg: sealed, aad: &place.bytes() };
        self.0.decrypt(&XNonce::from(*nonce), payload).map_err(|_| refused())
    }
}

fn unusable(path: &Path, why: &str) -> Error {
    Error::internal(format!("key file {}: {why}", path.display()))
}

#[cfg(unix)]
fn private(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::metadata(path).map_err(|error| unusable(path, &error.to_string()))?;
    match mode.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => Err(unusable(path, "must not be open to others: chmod 600")),
    }
}

#[cfg(not(unix))]
fn private(_: &Path) -> Result<(), Error> {
    Ok(())
}

fn create(path: &Path, key: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(key)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { table: "keys", company: Some(CompanyId(1)), row: 5 };

    #[test]
    fn a_sealed_secret_opens_in_its_own_row_only() {
        let (vault, random) = (Vault::new([1; 32]), Random::seeded(1));
        let sealed = vault.seal(&random, PLACE, b"secret").unwrap();
        assert_eq!(vault.open(PLACE, &sealed).unwrap(), b"secret");
        for place in [
            Place { row: 6, ..PLACE },
            Place { company: None, ..PLACE },
            Place { company: Some(CompanyId(2)), ..PLACE },
            Place { table: "other", ..PLACE },
        ] {
            assert!(vault.open(place, &sealed).is_err());
        }
        assert!(Vault::new([2; 32]).open(PLACE, &sealed).is_err());
    }

    #[test]
    fn changed_or_cut_bytes_do_not_open() {
        let (vault, random) = (Vault::new([1; 32]), Random::seeded(1));
        let sealed = vault.seal(&random, PLACE, b"secret").unwrap();
        for n in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[n] ^= 1;
            assert!(vault.open(PLACE, &changed).is_err());
            assert!(vault.open(PLACE, &sealed[..n]).is_err());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_is_made_once_private_and_refused_when_open_to_others() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("key");
        let random = Random::os();
        let first = Vault::from_file_or_create(&path, &random).unwrap();
        let sealed = first.seal(&random, PLACE, b"x").unwrap();
        let again = Vault::from_file_or_create(&path, &random).unwrap();
        assert_eq!(again.open(PLACE, &sealed).unwrap(), b"x");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(Vault::from_file_or_create(&path, &random).is_err());
    }
}
