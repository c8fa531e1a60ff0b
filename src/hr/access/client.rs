//! API clients: their secrets, scopes and companies.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};
use subtle::ConstantTimeEq;

use super::{STALE_AFTER_S, digest};
use crate::db::Tx;
use crate::entity::client::{ActiveModel, Column, Entity, Model};
use crate::entity::{client_company, company};
use crate::id::{ClientId, CompanyId};
use crate::{Actor, Error, Hr};

/// Stands for every scope in a client's list.
const ANY: &str = "*";

/// A registered client, as it is once it has shown its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    pub id: ClientId,
    /// The public name.
    pub client_id: String,
    pub name: String,
    pub scopes: Vec<String>,
}

impl Client {
    /// Whether the client may be given this scope, spelt exactly so.
    pub fn allows(&self, scope: &str) -> bool {
        self.scopes.iter().any(|allowed| allowed == ANY || allowed == scope)
    }
}

/// What a new client is made of.
pub struct NewClient {
    pub name: String,
    /// A random one where it is not given.
    pub client_id: Option<String>,
    /// A random one where it is not given; only fixed test data gives one.
    pub secret: Option<String>,
    /// `*` stands for every scope.
    pub scopes: Vec<String>,
    pub companies: Vec<CompanyId>,
}

/// A client's name and secret, shown once.
pub struct Credentials {
    pub id: ClientId,
    pub client_id: String,
    pub secret: String,
}

/// What requests ask of a client again and again.
#[derive(Clone)]
pub(super) struct State {
    pub revoked: bool,
    pub companies: Arc<BTreeMap<String, CompanyId>>,
    loaded_at: DateTime<Utc>,
}

/// Registers a client; its secret cannot be read again afterwards.
pub async fn create(hr: &Hr, new: NewClient) -> Result<Credentials, Error> {
    let client_id = match new.client_id {
        Some(client_id) => client_id,
        None => format!("client_{}", hr.random().uuid()?.simple()),
    };
    let secret = match new.secret {
        Some(secret) => secret,
        None => hr.random().secret()?,
    };
    let (shown_id, hash) = (client_id.clone(), digest(&secret));
    let id = hr
        .register(move |r| {
            Box::pin(async move {
                let row = ActiveModel {
                    id: NotSet,
                    client_id: Set(client_id),
                    name: Set(new.name),
                    secret_hash: Set(hash.to_vec()),
                    scopes: Set(new.scopes.join(" ")),
                    created_at: Set(r.now),
                    revoked_at: Set(None),
                };
                let id = Entity::insert(row).exec_with_returning(r.tx).await?.id;
                for company in new.companies {
                    bind_in(r.tx, id, company).await?;
                }
                r.audit("client.create", id.get(), None, Actor::System).await?;
                Ok(id)
            })
        })
        .await?;
    Ok(Credentials { id, client_id: shown_id, secret })
}

/// The client with this name and secret; `BadCredentials` where there is none or it is revoked.
pub async fn authenticate(hr: &Hr, client_id: &str, secret: &str) -> Result<Client, Error> {
    let row = Entity::find().filter(Column::ClientId.eq(client_id)).one(hr.db().read()).await?;
    let given = digest(secret);
    // An unknown client is compared with something too, so that it takes as long.
    let known = row.as_ref().map_or(&[0_u8; 32][..], |row| &row.secret_hash);
    let same = bool::from(given[..].ct_eq(known));
    match row {
        Some(row) if same && row.revoked_at.is_none() => Ok(row.into()),
        _ => Err(Error::BadCredentials),
    }
}

/// The client with this name, without its secret: for the command line only.
///
/// `NotFound` where it is unknown or revoked.
pub async fn find(hr: &Hr, client_id: &str) -> Result<Client, Error> {
    let row = Entity::find().filter(Column::ClientId.eq(client_id)).one(hr.db().read()).await?;
    let row = row.filter(|row| row.revoked_at.is_none());
    row.map(Client::from).ok_or(Error::NotFound("client"))
}

