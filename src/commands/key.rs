//! `key rotate` and `key service`: the keys that sign tokens, and those of the operator's services.

use hr::access::{key, machine_key};

use super::open;
use crate::{
    cli::{MachineArgs, StoreArgs},
    config::Store,
    failure::Failure,
};

/// The old key verifies for as long as its tokens live; running servers notice within seconds.
pub async fn rotate(args: StoreArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(&args)?).await?;
    let kid = key::rotate(&hr).await?;
    hr.db().close().await?;
    println!("kid: {kid}");
    Ok(())
}

/// Registers a service, whose key is shown this once.
pub async fn machine(args: MachineArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(&args.store)?).await?;
    let key = machine_key::create(&hr, &args.name, None).await?;
    hr.db().close().await?;
    println!("{key}");
    eprintln!("the key is not shown again");
    Ok(())
}
