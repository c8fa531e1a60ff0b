//! Users and their roles in the database; every query names the company.

use std::collections::BTreeMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait,
};

use super::{Approver, rules};
use crate::Error;
use crate::access::Level;
use crate::annex::profile::{self, UserType};
use crate::db::{Tx, count, table};
use crate::employee::Status;
use crate::entity::employee::{Column, Entity, Relation};
use crate::entity::{leave_request, role, whosoff_profile, whosoff_restriction};
use crate::id::{CompanyId, EmployeeId};
use crate::role::{ADMIN, MANAGER};

/// The user types of these employees, in two statements.
pub async fn types(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, UserType>, Error> {
    if employees.is_empty() {
        return Ok(BTreeMap::new());
    }
    let keys: Vec<(EmployeeId, String)> = table::of::<Entity>(company)
        .join(JoinType::InnerJoin, Relation::Role.def())
        .filter(Column::Id.is_in(employees.iter().copied()))
        .select_only()
        .column(Column::Id)
        .column(role::Column::RoleKey)
        .into_tuple()
        .all(db)
        .await?;
    let set = profile::of(db, company, employees).await?;
    let user_type = |id: EmployeeId, key: String| {
        let set = set.get(&id).and_then(|profile| profile.user_type);
        (id, rules::user_type(set, Level::of(&key)))
    };
    Ok(keys.into_iter().map(|(id, key)| user_type(id, key)).collect())
}

/// The user type of one employee.
pub(crate) async fn type_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<UserType, Error> {
    let found = types(db, company, &[employee]).await?;
    found.get(&employee).copied().ok_or(Error::NotFound("employee"))
}

/// Everybody who may approve and has not left, in the order of ids, in one statement.
pub async fn approvers(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<Approver>, Error> {
    type Row = (EmployeeId, String, String, String, String, Option<i16>);
    let to_profile = Entity::belongs_to(whosoff_profile::Entity)
        .from(Column::Id)
        .to(whosoff_profile::Column::EmployeeId)
        .into();
    let rows: Vec<Row> = table::of::<Entity>(company)
        .join(JoinType::InnerJoin, Relation::Role.def())
        .join(JoinType::LeftJoin, to_profile)
        .filter(Column::Status.ne(Status::Resigned.code()))
        .filter(role::Column::RoleKey.is_in([ADMIN, MANAGER]))
        .select_only()
        .columns([Column::Id, Column::FirstName, Column::LastName, Column::Email])
        .column(role::Column::RoleKey)
        .column(whosoff_profile::Column::UserType)
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let approver = |(id, first_name, last_name, email, key, set): Row| {
        let set = set.map(UserType::from_code).transpose()?;
        let user_type = rules::user_type(set, Level::of(&key));
        Ok(Approver { id, first_name, last_name, email, user_type })
    };
    rows.into_iter().map(approver).collect()
}

/// How many super users there are who have not left, besides this one.
pub async fn other_super_users(
    db: &impl ConnectionTrait,
    company: CompanyId,
    except: EmployeeId,
) -> Result<u64, Error> {
    let roles = table::of::<role::Entity>(company)
        .filter(role::Column::RoleKey.eq(ADMIN))
        .select_only()
        .column(role::Column::Id)
        .into_query();
    let others = table::of::<Entity>(company)
        .filter(Column::Id.ne(except))
        .filter(Column::Status.ne(Status::Resigned.code()))
        .filter(Column::RoleId.in_subquery(roles));
    count(db, others).await
}

/// Removes somebody's leave and restrictions, both ways.
pub async fn clear(tx: &Tx, company: CompanyId, employee: EmployeeId) -> Result<(), Error> {
    use whosoff_restriction::Column as Pair;
    leave_request::Entity::delete_many()
        .filter(leave_request::Column::CompanyId.eq(company))
        .filter(leave_request::Column::EmployeeId.eq(employee))
        .exec(tx)
        .await?;
    let theirs = Pair::EmployeeId.eq(employee).or(Pair::OtherId.eq(employee));
    whosoff_restriction::Entity::delete_many()
        .filter(Pair::CompanyId.eq(company))
        .filter(theirs)
        .exec(tx)
        .await?;
    Ok(())
}
