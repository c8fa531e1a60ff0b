//! Who decides, and what becomes of it: pure, so that tests can be tables.

use super::{Decision, Stage};
use crate::Error;
use crate::id::EmployeeId;
use crate::sight::Viewer;

/// What was asked for, as far as its stage goes.
#[derive(Clone, Debug)]
pub struct Case<'a> {
    /// What it is called in refusals: "leave request".
    pub noun: &'static str,
    pub owner: EmployeeId,
    /// Whether nobody stands above the owner: an administrator without a manager.
    pub alone: bool,
    pub stage: Stage,
    /// Those whose word is missing, in order; where nobody is named, an administrator's is.
    pub open: &'a [Option<EmployeeId>],
    /// Who may speak for the first of them.
    pub deputies: &'a [EmployeeId],
    /// Everybody who was asked, and the owner's manager: they decide whether it is cancelled.
    pub approvers: &'a [EmployeeId],
}

/// Whose word is needed: the manager's, then each further approver's; an administrator's where
/// there is nobody.
///
/// Nobody is asked twice, and nobody on their own request.
pub fn chain(
    owner: EmployeeId,
    manager: Option<EmployeeId>,
    further: &[EmployeeId],
) -> Vec<Option<EmployeeId>> {
    let mut chain = Vec::new();
    for id in manager.into_iter().chain(further.iter().copied()).filter(|id| *id != owner) {
        if !chain.contains(&Some(id)) {
            chain.push(Some(id));
        }
    }
    if chain.is_empty() { vec![None] } else { chain }
}

/// The stage after a decision of `viewer`: an administrator's word is the last one at any level,
/// everybody else speaks when it is their turn, and nobody on their own request.
pub fn decide(case: &Case<'_>, viewer: Viewer, decision: Decision) -> Result<Stage, Error> {
    let noun = case.noun;
    if case.owner == viewer.employee {
        return Err(Error::forbidden(format!("nobody decides on their own {noun}")));
    }
    let admin = viewer.is_admin();
    let deputy = case.deputies.contains(&viewer.employee);
    let turn = deputy
        || match case.stage {
            Stage::Pending | Stage::Processing => case.open.first() == Some(&Some(viewer.employee)),
            // That it is decided is told to those only who could have decided.
            _ => case.approvers.contains(&viewer.employee),
        };
    if !(admin || turn) {
        return Err(Error::forbidden(format!("the {noun} is for somebody else to decide")));
    }
    match (case.stage, decision) {
        (Stage::Pending | Stage::Processing, Decision::Rejected) => Ok(Stage::Rejected),
        (Stage::Pending | Stage::Processing, Decision::Approved) => match case.open {
            [_, _, ..] if !admin => Ok(Stage::Processing),
            _ => Ok(Stage::Approved),
        },
        (Stage::CancelRequested, Decision::Approved) => Ok(Stage::Cancelled),
        (Stage::CancelRequested, Decision::Rejected) => Ok(Stage::Approved),
        (Stage::Approved | Stage::Rejected | Stage::Cancelled, _) => Err(already(noun, case.stage)),
    }
}

/// The stage after `viewer` takes it back: its owner, or an administrator.
///
/// What is approved is cancelled once somebody agrees, or at once where nobody stands above the
/// owner; what is `pending` can be cancelled only where that is said.
pub fn withdraw(case: &Case<'_>, viewer: Viewer, pending: bool) -> Result<Stage, Error> {
    let noun = case.noun;
    if case.owner != viewer.employee && !viewer.is_admin() {
        return Err(Error::forbidden(format!("only its owner can cancel the {noun}")));
    }
    match case.stage {
        Stage::Pending if pending => Ok(Stage::Cancelled),
        Stage::Approved if case.alone => Ok(Stage::Cancelled),
        Stage::Approved => Ok(Stage::CancelRequested),
        Stage::Pending => Err(Error::wrong_state(format!("the {noun} is not approved yet"))),
        Stage::Processing => {
            Err(Error::wrong_state(format!("the {noun} is approved in part already")))
        }
        stage => Err(already(noun, stage)),
    }
}

fn already(noun: &str, stage: Stage) -> Error {
    let what = match stage {
        Stage::Approved => "approved",
        Stage::Rejected => "rejected",
        Stage::CancelRequested => "asked to be cancelled",
        Stage::Cancelled => "cancelled",
        Stage::Pending | Stage::Processing => "asked for",
    };
    Error::wrong_state(format!("the {noun} is already {what}"))
}
