//! Leave that somebody would like to have: rules as tables, verbs on a fresh database.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::rules::{Department, Facts, Left, judge, working_days};
use super::*;
use crate::annex::absence::Absence;
use crate::annex::leave_rule::{self, LeaveRule};
use crate::annex::restriction;
use crate::department::{self, NewDepartment, Structure};
use crate::id::WorkPatternId;
use crate::leave::Status;
use crate::leave_type::{self, Kind, NewLeaveType};
use crate::testing::World;
use crate::work_pattern::{Unit, WorkPattern};
use crate::{Hr, Who};

const STAFF: Asker = Asker { user_type: UserType::Staff, admin: false };
const SUPER: Asker = Asker { user_type: UserType::SuperUser, admin: true };

/// A moment in March 2026; the 2nd is a Monday.
fn at(day: u32, hour: u32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap().and_hms_opt(hour, 0, 0).unwrap()
}

/// From the 10th to the 11th, both whole.
fn two_days(employee: EmployeeId, leave_type: LeaveTypeId) -> NewLeave {
    NewLeave {
        leave: None,
        employee,
        leave_type,
        starts_at: at(10, 0),
        ends_at: at(12, 0),
        note: None,
    }
}

fn facts() -> Facts {
    Facts {
        today: at(2, 0).date(),
        rule: LeaveRule::default(),
        user_type: UserType::Staff,
        overlaps: false,
        restricted: false,
        department: None,
        requires_approval: true,
        days: Decimal::TWO,
        left: Some(Left { granted: true, locked: false, days: Decimal::TWO }),
    }
}

fn week(employee: EmployeeId, minutes: [i32; 7], unit: Unit) -> WorkPattern {
    WorkPattern {
        id: WorkPatternId(1),
        employee,
        starts_on: at(1, 0).date(),
        minutes,
        unit,
        labels: [None; 7],
        created_at: World::start(),
        updated_at: World::start(),
    }
}

#[test]
fn leave_check_finds_each_reason_alone_and_overrides_those_for_staff() {
    let left = |granted, locked, days: i64| Some(Left { granted, locked, days: days.into() });
    let rule = |rule| Facts { rule, ..facts() };
    let default = LeaveRule::default;
    let cases = [
        (facts(), None, false),
        (Facts { overlaps: true, ..facts() }, Some(Reason::Overlap), true),
        (
            rule(LeaveRule { available_to: UserType::Approver, ..default() }),
            Some(Reason::NotAvailable),
            false,
        ),
        (rule(LeaveRule { notice_days: 8, ..default() }), None, false),
        (rule(LeaveRule { notice_days: 9, ..default() }), Some(Reason::NoticeTooShort), false),
        (rule(LeaveRule { note_required: true, ..default() }), Some(Reason::NoteRequired), false),
        (rule(LeaveRule { consecutive_minutes: 2880, ..default() }), None, false),
        (rule(LeaveRule { consecutive_minutes: 2879, ..default() }), Some(Reason::TooLong), false),
        (rule(LeaveRule { minimum_minutes: 2881, ..default() }), Some(Reason::TooShort), false),
        (Facts { restricted: true, ..facts() }, Some(Reason::Restricted), false),
        (Facts { left: left(false, false, 0), ..facts() }, Some(Reason::NoAllowance), true),
        (Facts { left: left(true, false, 1), ..facts() }, Some(Reason::AllowanceExceeded), false),
        (Facts { left: left(true, true, 2), ..facts() }, Some(Reason::AllowanceLocked), false),
        (Facts { left: None, ..facts() }, None, false),
    ];
    let asked = two_days(EmployeeId(1), LeaveTypeId(1));
    for (at, (facts, expected, for_all)) in cases.iter().enumerate() {
        assert_eq!(judge(&asked, STAFF, facts), Vec::from_iter(*expected), "{at}");
        let kept = expected.filter(|_| *for_all);
        assert_eq!(judge(&asked, SUPER, facts), Vec::from_iter(kept), "{at}");
    }
}

#[test]
fn leave_check_lets_leave_overlap_where_the_type_does() {
    let rule = LeaveRule { concurrent: true, ..LeaveRule::default() };
    let facts = Facts { overlaps: true, rule, ..facts() };
    assert!(judge(&two_days(EmployeeId(1), LeaveTypeId(1)), STAFF, &facts).is_empty());
}

#[test]
fn leave_check_counts_who_would_be_at_work() {
    let (me, other, third) = (EmployeeId(1), EmployeeId(2), EmployeeId(3));
    let off = |day| Absence {
        id: LeaveRequestId(1),
        employee: other,
        leave_type: None,
        starts_at: at(day, 0),
        ends_at: at(day + 1, 0),
        days: Decimal::ONE,
        pending: true,
    };
    let never = week(third, [0; 7], Unit::Days);
    for (min_staff, absence, work, short) in [
        (2, None, None, false),
        (3, None, None, true),
        (2, Some(off(11)), None, true),
        (2, Some(off(12)), None, false),
        (2, None, Some(never.clone()), true),
        (1, None, Some(never), false),
    ] {
        let department = Some(Department {
            min_staff,
            members: vec![me, other, third],
            absences: Vec::from_iter(absence),
            work: BTreeMap::from_iter(work.map(|it| (third, vec![it]))),
        });
        let found = judge(&two_days(me, LeaveTypeId(1)), STAFF, &Facts { department, ..facts() });
        assert_eq!(found == [Reason::DepartmentShort], short, "{min_staff} {absence:?}");
    }
}

