//! Projects between IceHRM and the core.

use chrono::NaiveDate;
use hr::id::ProjectId;
use hr::project::{
    By, Filter, Member, MonthTime, NewProject, Person, PersonTime, Project, ProjectChange, Sort,
    Status, Time, Times,
};
use icehrm_server::requests::ProjectListRequest;
use icehrm_server::types::{
    self, AssignedEmployee, EmployeeHours, MonthHours, ProjectAssignment, ProjectCandidate,
    ProjectDetail, ProjectListSortField, ProjectSave, ProjectStatus, TimeStats, TimeStatsProject,
    TimeStatsSummary,
};
use wire::Nullable;

use super::{descends, hours, moment, patch};

/// The projects that are asked for, by parameters and by `filters`; nothing where they contradict
/// each other.
pub fn filter(asked: &ProjectListRequest) -> Option<Filter> {
    let columns = asked.filters.clone();
    let (ids, any, clients) =
        columns.map_or((None, None, None), |columns| (columns.id, columns.status, columns.client));
    Some(Filter {
        ids: ids.unwrap_or_default().into_iter().map(ProjectId).collect(),
        status: both(asked.status, any)?.into_iter().map(status).collect(),
        clients: both(asked.client.clone(), clients)?,
        search: asked.search.clone(),
    })
}

/// The values that a parameter and a filter both let through; none lets everything through.
fn both<T: PartialEq>(one: Option<T>, any: Option<Vec<T>>) -> Option<Vec<T>> {
    let any = any.unwrap_or_default();
    match one {
        None => Some(any),
        Some(one) if any.is_empty() || any.contains(&one) => Some(vec![one]),
        Some(_) => None,
    }
}

pub fn sort(asked: &ProjectListRequest) -> Sort {
    let by = match asked.sort_field {
        ProjectListSortField::Id => By::Id,
        ProjectListSortField::Name => By::Name,
        ProjectListSortField::Status => By::Status,
    };
    Sort { by, descending: descends(asked.sort_order) }
}

pub fn new(sent: ProjectSave) -> NewProject {
    NewProject {
        name: sent.name,
        client: sent.client.value(),
        details: sent.details.value(),
        status: sent.status.map_or(Status::Active, status),
    }
}

pub fn change(sent: ProjectSave) -> ProjectChange {
    ProjectChange {
        name: Some(sent.name),
        client: patch(sent.client, |client| client),
        details: patch(sent.details, |details| details),
        status: sent.status.map(status),
    }
}

fn status(sent: ProjectStatus) -> Status {
    match sent {
        ProjectStatus::Active => Status::Active,
        ProjectStatus::OnHold => Status::OnHold,
        ProjectStatus::Completed => Status::Completed,
        ProjectStatus::Dropped => Status::Dropped,
    }
}

fn stands(status: Status) -> ProjectStatus {
    match status {
        Status::Active => ProjectStatus::Active,
        Status::OnHold => ProjectStatus::OnHold,
        Status::Completed => ProjectStatus::Completed,
        Status::Dropped => ProjectStatus::Dropped,
    }
}

pub fn shown(it: Project) -> types::Project {
    types::Project {
        id: it.id.get(),
        name: it.name,
        client: it.client.into(),
        details: it.details.into(),
        status: stands(it.status),
        created: moment(it.created_at),
    }
}

pub fn detail(it: Project) -> ProjectDetail {
    ProjectDetail {
        id: it.id.get(),
        name: it.name,
        client: it.client,
        details: it.details,
        status: stands(it.status),
        created: moment(it.created_at),
    }
}

pub fn candidate(it: Person) -> ProjectCandidate {
    ProjectCandidate {
        id: it.id.get(),
        employee_id: it.number.into(),
        first_name: it.first_name,
        last_name: it.last_name,
        image: Nullable::Null,
    }
}

pub fn assigned(it: Member) -> ProjectAssignment {
    ProjectAssignment {
        id: it.assignment.get(),
        employee_id: it.person.number.into(),
        first_name: it.person.first_name,
        last_name: it.person.last_name,
        image: Nullable::Null,
    }
}

pub fn stats(it: Times) -> TimeStats {
    TimeStats {
        project: TimeStatsProject {
            id: it.project.id.get(),
            name: it.project.name,
            status: stands(it.project.status),
        },
        summary: TimeStatsSummary {
            total_approved_hours: hours(it.all.approved),
            total_pending_hours: hours(it.all.pending),
            total_hours: hours(it.all.approved + it.all.pending),
            employee_count: i64::try_from(it.people.len()).unwrap_or(i64::MAX),
        },
        employee_breakdown: it.people.into_iter().map(of_person).collect(),
        monthly_breakdown: it.months.into_iter().map(of_month).collect(),
        assigned_employees: it.members.into_iter().map(member).collect(),
    }
}

fn of_person(it: PersonTime) -> EmployeeHours {
    EmployeeHours {
        employee_id: it.employee.get(),
        employee_name: it.name,
        approved_hours: hours(it.time.approved),
        pending_hours: hours(it.time.pending),
    }
}

fn of_month(it: MonthTime) -> MonthHours {
    let Time { approved, pending, rejected } = it.time;
    MonthHours {
        month_label: label(&it.month),
        month: it.month,
        approved_hours: hours(approved),
        pending_hours: hours(pending),
        total_hours: hours(approved + pending + rejected),
    }
}

/// `Apr 2026` for `2026-04`.
fn label(month: &str) -> String {
    let first = format!("{month}-01").parse::<NaiveDate>();
    first.map_or_else(|_| month.to_owned(), |first| first.format("%b %Y").to_string())
}

fn member(it: Member) -> AssignedEmployee {
    AssignedEmployee {
        id: it.person.id.get(),
        employee_id: it.person.number.into(),
        first_name: it.person.first_name,
        last_name: it.person.last_name,
        image: Nullable::Null,
        date_start: it.since,
        date_end: Nullable::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::{both, label};

    #[test]
    fn a_parameter_and_a_filter_hold_together() {
        for (one, any, expected) in [
            (None, None, Some(vec![])),
            (Some(1), None, Some(vec![1])),
            (None, Some(vec![1, 2]), Some(vec![1, 2])),
            (Some(1), Some(vec![1, 2]), Some(vec![1])),
            (Some(3), Some(vec![1, 2]), None),
            (Some(3), Some(vec![]), Some(vec![3])),
        ] {
            assert_eq!(both(one, any), expected);
        }
    }

    #[test]
    fn a_month_is_labelled_in_english() {
        assert_eq!(label("2026-04"), "Apr 2026");
    }
}
