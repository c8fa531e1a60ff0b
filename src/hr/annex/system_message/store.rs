//! Messages about the system in the database; they belong to no company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Kind, NewSystemMessage, SystemMessage};
use crate::Error;
use crate::db::{Tx, table};
use crate::entity::whosoff_system_message::{ActiveModel, Column, Entity, Model};

pub async fn insert(tx: &Tx, new: NewSystemMessage) -> Result<SystemMessage, Error> {
    let row = ActiveModel {
        id: NotSet,
        title: Set(new.title),
        message: Set(new.message),
        kind: Set(new.kind.code()),
        starts_at: Set(new.starts_at),
        ends_at: Set(new.ends_at),
    };
    table::insert(tx, row).await?.try_into()
}

pub async fn not_ended(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<Vec<SystemMessage>, Error> {
    let query = Entity::find().filter(Column::EndsAt.gt(now)).order_by_asc(Column::Id);
    query.all(db).await?.into_iter().map(SystemMessage::try_from).collect()
}

impl TryFrom<Model> for SystemMessage {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            title: row.title,
            message: row.message,
            kind: Kind::from_code(row.kind)?,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
        })
    }
}
