//! What only WhosOff knows of the demo: profiles, tags, notes, restrictions, overtime, working
//! weeks, and a message about the system.

use chrono::{NaiveDate, TimeDelta};
use hr::annex::leave_rule::{self, LeaveRule};
use hr::annex::overtime::{self, NewOvertime, Status};
use hr::annex::profile::{self, ProfileChange, Role};
use hr::annex::system_message::{self, NewSystemMessage};
use hr::annex::{note, restriction, tag};
use hr::id::{EmployeeId, LeaveTypeId};
use hr::work_pattern::{self, NewWorkPattern, Unit};
use hr::{Error, Hr, Patch, Who};

use crate::in_order;

/// Everybody in the demo.
const PEOPLE: std::ops::RangeInclusive<i64> = 1..=40;
/// Who reports to the manager, and is told of to the administrator.
const STAFF: std::ops::RangeInclusive<i64> = 3..=15;
/// Minutes of the usual working day.
const DAY: i32 = 480;

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    in_order(PEOPLE.map(|id| work_pattern::create(hr, who, week(EmployeeId(id))))).await?;
    in_order(STAFF.map(|id| profile::change(hr, who, EmployeeId(id), told(id)))).await?;
    for (name, members) in [("Night shift", 3..=8), ("First aiders", 9..=20)] {
        let made = tag::create(hr, who, name.into()).await?;
        tag::put(hr, who, made.id, members.map(EmployeeId).collect()).await?;
    }
    let (eve, noah) = (EmployeeId(3), EmployeeId(4));
    note::create(hr, who, eve, note::Kind::Free, "Works from home on Fridays".into()).await?;
    restriction::create(hr, who, eve, noah, false).await?;
    late(hr, who, eve).await?;
    leave_rule::set(hr, who, LeaveTypeId(1), rule()).await?;
    let now = hr.clock().now();
    let message = NewSystemMessage {
        title: "Planned maintenance".into(),
        message: "The service is read-only for an hour.".into(),
        kind: system_message::Kind::Maintenance,
        starts_at: now,
        ends_at: now + TimeDelta::days(3650),
    };
    system_message::post(hr, message).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    work_pattern::create(hr, who, week(first)).await?;
    let second = EmployeeId(first.get() + 1);
    let made = tag::create(hr, who, "Rival tag".into()).await?;
    tag::put(hr, who, made.id, vec![first]).await?;
    note::create(hr, who, first, note::Kind::Restricted, "A rival's note".into()).await?;
    restriction::create(hr, who, first, second, true).await?;
    late(hr, who, first).await
}

fn week(employee: EmployeeId) -> NewWorkPattern {
    NewWorkPattern {
        employee,
        starts_on: NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default(),
        minutes: [DAY, DAY, DAY, DAY, DAY, 0, 0],
        unit: Unit::Days,
        labels: [None; 7],
    }
}

/// The administrator is told of everybody's requests.
fn told(id: i64) -> ProfileChange {
    ProfileChange {
        title: Patch::Set(if id % 2 == 0 { "Mr".into() } else { "Ms".into() }),
        notifier_2: Patch::Set(EmployeeId(1)),
        notifier_2_role: Some(Role::Notifier),
        ..ProfileChange::default()
    }
}

fn rule() -> LeaveRule {
    LeaveRule {
        counts_for_department: true,
        staff_note: Some("Agree on the days with your team first.".into()),
        ..LeaveRule::default()
    }
}

async fn late(hr: &Hr, who: &Who, employee: EmployeeId) -> Result<(), Error> {
    let kind = overtime::add_type(hr, who, "Weekend".into(), "#1f77b4".into()).await?.id;
    let day = hr.clock().now().date_naive();
    let new = NewOvertime {
        employee,
        kind,
        status: Status::Pending,
        first_day: day,
        last_day: day,
        unit: Unit::Hours,
        minutes: 120,
        note: Some("Release".into()),
        in_lieu: true,
    };
    overtime::create(hr, who, new).await?;
    Ok(())
}
