//! Roles in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{ADMIN, Role, SYSTEM};
use crate::db::{Tx, count, table};
use crate::entity::role::{ActiveModel, Column, Entity, Model};
use crate::entity::role_menu;
use crate::id::{CompanyId, MenuId, RoleId};
use crate::{Error, Page, PageRequest, menu};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: RoleId,
) -> Result<Role, Error> {
    let row = table::find::<Entity>(db, company, id).await?;
    let mut menus = menus(db, company, vec![id]).await?;
    Ok(role(row, menus.remove(&id).unwrap_or_default()))
}

/// The role with this key.
pub async fn by_key(
    db: &impl ConnectionTrait,
    company: CompanyId,
    key: &str,
) -> Result<Role, Error> {
    let row = table::of::<Entity>(company).filter(Column::RoleKey.eq(key)).one(db).await?;
    let row = row.ok_or(Error::NotFound("role"))?;
    let mut menus = menus(db, company, vec![row.id]).await?;
    let menus = menus.remove(&row.id).unwrap_or_default();
    Ok(role(row, menus))
}

/// One page, with the menus of all its roles in one further statement.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Role>, Error> {
    let rows = table::list(db, table::of::<Entity>(company), page).await?;
    let mut menus = menus(db, company, rows.items.iter().map(|row| row.id).collect()).await?;
    Ok(rows.map(|row| {
        let menus = menus.remove(&row.id).unwrap_or_default();
        role(row, menus)
    }))
}

/// Refuses a role that the company does not have, naming the field that spoke of it.
pub(crate) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: RoleId,
    field: &'static str,
) -> Result<(), Error> {
    match count(db, table::of::<Entity>(company).filter(Column::Id.eq(id))).await? {
        0 => Err(Error::invalid(field, "is not a role of the company")),
        _ => Ok(()),
    }
}

/// The id of the role with this key.
pub(crate) async fn id_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    key: &str,
) -> Result<RoleId, Error> {
    let query = table::of::<Entity>(company).filter(Column::RoleKey.eq(key)).select_only();
    let found = query.column(Column::Id).into_tuple().one(db).await?;
    found.ok_or(Error::NotFound("role"))
}

/// Whether another role of the company has this key.
pub async fn key_taken(
    db: &impl ConnectionTrait,
    company: CompanyId,
    key: &str,
    except: RoleId,
) -> Result<bool, Error> {
    let others =
        table::of::<Entity>(company).filter(Column::RoleKey.eq(key)).filter(Column::Id.ne(except));
    Ok(count(db, others).await? > 0)
}

/// One more than the highest place so far.
pub async fn next_sort(db: &impl ConnectionTrait, company: CompanyId) -> Result<i32, Error> {
    let rows: Vec<Option<i32>> = table::of::<Entity>(company)
        .select_only()
        .column_as(Column::Sort.max(), "sort")
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.first().copied().flatten().unwrap_or(0).saturating_add(1))
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Role) -> Result<Role, Error> {
    let row = ActiveModel { id: NotSet, ..active(company, &it) };
    let row = table::insert(tx, row).await?;
    open(tx, company, row.id, &it.menus).await?;
    Ok(role(row, it.menus))
}

pub async fn update(tx: &Tx, company: CompanyId, it: Role) -> Result<Role, Error> {
    let row = table::update::<Entity>(tx, company, it.id, active(company, &it)).await?;
    role_menu::Entity::delete_many()
        .filter(role_menu::Column::CompanyId.eq(company))
        .filter(role_menu::Column::RoleId.eq(it.id))
        .exec(tx)
        .await?;
    open(tx, company, it.id, &it.menus).await?;
    Ok(role(row, it.menus))
}

pub async fn delete(tx: &Tx, company: CompanyId, id: RoleId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

/// The roles of a new company; the administrator's opens every menu, the others the first.
/// Returns the administrator's.
pub(crate) async fn found(
    tx: &Tx,
    company: CompanyId,
    now: DateTime<Utc>,
) -> Result<RoleId, Error> {
    let all = menu::all_ids(tx).await?;
    let mut admin = RoleId(0);
    for (sort, (key, name)) in (1..).zip(SYSTEM) {
        let made = Role {
            id: RoleId(0),
            name: name.to_owned(),
            key: key.to_owned(),
            active: true,
            sort,
            remarks: None,
            menus: if key == ADMIN { all.clone() } else { all.iter().take(1).copied().collect() },
            created_at: now,
            updated_at: now,
        };
        let id = insert(tx, company, made).await?.id;
        if key == ADMIN {
            admin = id;
        }
    }
    Ok(admin)
}

async fn open(tx: &Tx, company: CompanyId, role: RoleId, menus: &[MenuId]) -> Result<(), Error> {
    if menus.is_empty() {
        return Ok(());
    }
    let rows = menus.iter().map(|menu| role_menu::ActiveModel {
        company_id: Set(company),
        role_id: Set(role),
        menu_id: Set(*menu),
    });
    role_menu::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

async fn menus(
    db: &impl ConnectionTrait,
    company: CompanyId,
    roles: Vec<RoleId>,
) -> Result<BTreeMap<RoleId, Vec<MenuId>>, Error> {
    let rows = role_menu::Entity::find()
        .filter(role_menu::Column::CompanyId.eq(company))
        .filter(role_menu::Column::RoleId.is_in(roles))
        .order_by_asc(role_menu::Column::MenuId)
        .all(db)
        .await?;
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        found.entry(row.role_id).or_default().push(row.menu_id);
    }
    Ok(found)
}

fn active(company: CompanyId, it: &Role) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name.clone()),
        role_key: Set(it.key.clone()),
        active: Set(it.active),
        sort: Set(it.sort),
        remarks: Set(it.remarks.clone()),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

fn role(row: Model, menus: Vec<MenuId>) -> Role {
    Role {
        id: row.id,
        name: row.name,
        key: row.role_key,
        active: row.active,
        sort: row.sort,
        remarks: row.remarks,
        menus,
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
