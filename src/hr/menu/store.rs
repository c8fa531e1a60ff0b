//! Menus in the database: reference data without a company.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Kind, Menu};
use crate::Error;
use crate::db::count;
use crate::entity::menu::{Column, Entity, Model};
use crate::id::MenuId;

pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Menu>, Error> {
    let rows = Entity::find().order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(Menu::try_from).collect()
}

pub async fn find(db: &impl ConnectionTrait, id: MenuId) -> Result<Menu, Error> {
    let row = Entity::find().filter(Column::Id.eq(id)).one(db).await?;
    row.ok_or(Error::NotFound("menu"))?.try_into()
}

/// Every menu, as a role that may do everything opens them.
pub(crate) async fn all_ids(db: &impl ConnectionTrait) -> Result<Vec<MenuId>, Error> {
    let ids = Entity::find().select_only().column(Column::Id).order_by_asc(Column::Id);
    Ok(ids.into_tuple().all(db).await?)
}

/// Refuses ids of menus that do not exist, naming the field that spoke of them.
pub(crate) async fn require_all(
    db: &impl ConnectionTrait,
    ids: &BTreeSet<MenuId>,
    field: &'static str,
) -> Result<(), Error> {
    if ids.is_empty() {
        return Ok(());
    }
    let known = count(db, Entity::find().filter(Column::Id.is_in(ids.iter().copied()))).await?;
    match known == ids.len() as u64 {
        true => Ok(()),
        false => Err(Error::invalid(field, "names a menu that does not exist")),
    }
}

impl TryFrom<Model> for Menu {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            parent: (row.parent_id != MenuId(0)).then_some(row.parent_id),
            name: row.name,
            order_number: row.order_number,
            path: row.path,
            kind: Kind::from_code(row.kind)?,
            hidden: row.hidden,
            active: row.active,
            permission: row.permission,
        })
    }
}
