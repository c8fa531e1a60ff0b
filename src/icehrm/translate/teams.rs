//! Teams between IceHRM and the core.

use hr::attendance::Present;
use hr::id::{DepartmentId, EmployeeId};
use hr::leave::{LeaveRequest, last_day};
use hr::staff::Colleague;
use hr::team::{Added, By, Member, MyStats, NewTeam, Stats, Status, Team, TeamChange};
use icehrm_server::types;
use wire::{Decimal, LocalSecond};

use super::{count, counted, patch, reference, value};

pub fn status(sent: types::TeamStatus) -> Status {
    match sent {
        types::TeamStatus::Active => Status::Active,
        types::TeamStatus::Inactive => Status::Inactive,
    }
}

fn said(status: Status) -> types::TeamStatus {
    match status {
        Status::Active => types::TeamStatus::Active,
        Status::Inactive => types::TeamStatus::Inactive,
    }
}

pub fn by(sent: types::TeamListSortField) -> By {
    match sent {
        types::TeamListSortField::Id => By::Id,
        types::TeamListSortField::Name => By::Name,
    }
}

pub fn my_by(sent: types::MyTeamListSortField) -> By {
    match sent {
        types::MyTeamListSortField::Id => By::Id,
        types::MyTeamListSortField::Name => By::Name,
    }
}

/// A team is active unless it is said otherwise.
pub fn new(sent: types::TeamSave) -> NewTeam {
    NewTeam {
        name: sent.name,
        description: value(sent.description),
        lead: value(sent.lead).map(EmployeeId),
        department: value(sent.department).map(DepartmentId),
        status: sent.status.map_or(Status::Active, status),
    }
}

pub fn change(sent: types::TeamSave) -> TeamChange {
    TeamChange {
        name: Some(sent.name),
        description: patch(sent.description, |text| text),
        lead: patch(sent.lead, EmployeeId),
        department: patch(sent.department, DepartmentId),
        status: sent.status.map(status),
    }
}

pub fn listed(it: Team) -> types::Team {
    types::Team {
        id: it.id.get(),
        name: it.name,
        description: it.description.into(),
        lead: it.lead.map(|(id, _)| id.get()).into(),
        department: it.department.map(|(id, _)| id.get()).into(),
        status: said(it.status),
        member_count: counted(it.members),
    }
}

pub fn shown(it: Team) -> types::TeamDetail {
    let department = it.department.map(|(id, name)| reference("CompanyStructure", id.get(), name));
    types::TeamDetail {
        id: it.id.get(),
        name: it.name,
        description: it.description,
        lead: it.lead.map(|(id, name)| reference("Employee", id.get(), name)),
        department,
        status: said(it.status),
        member_count: counted(it.members),
    }
}

pub fn candidate(it: Colleague) -> types::TeamCandidate {
    types::TeamCandidate {
        id: it.id.get(),
        first_name: it.first_name,
        last_name: it.last_name,
        department: it.department.map(|(id, _)| id.get()).into(),
        image: None.into(),
    }
}

pub fn member(it: Member) -> types::TeamMember {
    types::TeamMember {
        id: it.id.get(),
        team: it.team.get(),
        employee: it.who.id.get(),
        role: it.role.into(),
        employee_id: it.who.number.into(),
        first_name: it.who.first_name,
        last_name: it.who.last_name,
        job_title: it.who.position.map(|(id, _)| id.get()).into(),
        department: it.who.department.map(|(id, _)| id.get()).into(),
        work_email: it.who.email,
        image: None.into(),
    }
}

pub fn added(it: Added) -> types::TeamBulkResult {
    let number = |people| i32::try_from(people).unwrap_or(i32::MAX);
    types::TeamBulkResult { added: number(it.added), skipped: number(it.skipped) }
}

pub fn stats(it: Stats) -> types::TeamStats {
    let of = |(department, teams)| types::TeamsOfDepartment { department, count: count(teams) };
    types::TeamStats {
        total_teams: count(it.teams),
        active_teams: count(it.active),
        total_members: counted(it.people),
        teams_without_lead: count(it.without_lead),
        by_department: it.by_department.into_iter().map(of).collect(),
    }
}

pub fn my_stats(it: MyStats) -> types::MyTeamStats {
    types::MyTeamStats {
        total_teams: counted(it.teams),
        total_teammates: count(it.teammates),
        on_leave_today: count(it.on_leave_today),
        checked_in_today: count(it.checked_in_today),
    }
}

pub fn leave(it: LeaveRequest) -> types::TeamLeave {
    types::TeamLeave {
        id: it.id.get(),
        employee: it.employee.id.get(),
        date_start: it.starts_at.date(),
        date_end: last_day(&it),
        leave_type: it.leave_type.map(|of| of.id.get()).into(),
        total: Decimal(it.total_days),
    }
}

pub fn attendance((who, today): (Colleague, Option<Present>)) -> types::TeamAttendance {
    let status = match &today {
        None => types::TeamAttendanceStatus::NotStarted,
        Some(it) if it.left_at.is_none() => types::TeamAttendanceStatus::CheckedIn,
        Some(_) => types::TeamAttendanceStatus::CheckedOut,
    };
    types::TeamAttendance {
        employee: who.id.get(),
        first_name: who.first_name,
        last_name: who.last_name,
        status,
        work_from_home: today.as_ref().map(|it| it.record.work_from_home).into(),
        in_time: today.as_ref().map(|it| LocalSecond(it.came_at)).into(),
        out_time: today.and_then(|it| it.left_at).map(LocalSecond).into(),
    }
}
