//! `token create`: prints a token of a client, a program or a person, for a shell or a test.

use hr::{
    Hr, Who,
    access::{
        NewApplicationToken, NewBearer, application_token, bearer, client, company,
        user::{self, SignedIn},
    },
    employee::{self, Key},
};

use super::open;
use crate::{apis, cli::TokenArgs, config::Store, failure::Failure};

/// Issues the kind of token that the API takes.
pub async fn create(args: TokenArgs) -> Result<(), Failure> {
    let (hr, _) = open(&Store::named(&args.store)?).await?;
    let text = match args.api.as_str() {
        "workbeats" => of_program(&hr, args).await?,
        "okta-hr" | "whosoff" | "icehrm" => of_person(&hr, args).await?,
        _ => of_client(&hr, args).await?,
    };
    hr.db().close().await?;
    println!("{text}");
    Ok(())
}

/// With the scopes that were named, or with those that the client gets unasked.
async fn of_client(hr: &Hr, args: TokenArgs) -> Result<String, Failure> {
    let name = named(args.client, "--client")?;
    let client = client::find(hr, &name).await?;
    let asked = (!args.scopes.is_empty()).then(|| args.scopes.join(" "));
    apis::issue(&args.api, hr, &client, asked.as_deref()).await
}

async fn of_program(hr: &Hr, args: TokenArgs) -> Result<String, Failure> {
    let who = of_company(hr, args.company).await?;
    let new = NewApplicationToken {
        environment: args.environment,
        name: args.name,
        description: None,
        scopes: args.scopes,
        secret: None,
    };
    Ok(application_token::create(hr, &who, new).await?.1)
}

async fn of_person(hr: &Hr, args: TokenArgs) -> Result<String, Failure> {
    let who = of_company(hr, args.company).await?;
    let name = named(args.user, "--user")?;
    let found = match employee::find_by(hr, &who, Key::Username(name.clone())).await? {
        Some(found) => Some(found),
        None => employee::find_by(hr, &who, Key::Email(name)).await?,
    };
    let employee = found.ok_or_else(|| Failure::new("the company has nobody of this name"))?.id;
    let accounts = user::accounts(hr, &who, &[employee]).await?;
    let account = accounts.get(&employee).filter(|account| account.active);
    let account = account.ok_or_else(|| Failure::new("this person has no active account"))?;
    let signed_in = SignedIn { company: who.company, user: account.user, employee };
    let new = NewBearer { api: args.api, name: args.name, lifetime: None, secret: None };
    Ok(bearer::issue(hr, signed_in, new).await?.text())
}

async fn of_company(hr: &Hr, public_id: Option<String>) -> Result<Who, Failure> {
    let public_id = named(public_id, "--company")?;
    Ok(Who::system(company::find(hr, &public_id).await?.id))
}

fn named(value: Option<String>, flag: &str) -> Result<String, Failure> {
    value.ok_or_else(|| Failure::new(format_args!("this API needs {flag}")))
}
