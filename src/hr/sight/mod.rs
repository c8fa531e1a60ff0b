//! Who may see whose records: everybody the own ones, whoever leads those of their people, admins
//! all. Every verb that names an employee and is told a [`Viewer`] keeps to it.

mod store;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;

use crate::access::Level;
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Hr, Who, Write, employee};

/// Somebody who asks, as the rules of visibility know them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub employee: EmployeeId,
    pub level: Level,
}

impl Viewer {
    pub fn is_admin(self) -> bool {
        self.level == Level::Admin
    }

    /// Refuses whoever is below this level.
    pub(crate) fn require(self, level: Level) -> Result<(), Error> {
        if self.level >= level { Ok(()) } else { Err(denied()) }
    }
}

/// Whose records somebody sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    All,
    /// In the order of ids; may be nobody.
    Only(Vec<EmployeeId>),
}

impl Sight {
    pub fn sees(&self, employee: EmployeeId) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.binary_search(&employee).is_ok(),
        }
    }

    /// For the filter of a list: nothing where all are seen.
    pub fn ids(&self) -> Option<Vec<EmployeeId>> {
        match self {
            Self::All => None,
            Self::Only(ids) => Some(ids.clone()),
        }
    }

    /// Those of the asked who are seen; all who are seen where nobody is asked for.
    pub fn cut(self, asked: Option<Vec<EmployeeId>>) -> Option<Vec<EmployeeId>> {
        let Some(mut asked) = asked else { return self.ids() };
        asked.retain(|id| self.sees(*id));
        Some(asked)
    }

    /// The same, one employee only; nobody where that one is not seen.
    #[must_use]
    pub fn narrowed(self, employee: Option<EmployeeId>) -> Self {
        match employee {
            None => self,
            Some(one) if self.sees(one) => Self::Only(vec![one]),
            Some(_) => Self::Only(Vec::new()),
        }
    }
}

/// The viewer, whoever reports to them, and the members of departments that they head and of all
/// below those; all for an admin. At most two statements.
///
/// # Errors
/// As the store.
pub async fn of(hr: &Hr, who: &Who, viewer: Viewer) -> Result<Sight, Error> {
    of_in(hr.db().read(), who.company, viewer).await
}

/// The same without the viewer.
///
/// # Errors
/// As the store.
pub async fn reports(hr: &Hr, who: &Who, viewer: Viewer) -> Result<Sight, Error> {
    match of(hr, who, viewer).await? {
        Sight::All => Ok(Sight::All),
        Sight::Only(mut ids) => {
            ids.retain(|id| *id != viewer.employee);
            Ok(Sight::Only(ids))
        }
    }
}

/// Lets through whoever sees the records of `employee`.
///
/// # Errors
/// `NotFound` where the company has no such employee, `Forbidden` where they are not seen.
pub async fn require(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
) -> Result<(), Error> {
    require_by(hr.db().read(), who.company, viewer, employee).await
}

/// [`of`] with the connection at hand.
pub(crate) async fn of_in(
    db: &impl ConnectionTrait,
    company: CompanyId,
    viewer: Viewer,
) -> Result<Sight, Error> {
    if viewer.is_admin() || crate::fault::seeded("sight_ignored") {
        return Ok(Sight::All);
    }
    let mut ids: BTreeSet<EmployeeId> = store::led_by(db, company, viewer.employee).await?;
    ids.insert(viewer.employee);
    Ok(Sight::Only(ids.into_iter().collect()))
}

/// [`require`] as part of a write.
pub(crate) async fn require_in(
    w: &Write<'_>,
    viewer: Viewer,
    employee: EmployeeId,
) -> Result<(), Error> {
    require_by(w.tx, w.who.company, viewer, employee).await
}

/// [`require_in`] for an employee whom a field of the request names: `Invalid` for that field where
/// the company has no such employee.
pub(crate) async fn require_named(
    w: &Write<'_>,
    viewer: Viewer,
    employee: EmployeeId,
    field: &'static str,
) -> Result<(), Error> {
    require_in(w, viewer, employee).await.map_err(|error| match error {
        Error::NotFound(_) => Error::invalid(field, "is not an employee of the company"),
        other => other,
    })
}

async fn require_by(
    db: &impl ConnectionTrait,
    company: CompanyId,
    viewer: Viewer,
    one: EmployeeId,
) -> Result<(), Error> {
    if viewer.employee == one {
        return Ok(());
    }
    if employee::known(db, company, vec![one]).await?.is_empty() {
        return Err(Error::NotFound("employee"));
    }
    match of_in(db, company, viewer).await?.sees(one) {
        true => Ok(()),
        false => Err(denied()),
    }
}

/// What is said to whoever may not see a record.
pub(crate) fn denied() -> Error {
    Error::forbidden("permission denied")
}
