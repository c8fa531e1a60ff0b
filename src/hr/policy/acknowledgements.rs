//! Who acknowledged which policy, in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Error;
use crate::db::Tx;
use crate::entity::policy_acknowledgement::{ActiveModel, Column, Entity};
use crate::id::{CompanyId, EmployeeId, PolicyId};

/// Who acknowledged a policy, in the order of ids.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    policy: PolicyId,
) -> Result<Vec<EmployeeId>, Error> {
    let query = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::PolicyId.eq(policy))
        .order_by_asc(Column::EmployeeId)
        .select_only()
        .column(Column::EmployeeId);
    Ok(query.into_tuple().all(db).await?)
}

/// Notes one acknowledgement; `false` where it was noted before.
pub async fn add(
    tx: &Tx,
    company: CompanyId,
    policy: PolicyId,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<bool, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        policy_id: Set(policy),
        employee_id: Set(employee),
        created_at: Set(now),
    };
    let once = [Column::CompanyId, Column::PolicyId, Column::EmployeeId];
    let once = OnConflict::columns(once).do_nothing().to_owned();
    Ok(Entity::insert(row).on_conflict(once).exec_without_returning(tx).await? > 0)
}

/// Forgets all acknowledgements of a policy.
pub async fn clear(tx: &Tx, company: CompanyId, policy: PolicyId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::PolicyId.eq(policy))
        .exec(tx)
        .await?;
    Ok(())
}
