//! What a company's settings and an employee's record say about who decides.

use sea_orm::ConnectionTrait;

use super::{Kind, chain};
use crate::access::Level;
use crate::id::{CompanyId, EmployeeId};
use crate::setting::{self, Key};
use crate::sight::{self, Viewer};
use crate::{Error, Write, employee};

/// How a company decides on one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Whether the further approvers of an employee are asked after the manager.
    pub levels: bool,
    /// Whether nobody has to decide.
    pub at_once: bool,
    /// Whether indirect managers decide as the manager does.
    pub indirect: bool,
}

/// The company's settings of a kind, in one statement for each.
pub(crate) async fn settings(
    db: &impl ConnectionTrait,
    company: CompanyId,
    kind: Kind,
) -> Result<Settings, Error> {
    let on = async |key| setting::on(db, company, key).await;
    Ok(match kind {
        Kind::Leave => Settings {
            levels: on(Key::LeaveMultiLevel).await?,
            at_once: !on(Key::LeaveManagerApproves).await?,
            indirect: on(Key::LeaveIndirectAdmins).await?,
        },
        Kind::Expense => Settings {
            levels: on(Key::ExpenseMultiLevel).await?,
            at_once: on(Key::ExpensePreApprove).await?,
            indirect: false,
        },
    })
}

/// Who decides on what one employee asks for.
#[derive(Clone, Debug)]
pub struct Approvers {
    pub manager: Option<EmployeeId>,
    /// Whose word is needed, in order.
    pub chain: Vec<Option<EmployeeId>>,
    /// Who may decide in the manager's place.
    pub deputies: Vec<EmployeeId>,
    /// Whether nobody stands above the employee: an administrator without a manager.
    pub alone: bool,
}

/// Managers and approvers who have left are not asked.
pub(crate) async fn approvers_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    owner: EmployeeId,
    settings: Settings,
) -> Result<Approvers, Error> {
    let manager = match employee::reports_to(db, company, owner).await? {
        Some(id) if employee::works(db, company, id).await? => Some(id),
        _ => None,
    };
    let further = match settings.levels {
        true => employee::approvers_of(db, company, owner).await?,
        false => Vec::new(),
    };
    let deputies = match settings.indirect {
        true => employee::indirect_managers_of(db, company, owner).await?,
        false => Vec::new(),
    };
    let alone = manager.is_none() && employee::level_of(db, company, owner).await? >= Level::Admin;
    Ok(Approvers { manager, chain: chain(owner, manager, &further), deputies, alone })
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
