//! Keys of the operator's own services, which may read across companies.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Refused, digest};
use crate::entity::machine_key::{ActiveModel, Column, Entity};
use crate::id::ServiceKeyId;
use crate::{Actor, Error, Faults, Hr};

/// A service whose key holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    pub id: ServiceKeyId,
    pub name: String,
}

/// Registers a service and gives its key, this once; a random one where none is given, which
/// only fixed test data does.
pub async fn create(hr: &Hr, name: &str, key: Option<String>) -> Result<String, Error> {
    Faults::default().filled("name", name).result()?;
    let key = match key {
        Some(key) => key,
        None => hr.random().secret()?,
    };
    let (name, hash) = (name.to_owned(), digest(&key).to_vec());
    hr.register(move |r| {
        Box::pin(async move {
            let row = ActiveModel {
                id: NotSet,
                name: Set(name),
                key_hash: Set(hash),
                created_at: Set(r.now),
            };
            let id = Entity::insert(row).exec_with_returning(r.tx).await?.id;
            r.audit("service_key.create", id.get(), None, Actor::System).await
        })
    })
    .await?;
    Ok(key)
}

/// Whose key this is. Looked up by its hash, so that how long it takes tells nothing of a key.
pub async fn verify(hr: &Hr, key: &str) -> Result<Machine, Refused> {
    let named = Column::KeyHash.eq(digest(key).to_vec());
    let row = Entity::find().filter(named).one(hr.db().read()).await.map_err(Error::from)?;
    row.map(|row| Machine { id: row.id, name: row.name }).ok_or(Refused::Invalid)
}
