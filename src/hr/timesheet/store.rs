//! Timesheets and their entries in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait,
};

use super::{OfProject, Status, TimeEntry, Timesheet};
use crate::db::{Tx, page, table};
use crate::entity::project;
use crate::entity::time_entry::{self as entry, Relation};
use crate::entity::timesheet::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId, ProjectId, TimeEntryId, TimesheetId};
use crate::{Error, Page, PageRequest, employee};

/// A timesheet without what is summed up and looked up, as rules and storage need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: TimesheetId,
    pub employee: EmployeeId,
    pub starts_on: NaiveDate,
    pub status: Status,
    pub reason: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub decided_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// An entry with its project as an id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    pub id: TimeEntryId,
    pub timesheet: TimesheetId,
    pub employee: EmployeeId,
    pub project: Option<ProjectId>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub details: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: TimesheetId,
) -> Result<Row, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// The timesheet of a week, where there is one.
pub async fn of_week(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    starts_on: NaiveDate,
) -> Result<Option<Row>, Error> {
    let row = table::of::<Entity>(company)
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::StartsOn.eq(starts_on))
        .one(db)
        .await?;
    row.map(Row::try_from).transpose()
}

/// One page of the timesheets of these employees, the latest week first.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Vec<EmployeeId>,
    status: Option<Status>,
    request: PageRequest,
) -> Result<Page<Timesheet>, Error> {
    let query = table::of::<Entity>(company)
        .filter(Column::EmployeeId.is_in(employees))
        .apply_if(status, |query, status| query.filter(Column::Status.eq(status.code())))
        .order_by_desc(Column::StartsOn)
        .order_by_desc(Column::Id);
    let rows = page::<_, Model>(db, query, request).await?.try_map(Row::try_from)?;
    Ok(Page { items: shown(db, company, rows.items).await?, total: rows.total })
}

/// The timesheets with their sums and names, in two further statements for all of them.
pub async fn shown(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<Timesheet>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let names = employee::names(db, company, rows.iter().map(|row| row.employee).collect()).await?;
    let sums: Vec<(TimesheetId, i64)> = table::of::<entry::Entity>(company)
        .filter(entry::Column::TimesheetId.is_in(rows.iter().map(|row| row.id)))
        .select_only()
        .column(entry::Column::TimesheetId)
        .expr(entry::Column::Seconds.sum())
        .group_by(entry::Column::TimesheetId)
        .into_tuple()
        .all(db)
        .await?;
    let sums: BTreeMap<_, _> = sums.into_iter().collect();
    let sheet = |row: Row| Timesheet {
        id: row.id,
        employee: row.employee,
        name: names.get(&row.employee).cloned().unwrap_or_default(),
        starts_on: row.starts_on,
        status: row.status,
        reason: row.reason,
        seconds: sums.get(&row.id).copied().unwrap_or(0),
        submitted_at: row.submitted_at,
        decided_at: row.decided_at,
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(sheet).collect())
}

