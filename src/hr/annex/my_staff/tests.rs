//! Somebody's staff: figures as tables, and what it costs to read them.

use std::time::{Duration, Instant};

use chrono::NaiveDateTime;
use rust_decimal::Decimal;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::*;
use crate::annex::absence::Absence;
use crate::annex::profile::{self, ProfileChange};
use crate::db::Lock;
use crate::employee::EmployeeChange;
use crate::entity::leave_request;
use crate::fixed::Fixed4;
use crate::id::{LeaveRequestId, LeaveTypeId};
use crate::leave::{self, NewLeaveRequest};
use crate::leave_type::{Kind, LeaveType, NewLeaveType};
use crate::testing::World;
use crate::{Patch, employee};

fn at(year: i32, month: u32, day: u32) -> NaiveDateTime {
    midnight(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

fn staff(id: i64, unit: Unit) -> store::Staff {
    let person = Person { id: EmployeeId(id), first_name: format!("P{id}"), last_name: "T".into() };
    store::Staff { person, unit, role: Role::Approver }
}

fn absence(employee: i64, leave_type: i64, tenths: i64) -> Absence {
    Absence {
        id: LeaveRequestId(1),
        employee: EmployeeId(employee),
        leave_type: Some(LeaveTypeId(leave_type)),
        starts_at: at(2026, 3, 2),
        ends_at: at(2026, 3, 3),
        days: Decimal::new(tenths, 1),
        pending: leave_type == 2,
    }
}

async fn kinds(world: &World) -> Vec<LeaveType> {
    let mut made = Vec::new();
    for (name, kind) in [("Annual", Kind::Annual), ("Sick", Kind::Sick)] {
        let hours = Some(Decimal::from(160));
        let new = NewLeaveType { entitlement_hours: hours, ..NewLeaveType::new(name, kind) };
        made.push(leave_type::create(&world.hr, &world.who, new).await.unwrap());
    }
    made
}

#[tokio::test]
async fn my_staff_figures_name_who_has_most_in_each_unit() {
    let types = kinds(&World::new().await).await;
    let people = [staff(1, Unit::Days), staff(2, Unit::Days), staff(3, Unit::Hours)];
    let leave = [
        absence(1, 1, 20),
        absence(2, 1, 10),
        absence(2, 1, 10),
        absence(3, 2, 110),
        absence(3, 2, 5),
    ];
    let found = count::figures(&people, &leave, &types);
    let most = |id: i64, total| Some(Most { person: staff(id, Unit::Days).person, total });
    assert_eq!((found.staff, found.staff_with_leave, found.absences), (3, 3, 5));
    assert_eq!(found.most_popular, Some(("Annual".into(), 3)));
    assert_eq!(found.most_occurrences, most(2, 2));
    // The same sum: the lower id.
    assert_eq!(found.most_days, most(1, 2 * 1440));
    assert_eq!(found.longest_days, most(1, 2 * 1440));
    assert_eq!(found.most_hours, most(3, 5520));
    assert_eq!(found.longest_hours, most(3, 5280));
    let sick = &found.types[1];
    assert_eq!((sick.occurrences, &sick.most_days), (2, &None));
    assert_eq!(sick.most_hours, most(3, 5520));
    let spans: Vec<_> = found.spans.iter().map(|span| (span.order, span.occurrences)).collect();
    assert_eq!(spans, [(1, 1), (2, 2), (3, 1), (4, 0), (5, 1)]);
    assert_eq!(count::pending(&leave).into_iter().collect::<Vec<_>>(), [(EmployeeId(3), 2)]);
    let nothing = count::figures(&[], &[], &types);
    assert_eq!((nothing.most_popular, nothing.most_days, nothing.types.len()), (None, None, 2));
}

#[tokio::test]
async fn my_staff_are_those_whom_one_manages_or_is_told_of() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let annual = kinds(&world).await[0].id;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let kim = world.employee(who, "Kim").await;
    world.employee(who, "Lou").await;
    let under = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
    employee::change(hr, who, eve, under).await.unwrap();
    let told = ProfileChange {
        notifier_3: Patch::Set(max),
        notifier_3_role: Some(Role::LeaveNotifier),
        allowance_unit: Some(Unit::Hours),
        ..Default::default()
    };
    profile::change(hr, who, kim, told).await.unwrap();
    let new = NewLeaveRequest {
        employee: eve,
        kind: Kind::Annual,
        leave_type: Some(annual),
        starts_at: at(2026, 5, 4),
        ends_at: at(2026, 5, 6),
        notes: None,
        total_days: Some(Decimal::TWO),
        external_id: None,
    };
    leave::create(hr, who, new).await.unwrap();
    let found = read(hr, who, max).await.unwrap();
    let shown: Vec<_> = found.staff.iter().map(|it| (it.person.id, it.role)).collect();
    assert_eq!(shown, [(eve, Role::Approver), (kim, Role::LeaveNotifier)]);
    let [first, second] = found.staff.as_slice() else { panic!("{found:?}") };
    let days = Allowance {
        unit: Unit::Days,
        opening: 20 * 1440,
        remaining: 20 * 1440,
        pending: 2 * 1440,
        carried: 0,
        carried_left: 0,
        carried_until: None,
    };
    assert_eq!((first.pending_requests, first.this_year.as_ref()), (1, Some(&days)));
    assert_eq!(first.next_year, Some(Allowance { pending: 0, ..days.clone() }));
    assert_eq!(
        second.this_year.as_ref().map(|it| (it.unit, it.opening)),
        Some((Unit::Hours, 9600))
    );
    assert_eq!((found.figures.staff, found.figures.staff_with_leave), (2, 1));
    assert!(read(hr, &world.rival, max).await.unwrap().staff.is_empty());
}

/// `people` who report to `boss`, each with leave twice a month in this year and the last.
async fn busy(world: &World, boss: EmployeeId, people: usize, kind: &LeaveType) -> Vec<EmployeeId> {
    let World { hr, who, .. } = world;
    let mut ids = Vec::new();
    for n in 0..people {
        let id = world.employee(who, &format!("P{n}")).await;
        let under = EmployeeChange { manager: Patch::Set(boss), ..Default::default() };
        employee::change(hr, who, id, under).await.unwrap();
        ids.push(id);
    }
    let (company, kind, staff) = (who.company, kind.clone(), ids.clone());
    let months = (2025..=2026).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let days = months.flat_map(|(year, month)| [(year, month, 5), (year, month, 19)]);
    let row = move |employee, (year, month, day)| leave_request::ActiveModel {
        company_id: Set(company),
        employee_id: Set(employee),
        kind: Set(kind.kind.code()),
        leave_type_id: Set(Some(kind.id)),
        starts_at: Set(at(year, month, day)),
        ends_at: Set(at(year, month, day + 1)),
        notes: Set(Some("Family time".into())),
        total_days: Set(Fixed4::new("total_days", Decimal::ONE).unwrap()),
        status: Set(leave::Status::Approved.code()),
        created_at: Set(World::start()),
        updated_at: Set(World::start()),
        ..Default::default()
    };
    let rows: Vec<_> = staff.iter().flat_map(|id| days.clone().map(|day| row(*id, day))).collect();
    hr.db()
        .write(Lock::Company(company), move |tx| {
            Box::pin(async move {
                for rows in rows.chunks(500) {
                    let insert = leave_request::Entity::insert_many(rows.to_vec());
                    insert.exec_without_returning(tx).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
    ids
}

#[tokio::test]
async fn my_staff_are_read_in_eight_statements_however_many_they_are() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let annual = kinds(&world).await.remove(0);
    let boss = world.employee(who, "Boss").await;
    let mut spent = Vec::new();
    for people in [1, 5] {
        busy(&world, boss, people, &annual).await;
        let before = hr.db().statements();
        read(hr, who, boss).await.unwrap();
        spent.push(hr.db().statements() - before);
    }
    assert_eq!(spent, [8, 8]);
}

#[tokio::test]
async fn my_staff_of_200_cost_at_most_four_plain_reads_of_their_leave() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let annual = kinds(&world).await.remove(0);
    let boss = world.employee(who, "Boss").await;
    let ids = busy(&world, boss, 200, &annual).await;
    let plain = async || {
        let start = Instant::now();
        let rows = leave_request::Entity::find()
            .filter(leave_request::Column::CompanyId.eq(who.company))
            .filter(leave_request::Column::EmployeeId.is_in(ids.iter().copied()))
            .all(hr.db().read())
            .await
            .unwrap();
        assert_eq!(rows.len(), 200 * 48);
        start.elapsed()
    };
    let counted = async || {
        let start = Instant::now();
        assert_eq!(read(hr, who, boss).await.unwrap().figures.absences, 200 * 24);
        start.elapsed()
    };
    let (mut one, mut other) = (Vec::new(), Vec::new());
    for _ in 0..9 {
        one.push(plain().await);
        other.push(counted().await);
    }
    let ratio = median(other).as_secs_f64() / median(one).as_secs_f64();
    println!("my_staff: {ratio:.2} times a plain read of the same leave");
    assert!(ratio <= 4.0, "{ratio}");
}

fn median(mut rounds: Vec<Duration>) -> Duration {
    rounds.sort_unstable();
    rounds[rounds.len() / 2]
}
