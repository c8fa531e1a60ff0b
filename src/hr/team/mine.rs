//! Teams as somebody in them sees them: their own only, and what the others there are up to.

use chrono::{Days, NaiveDate};
use sea_orm::sea_query::Condition;
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Filter, Member, MemberFilter, Team, members, store, verbs};
use crate::attendance::{self, Present};
use crate::db::table;
use crate::entity::employee::{Column, Entity};
use crate::id::{CompanyId, EmployeeId, TeamId};
use crate::leave::{self, LeaveRequest};
use crate::staff::{self, Colleague};
use crate::{Error, Hr, Page, PageRequest, Who, employee};

/// What somebody's teams are up to, in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MyStats {
    pub teams: u64,
    /// Those who have not left, without the one who asks.
    pub teammates: usize,
    pub on_leave_today: usize,
    /// Who have come and not gone.
    pub checked_in_today: usize,
}

/// The teams that `me` leads or is in; whatever the filter says of that.
pub async fn mine(
    hr: &Hr,
    who: &Who,
    me: EmployeeId,
    filter: Filter,
    page: PageRequest,
) -> Result<Page<Team>, Error> {
    let filter = Filter { of: Some(me), ..filter };
    store::list(hr.db().read(), who.company, &filter, page).await
}

/// One of them; `Forbidden` where `me` neither leads it nor is in it.
pub async fn my_team(hr: &Hr, who: &Who, me: EmployeeId, id: TeamId) -> Result<Team, Error> {
    let team = verbs::get(hr, who, id).await?;
    require_mine(hr, who, me, &team).await?;
    Ok(team)
}

/// Who is in one of them; fails as [`my_team`] does.
pub async fn my_members(
    hr: &Hr,
    who: &Who,
    me: EmployeeId,
    id: TeamId,
    page: PageRequest,
) -> Result<Page<Member>, Error> {
    my_team(hr, who, me, id).await?;
    let filter = MemberFilter { team: Some(id), ..MemberFilter::default() };
    members::list(hr.db().read(), who.company, filter, page).await
}

async fn require_mine(hr: &Hr, who: &Who, me: EmployeeId, team: &Team) -> Result<(), Error> {
    let leads = team.lead.as_ref().is_some_and(|(lead, _)| *lead == me);
    let within = members::within(hr.db().read(), who.company, team.id);
    match leads || within.await?.contains(&me) {
        true => Ok(()),
        false => Err(Error::forbidden("the team is not one of the caller's")),
    }
}

/// Those who work here and are in a team with `me` or lead one, in the order of ids.
async fn teammates(
    db: &impl ConnectionTrait,
    company: CompanyId,
    me: EmployeeId,
) -> Result<Vec<EmployeeId>, Error> {
    let beside = Condition::any()
        .add(Column::Id.in_subquery(members::beside(company, me)))
        .add(Column::Id.in_subquery(store::leads_beside(company, me)));
    let query = table::of::<Entity>(company)
        .filter(Column::Id.in_subquery(employee::working_ids(company)))
        .filter(Column::Id.ne(me))
        .filter(beside)
        .order_by_asc(Column::Id);
    Ok(query.select_only().column(Column::Id).into_tuple().all(db).await?)
}

/// The teams of `me` in figures, in a fixed number of statements. Today is the day of the branch
/// where each works; for leave, where `me` does.
pub async fn my_stats(hr: &Hr, who: &Who, me: EmployeeId) -> Result<MyStats, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let filter = Filter { of: Some(me), ..Filter::default() };
    let teams = store::total(db, company, &filter).await?;
    let mates = teammates(db, company, me).await?;
    let today = attendance::today(hr, who, me).await?;
    let away = leave::away(db, company, Some(mates.clone()), today).await?;
    let found = attendance::present(db, company, Some(mates.clone()), hr.clock().now()).await?;
    Ok(MyStats {
        teams,
        teammates: mates.len(),
        on_leave_today: away.len(),
        checked_in_today: found.values().filter(|it| it.left_at.is_none()).count(),
    })
}

/// The approved leave of teammates that has a day from today, where `me` works, to `days` days
/// later, in the order of first days.
pub async fn leaves(
    hr: &Hr,
    who: &Who,
    me: EmployeeId,
    days: u64,
    page: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    let today = attendance::today(hr, who, me).await?;
    let filter = leave::Filter {
        status: vec![leave::Status::Approved, leave::Status::CancelRequested],
        order: Some((leave::Order::FirstDay, false)),
        employees: Some(teammates(hr.db().read(), who.company, me).await?),
        from: Some(today),
        to: Some(today.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)),
        ..leave::Filter::default()
    };
    leave::list(hr, who, &filter, page).await
}

/// The teammates in the order of first names, each with today's attendance.
pub async fn attendance(
    hr: &Hr,
    who: &Who,
    me: EmployeeId,
    page: PageRequest,
) -> Result<Page<(Colleague, Option<Present>)>, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let ids = Some(teammates(db, company, me).await?);
    let found =
        staff::page(db, company, &staff::Filter { ids, ..Default::default() }, page).await?;
    let ids = found.items.iter().map(|it| it.id).collect();
    let mut today = attendance::present(db, company, Some(ids), hr.clock().now()).await?;
    Ok(found.map(|it| {
        let present = today.remove(&it.id);
        (it, present)
    }))
}
