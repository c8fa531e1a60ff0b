//! Payroll groups: who has the same deductions.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ConnectionTrait, QueryOrder};

use crate::db::table;
use crate::entity::payroll_group::{ActiveModel, Column, Entity};
use crate::id::{CompanyId, PayrollGroupId};
use crate::{Error, Faults, Hr, Who};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub id: PayrollGroupId,
    pub name: String,
    pub description: Option<String>,
}

/// Adds a group; `Invalid` where the name is empty.
pub async fn add(
    hr: &Hr,
    who: &Who,
    name: String,
    description: Option<String>,
) -> Result<Group, Error> {
    Faults::default().filled("name", &name).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let row = ActiveModel {
                id: NotSet,
                company_id: Set(w.who.company),
                name: Set(name),
                description: Set(description),
                created_at: Set(w.now),
                updated_at: Set(w.now),
            };
            let row = table::insert(w.tx, row).await?;
            w.audit("payroll_group.create", row.id.get()).await?;
            Ok(Group { id: row.id, name: row.name, description: row.description })
        })
    })
    .await
}

/// All groups in the order of ids, in one statement.
pub async fn all(hr: &Hr, who: &Who) -> Result<Vec<Group>, Error> {
    let query = table::of::<Entity>(who.company).order_by_asc(Column::Id);
    let rows = query.all(hr.db().read()).await?.into_iter();
    Ok(rows.map(|row| Group { id: row.id, name: row.name, description: row.description }).collect())
}

/// Refuses an id that is no group's.
pub(super) async fn require(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: Option<PayrollGroupId>,
) -> Result<(), Error> {
    let Some(id) = id else { return Ok(()) };
    match table::find::<Entity>(db, company, id).await {
        Err(Error::NotFound(_)) => Err(Error::invalid("payroll_group", "does not exist")),
        found => found.map(|_| ()),
    }
}
