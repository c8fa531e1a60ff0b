//! What a company's settings and an employee's record say about who decides.

use sea_orm::ConnectionTrait;

use super::{Kind, chain};
use crate::access::Level;
use crate::id::{CompanyId, EmployeeId};
use crate::sight::{self, Viewer};
use crate::{Error, Write, employee};

/// How a company decides on one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether the further approvers of an employee are asked after the manager.
    pub levels: bool,
    /// Whether nobody has to decide.
    pub at_once: bool,
}

pub(crate) async fn settings(
    _db: &impl ConnectionTrait,
    _company: CompanyId,
    _kind: Kind,
) -> Result<Settings, Error> {
    Ok(Settings::default())
}

/// Who decides on what one employee asks for.
#[derive(Clone, Debug)]
pub struct Approvers {
    pub manager: Option<EmployeeId>,
    /// Whose word is needed, in order.
    pub chain: Vec<Option<EmployeeId>>,
    /// Whether nobody stands above the employee: an administrator without a manager.
    pub alone: bool,
}

/// Approvers who have left are not asked.
pub(crate) async fn approvers_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    owner: EmployeeId,
    levels: bool,
) -> Result<Approvers, Error> {
    let boss = employee::manager_of(db, company, owner).await?;
    let further: Vec<EmployeeId> = Vec::new();
    let asked = boss.into_iter().chain(further.iter().copied()).collect();
    let here = employee::who_work(db, company, asked).await?;
    let manager = boss.filter(|id| here.contains(id));
    let further: Vec<_> = further.into_iter().filter(|id| here.contains(id)).collect();
    let alone = manager.is_none() && employee::level_of(db, company, owner).await? >= Level::Admin;
    Ok(Approvers { manager, chain: chain(owner, manager, &further, levels), alone })
}

/// Lets through whoever may ask in the name of the employee: employees for themselves only,
/// managers for whom they lead as well, administrators for anybody.
///
/// Names `employee_id` where the company has no such employee.
pub(crate) async fn may_ask(
    w: &Write<'_>,
    viewer: Viewer,
    employee: EmployeeId,
) -> Result<(), Error> {
    if viewer.employee == employee {
        return Ok(());
    }
    employee::require(w.tx, w.who.company, employee, "employee_id").await?;
    match viewer.level {
        Level::Admin => Ok(()),
        Level::Manager => sight::require_in(w, viewer, employee).await,
        Level::Employee => Err(sight::denied()),
    }
}