#[test]
fn leave_check_counts_working_days_only() {
    let weekdays = [480, 480, 480, 480, 240, 0, 0];
    let days = week(EmployeeId(1), weekdays, Unit::Days);
    let hours = week(EmployeeId(1), weekdays, Unit::Hours);
    for (from, to, work, expected) in [
        (at(2, 0), at(9, 0), None, "5"),
        (at(2, 0), at(9, 0), Some(&days), "5"),
        (at(2, 0), at(9, 0), Some(&hours), "4.5"),
        (at(2, 0), at(2, 12), Some(&days), "0.5"),
        (at(2, 9), at(2, 11), Some(&hours), "0.25"),
        (at(7, 0), at(9, 0), Some(&days), "0"),
    ] {
        let work = Vec::from_iter(work.cloned());
        let counted = working_days(from, to, &work, &[]);
        assert_eq!(counted, expected.parse().unwrap(), "{from} to {to}");
    }
}

async fn reasons(hr: &Hr, who: &Who, asked: &NewLeave, asker: Asker) -> Vec<Reason> {
    match check(hr, who, asked, asker).await.unwrap() {
        Checked::Possible(_) => Vec::new(),
        Checked::Refused(reasons) => reasons,
    }
}

async fn annual(world: &World) -> LeaveTypeId {
    let hours = Some(Decimal::from(80));
    let new =
        NewLeaveType { entitlement_hours: hours, ..NewLeaveType::new("Annual", Kind::Annual) };
    leave_type::create(&world.hr, &world.who, new).await.unwrap().id
}

async fn made(world: &World, asked: NewLeave, asker: Asker) -> crate::leave::LeaveRequest {
    match submit(&world.hr, &world.who, asked, asker).await.unwrap() {
        Submitted::Made(made) => *made,
        Submitted::Refused(reasons) => panic!("{reasons:?}"),
    }
}

#[tokio::test]
async fn leave_submit_makes_a_request_once_and_edits_it() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let annual = annual(&world).await;
    let first = made(&world, two_days(eve, annual), STAFF).await;
    assert_eq!((first.status, first.total_days), (Status::Pending, Decimal::TWO));
    let again = submit(hr, who, two_days(eve, annual), STAFF).await.unwrap();
    assert_eq!(again, Submitted::Refused(vec![Reason::Overlap]));
    // All ten days of work: the two of the request itself are free again.
    let longer = NewLeave { leave: Some(first.id), ends_at: at(24, 0), ..two_days(eve, annual) };
    assert_eq!(reasons(hr, who, &longer, STAFF).await, []);
    let edited = made(&world, longer.clone(), STAFF).await;
    assert_eq!((edited.id, edited.ends_at), (first.id, at(24, 0)));
    let more = NewLeave { ends_at: at(25, 0), ..longer };
    assert_eq!(reasons(hr, who, &more, STAFF).await, [Reason::AllowanceExceeded]);
}

#[tokio::test]
async fn leave_submit_by_a_super_user_is_approved_and_passes_restrictions() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let annual = annual(&world).await;
    made(&world, two_days(max, annual), STAFF).await;
    restriction::create(hr, who, eve, max, false).await.unwrap();
    let asked = two_days(eve, annual);
    assert_eq!(reasons(hr, who, &asked, STAFF).await, [Reason::Restricted]);
    let later = NewLeave {
        starts_at: asked.starts_at + TimeDelta::days(2),
        ends_at: asked.ends_at + TimeDelta::days(2),
        ..asked.clone()
    };
    assert_eq!(reasons(hr, who, &later, STAFF).await, []);
    assert_eq!(made(&world, asked, SUPER).await.status, Status::Approved);
}

#[tokio::test]
async fn leave_check_reads_rules_departments_and_allowances() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let annual = annual(&world).await;
    let rule = LeaveRule { counts_for_department: true, note_required: true, ..Default::default() };
    leave_rule::set(hr, who, annual, rule).await.unwrap();
    let team = NewDepartment {
        name: "Team".into(),
        leader: max,
        order_number: None,
        active: true,
        description: None,
        min_staff: Some(2),
        structure: Structure::default(),
        members: vec![eve, max],
    };
    department::create(hr, who, team).await.unwrap();
    let asked = two_days(eve, annual);
    let found = reasons(hr, who, &asked, STAFF).await;
    assert_eq!(found, [Reason::NoteRequired, Reason::DepartmentShort]);
    let bare = leave_type::create(hr, who, NewLeaveType::new("Study", Kind::Personal)).await;
    let found = reasons(hr, who, &two_days(eve, bare.unwrap().id), STAFF).await;
    assert_eq!(found, [Reason::NoAllowance]);
    for (who, asked, reason) in [
        (rival, asked.clone(), Reason::UnknownEmployee),
        (who, two_days(eve, LeaveTypeId(9_999)), Reason::UnknownType),
        (who, NewLeave { ends_at: asked.starts_at, ..asked.clone() }, Reason::Backwards),
    ] {
        assert_eq!(reasons(hr, who, &asked, STAFF).await, [reason]);
    }
}
