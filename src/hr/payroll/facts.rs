//! What calculations need to know of people, read for all of a run in a fixed number of statements.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait,
};

use super::column::graph::{Graph, Named};
use super::hook::Hook;
use super::salary::{self, Amounts};
use super::{json, store::Row};
use crate::db::table;
use crate::entity::attendance;
use crate::entity::employee as person;
use crate::entity::payroll_employee::{Column, Entity, Relation};
use crate::id::{CompanyId, DeductionId, DepartmentId, EmployeeId, PayrollGroupId};
use crate::{Error, annex, department, employee, timesheet};

/// Seconds of a day, and of a week, that are no overtime.
const DAY: i64 = 8 * HOUR;
const WEEK: i64 = 40 * HOUR;
const HOUR: i64 = 60 * 60;

/// An employee whom a run covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    pub employee: EmployeeId,
    pub number: Option<String>,
    pub first_name: String,
    pub last_name: String,
    pub name: String,
    pub job_title: Option<String>,
    pub city: Option<String>,
    pub country: Option<String>,
    pub hired_on: Option<NaiveDate>,
    pub resigned_on: Option<NaiveDate>,
    pub department: Option<(DepartmentId, String)>,
    pub currency: String,
    pub group: Option<PayrollGroupId>,
    pub exemptions: Vec<DeductionId>,
    pub allowed: Vec<DeductionId>,
}

#[derive(FromQueryResult)]
struct Found {
    employee_id: EmployeeId,
    number: Option<String>,
    first_name: String,
    last_name: String,
    full_name: Option<String>,
    job_title: Option<String>,
    city: Option<String>,
    country: Option<String>,
    hired_on: Option<NaiveDate>,
    resigned_on: Option<NaiveDate>,
    currency: String,
    group_id: Option<PayrollGroupId>,
    exemptions: String,
    allowed: String,
}

/// Whom a run with a plan covers, in the order of ids: active payees of its frequency in its
/// department or one below it and, where it has a group, in that group.
pub async fn covered(
    db: &impl ConnectionTrait,
    company: CompanyId,
    run: &Row,
) -> Result<Vec<Covered>, Error> {
    let Some(top) = run.department else { return Ok(Vec::new()) };
    let departments = department::with_below(db, company, top).await?;
    let members = department::in_any(db, company, &departments).await?;
    let found: Vec<Found> = table::of::<Entity>(company)
        .join(JoinType::InnerJoin, Relation::Employee.def())
        .filter(Column::Frequency.eq(run.frequency.code()))
        .apply_if(run.group, |query, group| query.filter(Column::GroupId.eq(group)))
        .filter(person::Column::Status.eq(employee::Status::Active.code()))
        .filter(person::Column::DeletedAt.is_null())
        .select_only()
        .columns([Column::EmployeeId, Column::Currency, Column::GroupId])
        .columns([Column::Exemptions, Column::Allowed])
        .columns([person::Column::Number, person::Column::FirstName, person::Column::LastName])
        .columns([person::Column::FullName, person::Column::JobTitle, person::Column::City])
        .columns([person::Column::Country, person::Column::HiredOn])
        .column(person::Column::ResignedOn)
        .order_by_asc(Column::EmployeeId)
        .into_model()
        .all(db)
        .await?;
    let here = |it: Found| {
        let department = members.get(&it.employee_id)?.clone();
        Some(it.covered(department))
    };
    found.into_iter().filter_map(here).collect()
}

impl Found {
    fn covered(self, department: (DepartmentId, String)) -> Result<Covered, Error> {
        let parts = || employee::full_name(&self.first_name, &self.last_name);
        Ok(Covered {
            employee: self.employee_id,
            name: self.full_name.clone().unwrap_or_else(parts),
            number: self.number,
            first_name: self.first_name,
            last_name: self.last_name,
            job_title: self.job_title,
            city: self.city,
            country: self.country,
            hired_on: self.hired_on,
            resigned_on: self.resigned_on,
            department: Some(department),
            currency: self.currency,
            group: self.group_id,
            exemptions: json::ids(&self.exemptions)?,
            allowed: json::ids(&self.allowed)?,
        })
    }
}

/// What hooks, salary components and variables of the run come to, for everybody.
#[derive(Debug)]
pub struct Facts {
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub amounts: BTreeMap<EmployeeId, Amounts>,
    pub worked: BTreeMap<EmployeeId, Worked>,
    /// Approved overtime in minutes.
    pub overtime: BTreeMap<EmployeeId, i64>,
    /// Seconds of entries in approved timesheets.
    pub timesheets: BTreeMap<EmployeeId, i64>,
}

