//! Attendance in figures: by day and by employee.

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::{Scope, names};
use crate::db::table;
use crate::entity::attendance::{Column, Entity};
use crate::id::EmployeeId;
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Who};

/// The attendance of some days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub entries: i64,
    /// Those that are not closed.
    pub open: i64,
    /// Of those that are closed.
    pub seconds: i64,
    /// Days times people: how often somebody was there on a day.
    pub days: i64,
    /// Those with an entry from home.
    pub days_at_home: i64,
    /// Those with an entry that is not from home; a day may be both.
    pub days_on_site: i64,
    /// The earliest first; none without anybody.
    pub by_day: Vec<Day>,
    /// Whoever was there, in the order of ids.
    pub by_employee: Vec<Person>,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Day {
    pub date: NaiveDate,
    /// How many people.
    pub present: i64,
    pub entries: i64,
    pub closed: i64,
    pub seconds: Option<i64>,
}

/// One employee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub employee: EmployeeId,
    /// First and last name.
    pub name: String,
    pub entries: i64,
    /// How many they were there on.
    pub days: i64,
    pub seconds: i64,
}

#[derive(FromQueryResult)]
struct Row {
    employee_id: EmployeeId,
    entries: i64,
    days: i64,
    at_home: i64,
    on_site: i64,
    seconds: Option<i64>,
}

/// The attendance of whom `viewer` sees, in five statements at most.
pub async fn read(hr: &Hr, who: &Who, viewer: Viewer, scope: Scope) -> Result<Figures, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let sight = sight::of(hr, who, viewer).await?;
    let rows = table::of::<Entity>(company)
        .filter(Column::Date.between(scope.from, scope.to))
        .filter(scope.among(company, &sight, Column::EmployeeId))
        .select_only();
    let by_day = by_day(db, rows.clone()).await?;
    let people = by_employee(db, rows).await?;
    let names = names(db, company, &sight).await?;
    let person = |row: &Row| Person {
        employee: row.employee_id,
        name: names.get(&row.employee_id).cloned().unwrap_or_default(),
        entries: row.entries,
        days: row.days,
        seconds: row.seconds.unwrap_or(0),
    };
    Ok(Figures {
        entries: by_day.iter().map(|day| day.entries).sum(),
        open: by_day.iter().map(|day| day.entries - day.closed).sum(),
        seconds: by_day.iter().filter_map(|day| day.seconds).sum(),
        days: by_day.iter().map(|day| day.present).sum(),
        days_at_home: people.iter().map(|row| row.at_home).sum(),
        days_on_site: people.iter().map(|row| row.on_site).sum(),
        by_day,
        by_employee: people.iter().map(person).collect(),
    })
}

async fn by_day(db: &impl ConnectionTrait, rows: Select<Entity>) -> Result<Vec<Day>, Error> {
    let query = rows
        .column(Column::Date)
        .column_as(Column::EmployeeId.into_expr().count_distinct(), "present")
        .column_as(Column::Id.count(), "entries")
        .column_as(Column::CheckOutAt.count(), "closed")
        .column_as(Column::WorkedSeconds.sum(), "seconds")
        .group_by(Column::Date)
        .order_by_asc(Column::Date);
    Ok(query.into_model::<Day>().all(db).await?)
}

async fn by_employee(db: &impl ConnectionTrait, rows: Select<Entity>) -> Result<Vec<Row>, Error> {
    let days = |home: bool| {
        let date = Expr::case(Column::WorkFromHome.eq(home), Expr::col(Column::Date));
        Expr::expr(date).count_distinct()
    };
    let query = rows
        .column(Column::EmployeeId)
        .column_as(Column::Id.count(), "entries")
        .column_as(Column::Date.into_expr().count_distinct(), "days")
        .column_as(days(true), "at_home")
        .column_as(days(false), "on_site")
        .column_as(Column::WorkedSeconds.sum(), "seconds")
        .group_by(Column::EmployeeId)
        .order_by_asc(Column::EmployeeId);
    Ok(query.into_model::<Row>().all(db).await?)
}
