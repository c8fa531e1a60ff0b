//! `client create`: registers an API client and prints its secret, this once.

use hr::access::{client, company};

use super::open;
use crate::{cli::ClientArgs, config::Store, failure::Failure};

/// Registers the client for the companies that were named, which must exist.
pub async fn create(args: ClientArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(&args.store)?).await?;
    let mut companies = Vec::new();
    for public_id in &args.companies {
        companies.push(company::find(&hr, public_id).await?.id);
    }
    let new = client::NewClient {
        name: args.name.unwrap_or_else(|| args.id.clone()),
        client_id: Some(args.id),
        secret: None,
        scopes: args.scopes,
        companies,
    };
    let made = client::create(&hr, new).await?;
    hr.db().close().await?;
    println!("client_id: {}", made.client_id);
    println!("client_secret: {}", made.secret);
    eprintln!("the secret is not shown again");
    Ok(())
}
