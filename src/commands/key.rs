//! `key rotate`: puts a new signing key in force.

use hr::access::key;

use super::open;
use crate::{cli::StoreArgs, config::Store, failure::Failure};

/// The old key verifies for as long as its tokens live; running servers notice within seconds.
pub async fn rotate(args: StoreArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(&args)?).await?;
    let kid = key::rotate(&hr).await?;
    hr.db().close().await?;
    println!("kid: {kid}");
    Ok(())
}
