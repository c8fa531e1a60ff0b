//! Who had an asset when, in the database; every query names the company.

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::store::Row;
use super::{Assignment, Keeper};
use crate::Error;
use crate::db::Tx;
use crate::entity::asset_assignment::{ActiveModel, Column, Entity, Model};
use crate::id::{AssetId, CompanyId};

/// The assignments of an asset, the first one first.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    asset: AssetId,
) -> Result<Vec<Assignment>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::AssetId.eq(asset))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(Assignment::from).collect())
}

/// Notes that an asset changed hands `today`; nothing where it did not.
pub async fn note(
    tx: &Tx,
    company: CompanyId,
    before: Option<(Keeper, NaiveDate)>,
    after: &Row,
    today: NaiveDate,
) -> Result<(), Error> {
    if before == after.held {
        return Ok(());
    }
    if before.is_some() {
        end(tx, company, vec![after.id], today).await?;
    }
    let Some((keeper, since)) = after.held else { return Ok(()) };
    let (employee, department) = keeper.split();
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        asset_id: Set(after.id),
        employee_id: Set(employee),
        department_id: Set(department),
        starts_on: Set(since),
        ends_on: Set(None),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Ends what lasts of the assignments of these assets.
pub async fn end(
    tx: &Tx,
    company: CompanyId,
    assets: Vec<AssetId>,
    today: NaiveDate,
) -> Result<(), Error> {
    Entity::update_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::AssetId.is_in(assets))
        .filter(Column::EndsOn.is_null())
        .set(ActiveModel { ends_on: Set(Some(today)), ..Default::default() })
        .exec(tx)
        .await?;
    Ok(())
}

impl From<Model> for Assignment {
    fn from(row: Model) -> Self {
        Self {
            keeper: Keeper::of(row.employee_id, row.department_id),
            from: row.starts_on,
            until: row.ends_on,
        }
    }
}
