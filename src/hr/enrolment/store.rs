//! Enrolments in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{Enrolment, lessons};
use crate::db::{Tx, count, table};
use crate::entity::enrolment::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, CourseId, EmployeeId, EnrolmentId};
use crate::{Error, Page, PageRequest, course};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EnrolmentId,
) -> Result<Model, Error> {
    table::find::<Entity>(db, company, id).await
}

/// One page of what somebody is enrolled in, in the order of ids.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    page: PageRequest,
) -> Result<Page<Enrolment>, Error> {
    let query = table::of::<Entity>(company).filter(Column::EmployeeId.eq(employee));
    let rows = table::list(db, query, page).await?;
    Ok(Page { items: shown(db, company, rows.items, false).await?, total: rows.total })
}

/// Whether one of these is enrolled in the course.
pub async fn any(
    tx: &Tx,
    company: CompanyId,
    course: CourseId,
    employees: &[EmployeeId],
) -> Result<bool, Error> {
    let query = table::of::<Entity>(company)
        .filter(Column::CourseId.eq(course))
        .filter(Column::EmployeeId.is_in(employees.iter().copied()));
    Ok(count(tx, query).await? > 0)
}

/// Enrols these, in their order.
pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    course: CourseId,
    employees: &[EmployeeId],
    now: DateTime<Utc>,
) -> Result<Vec<Model>, Error> {
    let rows = employees.iter().map(|employee| ActiveModel {
        id: NotSet,
        company_id: Set(company),
        course_id: Set(course),
        employee_id: Set(*employee),
        created_at: Set(now),
        updated_at: Set(now),
    });
    let mut made = Entity::insert_many(rows).exec_with_returning(tx).await?;
    made.sort_by_key(|row| row.id);
    Ok(made)
}

/// The enrolments with the names of their courses and their lessons, in two further statements for
/// all of them.
pub async fn shown(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Model>,
    with_content: bool,
) -> Result<Vec<Enrolment>, Error> {
    let ids = rows.iter().map(|row| row.id).collect();
    let mut lessons = lessons::of(db, company, ids, with_content).await?;
    let courses = course::known(db, company, rows.iter().map(|row| row.course_id).collect());
    let courses = courses.await?;
    let shown = |row: Model| Enrolment {
        id: row.id,
        course: row.course_id,
        course_name: courses.get(&row.course_id).cloned().unwrap_or_default(),
        employee: row.employee_id,
        lessons: lessons.remove(&row.id).unwrap_or_default(),
        created_at: row.created_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}
