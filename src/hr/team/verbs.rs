//! What can be done with teams: load, rule, save and audit in one transaction.

use std::collections::BTreeMap;

use super::store::Row;
use super::{
    Filter, Member, MemberFilter, NewTeam, Status, Team, TeamChange, members, rules, store,
};
use crate::id::{EmployeeId, TeamId, TeamMemberId};
use crate::{Error, Hr, Page, PageRequest, Who, Write, department, employee};

/// What became of several who were to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    pub added: usize,
    /// They were in the team already.
    pub skipped: usize,
}

/// The teams of a company in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stats {
    pub teams: usize,
    pub active: usize,
    /// People who are in any team.
    pub people: u64,
    pub without_lead: usize,
    /// In the order of the departments' ids, without those that have no team.
    pub by_department: Vec<(String, usize)>,
}

/// Adds a team. `Invalid` where the name is empty, or the lead or the department is unknown.
pub async fn create(hr: &Hr, who: &Who, new: NewTeam) -> Result<Team, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            require(&w, &it, None).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("team.create", it.id.get()).await?;
            shown(&w, it).await
        })
    })
    .await
}

/// One team; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: TeamId) -> Result<Team, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    one(store::shown(db, who.company, vec![row]).await?)
}

/// The teams that the filter lets through, in its order.
pub async fn list(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<Team>, Error> {
    store::list(hr.db().read(), who.company, filter, page).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(hr: &Hr, who: &Who, id: TeamId, change: TeamChange) -> Result<Team, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(old.clone(), change, w.now)?;
            require(&w, &it, Some(&old)).await?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("team.change", id.get()).await?;
            shown(&w, it).await
        })
    })
    .await
}

/// Removes a team for good, with its memberships.
pub async fn delete(hr: &Hr, who: &Who, id: TeamId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("team.delete", id.get()).await
        })
    })
    .await
}

/// The teams in figures, in three statements.
pub async fn stats(hr: &Hr, who: &Who) -> Result<Stats, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let all = store::all(db, company).await?;
    let mut by_department: BTreeMap<_, usize> = BTreeMap::new();
    for department in all.iter().filter_map(|(_, _, department)| *department) {
        *by_department.entry(department).or_default() += 1;
    }
    let names = department::called(db, company, by_department.keys().copied().collect()).await?;
    let named = |(id, teams)| Some((names.get(&id)?.clone(), teams));
    Ok(Stats {
        teams: all.len(),
        active: all.iter().filter(|(status, ..)| *status == Status::Active).count(),
        people: members::people(db, company).await?,
        without_lead: all.iter().filter(|(_, lead, _)| lead.is_none()).count(),
        by_department: by_department.into_iter().filter_map(named).collect(),
    })
}

/// The memberships that the filter lets through, in the order of ids.
pub async fn memberships(
    hr: &Hr,
    who: &Who,
    filter: MemberFilter,
    page: PageRequest,
) -> Result<Page<Member>, Error> {
    let db = hr.db().read();
    if let Some(team) = filter.team {
        store::find(db, who.company, team).await?;
    }
    members::list(db, who.company, filter, page).await
}

/// Puts somebody in a team.
///
/// `Invalid` where the team or the employee is unknown, `Conflict` for who is in it already.
pub async fn add(
    hr: &Hr,
    who: &Who,
    team: TeamId,
    employee: EmployeeId,
    role: Option<String>,
) -> Result<Member, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            match store::find(w.tx, company, team).await {
                Err(Error::NotFound(_)) => return Err(Error::invalid("team", "does not exist")),
                found => found?,
            };
            employee::require(w.tx, company, employee, "employee").await?;
            if members::within(w.tx, company, team).await?.contains(&employee) {
                return Err(Error::conflict("the employee is in the team already"));
            }
            let row = members::insert(w.tx, company, team, employee, role).await?;
            w.audit("team_member.add", row.id.get()).await?;
            let mut shown = members::shown(w.tx, company, vec![row]).await?;
            shown.pop().ok_or(Error::NotFound("team member"))
        })
    })
    .await
}

/// Puts several in a team, each once, but for those who are in it already.
///
/// `NotFound` for the team; `Invalid` where an employee is unknown: then nobody is added.
pub async fn add_all(
    hr: &Hr,
    who: &Who,
    team: TeamId,
    employees: Vec<EmployeeId>,
) -> Result<Added, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            store::find(w.tx, company, team).await?;
            employee::require_all(w.tx, company, &employees, "employees").await?;
            let mut within = members::within(w.tx, company, team).await?;
            let asked = employees.len();
            let new: Vec<_> = employees.into_iter().filter(|one| within.insert(*one)).collect();
            let added = new.len();
            if added > 0 {
                members::insert_all(w.tx, company, team, new).await?;
                w.audit("team.add_members", team.get()).await?;
            }
            Ok(Added { added, skipped: asked - added })
        })
    })
    .await
}

/// Ends a membership; `NotFound` where the company has none with this id.
pub async fn remove(hr: &Hr, who: &Who, id: TeamMemberId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            members::delete(w.tx, w.who.company, id).await?;
            w.audit("team_member.remove", id.get()).await
        })
    })
    .await
}

/// Refuses a lead or a department that the company does not have, where it is a new one.
async fn require(w: &Write<'_>, it: &Row, old: Option<&Row>) -> Result<(), Error> {
    let company = w.who.company;
    if let Some(lead) = it.lead.filter(|_| it.lead != old.and_then(|old| old.lead)) {
        employee::require(w.tx, company, lead, "lead").await?;
    }
    if let Some(id) = it.department.filter(|_| it.department != old.and_then(|old| old.department))
    {
        department::require(w.tx, company, id, "department").await?;
    }
    Ok(())
}

async fn shown(w: &Write<'_>, it: Row) -> Result<Team, Error> {
    one(store::shown(w.tx, w.who.company, vec![it]).await?)
}

fn one(shown: Vec<Team>) -> Result<Team, Error> {
    shown.into_iter().next().ok_or(Error::NotFound("team"))
}
