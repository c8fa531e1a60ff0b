//! Payroll runs in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ConnectionTrait, QueryOrder};

use super::{PayrollRun, Period, Status, lines};
use crate::db::{Tx, page, table};
use crate::entity::payroll_run::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, PayrollRunId};
use crate::{Error, Page, PageRequest};

/// A run without its totals, as rules and storage need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: PayrollRunId,
    pub period: Period,
    pub status: Status,
    pub currency: String,
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
        closed_at: row.closed_at,
        totals: totals.get(&row.id).copied().unwrap_or_default(),
        created_at: row.created_at,
        updated_at: row.updated_at,
    };
    Ok(rows.into_iter().map(shown).collect())
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
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Row {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            period: Period { year: row.year, month: row.month },
            status: Status::from_code(row.status)?,
            currency: row.currency,
            closed_at: row.closed_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
