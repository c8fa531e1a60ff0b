//! `token create`: prints an access token of a client, for a shell or a test.

use hr::access::client;

use super::open;
use crate::{apis, cli::TokenArgs, config::Store, failure::Failure};

/// Issues a token with the scopes that were named, or with those that the client gets unasked.
pub async fn create(args: TokenArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(&args.store)?).await?;
    let client = client::find(&hr, &args.client).await?;
    let asked = (!args.scopes.is_empty()).then(|| args.scopes.join(" "));
    let text = apis::issue(&args.api, &hr, &client, asked.as_deref()).await?;
    hr.db().close().await?;
    println!("{text}");
    Ok(())
}
