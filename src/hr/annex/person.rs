//! People as this API shows them: first and last name apart.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::employee::{Column, Entity};
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Hr, Who};

/// An employee by both names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
}

/// The people with these ids in one statement, the deleted included.
pub async fn people_of(
    hr: &Hr,
    who: &Who,
    ids: impl IntoIterator<Item = EmployeeId>,
) -> Result<BTreeMap<EmployeeId, Person>, Error> {
    people(hr.db().read(), who.company, ids).await
}

/// [`people_of`] on any connection.
pub(crate) async fn people(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: impl IntoIterator<Item = EmployeeId>,
) -> Result<BTreeMap<EmployeeId, Person>, Error> {
    let ids: BTreeSet<_> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(EmployeeId, String, String)> = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Id.is_in(ids))
        .select_only()
        .columns([Column::Id, Column::FirstName, Column::LastName])
        .into_tuple()
        .all(db)
        .await?;
    let person = |(id, first_name, last_name)| (id, Person { id, first_name, last_name });
    Ok(rows.into_iter().map(person).collect())
}
