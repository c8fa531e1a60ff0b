//! `backup`: a copy of an SQLite database that is whole even while the server writes.

use std::{fs::OpenOptions, path::Path};

use super::open;
use crate::{cli::BackupArgs, config::Store, failure::Failure, secret};

/// Writes the copy; PostgreSQL has its own tool for this.
pub async fn run(args: &BackupArgs) -> Result<(), Failure> {
    let store = Store::named(&args.store)?;
    let Some(file) = &store.file else {
        return Err(Failure::new("a PostgreSQL database is backed up with pg_dump"));
    };
    if !file.exists() {
        return Err(Failure::new(format_args!("there is no database at {}", file.display())));
    }
    let to = &args.to;
    let (hr, _) = open(&store).await?;
    reserve(to)?;
    if let Err(error) = hr.db().copy_to(to).await {
        // An empty file is no backup; that it cannot be removed either changes nothing.
        let _ = std::fs::remove_file(to);
        return Err(error.into());
    }
    hr.db().close().await?;
    println!("wrote {}", to.display());
    println!(
        "keep the secret key with it: {}, or {}; without it encrypted secrets are lost",
        store.folder.join(secret::FILE).display(),
        secret::VARIABLE,
    );
    Ok(())
}

/// Makes the file, for this user only; SQLite takes an empty one for none.
fn reserve(file: &Path) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(file).map(drop);
    made.map_err(|error| Failure::new(format_args!("cannot make {}: {error}", file.display())))
}
