//! `backup`: a copy of an SQLite database that is whole even while the server writes.

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
    if to.exists() {
        return Err(Failure::new(format_args!("{} exists already", to.display())));
    }
    let (hr, _) = open(&store).await?;
    hr.db().copy_to(to).await?;
    hr.db().close().await?;
    println!("wrote {}", to.display());
    println!(
        "keep the secret key with it: {}, or {}; without it encrypted secrets are lost",
        store.folder.join(secret::FILE).display(),
        secret::VARIABLE,
    );
    Ok(())
}
