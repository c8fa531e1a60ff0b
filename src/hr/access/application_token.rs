//! Tokens of a company's programs: random texts with scopes, for one environment each.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

use super::{Refused, bearer, digest};
use crate::db::{Tx, table};
use crate::entity::application_token::{ActiveModel, Column, Entity, Model};
use crate::id::{ApplicationTokenId, CompanyId};
use crate::patch::set;
use crate::{Actor, Error, Faults, Hr, Patch, Who};

/// The scope that lets a token look after tokens; somebody must always have it.
pub const MANAGE: &str = "integrations:manage";

/// How much of the secret people may see again.
const PREFIX: usize = 8;

/// A program's token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationToken {
    pub id: ApplicationTokenId,
    /// The data set that it belongs to: "staging".
    pub environment: String,
    pub name: String,
    pub description: Option<String>,
    /// Never empty.
    pub scopes: Vec<String>,
    /// The first characters of the secret.
    pub prefix: String,
    /// To the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

impl ApplicationToken {
    /// Whether the token has this scope, spelt exactly so.
    pub fn allows(&self, scope: &str) -> bool {
        self.scopes.iter().any(|own| own == scope)
    }
}

/// What a new token is made of.
#[derive(Clone, Debug, Default)]
pub struct NewApplicationToken {
    pub environment: String,
    pub name: String,
    pub description: Option<String>,
    pub scopes: Vec<String>,
    /// A random one where it is not given; only fixed test data gives one.
    pub secret: Option<String>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct ApplicationTokenChange {
    pub name: Option<String>,
    pub description: Patch<String>,
    /// Replaces the whole list.
    pub scopes: Option<Vec<String>>,
}

/// A token that holds, and the company that it acts in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    pub company: CompanyId,
    pub token: ApplicationToken,
}

impl Application {
    /// The program, acting in its company.
    pub fn who(&self, request_id: &str) -> Who {
        Who::new(self.company, Actor::Application(self.token.id), request_id)
    }
}

/// Adds a token and gives its secret, this once. `Invalid` where name or scopes are empty.
pub async fn create(
    hr: &Hr,
    who: &Who,
    new: NewApplicationToken,
) -> Result<(ApplicationToken, String), Error> {
    check(&new.name, &new.scopes)?;
    let secret = match new.secret {
        Some(secret) => secret,
        None => hr.random().secret()?,
    };
    let (prefix, hash) = (prefix(&secret), digest(&secret).to_vec());
    let made = hr
        .write(who, move |w| {
            Box::pin(async move {
                let row = ActiveModel {
                    id: NotSet,
                    company_id: Set(w.who.company),
                    environment: Set(new.environment),
                    name: Set(new.name),
                    description: Set(new.description),
                    scopes: Set(listed(&new.scopes)?),
                    prefix: Set(prefix),
                    token_hash: Set(hash),
                    last_used_at: Set(None),
                    created_at: Set(w.now),
                    updated_at: Set(w.now),
                };
                let made = ApplicationToken::try_from(table::insert(w.tx, row).await?)?;
                w.audit("application_token.create", made.id.get()).await?;
                Ok(made)
            })
        })
        .await?;
    Ok((made, secret))
}

/// Whose token this is; looked up on every call, so that a revoked one is refused at once.
pub async fn verify(hr: &Hr, secret: &str) -> Result<Application, Refused> {
    let named = Column::TokenHash.eq(digest(secret).to_vec());
    let row = Entity::find().filter(named).one(hr.db().read()).await.map_err(Error::from)?;
    let row = row.ok_or(Refused::Invalid)?;
    let company = row.company_id;
    if !bearer::fresh(row.last_used_at, hr.clock().now()) {
        note_use(hr, company, row.id).await?;
    }
    Ok(Application { company, token: row.try_into()? })
}

/// One token; `NotFound` where the company has none with this id in the environment.
pub async fn get(
    hr: &Hr,
    who: &Who,
    environment: &str,
    id: ApplicationTokenId,
) -> Result<ApplicationToken, Error> {
    find(hr.db().read(), who.company, environment, id).await
}

/// Every token of the environment in the order of their ids.
pub async fn list(hr: &Hr, who: &Who, environment: &str) -> Result<Vec<ApplicationToken>, Error> {
    let rows = of(who.company, environment).order_by_asc(Column::Id).all(hr.db().read()).await?;
    rows.into_iter().map(ApplicationToken::try_from).collect()
}

