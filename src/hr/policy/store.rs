//! Policies in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ConnectionTrait;

use super::targets::{self, Targets};
use super::{Audience, Policy, Status, acknowledgements};
use crate::db::{Tx, table};
use crate::entity::policy::{ActiveModel, Entity, Model};
use crate::id::{CompanyId, PolicyId};
use crate::link::Link;
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: PolicyId,
) -> Result<Policy, Error> {
    let row = table::find::<Entity>(db, company, id).await?;
    let mut targets = targets::of(db, company, vec![id]).await?;
    policy(row, targets.remove(&id).unwrap_or_default())
}

/// Refuses with `NotFound` where the company has no such policy.
pub async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: PolicyId,
) -> Result<(), Error> {
    table::find::<Entity>(db, company, id).await.map(|_| ())
}

/// One page with whom each policy addresses, in one further statement for all of them.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<Policy>, Error> {
    let rows = table::list(db, table::of::<Entity>(company), page).await?;
    let ids = rows.items.iter().map(|row| row.id).collect();
    let mut targets = targets::of(db, company, ids).await?;
    rows.try_map(|row| {
        let targets = targets.remove(&row.id).unwrap_or_default();
        policy(row, targets)
    })
}

/// Adds a policy with its targets.
pub async fn insert(tx: &Tx, company: CompanyId, it: Policy) -> Result<Policy, Error> {
    let row: Model = table::insert(tx, ActiveModel { id: NotSet, ..active(company, &it) }).await?;
    let it = Policy { id: row.id, ..it };
    targets::insert(tx, company, &it).await?;
    policy(row, Targets { departments: it.departments, employees: it.employees })
}

/// Writes a policy; its targets only where they differ from those of `old`.
pub async fn update(
    tx: &Tx,
    company: CompanyId,
    old: &Policy,
    it: Policy,
) -> Result<Policy, Error> {
    if (&old.departments, &old.employees) != (&it.departments, &it.employees) {
        targets::replace(tx, company, &it).await?;
    }
    let row = table::update::<Entity>(tx, company, it.id, active(company, &it)).await?;
    policy(row, Targets { departments: it.departments, employees: it.employees })
}

/// Removes a policy with its targets and acknowledgements.
pub async fn delete(tx: &Tx, company: CompanyId, id: PolicyId) -> Result<(), Error> {
    targets::clear(tx, company, id).await?;
    acknowledgements::clear(tx, company, id).await?;
    table::delete::<Entity>(tx, company, id).await
}

fn active(company: CompanyId, it: &Policy) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        title: Set(it.title.clone()),
        audience: Set(it.audience.code()),
        attachment: Set(it.attachment.as_ref().map(Link::to_text)),
        effective_on: Set(it.effective_on),
        acknowledge_by: Set(it.acknowledge_by),
        mandatory: Set(it.mandatory),
        reset_acknowledgements: Set(it.reset_acknowledgements),
        status: Set(it.status.code()),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

fn policy(row: Model, targets: Targets) -> Result<Policy, Error> {
    Ok(Policy {
        id: row.id,
        title: row.title,
        audience: Audience::from_code(row.audience)?,
        departments: targets.departments,
        employees: targets.employees,
        attachment: row.attachment.map(Link::from_text),
        effective_on: row.effective_on,
        acknowledge_by: row.acknowledge_by,
        mandatory: row.mandatory,
        reset_acknowledgements: row.reset_acknowledgements,
        status: Status::from_code(row.status)?,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}
