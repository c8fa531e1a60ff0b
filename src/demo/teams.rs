//! Teams and the structure above the departments.

use chrono::{NaiveTime, TimeDelta};
use hr::department::{self, NewDepartment, Structure};
use hr::id::{DepartmentId, EmployeeId, TeamId};
use hr::leave::{self, NewLeaveRequest};
use hr::leave_type::Kind;
use hr::team::{self, NewTeam, Status};
use hr::{Error, Hr, Who};

use crate::in_order;

/// Structures 7 to 9, in the order of what they are part of; teams 1 to 3, memberships 1 to 8.
pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let ada = EmployeeId(1);
    let company = part("Demo Company", "All of it", department::Kind::Company, None, ada);
    let company = department::create(hr, who, company).await?.id;
    let office = part(
        "Sydney Office",
        "Everybody in Sydney",
        department::Kind::RegionalOffice,
        Some(company),
        ada,
    );
    let office = department::create(hr, who, office).await?.id;
    let desk = part("Reception", "Who comes in first", department::Kind::Unit, Some(office), ada);
    department::create(hr, who, desk).await?;
    let teams = [
        crew("Platform", "Keeps the systems running", Some(2), Some(1), Status::Active),
        crew("Customer Care", "Answers who calls", Some(1), Some(2), Status::Active),
        crew("Launch", "Waits for its day", None, None, Status::Inactive),
    ];
    in_order(teams.map(|new| team::create(hr, who, new))).await?;
    let members = [
        (1, 2, Some("Owner")),
        (1, 3, None),
        (1, 4, None),
        (1, 5, None),
        (2, 16, Some("Member")),
        (2, 17, None),
        (2, 3, None),
        (2, 1, None),
    ];
    let add = |(id, one, role): (i64, i64, Option<&str>)| {
        team::add(hr, who, TeamId(id), EmployeeId(one), role.map(str::to_owned))
    };
    in_order(members.map(add)).await?;
    away(hr, who, EmployeeId(17)).await
}

/// Somebody of a team is off for two days from a week on, whenever the demo begins.
async fn away(hr: &Hr, who: &Who, employee: EmployeeId) -> Result<(), Error> {
    let first = hr.clock().today() + TimeDelta::days(7);
    let new = NewLeaveRequest {
        employee,
        kind: Kind::Annual,
        leave_type: None,
        starts_at: first.and_time(NaiveTime::MIN),
        ends_at: (first + TimeDelta::days(2)).and_time(NaiveTime::MIN),
        notes: None,
        total_days: None,
        external_id: None,
    };
    let asked = leave::create(hr, who, new).await?;
    leave::approve(hr, who, asked.id).await?;
    Ok(())
}

/// A team of the rival's, with its first employee in it.
pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    let new = crew("Rival Crew", "Plots", Some(first.get()), None, Status::Active);
    let id = team::create(hr, who, new).await?.id;
    team::add(hr, who, id, first, None).await?;
    Ok(())
}

fn part(
    name: &str,
    description: &str,
    kind: department::Kind,
    parent: Option<DepartmentId>,
    head: EmployeeId,
) -> NewDepartment {
    NewDepartment {
        name: name.into(),
        leader: head,
        order_number: Some(1),
        active: true,
        description: Some(description.into()),
        min_staff: None,
        structure: Structure {
            kind,
            parent,
            country: Some("AU".into()),
            time_zone: Some("Australia/Sydney".into()),
            address: Some("1 Harbour Street, Sydney".into()),
            further_heads: Vec::new(),
        },
        members: Vec::new(),
    }
}

fn crew(
    name: &str,
    description: &str,
    lead: Option<i64>,
    department: Option<i64>,
    status: Status,
) -> NewTeam {
    NewTeam {
        name: name.into(),
        description: Some(description.into()),
        lead: lead.map(EmployeeId),
        department: department.map(DepartmentId),
        status,
    }
}