/// Changes what `change` names, from the next request on.
///
/// `Invalid` where name or scopes would be empty, or where the environment's last token with
/// [`MANAGE`] would lose it.
pub async fn change(
    hr: &Hr,
    who: &Who,
    environment: &str,
    id: ApplicationTokenId,
    change: ApplicationTokenChange,
) -> Result<ApplicationToken, Error> {
    let environment = environment.to_owned();
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let mut it = find(w.tx, company, &environment, id).await?;
            let managed = it.allows(MANAGE);
            set(&mut it.name, change.name);
            change.description.apply(&mut it.description);
            set(&mut it.scopes, change.scopes);
            check(&it.name, &it.scopes)?;
            if managed && !it.allows(MANAGE) && is_last(w.tx, company, &environment, id).await? {
                let why = "must keep integrations:manage: no other token has it";
                return Err(Error::invalid("scopes", why));
            }
            let row = ActiveModel {
                name: Set(it.name),
                description: Set(it.description),
                scopes: Set(listed(&it.scopes)?),
                updated_at: Set(w.now),
                ..Default::default()
            };
            let row = table::update::<Entity>(w.tx, company, id, row).await?;
            w.audit("application_token.change", id.get()).await?;
            row.try_into()
        })
    })
    .await
}

/// Gives the token another secret, this once; the old one is refused at once.
pub async fn rotate(
    hr: &Hr,
    who: &Who,
    environment: &str,
    id: ApplicationTokenId,
) -> Result<(ApplicationToken, String), Error> {
    let secret = hr.random().secret()?;
    let (prefix, hash) = (prefix(&secret), digest(&secret).to_vec());
    let environment = environment.to_owned();
    let rotated = hr
        .write(who, move |w| {
            Box::pin(async move {
                find(w.tx, w.who.company, &environment, id).await?;
                let row = ActiveModel {
                    prefix: Set(prefix),
                    token_hash: Set(hash),
                    updated_at: Set(w.now),
                    ..Default::default()
                };
                let row = table::update::<Entity>(w.tx, w.who.company, id, row).await?;
                w.audit("application_token.rotate", id.get()).await?;
                row.try_into()
            })
        })
        .await?;
    Ok((rotated, secret))
}

/// Ends a token at once; `Conflict` for the environment's last one with [`MANAGE`].
pub async fn delete(
    hr: &Hr,
    who: &Who,
    environment: &str,
    id: ApplicationTokenId,
) -> Result<(), Error> {
    let environment = environment.to_owned();
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let it = find(w.tx, company, &environment, id).await?;
            if it.allows(MANAGE) && is_last(w.tx, company, &environment, id).await? {
                return Err(Error::conflict("no other token has integrations:manage"));
            }
            if !crate::fault::seeded("stale_token") {
                table::delete::<Entity>(w.tx, company, id).await?;
            }
            w.audit("application_token.delete", id.get()).await
        })
    })
    .await
}

fn of(company: CompanyId, environment: &str) -> Select<Entity> {
    table::of::<Entity>(company).filter(Column::Environment.eq(environment))
}

async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    environment: &str,
    id: ApplicationTokenId,
) -> Result<ApplicationToken, Error> {
    let row = of(company, environment).filter(Column::Id.eq(id)).one(db).await?;
    row.ok_or(Error::NotFound("application token"))?.try_into()
}

/// Whether no other token of the environment has [`MANAGE`].
async fn is_last(
    tx: &Tx,
    company: CompanyId,
    environment: &str,
    id: ApplicationTokenId,
) -> Result<bool, Error> {
    for row in of(company, environment).filter(Column::Id.ne(id)).all(tx).await? {
        if ApplicationToken::try_from(row)?.allows(MANAGE) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn check(name: &str, scopes: &[String]) -> Result<(), Error> {
    Faults::default()
        .filled("name", name)
        .check(!scopes.is_empty(), "scopes", "must not be empty")
        .result()
}

fn listed(scopes: &[String]) -> Result<String, Error> {
    serde_json::to_string(scopes).map_err(|error| Error::internal(format!("scopes: {error}")))
}

fn prefix(secret: &str) -> String {
    secret.chars().take(PREFIX).collect()
}

async fn note_use(hr: &Hr, company: CompanyId, id: ApplicationTokenId) -> Result<(), Error> {
    hr.write(&Who::system(company), move |w| {
        Box::pin(async move {
            let used = ActiveModel { last_used_at: Set(Some(w.now)), ..Default::default() };
            table::update::<Entity>(w.tx, company, id, used).await?;
            Ok(())
        })
    })
    .await
}

impl TryFrom<Model> for ApplicationToken {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let scopes = serde_json::from_str(&row.scopes);
        Ok(Self {
            id: row.id,
            environment: row.environment,
            name: row.name,
            description: row.description,
            scopes: scopes.map_err(|error| Error::internal(format!("scopes: {error}")))?,
            prefix: row.prefix,
            last_used_at: row.last_used_at,
            created_at: row.created_at,
        })
    }
}