/// Seconds worked by day.
pub type Worked = BTreeMap<NaiveDate, i64>;

/// Reads what the columns need and nothing else: a statement each for amounts, attendance,
/// overtime and timesheets at most, whatever the number of employees.
pub async fn read(
    db: &impl ConnectionTrait,
    company: CompanyId,
    run: &Row,
    graph: &Graph,
) -> Result<Facts, Error> {
    let attendance = graph.has_hook(Hook::counts_attendance) || graph.uses(Named::DaysWorked);
    let overtime = graph.has_hook(|hook| hook == Hook::ApprovedOvertime);
    let timesheets = graph.has_hook(|hook| hook == Hook::ApprovedTimesheets);
    let (from, to) = (run.starts_on, run.ends_on);
    Ok(Facts {
        starts_on: from,
        ends_on: to,
        amounts: salary::amounts(db, company, graph.components()).await?,
        worked: match attendance {
            true => worked(db, company, from, to).await?,
            false => BTreeMap::new(),
        },
        overtime: match overtime {
            true => annex::overtime::approved_minutes(db, company, from, to).await?,
            false => BTreeMap::new(),
        },
        timesheets: match timesheets {
            true => timesheet::approved_seconds(db, company, from, to).await?,
            false => BTreeMap::new(),
        },
    })
}

/// What everybody worked on each day from the first to the last, in one statement.
async fn worked(
    db: &impl ConnectionTrait,
    company: CompanyId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<BTreeMap<EmployeeId, Worked>, Error> {
    use attendance::Column;
    type Stay = (EmployeeId, NaiveDate, DateTime<Utc>, Option<DateTime<Utc>>);
    let rows: Vec<Stay> = table::of::<attendance::Entity>(company)
        .filter(Column::Date.between(from, to))
        .select_only()
        .columns([Column::EmployeeId, Column::Date, Column::CheckInAt, Column::CheckOutAt])
        .into_tuple()
        .all(db)
        .await?;
    let mut worked: BTreeMap<_, Worked> = BTreeMap::new();
    for (employee, date, came, left) in rows {
        let seconds = left.map_or(0, |left| (left - came).num_seconds());
        *worked.entry(employee).or_default().entry(date).or_default() += seconds;
    }
    Ok(worked)
}

impl Facts {
    /// Hours of a hook that counts them, exact to the division of seconds.
    pub fn hours(&self, hook: Hook, employee: EmployeeId) -> Decimal {
        let none = Worked::new();
        let days = self.worked.get(&employee).unwrap_or(&none);
        let seconds: i64 = match hook {
            Hook::TimeWorked => days.values().sum(),
            Hook::RegularTime => days.values().map(|day| DAY.min(*day)).sum(),
            Hook::Overtime => days.values().map(|day| (day - DAY).max(0)).sum(),
            Hook::WeeklyRegularTime => weeks(days).values().map(|week| WEEK.min(*week)).sum(),
            Hook::WeeklyOvertime => weeks(days).values().map(|week| (week - WEEK).max(0)).sum(),
            Hook::ApprovedOvertime => self.overtime.get(&employee).map_or(0, |it| it * 60),
            Hook::ApprovedTimesheets => self.timesheets.get(&employee).copied().unwrap_or(0),
            Hook::EmployeeField => 0,
        };
        Decimal::from(seconds) / Decimal::from(HOUR)
    }

    /// Days of the run, the first and the last included.
    pub fn period_days(&self) -> i64 {
        days(self.starts_on, self.ends_on)
    }

    /// Days of the run on which the employee was employed.
    pub fn days_employed(&self, it: &Covered) -> i64 {
        let from = it.hired_on.map_or(self.starts_on, |on| on.max(self.starts_on));
        let to = it.resigned_on.map_or(self.ends_on, |on| on.min(self.ends_on));
        days(from, to)
    }

    /// Days of the run on which the employee was there.
    pub fn days_worked(&self, employee: EmployeeId) -> i64 {
        self.worked.get(&employee).map_or(0, |days| days.len() as i64)
    }
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    ((to - from).num_days() + 1).max(0)
}

/// Seconds by the Sunday on which the week begins.
fn weeks(days: &Worked) -> Worked {
    let mut weeks = Worked::new();
    for (day, seconds) in days {
        let back = TimeDelta::days(day.weekday().num_days_from_sunday().into());
        *weeks.entry(*day - back).or_default() += seconds;
    }
    weeks
}
