//! Who is off: people with their leave, days off and working weeks between two days.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::annex::absence::{self, Absence, end_of, midnight};
use crate::annex::map::{self, Entry, Map, Standing};
use crate::id::{EmployeeId, LeaveTypeId};
use crate::leave_type::{self, LeaveType};
use crate::work_pattern::{self, WorkPattern};
use crate::{Error, Faults, Hr, Who, holiday};

/// What is asked of the calendar.
#[derive(Clone, Debug)]
pub struct Asked {
    pub map: Map,
    pub from: NaiveDate,
    /// Included; never before `from`.
    pub to: NaiveDate,
    /// Leave of these types only; of any where it is not said.
    pub types: Option<Vec<LeaveTypeId>>,
    /// Whether holidays are shown.
    pub free_days: bool,
    /// Whether people who are not off are left out.
    pub only_off: bool,
}

/// Time off as the calendar shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Off {
    pub absence: Absence,
    /// Unknown where the request has no type.
    pub leave_type: Option<LeaveType>,
}

/// Days off on top of leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreeDay {
    pub name: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
}

/// One person's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub person: Entry,
    /// In the order of their begin.
    pub work: Vec<WorkPattern>,
    /// In the order of ids.
    pub leave: Vec<Off>,
    pub free_days: Vec<FreeDay>,
}

/// The lines of everybody in the map who has not left, in the order of ids, in five statements.
///
/// `Invalid` where the days are the wrong way round.
pub async fn read(hr: &Hr, who: &Who, asked: &Asked) -> Result<Vec<Line>, Error> {
    let Asked { map, from, to, types, free_days, only_off } = asked;
    Faults::default().check(from <= to, "to", "must not be before the first day").result()?;
    let (db, company) = (hr.db().read(), who.company);
    let people = map::select(db, company, *map, Standing::Active).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let kinds = leave_type::of_company(db, company).await?;
    let kinds: BTreeMap<_, _> = kinds.into_iter().map(|kind| (kind.id, kind)).collect();
    let off =
        absence::between(db, company, &ids, types.as_deref(), midnight(*from), end_of(*to)).await?;
    let mut leave: BTreeMap<EmployeeId, Vec<Off>> = BTreeMap::new();
    for absence in off {
        let leave_type = absence.leave_type.and_then(|id| kinds.get(&id).cloned());
        leave.entry(absence.employee).or_default().push(Off { absence, leave_type });
    }
    let mut work = work_pattern::between(db, company, Some(&ids), *from, *to).await?;
    let mut free = match free_days {
        true => holiday::between(db, company, &ids, *from, *to).await?,
        false => BTreeMap::new(),
    };
    let line = |person: Entry| Line {
        work: work.remove(&person.id).unwrap_or_default(),
        leave: leave.remove(&person.id).unwrap_or_default(),
        free_days: free.remove(&person.id).unwrap_or_default().into_iter().map(free_day).collect(),
        person,
    };
    let lines = people.into_iter().map(line);
    Ok(lines.filter(|line| !only_off || !line.leave.is_empty()).collect())
}

fn free_day(it: holiday::Holiday) -> FreeDay {
    FreeDay { name: it.name, first_day: it.first_day, last_day: it.last_day }
}
