//! The messages of the core's rules, for the catalogue of errors; a test keeps the lists complete.

use hr::annex::leave_check::Reason;
use portal::Why;

/// Said where a record's state forbids it; dots stand for a noun or a name.
const STATE: [&str; 42] = [
    "a payroll run is processed before it is completed",
    "a payroll run without lines cannot be closed",
    "an approved timesheet cannot be submitted",
    "another entry of the day is open: close it first",
    "email is already in use",
    "employee … …",
    "employees are still at the branch",
    "nobody deletes the own record",
    "nobody ends the own employment",
    "only a pending expense can be changed or removed",
    "only a pending request can be changed",
    "only a resigned employee can be restored",
    "only a submitted timesheet can be decided",
    "only an assigned asset can be taken back",
    "only an available asset can be assigned",
    "the asset is assigned",
    "the closing date of the job is over",
    "the course is not published",
    "the employee has a user account already",
    "the employee has a user account, which must be deleted first",
    "the employee has already checked out on that day",
    "the employee has already resigned",
    "the employee has left",
    "the employee is already checked in",
    "the employee is not checked in",
    "the employee is not punched in on that day",
    "the employee is on the project already",
    "the employees of a payroll run are paid in one currency",
    "the job is not active",
    "the leave request is already approved",
    "the leave request is already cancelled",
    "the leave request is already rejected",
    "the payroll run is already closed",
    "the policy is archived",
    "the policy is still a draft",
    "the role is held by an employee",
    "the time overlaps with another entry",
    "the timesheet is approved",
    "the … is already …",
    "the … is approved in part already",
    "the … is not approved yet",
    "there is no such week",
];

/// Said where other records stand in the way.
const IN_USE: [&str; 15] = [
    "a column or a deduction is calculated from it",
    "a payroll run has the column",
    "a payroll run has the template",
    "another company has this contact e-mail address",
    "another record has the same key",
    "at least one department must remain",
    "no other token has integrations:manage",
    "nobody takes the own rights away",
    "somebody still has the tag",
    "still in use, or refers to something that does not exist",
    "the department has others below it",
    "the department still has people in it",
    "the employee is in the team already",
    "the last super user must remain",
    "there are … payroll columns already",
];

/// Said where the caller may not do it.
const NOT_THEIRS: [&str; 16] = [
    "The user level does not reach for this leave",
    "This needs a super user",
    "employees may not ask for this type of leave",
    "managers may not assign this type of leave",
    "nobody decides on their own leave request",
    "nobody decides on their own …",
    "only an admin may change status, job, department, superiors, approvers, pay grade \
             and the dates of an employment",
    "only its owner can cancel the …",
    "only somebody who signed in can decide in a step",
    "permission denied",
    "the current step is for somebody else to decide",
    "the team is not one of the caller's",
    "the timesheet belongs to none of your subordinates",
    "the timesheet is not yours",
    "the … is for somebody else to decide",
    "you are not on this project",
];

/// What stands against leave, as WhosOff's calls list it.
const LEAVE: [Reason; 14] = [
    Reason::UnknownEmployee,
    Reason::UnknownType,
    Reason::Backwards,
    Reason::Overlap,
    Reason::NotAvailable,
    Reason::NoticeTooShort,
    Reason::NoteRequired,
    Reason::TooLong,
    Reason::TooShort,
    Reason::Restricted,
    Reason::DepartmentShort,
    Reason::NoAllowance,
    Reason::AllowanceExceeded,
    Reason::AllowanceLocked,
];

/// Every message with its kind; an API may begin it with a word of its own.
pub fn all() -> Vec<(Why, &'static str)> {
    let leave = LEAVE.into_iter().map(|reason| (Why::Leave, reason.text()));
    let state = STATE.into_iter().map(|text| (Why::State, text));
    let in_use = IN_USE.into_iter().map(|text| (Why::InUse, text));
    let not_theirs = NOT_THEIRS.into_iter().map(|text| (Why::NotTheirs, text));
    state.chain(in_use).chain(not_theirs).chain(leave).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Folders of the core and of the dialects.
    const ROOMS: [&str; 6] = ["hr", "shiftcare", "okta-hr", "workbeats", "whosoff", "icehrm"];

    fn sources(folder: &Path, out: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if name.contains("tests") {
                continue;
            }
            if path.is_dir() {
                sources(&path, out);
            } else if name.ends_with(".rs") {
                out.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }

    /// The text that follows a call, with dots for what is put in; none where a variable does.
    fn literal(after: &str) -> Option<String> {
        let after = after.trim_start();
        let after = after.strip_prefix("format!(").unwrap_or(after).trim_start();
        let text = after.strip_prefix('"')?.split_once('"')?.0;
        let text: String = text.split("\\\n").map(str::trim_start).collect();
        let mut out = String::new();
        for (n, part) in text.split(['{', '}']).enumerate() {
            out.push_str(if n % 2 == 0 { part } else { "…" });
        }
        Some(out)
    }

    #[test]
    fn every_message_of_a_rule_is_listed_and_no_other() {
        let mut text = String::new();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        ROOMS.iter().for_each(|room| sources(&root.join(room), &mut text));
        for (call, listed) in [
            ("::wrong_state(", &STATE[..]),
            ("::conflict(", &IN_USE[..]),
            ("::forbidden(", &NOT_THEIRS[..]),
        ] {
            let mut said: Vec<String> = text.split(call).skip(1).filter_map(literal).collect();
            said.sort();
            said.dedup();
            assert_eq!(said, listed, "{call}");
        }
    }
}
