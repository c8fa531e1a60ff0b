//! Profiles in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{OnConflict, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
};

use super::{EmailType, Profile, Role, Sorting, UserType, View};
use crate::Error;
use crate::db::{Tx, table};
use crate::entity::whosoff_profile::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId};
use crate::work_pattern::Unit;

/// The profiles of those of the employees who have one, in one statement.
pub(crate) async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, Profile>, Error> {
    if employees.is_empty() {
        return Ok(BTreeMap::new());
    }
    let query =
        table::of::<Entity>(company).filter(Column::EmployeeId.is_in(employees.iter().copied()));
    let rows = query.all(db).await?;
    rows.into_iter().map(|row| Ok((row.employee_id, row.try_into()?))).collect()
}

/// The query for the ids of whose requests somebody is told of, to be part of another.
pub(crate) fn told(company: CompanyId, notifier: EmployeeId) -> SelectStatement {
    table::of::<Entity>(company)
        .filter(Column::Notifier2.eq(notifier).or(Column::Notifier3.eq(notifier)))
        .select_only()
        .column(Column::EmployeeId)
        .into_query()
}

/// Writes the employee's profile, in place of the one before.
pub(crate) async fn save(
    tx: &Tx,
    company: CompanyId,
    employee: EmployeeId,
    it: Profile,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let row = ActiveModel {
        company_id: Set(company),
        employee_id: Set(employee),
        title: Set(it.title),
        middle_name: Set(it.middle_name),
        user_type: Set(it.user_type.map(UserType::code)),
        default_view: Set(it.default_view.map(View::code)),
        default_view_id: Set(it.default_view_id),
        default_sorting: Set(it.default_sorting.map(Sorting::code)),
        approver_role: Set(it.approver_role.code()),
        notifier_2: Set(it.notifier_2),
        notifier_2_role: Set(it.notifier_2_role.code()),
        notifier_3: Set(it.notifier_3),
        notifier_3_role: Set(it.notifier_3_role.code()),
        email_type: Set(it.email_type.code()),
        allowance_unit: Set(it.allowance_unit.code()),
        directory_username: Set(it.directory_username),
        employment_ends_on: Set(it.employment_ends_on),
        region: Set(it.region),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let again = OnConflict::columns([Column::CompanyId, Column::EmployeeId])
        .update_columns([
            Column::Title,
            Column::MiddleName,
            Column::UserType,
            Column::DefaultView,
            Column::DefaultViewId,
            Column::DefaultSorting,
            Column::ApproverRole,
            Column::Notifier2,
            Column::Notifier2Role,
            Column::Notifier3,
            Column::Notifier3Role,
            Column::EmailType,
            Column::AllowanceUnit,
            Column::DirectoryUsername,
            Column::EmploymentEndsOn,
            Column::Region,
            Column::UpdatedAt,
        ])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

impl TryFrom<Model> for Profile {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            title: row.title,
            middle_name: row.middle_name,
            user_type: row.user_type.map(UserType::from_code).transpose()?,
            default_view: row.default_view.map(View::from_code).transpose()?,
            default_view_id: row.default_view_id,
            default_sorting: row.default_sorting.map(Sorting::from_code).transpose()?,
            approver_role: Role::from_code(row.approver_role)?,
            notifier_2: row.notifier_2,
            notifier_2_role: Role::from_code(row.notifier_2_role)?,
            notifier_3: row.notifier_3,
            notifier_3_role: Role::from_code(row.notifier_3_role)?,
            email_type: EmailType::from_code(row.email_type)?,
            allowance_unit: Unit::from_code(row.allowance_unit)?,
            directory_username: row.directory_username,
            employment_ends_on: row.employment_ends_on,
            region: row.region,
        })
    }
}
