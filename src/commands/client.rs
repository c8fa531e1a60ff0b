//! `client create`: registers an API client and prints its secret, this once.

use hr::{
    Hr, Who,
    access::{client, company, whosoff_app},
};

use super::open;
use crate::{cli::ClientArgs, config::Store, failure::Failure};

/// Registers the client for the companies that were named, which must exist.
pub async fn create(args: ClientArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(&args.store)?).await?;
    let (id, secret) = match args.api.as_str() {
        "shiftcare" => register(&hr, args).await?,
        "whosoff" => register_app(&hr, args).await?,
        _ => return Err(Failure::new("--api names an API with clients: shiftcare or whosoff")),
    };
    hr.db().close().await?;
    println!("client_id: {id}");
    println!("client_secret: {secret}");
    eprintln!("the secret is not shown again");
    Ok(())
}

async fn register(hr: &Hr, args: ClientArgs) -> Result<(String, String), Failure> {
    let id = args.id.ok_or_else(|| Failure::new("name the client with --id"))?;
    let mut companies = Vec::new();
    for public_id in &args.companies {
        companies.push(company::find(hr, public_id).await?.id);
    }
    let new = client::NewClient {
        name: args.name.unwrap_or_else(|| id.clone()),
        client_id: Some(id),
        secret: None,
        scopes: args.scopes,
        companies,
    };
    let made = client::create(hr, new).await?;
    Ok((made.client_id, made.secret))
}

async fn register_app(hr: &Hr, args: ClientArgs) -> Result<(String, String), Failure> {
    let [company] = args.companies.as_slice() else {
        return Err(Failure::new("an app belongs to one company: name it with --company"));
    };
    let who = Who::system(company::find(hr, company).await?.id);
    let made = whosoff_app::create(hr, &who, args.id, None).await?;
    Ok((made.app_id, made.secret))
}
