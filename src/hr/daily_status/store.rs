//! Daily statuses in the database; every query names the company.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::DailyStatus;
use crate::Error;
use crate::db::Tx;
use crate::entity::daily_status::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId};

pub async fn of_day(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    day: NaiveDate,
) -> Result<Option<DailyStatus>, Error> {
    let row = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::Day.eq(day))
        .one(db)
        .await?;
    Ok(row.map(DailyStatus::from))
}

/// Writes the status of a day in place of the one before.
pub async fn save(
    tx: &Tx,
    company: CompanyId,
    it: &DailyStatus,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        company_id: Set(company),
        employee_id: Set(it.employee),
        day: Set(it.day),
        status: Set(it.status),
        feeling: Set(it.feeling),
        message: Set(it.message.clone()),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let again = OnConflict::columns([Column::CompanyId, Column::EmployeeId, Column::Day])
        .update_columns([Column::Status, Column::Feeling, Column::Message, Column::UpdatedAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes what a deleted employee said.
pub(crate) async fn clear(tx: &Tx, company: CompanyId, employee: EmployeeId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .exec(tx)
        .await?;
    Ok(())
}

impl From<Model> for DailyStatus {
    fn from(row: Model) -> Self {
        Self {
            employee: row.employee_id,
            day: row.day,
            status: row.status,
            feeling: row.feeling,
            message: row.message,
        }
    }
}
