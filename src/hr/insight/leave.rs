//! Leave in figures: by state, type and month, and who took most.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select,
};

use super::Scope;
use crate::db::{count, month, table};
use crate::employee::{self, Status as Standing};
use crate::entity::employee as worker;
use crate::entity::leave_request::{Column, Entity};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, LeaveTypeId};
use crate::leave::{OfType, Person, Status};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Who, leave_type};

/// Requests whose days count: they are approved, if only until a cancellation is granted.
const TAKEN: [Status; 2] = [Status::Approved, Status::CancelRequested];

/// How many of those who took most are shown.
const TOP: u64 = 10;

/// The leave that starts on some days. Days of leave are those of approved requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub requests: i64,
    /// How many requests are in each state that any is in.
    pub by_status: BTreeMap<Status, i64>,
    /// Days of each type that was taken, in the order of ids; of no type last.
    pub by_type: Vec<(Option<OfType>, Decimal)>,
    /// Days by the month, `2026-04`, in which they start.
    pub by_month: BTreeMap<String, Decimal>,
    /// The ten who took most, most first.
    pub top: Vec<(Person, Decimal)>,
    pub days: Decimal,
    /// Who is looked at: those who have not left.
    pub employees: u64,
}

#[derive(FromQueryResult)]
struct Row {
    month: String,
    leave_type_id: Option<LeaveTypeId>,
    status: i16,
    requests: i64,
    days: Fixed4,
}

/// The leave of whom `viewer` sees, in seven statements at most.
pub async fn read(hr: &Hr, who: &Who, viewer: Viewer, scope: Scope) -> Result<Figures, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let sight = sight::of(hr, who, viewer).await?;
    let (from, to) = scope.times();
    let rows = table::of::<Entity>(company)
        .filter(Column::StartsAt.gte(from))
        .filter(Column::StartsAt.lt(to))
        .filter(scope.among(company, &sight, Column::EmployeeId))
        .select_only();
    let groups = groups(db, rows.clone()).await?;
    let people = table::of::<worker::Entity>(company)
        .filter(worker::Column::Status.ne(Standing::Resigned.code()))
        .filter(scope.among(company, &sight, worker::Column::Id));
    let mut found = Figures {
        requests: 0,
        by_status: BTreeMap::new(),
        by_type: Vec::new(),
        by_month: BTreeMap::new(),
        top: top(db, company, rows).await?,
        days: Decimal::ZERO,
        employees: count(db, people).await?,
    };
    let mut of_types: BTreeMap<Option<LeaveTypeId>, Decimal> = BTreeMap::new();
    for row in groups {
        let status = Status::from_code(row.status)?;
        found.requests += row.requests;
        *found.by_status.entry(status).or_default() += row.requests;
        if TAKEN.contains(&status) {
            let days = row.days.decimal();
            found.days += days;
            *of_types.entry(row.leave_type_id).or_default() += days;
            *found.by_month.entry(row.month).or_default() += days;
        }
    }
    found.by_type = named(db, company, of_types).await?;
    Ok(found)
}

async fn groups(db: &impl ConnectionTrait, rows: Select<Entity>) -> Result<Vec<Row>, Error> {
    let query = rows
        .expr_as(month((Entity, Column::StartsAt)), "month")
        .columns([Column::LeaveTypeId, Column::Status])
        .column_as(Column::Id.count(), "requests")
        .column_as(days(), "days")
        .group_by(Expr::col("month"))
        .group_by(Column::LeaveTypeId)
        .group_by(Column::Status);
    Ok(query.into_model::<Row>().all(db).await?)
}

/// Who took most, in two statements.
async fn top(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Select<Entity>,
) -> Result<Vec<(Person, Decimal)>, Error> {
    let most: Vec<(EmployeeId, Fixed4)> = rows
        .filter(Column::Status.is_in(TAKEN.map(Status::code)))
        .column(Column::EmployeeId)
        .expr_as(days(), "days")
        .group_by(Column::EmployeeId)
        .order_by_desc(Expr::col("days"))
        .order_by_asc(Column::EmployeeId)
        .limit(TOP)
        .into_tuple()
        .all(db)
        .await?;
    let names = employee::names(db, company, most.iter().map(|(id, _)| *id).collect()).await?;
    let person = |id| Person { id, name: names.get(&id).cloned().unwrap_or_default() };
    Ok(most.into_iter().map(|(id, days)| (person(id), days.decimal())).collect())
}

async fn named(
    db: &impl ConnectionTrait,
    company: CompanyId,
    mut of_types: BTreeMap<Option<LeaveTypeId>, Decimal>,
) -> Result<Vec<(Option<OfType>, Decimal)>, Error> {
    let ids: BTreeSet<_> = of_types.keys().flatten().copied().collect();
    let mut names = leave_type::names(db, company, ids).await?;
    let of_none = of_types.remove(&None).map(|days| (None, days));
    let named = of_types.into_iter().filter_map(|(id, days)| {
        let id = id?;
        Some((Some(OfType { id, name: names.remove(&id).unwrap_or_default() }), days))
    });
    Ok(named.chain(of_none).collect())
}

/// The sum of days; PostgreSQL sums 64-bit integers into a numeric.
fn days() -> SimpleExpr {
    Column::TotalDays.sum().cast_as(Alias::new("bigint"))
}
