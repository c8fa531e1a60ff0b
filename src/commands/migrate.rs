//! `migrate`: brings the schema up to date and says so.

use super::open;
use crate::{cli::StoreArgs, config::Store, failure::Failure};

/// Opening the database does all there is to do.
pub async fn run(args: &StoreArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(args)?).await?;
    hr.db().close().await?;
    println!("the schema is up to date");
    Ok(())
}
