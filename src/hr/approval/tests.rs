//! Approval: who decides, as tables.

use super::*;
use crate::Error;
use crate::access::Level;
use crate::sight::Viewer;

const EVE: EmployeeId = EmployeeId(1);
const MAX: EmployeeId = EmployeeId(2);
const ADA: EmployeeId = EmployeeId(3);
const KIM: EmployeeId = EmployeeId(4);

fn viewer(employee: EmployeeId, level: Level) -> Viewer {
    Viewer { employee, level }
}

#[test]
fn approval_asks_each_approver_once_and_nobody_on_the_own_request() {
    for (manager, further, expected) in [
        (None, vec![], vec![None]),
        (Some(MAX), vec![], vec![Some(MAX)]),
        (Some(MAX), vec![KIM, ADA], vec![Some(MAX), Some(KIM), Some(ADA)]),
        (Some(MAX), vec![MAX, KIM, KIM], vec![Some(MAX), Some(KIM)]),
        (Some(MAX), vec![EVE], vec![Some(MAX)]),
        (None, vec![EVE], vec![None]),
        (None, vec![KIM], vec![Some(KIM)]),
    ] {
        assert_eq!(chain(EVE, manager, &further), expected);
    }
}

/// What was decided, `F` for a refusal of the person and `W` for one of the state.
fn said(answer: Result<Stage, Error>) -> Result<Stage, char> {
    answer.map_err(|error| match error {
        Error::Forbidden { .. } => 'F',
        Error::WrongState { .. } => 'W',
        other => panic!("{other:?}"),
    })
}

#[test]
fn approval_is_decided_level_by_level_and_at_once_by_an_administrator() {
    use Level::{Admin, Employee, Manager};
    use Stage::{Approved, CancelRequested, Cancelled, Pending, Processing, Rejected};
    let (max, kim) = (Some(MAX), Some(KIM));
    // Stage, whose word is missing, who decides, and what approving and rejecting come to.
    for (stage, open, who, level, yes, no) in [
        (Pending, vec![max], MAX, Manager, Ok(Approved), Ok(Rejected)),
        (Pending, vec![max], MAX, Employee, Ok(Approved), Ok(Rejected)),
        (Pending, vec![max, kim], MAX, Manager, Ok(Processing), Ok(Rejected)),
        (Pending, vec![max, kim], KIM, Manager, Err('F'), Err('F')),
        (Processing, vec![kim], KIM, Employee, Ok(Approved), Ok(Rejected)),
        (Processing, vec![kim], MAX, Manager, Err('F'), Err('F')),
        (Pending, vec![max, kim], ADA, Admin, Ok(Approved), Ok(Rejected)),
        (Pending, vec![None], ADA, Admin, Ok(Approved), Ok(Rejected)),
        (Pending, vec![None], MAX, Manager, Err('F'), Err('F')),
        (Pending, vec![None], EVE, Admin, Err('F'), Err('F')),
        (CancelRequested, vec![], MAX, Manager, Ok(Cancelled), Ok(Approved)),
        (CancelRequested, vec![], ADA, Admin, Ok(Cancelled), Ok(Approved)),
        (CancelRequested, vec![], EVE, Employee, Err('F'), Err('F')),
        (Approved, vec![], MAX, Manager, Err('W'), Err('W')),
        (Rejected, vec![], ADA, Admin, Err('W'), Err('W')),
        (Cancelled, vec![], ADA, Admin, Err('W'), Err('W')),
        (Rejected, vec![], ADA, Manager, Err('F'), Err('F')),
    ] {
        let case = Case {
            noun: "expense",
            owner: EVE,
            alone: false,
            stage,
            open: &open,
            deputies: &[],
            approvers: &[MAX, KIM],
        };
        let decided = |what| said(decide(&case, viewer(who, level), what));
        let both = (decided(Decision::Approved), decided(Decision::Rejected));
        assert_eq!(both, (yes, no), "{case:?} {who} {level:?}");
    }
}

#[test]
fn approval_is_taken_back_by_its_owner_or_an_administrator() {
    use Level::{Admin, Employee, Manager};
    use Stage::{Approved, CancelRequested, Cancelled, Pending, Processing, Rejected};
    // Stage, whether nobody stands above the owner, who, and what it comes to with and without
    // the right to take back what is pending.
    for (stage, alone, who, level, with, without) in [
        (Pending, false, EVE, Employee, Ok(Cancelled), Err('W')),
        (Approved, false, EVE, Employee, Ok(CancelRequested), Ok(CancelRequested)),
        (Approved, false, ADA, Admin, Ok(CancelRequested), Ok(CancelRequested)),
        (Approved, true, EVE, Admin, Ok(Cancelled), Ok(Cancelled)),
        (Approved, false, MAX, Manager, Err('F'), Err('F')),
        (Processing, false, EVE, Employee, Err('W'), Err('W')),
        (Rejected, false, EVE, Employee, Err('W'), Err('W')),
        (Cancelled, false, ADA, Admin, Err('W'), Err('W')),
        (CancelRequested, false, EVE, Employee, Err('W'), Err('W')),
    ] {
        let case = Case {
            noun: "expense",
            owner: EVE,
            alone,
            stage,
            open: &[None],
            deputies: &[],
            approvers: &[MAX],
        };
        let taken = |pending| said(withdraw(&case, viewer(who, level), pending));
        assert_eq!((taken(true), taken(false)), (with, without), "{case:?} {who}");
    }
}

#[test]
fn approval_is_for_deputies_in_their_turn() {
    let case = |stage| Case {
        noun: "expense",
        owner: EVE,
        alone: false,
        stage,
        open: &[Some(MAX), Some(ADA)],
        deputies: &[KIM],
        approvers: &[MAX],
    };
    for (stage, expected) in [
        (Stage::Pending, Ok(Stage::Processing)),
        (Stage::CancelRequested, Ok(Stage::Cancelled)),
        (Stage::Rejected, Err('W')),
    ] {
        let decided = decide(&case(stage), viewer(KIM, Level::Employee), Decision::Approved);
        assert_eq!(said(decided), expected, "{stage:?}");
    }
}
