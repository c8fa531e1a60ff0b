//! Who is in which department, in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait,
};

use crate::Error;
use crate::db::Tx;
use crate::entity::department;
use crate::entity::department_member::{ActiveModel, Column, Entity, Relation};
use crate::id::{CompanyId, DepartmentId, EmployeeId};

/// The members of several departments, in one statement.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    departments: Vec<DepartmentId>,
) -> Result<BTreeMap<DepartmentId, Vec<EmployeeId>>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::DepartmentId.is_in(departments))
        .order_by_asc(Column::EmployeeId)
        .all(db)
        .await?;
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        found.entry(row.department_id).or_default().push(row.employee_id);
    }
    Ok(found)
}

/// The department that an employee is in.
pub async fn of_employee(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<Option<DepartmentId>, Error> {
    let row = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .one(db)
        .await?;
    Ok(row.map(|row| row.department_id))
}

/// The departments of several employees by id and name, in one statement.
pub async fn of_employees(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Vec<EmployeeId>,
) -> Result<BTreeMap<EmployeeId, (DepartmentId, String)>, Error> {
    if employees.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(EmployeeId, DepartmentId, String)> = Entity::find()
        .join(JoinType::InnerJoin, Relation::Department.def())
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.is_in(employees))
        .select_only()
        .columns([Column::EmployeeId, Column::DepartmentId])
        .column(department::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(employee, id, name)| (employee, (id, name))).collect())
}

/// Everybody who is in one of these departments, with its id and name, in one statement.
pub async fn in_any(
    db: &impl ConnectionTrait,
    company: CompanyId,
    departments: &[DepartmentId],
) -> Result<BTreeMap<EmployeeId, (DepartmentId, String)>, Error> {
    let rows: Vec<(EmployeeId, DepartmentId, String)> = Entity::find()
        .join(JoinType::InnerJoin, Relation::Department.def())
        .filter(Column::CompanyId.eq(company))
        .filter(Column::DepartmentId.is_in(departments.iter().copied()))
        .select_only()
        .columns([Column::EmployeeId, Column::DepartmentId])
        .column(department::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(employee, id, name)| (employee, (id, name))).collect())
}

/// The query for the ids of a department's members, to be part of another.
pub fn members_of(company: CompanyId, department: DepartmentId) -> SelectStatement {
    Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::DepartmentId.eq(department))
        .select_only()
        .column(Column::EmployeeId)
        .into_query()
}

/// Takes an employee out of whichever department they are in.
pub async fn leave(tx: &Tx, company: CompanyId, employee: EmployeeId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .exec(tx)
        .await?;
    Ok(())
}

/// Puts an employee in a department, out of whichever they were in.
pub async fn join(
    tx: &Tx,
    company: CompanyId,
    department: DepartmentId,
    employee: EmployeeId,
) -> Result<(), Error> {
    leave(tx, company, employee).await?;
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        department_id: Set(department),
        employee_id: Set(employee),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Empties the department.
pub async fn clear(tx: &Tx, company: CompanyId, department: DepartmentId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::DepartmentId.eq(department))
        .exec(tx)
        .await?;
    Ok(())
}

/// Makes exactly these its members, each once; whoever was in another department leaves it.
pub async fn replace(
    tx: &Tx,
    company: CompanyId,
    department: DepartmentId,
    members: &[EmployeeId],
) -> Result<(), Error> {
    let theirs = Column::EmployeeId.is_in(members.iter().copied());
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::DepartmentId.eq(department).or(theirs))
        .exec(tx)
        .await?;
    let once: BTreeSet<EmployeeId> = members.iter().copied().collect();
    let rows = once.into_iter().map(|employee| ActiveModel {
        id: NotSet,
        company_id: Set(company),
        department_id: Set(department),
        employee_id: Set(employee),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
