//! Sight: whose records somebody may see.

use crate::access::Level;
use crate::db::Tx;
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Hr, Who, Write, employee};

/// Whoever looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub employee: EmployeeId,
    pub level: Level,
}

/// Whose records are seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sight {
    All,
    Only(Vec<EmployeeId>),
}

impl Sight {
    pub fn sees(&self, id: EmployeeId) -> bool {
        match self {
            Self::All => true,
            Self::Only(ids) => ids.contains(&id),
        }
    }

    pub fn ids(&self) -> Option<Vec<EmployeeId>> {
        match self {
            Self::All => None,
            Self::Only(ids) => Some(ids.clone()),
        }
    }
}

/// Everybody for an administrator, else oneself and whom one leads.
pub async fn of(hr: &Hr, who: &Who, viewer: Viewer) -> Result<Sight, Error> {
    if viewer.level >= Level::Admin {
        return Ok(Sight::All);
    }
    let mut ids = employee::reports(hr, who, viewer.employee).await?;
    ids.push(viewer.employee);
    Ok(Sight::Only(ids))
}

pub async fn require(hr: &Hr, who: &Who, viewer: Viewer, id: EmployeeId) -> Result<(), Error> {
    employee::get(hr, who, id).await?;
    match of(hr, who, viewer).await?.sees(id) {
        true => Ok(()),
        false => Err(Error::forbidden("this employee is not yours to see")),
    }
}

pub(crate) async fn of_in(tx: &Tx, company: CompanyId, viewer: Viewer) -> Result<Sight, Error> {
    if viewer.level >= Level::Admin {
        return Ok(Sight::All);
    }
    let mut ids = employee::reports_of(tx, company, viewer.employee).await?;
    ids.push(viewer.employee);
    Ok(Sight::Only(ids))
}

pub(crate) async fn require_in(w: &Write<'_>, viewer: Viewer, id: EmployeeId) -> Result<(), Error> {
    match of_in(w.tx, w.who.company, viewer).await?.sees(id) {
        true => Ok(()),
        false => Err(Error::forbidden("this employee is not yours to see")),
    }
}