/// Lets a client act in a company.
pub async fn bind(hr: &Hr, client: ClientId, company: CompanyId) -> Result<(), Error> {
    hr.register(move |r| {
        Box::pin(async move {
            bind_in(r.tx, client, company).await?;
            r.audit("client.bind", client.get(), Some(company), Actor::System).await
        })
    })
    .await?;
    forget(hr, client);
    Ok(())
}

/// Ends a client: its tokens are refused from now on. `NotFound` where it is unknown.
pub async fn revoke(hr: &Hr, client_id: &str) -> Result<(), Error> {
    let client_id = client_id.to_owned();
    let id = hr
        .register(move |r| {
            Box::pin(async move {
                let row = Entity::find().filter(Column::ClientId.eq(client_id)).one(r.tx).await?;
                let id = row.ok_or(Error::NotFound("client"))?.id;
                let ended = ActiveModel { revoked_at: Set(Some(r.now)), ..Default::default() };
                Entity::update_many().filter(Column::Id.eq(id)).set(ended).exec(r.tx).await?;
                r.audit("client.revoke", id.get(), None, Actor::System).await?;
                Ok(id)
            })
        })
        .await?;
    forget(hr, id);
    Ok(())
}

/// The company with this public id, if the client may act in it; `Forbidden` otherwise.
///
/// An unknown company and one that is closed to the client are told apart by nobody.
pub async fn company(hr: &Hr, client: ClientId, public_id: &str) -> Result<CompanyId, Error> {
    if let Some(company) = state(hr, client).await?.companies.get(public_id) {
        return Ok(*company);
    }
    // Another process may have opened it a moment ago.
    forget(hr, client);
    state(hr, client).await?.companies.get(public_id).copied().ok_or_else(|| Error::Forbidden {
        message: "the client may not act in this company".to_owned(),
    })
}

/// The row of the client with this public name.
pub(super) async fn id_of(hr: &Hr, client_id: &str) -> Result<Option<ClientId>, Error> {
    let row = Entity::find().filter(Column::ClientId.eq(client_id)).one(hr.db().read()).await?;
    Ok(row.map(|row| row.id))
}

/// Forgets what is remembered of a client.
pub(super) fn forget(hr: &Hr, client: ClientId) {
    hr.memory().clients.remove(&client);
}

/// What is known of a client, from memory where that is fresh.
pub(super) async fn state(hr: &Hr, client: ClientId) -> Result<State, Error> {
    let (memory, now) = (&hr.memory().clients, hr.clock().now());
    if let Some(state) = memory.get(&client)
        && (now - state.loaded_at).abs() < TimeDelta::seconds(STALE_AFTER_S)
    {
        return Ok(state);
    }
    let state = load(hr.db().read(), client, now).await?;
    memory.insert(client, state.clone());
    Ok(state)
}

async fn load(
    db: &impl ConnectionTrait,
    client: ClientId,
    now: DateTime<Utc>,
) -> Result<State, Error> {
    let row = Entity::find().filter(Column::Id.eq(client)).one(db).await?;
    let companies: Vec<(String, CompanyId)> = client_company::Entity::find()
        .join(JoinType::InnerJoin, client_company::Relation::Company.def())
        .filter(client_company::Column::Client.eq(client))
        .select_only()
        .column(company::Column::PublicId)
        .column(client_company::Column::CompanyId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(State {
        revoked: row.is_none_or(|row| row.revoked_at.is_some()),
        companies: Arc::new(companies.into_iter().collect()),
        loaded_at: now,
    })
}

pub(super) async fn bind_in(tx: &Tx, client: ClientId, company: CompanyId) -> Result<(), Error> {
    use client_company::{ActiveModel, Column, Entity};
    let row = ActiveModel { client: Set(client), company_id: Set(company) };
    let again = OnConflict::columns([Column::Client, Column::CompanyId])
        .update_column(Column::CompanyId)
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

impl From<Model> for Client {
    fn from(row: Model) -> Self {
        let scopes = row.scopes.split_whitespace().map(str::to_owned).collect();
        Self { id: row.id, client_id: row.client_id, name: row.name, scopes }
    }
}
