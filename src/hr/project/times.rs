//! How much time a project takes: summed up by the database, by person and by month.

use std::collections::BTreeMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait, Select,
};

use super::{Member, Project, people, store};
use crate::access::Level;
use crate::db::{month, table};
use crate::entity::time_entry::{Column, Entity, Relation};
use crate::entity::{project_assignment, timesheet};
use crate::id::{EmployeeId, ProjectId};
use crate::sight::{self, Viewer};
use crate::timesheet::Status;
use crate::{Error, Hr, Who, employee};

/// Seconds by how far the timesheets are that they stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Time {
    pub approved: i64,
    /// In timesheets that are pending or submitted.
    pub pending: i64,
    pub rejected: i64,
}

/// The time of one employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonTime {
    pub employee: EmployeeId,
    /// First and last name.
    pub name: String,
    pub time: Time,
}

/// The time of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthTime {
    /// `2026-04`.
    pub month: String,
    pub time: Time,
}

/// The time that a project takes, as far as one sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Times {
    pub project: Project,
    pub all: Time,
    /// Who entered time, in the order of ids.
    pub people: Vec<PersonTime>,
    pub months: Vec<MonthTime>,
    /// Who is on the project, in the order of assigning.
    pub members: Vec<Member>,
}

impl Time {
    /// These seconds in a timesheet of this state.
    pub(crate) fn add(&mut self, status: Status, seconds: i64) {
        match status {
            Status::Approved => self.approved += seconds,
            Status::Pending | Status::Submitted => self.pending += seconds,
            Status::Rejected => self.rejected += seconds,
        }
    }
}

#[derive(FromQueryResult)]
struct OfPerson {
    employee_id: EmployeeId,
    status: i16,
    seconds: i64,
}

#[derive(FromQueryResult)]
struct OfMonth {
    month: String,
    status: i16,
    seconds: i64,
}

/// The time that a project takes, of the employees whom `viewer` sees; only managers and
/// administrators may ask. At most seven statements, however many people and months.
pub async fn times(hr: &Hr, who: &Who, viewer: Viewer, id: ProjectId) -> Result<Times, Error> {
    viewer.require(Level::Manager)?;
    let (db, company) = (hr.db().read(), who.company);
    let project = store::find(db, company, id).await?;
    let seen = sight::of(hr, who, viewer).await?.ids();
    let sums = table::of::<Entity>(company)
        .join(JoinType::InnerJoin, Relation::Timesheet.def())
        .filter(Column::ProjectId.eq(id))
        .apply_if(seen.clone(), |query, ids| query.filter(Column::EmployeeId.is_in(ids)))
        .select_only()
        .column(timesheet::Column::Status)
        .column_as(Column::Seconds.sum(), "seconds")
        .group_by(timesheet::Column::Status);
    let on = people::of(company, id).apply_if(seen, |query, ids| {
        query.filter(project_assignment::Column::EmployeeId.is_in(ids))
    });
    let members = people::members(db, on).await?;
    let months = by_month(db, sums.clone()).await?;
    let by_person = by_person(db, sums).await?;
    let names = employee::names(db, company, by_person.keys().copied().collect()).await?;
    let mut all = Time::default();
    let mut people = Vec::with_capacity(by_person.len());
    for (employee, time) in by_person {
        all.approved += time.approved;
        all.pending += time.pending;
        all.rejected += time.rejected;
        let name = names.get(&employee).cloned().unwrap_or_default();
        people.push(PersonTime { employee, name, time });
    }
    Ok(Times { project, all, people, months, members })
}

async fn by_person(
    db: &impl ConnectionTrait,
    sums: Select<Entity>,
) -> Result<BTreeMap<EmployeeId, Time>, Error> {
    let query = sums.column(Column::EmployeeId).group_by(Column::EmployeeId);
    let mut found = BTreeMap::<_, Time>::new();
    for row in query.into_model::<OfPerson>().all(db).await? {
        found.entry(row.employee_id).or_default().add(Status::from_code(row.status)?, row.seconds);
    }
    Ok(found)
}

async fn by_month(
    db: &impl ConnectionTrait,
    sums: Select<Entity>,
) -> Result<Vec<MonthTime>, Error> {
    let query = sums.expr_as(month((Entity, Column::StartsAt)), "month");
    let query = query.group_by(Expr::col("month")).order_by_asc(Expr::col("month"));
    let mut found = BTreeMap::<_, Time>::new();
    for row in query.into_model::<OfMonth>().all(db).await? {
        found.entry(row.month).or_default().add(Status::from_code(row.status)?, row.seconds);
    }
    Ok(found.into_iter().map(|(month, time)| MonthTime { month, time }).collect())
}
