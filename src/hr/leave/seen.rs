//! Leave as those see it who may: lists cut to what they see, one request with all its days.

use super::{Day, Filter, LeaveRequest, Status, days, store, verbs};
use crate::approval::{self, Change, Kind};
use crate::id::{EmployeeId, LeaveRequestId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who};

/// A request with what lists leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub request: LeaveRequest,
    /// In their order; none where only their number is known.
    pub days: Vec<Day>,
    /// What became of it, oldest first.
    pub log: Vec<Change>,
}

/// How many requests of an employee there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub approved: u64,
    /// With those that are approved in part.
    pub pending: u64,
    pub rejected: u64,
    /// With those that are to be cancelled.
    pub cancelled: u64,
}

impl Counts {
    pub fn total(self) -> u64 {
        self.approved + self.pending + self.rejected + self.cancelled
    }
}

/// The requests that the filter lets through, of whom the viewer sees.
pub async fn list_seen(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    mut filter: Filter,
    page: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    let sight = sight::of(hr, who, viewer).await?;
    filter.employees = match (filter.employees, sight.ids()) {
        (None, seen) => seen,
        (Some(asked), _) => Some(asked.into_iter().filter(|id| sight.sees(*id)).collect()),
    };
    store::list(hr.db().read(), who.company, &filter, page).await
}

/// The requests of one employee; `NotFound` where the company has none such, `Forbidden` where the
/// viewer does not see them.
pub async fn list_of(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
    filter: Filter,
    page: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    sight::require(hr, who, viewer, employee).await?;
    let filter = Filter { employees: Some(vec![employee]), ..filter };
    store::list(hr.db().read(), who.company, &filter, page).await
}

/// How many requests of each kind one employee has; fails as [`list_of`] does.
pub async fn counts(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    employee: EmployeeId,
) -> Result<Counts, Error> {
    sight::require(hr, who, viewer, employee).await?;
    let found = store::counted(hr.db().read(), who.company, employee).await?;
    let of = |status| found.get(&status).copied().unwrap_or_default();
    Ok(Counts {
        approved: of(Status::Approved),
        pending: of(Status::Pending),
        rejected: of(Status::Rejected),
        cancelled: of(Status::Cancelled) + of(Status::CancelRequested),
    })
}

/// One request with its days and its log, for whoever sees the employee or is asked to decide.
pub async fn read(hr: &Hr, who: &Who, viewer: Viewer, id: LeaveRequestId) -> Result<Detail, Error> {
    let request = verbs::get(hr, who, id).await?;
    let approver = |it: &LeaveRequest| {
        let mut asked = it.steps.iter().filter_map(|step| step.approver.as_ref());
        asked.any(|person| person.id == viewer.employee)
    };
    let (db, company, owner) = (hr.db().read(), who.company, request.employee.id);
    if !approver(&request) && !sight::of(hr, who, viewer).await?.sees(owner) {
        let settings = approval::settings(db, company, Kind::Leave).await?;
        let asked = approval::approvers_of(db, company, owner, settings).await?;
        if !asked.deputies.contains(&viewer.employee) {
            return Err(sight::denied());
        }
    }
    let days = days::of(db, who.company, id).await?;
    let days = if days.is_empty() { days::whole(&request) } else { days };
    let log = approval::of(db, who.company, Kind::Leave, id.get()).await?;
    Ok(Detail { request, days, log })
}
