//! TLS 1.2 and 1.3 with aws-lc-rs, for what comes in and what goes out.

use std::path::Path;

use futures_util::stream;
use poem::listener::{RustlsCertificate, RustlsConfig};
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};

use crate::{config::TlsFiles, failure::Failure};

/// What poem's listener takes: settings that may change over time, and here never do.
pub type Identity = stream::Iter<std::option::IntoIter<RustlsConfig>>;

/// Makes aws-lc-rs the process's provider; a second call changes nothing.
pub fn install() {
    // The error only says that one is installed already.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
}

/// Reads certificate and key, and makes sure that they belong together.
///
/// # Errors
/// When one of the files cannot be read or is not what it should be.
pub fn load(files: &TlsFiles) -> Result<Identity, Failure> {
    let (cert, key) = (read(&files.cert)?, read(&files.key)?);
    check(&cert, &key).map_err(|why| Failure::new(format_args!("--tls-cert, --tls-key: {why}")))?;
    let certificate = RustlsCertificate::new().cert(cert).key(key);
    Ok(stream::iter(Some(RustlsConfig::new().fallback(certificate))))
}

/// poem itself takes a file without certificates, and a key of another certificate.
fn check(cert: &[u8], key: &[u8]) -> Result<(), String> {
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(cert).collect();
    let chain = chain.map_err(|_| "the certificate is not PEM")?;
    if chain.is_empty() {
        return Err("the file holds no certificate".to_owned());
    }
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| "the file holds no private key")?;
    let config = ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key);
    config.map(drop).map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path)
        .map_err(|error| Failure::new(format_args!("cannot read {}: {error}", path.display())))
}
