//! Payroll runs in the database; every query names the company.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, ConnectionTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::plan::{Filter, SortBy};
use super::{Frequency, PayrollRun, Period, Status, json, lines};
use crate::db::{Tx, count, page, table};
use crate::entity::payroll_run::{ActiveModel, Column, Entity, Model};
use crate::id::{
    CompanyId, DepartmentId, PayrollColumnId, PayrollGroupId, PayrollRunId, PayslipTemplateId,
};
use crate::{Error, Page, PageRequest};

/// A run without its totals, as rules and storage need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: PayrollRunId,
    pub period: Period,
    pub status: Status,
    pub currency: String,
    pub name: String,
    pub frequency: Frequency,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub department: Option<DepartmentId>,
    pub columns: Vec<PayrollColumnId>,
    pub template: Option<PayslipTemplateId>,
    pub group: Option<PayrollGroupId>,
    pub closed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: PayrollRunId,
) -> Result<Row, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// One page, newest period first, the totals in one further statement for all of them.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    request: PageRequest,
) -> Result<Page<PayrollRun>, Error> {
    let query = table::of::<Entity>(company)
        .order_by_desc(Column::Year)
        .order_by_desc(Column::Month)
        .order_by_desc(Column::Id);
    let rows = page::<_, Model>(db, query, request).await?.try_map(Row::try_from)?;
    Ok(Page { items: totalled(db, company, rows.items).await?, total: rows.total })
}

/// The runs with the sums of their lines, in one further statement for all of them.
pub async fn totalled(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Row>,
) -> Result<Vec<PayrollRun>, Error> {
    let totals = lines::totals(db, company, rows.iter().map(|row| row.id).collect()).await?;
    let shown = |row: Row| PayrollRun {
        id: row.id,
        period: row.period,
        status: row.status,
        currency: row.currency,
        name: row.name,
        frequency: row.frequency,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        department: row.department,
        columns: row.columns,
        template: row.template,
        group: row.group,
        closed_at: row.closed_at,
        totals: totals.get(&row.id).copied().unwrap_or_default(),
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// What a run is called that has no name of its own.
pub fn title(period: Period) -> String {
    format!("Payroll {period}")
}

/// Whether any run has the column.
pub async fn with_column(
    db: &impl ConnectionTrait,
    company: CompanyId,
    column: PayrollColumnId,
) -> Result<bool, Error> {
    let query = table::of::<Entity>(company).filter(Column::Columns.is_not_null());
    let texts: Vec<String> =
        query.select_only().column(Column::Columns).into_tuple().all(db).await?;
    for text in texts {
        if json::ids(&text)?.contains(&column) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether any run has the template.
pub async fn with_template(
    db: &impl ConnectionTrait,
    company: CompanyId,
    template: PayslipTemplateId,
) -> Result<bool, Error> {
    let query = table::of::<Entity>(company).filter(Column::TemplateId.eq(template));
    Ok(count(db, query).await? > 0)
}

/// One page of what the filter lets through, in its order.
pub async fn find_all(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<PayrollRun>, Error> {
    let column = match filter.sort {
        SortBy::Id => Column::Id,
        SortBy::Name => Column::Name,
        SortBy::StartsOn => Column::StartsOn,
        SortBy::EndsOn => Column::EndsOn,
    };
    let order = if filter.descending { Order::Desc } else { Order::Asc };
    let query = table::of::<Entity>(company)
        .apply_if(filter.status.clone(), |query, of| {
            query.filter(Column::Status.is_in(of.into_iter().map(Status::code)))
        })
        .apply_if(filter.department, |query, id| query.filter(Column::DepartmentId.eq(id)))
        .order_by(column, order.clone())
        .order_by(Column::Id, order);
    let rows = page::<_, Model>(db, query, request).await?.try_map(Row::try_from)?;
    Ok(Page { items: totalled(db, company, rows.items).await?, total: rows.total })
}

pub async fn delete(tx: &Tx, company: CompanyId, id: PayrollRunId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Row) -> Result<Row, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)).await?.try_into()
}

fn active(company: CompanyId, it: Row) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        year: Set(it.period.year),
        month: Set(it.period.month),
        currency: Set(it.currency),
        status: Set(it.status.code()),
        closed_at: Set(it.closed_at),
        name: Set(Some(it.name)),
        frequency: Set(Some(it.frequency.code())),
        department_id: Set(it.department),
        starts_on: Set(Some(it.starts_on)),
        ends_on: Set(Some(it.ends_on)),
        columns: Set(Some(json::text(&it.columns, PayrollColumnId::get))),
        template_id: Set(it.template),
        group_id: Set(it.group),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Row {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        // Runs of before there were plans say nothing but their month.
        let period = Period { year: row.year, month: row.month };
        let (first, last) = period.days();
        let frequency = row.frequency.map(Frequency::from_code).transpose()?;
        Ok(Self {
            id: row.id,
            period,
            status: Status::from_code(row.status)?,
            currency: row.currency,
            name: row.name.unwrap_or_else(|| title(period)),
            frequency: frequency.unwrap_or(Frequency::Monthly),
            starts_on: row.starts_on.unwrap_or(first),
            ends_on: row.ends_on.unwrap_or(last),
            department: row.department_id,
            columns: row.columns.map_or(Ok(Vec::new()), |text| json::ids(&text))?,
            template: row.template_id,
            group: row.group_id,
            closed_at: row.closed_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
