//! Files in the database; every query names the company but the one that a signed address opens.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{File, NewFile};
use crate::db::{Tx, table};
use crate::entity::file::{ActiveModel, Column, Entity, Model};
use crate::id::CompanyId;
use crate::{Error, Write, link::Link};

/// Refuses a stored file that the company does not have, naming the field that spoke of it.
pub async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    link: Option<&Link>,
    field: &'static str,
) -> Result<(), Error> {
    let Some(Link::Stored(key)) = link else { return Ok(()) };
    let found = table::of::<Entity>(company).filter(Column::StorageKey.eq(key)).one(db).await?;
    match found {
        Some(_) => Ok(()),
        None => Err(Error::invalid(field, "names no file of the company")),
    }
}

/// The file behind a key, of whichever company: whoever holds the key was given it.
pub async fn by_key(db: &impl ConnectionTrait, key: &str) -> Result<File, Error> {
    let row = Entity::find().filter(Column::StorageKey.eq(key)).one(db).await?;
    row.map(File::from).ok_or(Error::NotFound("file"))
}

pub async fn insert(w: &Write<'_>, tx: &Tx, new: NewFile) -> Result<File, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(w.who.company),
        storage_key: Set(new.key),
        name: Set(new.name),
        media_type: Set(new.media_type),
        size_bytes: Set(new.size_bytes),
        created_at: Set(w.now),
        updated_at: Set(w.now),
    };
    Ok(table::insert(tx, row).await?.into())
}

impl From<Model> for File {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            key: row.storage_key,
            name: row.name,
            media_type: row.media_type,
            size_bytes: row.size_bytes,
            created_at: row.created_at,
        }
    }
}
