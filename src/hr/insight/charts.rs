//! Charts of a company as it stands today: leave that is left, who is in, who is where.

use chrono::Datelike;
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, RelationTrait, Select,
};

use crate::db::table;
use crate::employee::{self, Status};
use crate::entity::employee::{Column, Entity};
use crate::entity::{department, department_member as member};
use crate::id::{CompanyId, DepartmentId};
use crate::sight::{self, Sight, Viewer};
use crate::{Error, Hr, Who, attendance, balance};

/// Days of leave of this year, of types that are taken off a balance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entitlement {
    pub pending: Decimal,
    pub approved: Decimal,
    /// What is neither taken nor asked for.
    pub remaining: Decimal,
}

/// How many people are in, have gone and have not come today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CheckIns {
    pub checked_in: i64,
    pub checked_out: i64,
    pub not_started: i64,
}

/// The leave of those whom `viewer` sees and who have not left, in seven statements at most.
pub async fn entitlement(hr: &Hr, who: &Who, viewer: Viewer) -> Result<Entitlement, Error> {
    let ids = match sight::of(hr, who, viewer).await? {
        Sight::All => None,
        Sight::Only(mut ids) => {
            let working = employee::working(hr.db().read(), who.company).await?;
            ids.retain(|id| working.binary_search(id).is_ok());
            Some(ids)
        }
    };
    let year = hr.clock().today().year();
    let mut sum = Entitlement::default();
    let balances = balance::of_employees(hr, who, ids.as_deref(), year).await?;
    for it in balances.iter().filter(|it| it.deducts) {
        sum.pending += it.pending;
        sum.approved += it.used;
        sum.remaining += it.remaining - it.pending;
    }
    Ok(sum)
}

/// Where those are whom `viewer` sees and who have not left, on the day that it is at each one's
/// branch; in six statements at most.
pub async fn check_ins(hr: &Hr, who: &Who, viewer: Viewer) -> Result<CheckIns, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let sight = sight::of(hr, who, viewer).await?;
    let here = attendance::present(db, company, sight.ids(), hr.clock().now()).await?;
    let mut found = CheckIns::default();
    for id in employee::working(db, company).await?.iter().filter(|id| sight.sees(**id)) {
        match here.get(id) {
            Some(it) if it.left_at.is_none() => found.checked_in += 1,
            Some(_) => found.checked_out += 1,
            None => found.not_started += 1,
        }
    }
    Ok(found)
}

/// How many of those whom `viewer` sees and who have not left are in each department that has any,
/// in the order of its id, and in none, last; in three statements at most.
pub async fn distribution(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
) -> Result<Vec<(Option<String>, i64)>, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let sight = sight::of(hr, who, viewer).await?;
    let to_member =
        Entity::belongs_to(member::Entity).from(Column::Id).to(member::Column::EmployeeId).into();
    let rows: Vec<(Option<DepartmentId>, Option<String>, i64)> = working(company, &sight)
        .join(JoinType::LeftJoin, to_member)
        .join(JoinType::LeftJoin, member::Relation::Department.def())
        .select_only()
        .columns([department::Column::Id, department::Column::Name])
        .expr(Column::Id.count())
        .group_by(department::Column::Id)
        .group_by(department::Column::Name)
        .into_tuple()
        .all(db)
        .await?;
    let mut rows = rows;
    // The databases do not agree on where null stands.
    rows.sort_by_key(|(id, _, _)| (id.is_none(), *id));
    Ok(rows.into_iter().map(|(_, name, count)| (name, count)).collect())
}

/// Those who are seen and have not left.
fn working(company: CompanyId, sight: &Sight) -> Select<Entity> {
    table::of::<Entity>(company)
        .filter(Column::Status.ne(Status::Resigned.code()))
        .apply_if(sight.ids(), |query, ids| query.filter(Column::Id.is_in(ids)))
}
