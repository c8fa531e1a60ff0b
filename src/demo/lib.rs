//! The demo: a company to play with, a rival to prove isolation, and a small one for acceptance
//! tests, all written through verbs only.
//!
//! Ids are fixed, because the documents' examples name them: `ent_demo` comes first, so its records
//! count from 1 in every table. Writes follow one another, because ids are given in that order.

mod expenses;
mod keys;
mod learning;
mod leave;
mod papers;
mod payroll;
mod people;
mod places;
mod plans;
mod profiles;
mod recruitment;
mod teams;
mod time;
mod whosoff;
mod work;

use hr::access::client::{self, NewClient};
use hr::access::{NewCompany, company, password, user};
use hr::id::{CompanyId, EmployeeId};
use hr::{Error, Hr, Who};

/// Password of everybody in the demo company who can sign in.
const PASSWORD: &str = "demo-password";
/// The same in the rival company.
const RIVAL_PASSWORD: &str = "rival-password";

/// Writes the companies, unless they are there already.
///
/// # Errors
/// Whatever a verb says; the database then holds part of the demo.
pub async fn seed(hr: &Hr) -> Result<(), Error> {
    if company::find(hr, "ent_demo").await.is_ok() {
        return Ok(());
    }
    let demo = found(hr, "ent_demo", "Demo Company", "office@demo.example").await?;
    let who = Who::system(demo);
    places::demo(hr, &who).await?;
    recruitment::positions(hr, &who).await?;
    people::demo(hr, &who).await?;
    accounts(hr, &who, &[1, 2, 3], PASSWORD).await?;
    people::departments(hr, &who).await?;
    leave::demo(hr, &who).await?;
    recruitment::demo(hr, &who).await?;
    papers::demo(hr, &who).await?;
    work::demo(hr, &who).await?;
    learning::demo(hr, &who).await?;
    payroll::demo(hr, &who).await?;
    plans::demo(hr, &who).await?;
    time::demo(hr, &who).await?;
    profiles::demo(hr, &who).await?;
    whosoff::demo(hr, &who).await?;
    client(hr, "demo-client", "demo-secret", demo).await?;
    keys::demo(hr, &who).await?;
    expenses::demo(hr, &who).await?;

    let rival = found(hr, "ent_rival", "Rival Company", "office@rival.example").await?;
    let who = Who::system(rival);
    places::rival(hr, &who).await?;
    let first = people::rival(hr, &who).await?;
    accounts(hr, &who, &[first.get()], RIVAL_PASSWORD).await?;
    leave::rival(hr, &who, first).await?;
    recruitment::rival(hr, &who, first).await?;
    papers::rival(hr, &who, first).await?;
    work::rival(hr, &who, first).await?;
    learning::rival(hr, &who, first).await?;
    payroll::rival(hr, &who, first).await?;
    plans::rival(hr, &who, first).await?;
    time::rival(hr, &who, first).await?;
    profiles::rival(hr, &who, first).await?;
    whosoff::rival(hr, &who, first).await?;
    client(hr, "rival-client", "rival-secret", rival).await?;
    keys::rival(hr, &who, first).await?;
    expenses::rival(hr, &who, first).await?;

    // After what every API shows, so that the departments before keep their ids.
    let demo_who = Who::system(demo);
    teams::demo(hr, &demo_who).await?;
    teams::rival(hr, &who, first).await?;

    let uat = found(hr, "ent_uat", "Demo Company (acceptance)", "office@uat.example").await?;
    keys::uat(hr, &Who::system(uat)).await
}

/// Does one write after the other: on a database with several writers, writes that are asked for
/// together are done in any order.
async fn in_order<F, T>(writes: impl IntoIterator<Item = F>) -> Result<Vec<T>, Error>
where
    F: Future<Output = Result<T, Error>>,
{
    let mut done = Vec::new();
    for write in writes {
        done.push(write.await?);
    }
    Ok(done)
}

async fn found(hr: &Hr, id: &str, name: &str, contact: &str) -> Result<CompanyId, Error> {
    let new = NewCompany {
        public_id: Some(id.into()),
        name: name.into(),
        contact_email: contact.into(),
        country: Some("AU".into()),
        time_zone: Some("Australia/Sydney".into()),
        currency: Some("AUD".into()),
        ..NewCompany::default()
    };
    Ok(company::found(hr, new).await?.id)
}

/// One hash for all of them: equal passwords need not be hashed twice.
async fn accounts(hr: &Hr, who: &Who, employees: &[i64], secret: &str) -> Result<(), Error> {
    let hash = password::hash(hr, secret).await?;
    let set = |id: &i64| user::set(hr, who, EmployeeId(*id), Some(hash.clone()));
    in_order(employees.iter().map(set)).await?;
    Ok(())
}

async fn client(hr: &Hr, id: &str, secret: &str, company: CompanyId) -> Result<(), Error> {
    let new = NewClient {
        name: id.into(),
        client_id: Some(id.into()),
        secret: Some(secret.into()),
        scopes: vec!["*".into()],
        companies: vec![company],
    };
    client::create(hr, new).await?;
    Ok(())
}
