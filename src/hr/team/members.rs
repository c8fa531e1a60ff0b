//! Who is in which team, in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{ExprTrait, SelectStatement};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::{Member, MemberFilter, store};
use crate::db::{Tx, direction, page, table};
use crate::entity::team_member::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId, TeamId, TeamMemberId};
use crate::{Error, Page, PageRequest, staff};

/// How many members each of the teams has; those without any are absent.
pub async fn counts(
    db: &impl ConnectionTrait,
    company: CompanyId,
    teams: Vec<TeamId>,
) -> Result<BTreeMap<TeamId, u64>, Error> {
    if teams.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(TeamId, i64)> = table::of::<Entity>(company)
        .filter(Column::TeamId.is_in(teams))
        .select_only()
        .column(Column::TeamId)
        .expr(Column::Id.into_expr().count())
        .group_by(Column::TeamId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, members)| (id, members.unsigned_abs())).collect())
}

/// How many people are in any team.
pub async fn people(db: &impl ConnectionTrait, company: CompanyId) -> Result<u64, Error> {
    let query = table::of::<Entity>(company).select_only();
    let counted = query.expr(Column::EmployeeId.into_expr().count_distinct());
    let rows: Vec<i64> = counted.into_tuple().all(db).await?;
    Ok(rows.first().copied().unwrap_or(0).unsigned_abs())
}

/// The query for the ids of the teams that somebody is in.
pub fn teams_of(company: CompanyId, employee: EmployeeId) -> SelectStatement {
    let query = table::of::<Entity>(company).filter(Column::EmployeeId.eq(employee));
    query.select_only().column(Column::TeamId).into_query()
}

/// The query for the ids of those who are in the teams that somebody leads or is in.
pub fn beside(company: CompanyId, employee: EmployeeId) -> SelectStatement {
    let teams = store::of(company, employee);
    let query = table::of::<Entity>(company).filter(Column::TeamId.in_subquery(teams));
    query.select_only().column(Column::EmployeeId).into_query()
}

/// Who is in the team already.
pub async fn within(
    db: &impl ConnectionTrait,
    company: CompanyId,
    team: TeamId,
) -> Result<BTreeSet<EmployeeId>, Error> {
    let query = table::of::<Entity>(company).filter(Column::TeamId.eq(team)).select_only();
    let found: Vec<_> = query.column(Column::EmployeeId).into_tuple().all(db).await?;
    Ok(found.into_iter().collect())
}

/// One page in five statements at most.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: MemberFilter,
    request: PageRequest,
) -> Result<Page<Member>, Error> {
    let query = table::of::<Entity>(company)
        .apply_if(filter.team, |query, team| query.filter(Column::TeamId.eq(team)))
        .apply_if(filter.employee, |query, one| query.filter(Column::EmployeeId.eq(one)))
        .order_by(Column::Id, direction(filter.descending));
    let rows = page::<_, Model>(db, query, request).await?;
    Ok(Page { items: shown(db, company, rows.items).await?, total: rows.total })
}

/// The memberships with the people, in three further statements for all of them.
pub async fn shown(
    db: &impl ConnectionTrait,
    company: CompanyId,
    rows: Vec<Model>,
) -> Result<Vec<Member>, Error> {
    let people = staff::of(db, company, rows.iter().map(|row| row.employee_id).collect()).await?;
    let member = |row: Model| {
        let who = people.get(&row.employee_id)?.clone();
        Some(Member { id: row.id, team: row.team_id, who, role: row.role })
    };
    Ok(rows.into_iter().filter_map(member).collect())
}

/// Puts somebody in a team and returns what was stored.
pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    team: TeamId,
    employee: EmployeeId,
    role: Option<String>,
) -> Result<Model, Error> {
    table::insert(tx, row(company, team, employee, role)).await
}

/// Puts several in a team, without a role.
pub async fn insert_all(
    tx: &Tx,
    company: CompanyId,
    team: TeamId,
    employees: Vec<EmployeeId>,
) -> Result<(), Error> {
    let rows = employees.into_iter().map(|employee| row(company, team, employee, None));
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

fn row(
    company: CompanyId,
    team: TeamId,
    employee: EmployeeId,
    role: Option<String>,
) -> ActiveModel {
    ActiveModel {
        id: NotSet,
        company_id: Set(company),
        team_id: Set(team),
        employee_id: Set(employee),
        role: Set(role),
    }
}

/// Ends one membership.
pub async fn delete(tx: &Tx, company: CompanyId, id: TeamMemberId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

/// Takes somebody who is no longer there out of all teams, whether they are in them or lead them.
pub(crate) async fn leave(tx: &Tx, company: CompanyId, employee: EmployeeId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .exec(tx)
        .await?;
    store::release(tx, company, employee).await
}
