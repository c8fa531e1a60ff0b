//! Time: projects, who is on them, timesheets in every state, and an entry that was left open.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use hr::access::Level;
use hr::attendance::{self, NewEntry};
use hr::id::{EmployeeId, ProjectId, TimesheetId};
use hr::project::{self, NewProject, Status};
use hr::sight::Viewer;
use hr::timesheet::{self, Decision, NewTimeEntry};
use hr::{Error, Hr, Who};

use crate::in_order;

const PROJECTS: [(&str, Option<&str>, Status); 4] = [
    ("Website", Some("Acme"), Status::Active),
    ("Intranet", None, Status::Active),
    ("Office move", None, Status::OnHold),
    ("Archive", Some("Northwind"), Status::Completed),
];

/// Projects and the employees on them.
const ON: [(i64, i64); 6] = [(1, 3), (1, 4), (1, 5), (2, 2), (2, 6), (4, 7)];

/// Who has a timesheet, each of another state: pending, submitted, approved, rejected.
const OWNERS: [i64; 4] = [3, 4, 5, 6];

/// Whose timesheets the documents' examples change.
const SPARE: [EmployeeId; 2] = [EmployeeId(7), EmployeeId(8)];

/// Of the employee who forgot to punch out, on the Monday of the timesheets.
const FORGETFUL: EmployeeId = EmployeeId(12);

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let admin = Viewer { employee: EmployeeId(1), level: Level::Admin };
    in_order(PROJECTS.map(|it| project::create(hr, who, admin, described(it)))).await?;
    let on = |(project, employee)| {
        project::assign(hr, who, admin, ProjectId(project), EmployeeId(employee))
    };
    in_order(ON.map(on)).await?;
    let sunday = sunday();
    for (at, owner) in (1..).zip(OWNERS) {
        worked(hr, who, admin, EmployeeId(owner), sunday, ProjectId(1)).await?;
        decided(hr, who, admin, at).await?;
    }
    let last_week = hr.clock().today() - TimeDelta::days(7);
    for owner in OWNERS {
        worked(hr, who, admin, EmployeeId(owner), last_week, ProjectId(2)).await?;
    }
    // Timesheets 9 and 10: one to reject, and one to write in.
    for owner in SPARE {
        worked(hr, who, admin, owner, sunday, ProjectId(1)).await?;
    }
    timesheet::submit(hr, who, admin, TimesheetId(9)).await?;
    attendance::enter(hr, who, admin, forgotten(sunday)).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    let admin = Viewer { employee: first, level: Level::Admin };
    let made = project::create(hr, who, admin, described(PROJECTS[0])).await?;
    project::assign(hr, who, admin, made.id, first).await?;
    worked(hr, who, admin, first, sunday(), made.id).await
}

/// Of a week whose days the documents' examples name.
fn sunday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 5, 5).unwrap_or_default()
}

fn described((name, client, status): (&str, Option<&str>, Status)) -> NewProject {
    NewProject {
        name: name.into(),
        client: client.map(Into::into),
        details: Some(format!("All about the project {name}")),
        status,
    }
}

/// A timesheet of the week with a day on the project and a morning on none.
async fn worked(
    hr: &Hr,
    who: &Who,
    admin: Viewer,
    owner: EmployeeId,
    day: NaiveDate,
    project: ProjectId,
) -> Result<(), Error> {
    let (sheet, _) = timesheet::open(hr, who, admin, owner, day).await?;
    let monday = sheet.starts_on + TimeDelta::days(1);
    for (on, project, minutes) in
        [(monday, Some(project), 450), (monday + TimeDelta::days(1), None, 240)]
    {
        let starts_at = at_nine(on);
        let ends_at = starts_at + TimeDelta::minutes(minutes);
        let new = NewTimeEntry { project, starts_at, ends_at, details: Some("As planned".into()) };
        timesheet::add_entry(hr, who, admin, sheet.id, new).await?;
    }
    Ok(())
}

/// The state of the timesheet with this number.
async fn decided(hr: &Hr, who: &Who, admin: Viewer, at: i64) -> Result<(), Error> {
    let id = TimesheetId(at);
    if at > 1 {
        timesheet::submit(hr, who, admin, id).await?;
    }
    let (decision, reason) = match at {
        3 => (Decision::Approve, None),
        4 => (Decision::Reject, Some("Friday is missing".to_owned())),
        _ => return Ok(()),
    };
    timesheet::decide(hr, who, admin, id, decision, reason).await?;
    Ok(())
}

fn forgotten(sunday: NaiveDate) -> NewEntry {
    NewEntry {
        employee: FORGETFUL,
        came_at: Some(at_nine(sunday + TimeDelta::days(1))),
        left_at: None,
        note: None,
        work_from_home: false,
        place: None,
        ip: None,
    }
}

fn at_nine(day: NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::hours(9)
}
