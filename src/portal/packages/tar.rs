//! Compressed tar archives that are the same bytes for the same files.

use std::io::{self, Write};

use flate2::{Compression, GzBuilder};

use super::tree::{Files, mode};

/// 1980-01-01, where zip's time begins too. Zero would be called implausible by tar.
const WRITTEN_S: u64 = 315_532_800;
const BLOCK: usize = 512;
/// What gzip calls an unknown operating system.
const UNKNOWN: u8 = 255;

/// The files below one top folder, as POSIX `ustar`, compressed.
///
/// # Errors
/// For a path that the format cannot hold.
pub(super) fn pack(top: &str, files: &Files) -> io::Result<Vec<u8>> {
    let gzip = GzBuilder::new().mtime(0).operating_system(UNKNOWN);
    let mut out = gzip.write(Vec::new(), Compression::new(6));
    for (path, bytes) in files {
        out.write_all(&header(&format!("{top}/{path}"), bytes)?)?;
        out.write_all(bytes)?;
        out.write_all(&[0; BLOCK][..bytes.len().next_multiple_of(BLOCK) - bytes.len()])?;
    }
    out.write_all(&[0; 2 * BLOCK])?;
    out.finish()
}

fn header(path: &str, bytes: &[u8]) -> io::Result<[u8; BLOCK]> {
    let (prefix, name) = split(path).ok_or_else(|| {
        io::Error::new(io::ErrorKind::InvalidInput, "a path is too long for an archive")
    })?;
    let mut block = [0; BLOCK];
    let mut put = |at: usize, text: &[u8]| block[at..at + text.len()].copy_from_slice(text);
    put(0, name.as_bytes());
    put(100, format!("{:07o}", mode(bytes)).as_bytes());
    put(108, b"0000000");
    put(116, b"0000000");
    put(124, format!("{:011o}", bytes.len()).as_bytes());
    put(136, format!("{WRITTEN_S:011o}").as_bytes());
    // The sum counts its own field as spaces.
    put(148, b"        ");
    put(156, b"0");
    put(257, b"ustar\x0000");
    put(345, prefix.as_bytes());
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    Ok(block)
}

/// At most 100 bytes of name; what is longer is cut at a slash, with at most 155 before it.
fn split(path: &str) -> Option<(&str, &str)> {
    if path.len() <= 100 {
        return Some(("", path));
    }
    let cuts = path.match_indices('/').map(|(at, _)| (&path[..at], &path[at + 1..]));
    let mut fits = cuts.filter(|(prefix, name)| prefix.len() <= 155 && name.len() <= 100);
    fits.next()
}
