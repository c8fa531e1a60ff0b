//! Who is off: maps and lines on a fresh database.

use chrono::NaiveDateTime;

use super::*;
use crate::annex::profile::{self, ProfileChange};
use crate::annex::{tag, work_report};
use crate::department::{self, NewDepartment, Structure};
use crate::employee::{self, EmployeeChange, Resignation};
use crate::holiday::NewHoliday;
use crate::leave::{self, NewLeaveRequest};
use crate::leave_type::{Kind, NewLeaveType};
use crate::testing::World;
use crate::work_pattern::{NewWorkPattern, Unit};
use crate::{Patch, id::TagId};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn off(
    employee: EmployeeId,
    of: LeaveTypeId,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> NewLeaveRequest {
    NewLeaveRequest {
        employee,
        kind: Kind::Annual,
        leave_type: Some(of),
        starts_at: from,
        ends_at: to,
        notes: None,
        total_days: None,
        external_id: None,
    }
}

fn asked(map: Map) -> Asked {
    Asked { map, from: day(9), to: day(13), types: None, free_days: true, only_off: false }
}

fn week(employee: EmployeeId) -> NewWorkPattern {
    NewWorkPattern {
        employee,
        starts_on: day(1),
        minutes: [480; 7],
        unit: Unit::Days,
        labels: [None; 7],
    }
}

#[tokio::test]
async fn calendar_shows_leave_days_off_and_work_in_five_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let annual =
        leave_type::create(hr, who, NewLeaveType::new("Annual", Kind::Annual)).await.unwrap();
    for (from, to) in [(day(2), day(9)), (day(9), day(10)), (day(13), day(20)), (day(14), day(15))]
    {
        leave::create(hr, who, off(eve, annual.id, midnight(from), midnight(to))).await.unwrap();
    }
    let gone =
        leave::create(hr, who, off(eve, annual.id, midnight(day(11)), midnight(day(12)))).await;
    leave::reject(hr, who, gone.unwrap().id, None).await.unwrap();
    let holiday = NewHoliday {
        employee: max,
        name: "Founders' Day".into(),
        kind: holiday::Kind::Company,
        first_day: day(13),
        last_day: day(14),
    };
    holiday::create(hr, who, holiday).await.unwrap();
    work_pattern::create(hr, who, week(max)).await.unwrap();
    let before = hr.db().statements();
    let lines = read(hr, who, &asked(Map::Company)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 5);
    let [first, second] = lines.as_slice() else { panic!("{lines:?}") };
    let starts: Vec<_> = first.leave.iter().map(|it| it.absence.starts_at.date()).collect();
    assert_eq!((first.person.id, starts), (eve, vec![day(9), day(13)]));
    assert_eq!(first.leave[0].leave_type, Some(annual.clone()));
    assert!(first.leave[0].absence.pending);
    assert_eq!((second.work.len(), second.free_days[0].first_day), (1, day(13)));
    let only = Asked { only_off: true, free_days: false, ..asked(Map::Company) };
    assert_eq!(read(hr, who, &only).await.unwrap().len(), 1);
    let other = Asked { types: Some(vec![LeaveTypeId(9_999)]), ..only };
    assert!(read(hr, who, &other).await.unwrap().is_empty());
    let backwards = Asked { to: day(8), ..other };
    assert!(matches!(read(hr, who, &backwards).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn calendar_maps_find_their_people_and_nobody_else() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let boss = world.employee(who, "Boss").await;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let gone = world.employee(who, "Gone").await;
    world.employee(rival, "Rita").await;
    employee::offboard(hr, who, gone, Resignation::default()).await.unwrap();
    let under = EmployeeChange { manager: Patch::Set(boss), ..Default::default() };
    employee::change(hr, who, eve, under).await.unwrap();
    let told = ProfileChange { notifier_2: Patch::Set(boss), ..Default::default() };
    profile::change(hr, who, max, told).await.unwrap();
    let tag = tag::create(hr, who, "Night".into()).await.unwrap().id;
    tag::put(hr, who, tag, vec![max, gone]).await.unwrap();
    let team = NewDepartment {
        name: "Team".into(),
        leader: boss,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure::default(),
        members: vec![eve, boss],
    };
    let team = department::create(hr, who, team).await.unwrap().id;
    for (map, standing, expected) in [
        (Map::Company, Standing::Active, vec![boss, eve, max]),
        (Map::Company, Standing::Both, vec![boss, eve, max, gone]),
        (Map::Company, Standing::Disabled, vec![gone]),
        (Map::Department(team), Standing::Active, vec![boss, eve]),
        (Map::Tag(tag), Standing::Active, vec![max]),
        (Map::Tag(TagId(9_999)), Standing::Both, vec![]),
        (Map::Staff(eve), Standing::Active, vec![eve]),
        (Map::MyStaff(boss), Standing::Active, vec![eve, max]),
        (Map::ByApprover(boss), Standing::Active, vec![eve]),
    ] {
        let before = hr.db().statements();
        let found = map::people(hr, who, map, standing).await.unwrap();
        assert_eq!(hr.db().statements() - before, 1);
        let ids: Vec<_> = found.iter().map(|person| person.id).collect();
        assert_eq!(ids, expected, "{map:?} {standing:?}");
    }
    let found = map::people(hr, who, Map::Staff(eve), Standing::Active).await.unwrap();
    assert_eq!((found[0].department, found[0].department_name.as_str()), (Some(team), "Team"));
    assert!(
        map::people(hr, rival, Map::Department(team), Standing::Both).await.unwrap().is_empty()
    );
}

#[tokio::test]
async fn work_report_shows_the_pattern_of_the_day_or_none() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let made = work_pattern::create(hr, who, week(max)).await.unwrap();
    let before = hr.db().statements();
    let found = work_report::read(hr, who, Map::Company, Standing::Active, day(2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 2);
    let found: Vec<_> = found.into_iter().map(|(person, work)| (person.id, work)).collect();
    assert_eq!(found, [(eve, None), (max, Some(made))]);
}