/// The time of entries in approved timesheets that begin within these days, by employee and in
/// one statement.
pub(crate) async fn approved_seconds(
    db: &impl ConnectionTrait,
    company: CompanyId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<EmployeeId, i64>, Error> {
    let approved = table::of::<Entity>(company)
        .filter(Column::Status.eq(Status::Approved.code()))
        .select_only()
        .column(Column::Id)
        .into_query();
    let end = to.succ_opt().unwrap_or(to);
    let rows: Vec<(EmployeeId, i64)> = table::of::<entry::Entity>(company)
        .filter(entry::Column::TimesheetId.in_subquery(approved))
        .filter(entry::Column::StartsAt.gte(from.and_time(NaiveTime::MIN)))
        .filter(entry::Column::StartsAt.lt(end.and_time(NaiveTime::MIN)))
        .select_only()
        .column(entry::Column::EmployeeId)
        .column_as(entry::Column::Seconds.sum(), "seconds")
        .group_by(entry::Column::EmployeeId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// [`shown`] for one.
pub async fn one(
    db: &impl ConnectionTrait,
    company: CompanyId,
    row: Row,
) -> Result<Timesheet, Error> {
    shown(db, company, vec![row]).await?.pop().ok_or(Error::NotFound("timesheet"))
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)).await?.try_into()
}

/// One entry of a timesheet.
pub async fn find_entry(
    db: &impl ConnectionTrait,
    company: CompanyId,
    sheet: TimesheetId,
    id: TimeEntryId,
) -> Result<EntryRow, Error> {
    let it: EntryRow = table::find::<entry::Entity>(db, company, id).await?.into();
    if it.timesheet == sheet { Ok(it) } else { Err(Error::NotFound("time entry")) }
}

#[derive(FromQueryResult)]
struct Listed {
    id: TimeEntryId,
    timesheet_id: TimesheetId,
    employee_id: EmployeeId,
    project_id: Option<ProjectId>,
    name: Option<String>,
    starts_at: NaiveDateTime,
    ends_at: NaiveDateTime,
    details: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// The entries of a timesheet with their projects, or only one of them, the earliest first, in one
/// statement.
pub async fn entries(
    db: &impl ConnectionTrait,
    company: CompanyId,
    sheet: TimesheetId,
    only: Option<TimeEntryId>,
) -> Result<Vec<TimeEntry>, Error> {
    use entry::Column;
    let rows = table::of::<entry::Entity>(company)
        .join(JoinType::LeftJoin, Relation::Project.def())
        .filter(Column::TimesheetId.eq(sheet))
        .apply_if(only, |query, id| query.filter(Column::Id.eq(id)))
        .column(project::Column::Name)
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .into_model::<Listed>()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(TimeEntry::from).collect())
}

pub async fn insert_entry(tx: &Tx, company: CompanyId, it: EntryRow) -> Result<EntryRow, Error> {
    let row = entry::ActiveModel { id: NotSet, ..entry_row(company, it) };
    Ok(table::insert(tx, row).await?.into())
}

pub async fn update_entry(tx: &Tx, company: CompanyId, it: EntryRow) -> Result<EntryRow, Error> {
    let row = entry_row(company, it.clone());
    Ok(table::update::<entry::Entity>(tx, company, it.id, row).await?.into())
}

pub async fn delete_entry(tx: &Tx, company: CompanyId, id: TimeEntryId) -> Result<(), Error> {
    table::delete::<entry::Entity>(tx, company, id).await
}

fn active(company: CompanyId, it: Row) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        employee_id: Set(it.employee),
        starts_on: Set(it.starts_on),
        status: Set(it.status.code()),
        reason: Set(it.reason),
        submitted_at: Set(it.submitted_at),
        decided_at: Set(it.decided_at),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

fn entry_row(company: CompanyId, it: EntryRow) -> entry::ActiveModel {
    // A week has no more than 604,800 of them.
    let seconds = (it.ends_at - it.starts_at).num_seconds();
    entry::ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        timesheet_id: Set(it.timesheet),
        employee_id: Set(it.employee),
        project_id: Set(it.project),
        starts_at: Set(it.starts_at),
        ends_at: Set(it.ends_at),
        seconds: Set(i32::try_from(seconds).unwrap_or(i32::MAX)),
        details: Set(it.details),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Row {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            employee: row.employee_id,
            starts_on: row.starts_on,
            status: Status::from_code(row.status)?,
            reason: row.reason,
            submitted_at: row.submitted_at,
            decided_at: row.decided_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl From<entry::Model> for EntryRow {
    fn from(row: entry::Model) -> Self {
        Self {
            id: row.id,
            timesheet: row.timesheet_id,
            employee: row.employee_id,
            project: row.project_id,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            details: row.details,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

impl From<Listed> for TimeEntry {
    fn from(row: Listed) -> Self {
        let project = row.project_id.zip(row.name).map(|(id, name)| OfProject { id, name });
        Self {
            id: row.id,
            timesheet: row.timesheet_id,
            employee: row.employee_id,
            project,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            details: row.details,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}
