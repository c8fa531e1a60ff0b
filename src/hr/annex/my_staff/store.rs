//! Somebody's staff in the database; every query names the company.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::Error;
use crate::annex::Person;
use crate::annex::profile::Role;
use crate::db::table;
use crate::employee::Status;
use crate::entity::employee::{Column, Entity};
use crate::entity::whosoff_profile as profile;
use crate::id::{CompanyId, EmployeeId};
use crate::work_pattern::Unit;

/// One of the staff.
#[derive(Clone, Debug)]
pub struct Staff {
    pub person: Person,
    pub unit: Unit,
    /// What the caller does about their requests.
    pub role: Role,
}

#[derive(FromQueryResult)]
struct Row {
    id: EmployeeId,
    first_name: String,
    last_name: String,
    manager_id: Option<EmployeeId>,
    approver_role: Option<i16>,
    notifier_2: Option<EmployeeId>,
    notifier_2_role: Option<i16>,
    notifier_3_role: Option<i16>,
    allowance_unit: Option<i16>,
}

/// Whose manager or notifier `caller` is and who has not left, in the order of ids, in one
/// statement.
pub async fn staff(
    db: &impl ConnectionTrait,
    company: CompanyId,
    caller: EmployeeId,
) -> Result<Vec<Staff>, Error> {
    let to_profile =
        Entity::belongs_to(profile::Entity).from(Column::Id).to(profile::Column::EmployeeId).into();
    let mine = Condition::any()
        .add(Column::ManagerId.eq(caller))
        .add(profile::Column::Notifier2.eq(caller))
        .add(profile::Column::Notifier3.eq(caller));
    let rows = table::of::<Entity>(company)
        .join(JoinType::LeftJoin, to_profile)
        .filter(mine)
        .filter(Column::Status.ne(Status::Resigned.code()))
        .select_only()
        .columns([Column::Id, Column::FirstName, Column::LastName, Column::ManagerId])
        .columns([
            profile::Column::ApproverRole,
            profile::Column::Notifier2,
            profile::Column::Notifier2Role,
            profile::Column::Notifier3Role,
            profile::Column::AllowanceUnit,
        ])
        .order_by_asc(Column::Id)
        .into_model::<Row>()
        .all(db)
        .await?;
    rows.into_iter().map(|row| shown(row, caller)).collect()
}

fn shown(row: Row, caller: EmployeeId) -> Result<Staff, Error> {
    let role = if row.manager_id == Some(caller) {
        row.approver_role.unwrap_or(Role::Approver.code())
    } else if row.notifier_2 == Some(caller) {
        row.notifier_2_role.unwrap_or(Role::None.code())
    } else {
        row.notifier_3_role.unwrap_or(Role::None.code())
    };
    let unit = row.allowance_unit.map(Unit::from_code).transpose()?;
    Ok(Staff {
        person: Person { id: row.id, first_name: row.first_name, last_name: row.last_name },
        unit: unit.unwrap_or(Unit::Days),
        role: Role::from_code(role)?,
    })
}
