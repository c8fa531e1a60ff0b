//! What insights cost: the number of statements, and the time beside a plain read of the same rows.

use std::time::{Duration, Instant};

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::*;
use crate::db::Lock;
use crate::db::table::Table;
use crate::entity::{
    attendance as record, employee as worker, leave_request as request, time_entry as entry,
    timesheet as sheet,
};
use crate::fixed::Fixed4;
use crate::id::LeaveTypeId;

const PEOPLE: i64 = 1000;
const WEEKS: i64 = 52;

/// All of the year before the clock's start.
fn year() -> Scope {
    Scope::days(date("2026-03-02"), Some(date("2025-03-02")), Some(date("2026-02-28")))
}

/// The working days of the year, Monday to Friday.
fn workdays() -> impl Iterator<Item = NaiveDate> {
    let sunday = date("2025-03-02");
    (0..WEEKS)
        .flat_map(move |week| (1..=5).map(move |day| sunday + TimeDelta::days(week * 7 + day)))
}

/// Writes rows in few statements.
async fn insert<A>(world: &World, rows: Vec<A>)
where
    A: sea_orm::ActiveModelTrait + Send + Sync + Clone + 'static,
{
    world
        .hr
        .db()
        .write(Lock::Company(world.who.company), move |tx| {
            Box::pin(async move {
                for rows in rows.chunks(400) {
                    A::Entity::insert_many(rows.to_vec()).exec_without_returning(tx).await?;
                }
                Ok(())
            })
        })
        .await
        .unwrap();
}

/// Copies what the first employee has to all others of the company, in one statement.
async fn copied(world: &World, sql: &str) {
    let sql = sql.replace("{company}", &world.who.company.to_string());
    world
        .hr
        .db()
        .write(Lock::Company(world.who.company), move |tx| {
            Box::pin(async move {
                tx.execute_unprepared(&sql).await?;
                Ok(())
            })
        })
        .await
        .unwrap();
}

/// An administrator, and so many employees of whom the first is the one to copy.
async fn crowd(world: &World, people: i64) -> (Viewer, EmployeeId) {
    let World { hr, who, .. } = world;
    let admin = viewer(world.admin(who, "Ada").await, Level::Admin);
    let first = world.employee(who, "P0").await;
    let role = employee::get(hr, who, first).await.unwrap().role;
    let row = |n: i64| worker::ActiveModel {
        company_id: Set(who.company),
        first_name: Set(format!("P{n}")),
        last_name: Set("Test".into()),
        email: Set(format!("p{n}@example.test")),
        email_key: Set(format!("p{n}@example.test")),
        role_id: Set(Some(role)),
        status: Set(employee::Status::Active.code()),
        created_at: Set(World::start()),
        updated_at: Set(World::start()),
        ..Default::default()
    };
    insert(world, (1..people).map(row).collect()).await;
    (admin, first)
}

const OTHERS: &str = "JOIN employees e ON e.company_id = a.company_id \
    AND e.id <> a.employee_id AND e.first_name LIKE 'P%' WHERE a.company_id = {company}";

/// Eight hours on every working day of the year.
async fn attended(world: &World, first: EmployeeId) {
    let row = |day: NaiveDate| {
        let came = at(&format!("{day}T09:00:00")).and_utc();
        record::ActiveModel {
            company_id: Set(world.who.company),
            employee_id: Set(first),
            date: Set(day),
            check_in_at: Set(came),
            check_out_at: Set(Some(came + TimeDelta::hours(8))),
            note: Set(Some("As usual".into())),
            work_from_home: Set(chrono::Datelike::weekday(&day) == chrono::Weekday::Fri),
            worked_seconds: Set(Some(8 * 3600)),
            created_at: Set(came),
            updated_at: Set(came),
            ..Default::default()
        }
    };
    insert(world, workdays().map(row).collect()).await;
    let columns = "date, check_in_at, check_out_at, note, work_from_home, worked_seconds, \
        created_at, updated_at";
    let theirs = columns.split(", ").map(|name| format!("a.{name}")).collect::<Vec<_>>().join(", ");
    copied(
        world,
        &format!(
            "INSERT INTO attendance (company_id, employee_id, {columns}) \
             SELECT a.company_id, e.id, {theirs} FROM attendance a {OTHERS}"
        ),
    )
    .await;
}

/// Two days of leave in every other week.
async fn absent(world: &World, first: EmployeeId, kind: LeaveTypeId) {
    let row = |day: NaiveDate| request::ActiveModel {
        company_id: Set(world.who.company),
        employee_id: Set(first),
        kind: Set(Kind::Annual.code()),
        leave_type_id: Set(Some(kind)),
        starts_at: Set(day.and_time(NaiveTime::MIN)),
        ends_at: Set(day.and_time(NaiveTime::MIN) + TimeDelta::days(2)),
        notes: Set(Some("Family time".into())),
        total_days: Set(Fixed4::new("total_days", Decimal::TWO).unwrap()),
        status: Set(LeaveStatus::Approved.code()),
        created_at: Set(World::start()),
        updated_at: Set(World::start()),
        ..Default::default()
    };
    insert(world, workdays().step_by(10).map(row).collect()).await;
    let columns = "kind, leave_type_id, starts_at, ends_at, notes, total_days, status, \
        created_at, updated_at";
    let theirs = columns.split(", ").map(|name| format!("a.{name}")).collect::<Vec<_>>().join(", ");
    copied(
        world,
        &format!(
            "INSERT INTO leave_requests (company_id, employee_id, {columns}) \
             SELECT a.company_id, e.id, {theirs} FROM leave_requests a {OTHERS}"
        ),
    )
    .await;
}

/// A timesheet every week with an entry every working day.
async fn worked(world: &World, first: EmployeeId) {
    let row = |week: i64| sheet::ActiveModel {
        company_id: Set(world.who.company),
        employee_id: Set(first),
        starts_on: Set(date("2025-03-02") + TimeDelta::days(week * 7)),
        status: Set(SheetStatus::ALL[usize::try_from(week % 4).unwrap()].code()),
        created_at: Set(World::start()),
        updated_at: Set(World::start()),
        ..Default::default()
    };
    insert(world, (0..WEEKS).map(row).collect()).await;
    copied(
        world,
        &format!(
            "INSERT INTO timesheets (company_id, employee_id, starts_on, status, created_at, \
             updated_at) \
             SELECT a.company_id, e.id, a.starts_on, a.status, a.created_at, a.updated_at \
             FROM timesheets a {OTHERS}"
        ),
    )
    .await;
    let sheets = sheet::Entity::find()
        .filter(sheet::Column::EmployeeId.eq(first))
        .all(world.hr.db().read())
        .await
        .unwrap();
    let row = |sheet: &sheet::Model, day: i64| {
        let starts_at = (sheet.starts_on + TimeDelta::days(day)).and_time(NaiveTime::MIN);
        entry::ActiveModel {
            company_id: Set(world.who.company),
            timesheet_id: Set(sheet.id),
            employee_id: Set(first),
            starts_at: Set(starts_at),
            ends_at: Set(starts_at + TimeDelta::hours(8)),
            seconds: Set(8 * 3600),
            details: Set(Some("As usual".into())),
            created_at: Set(World::start()),
            updated_at: Set(World::start()),
            ..Default::default()
        }
    };
    let rows = sheets.iter().flat_map(|sheet| (1..=5).map(move |day| row(sheet, day)));
    insert(world, rows.collect()).await;
    copied(
        world,
        "INSERT INTO time_entries (company_id, timesheet_id, employee_id, starts_at, ends_at, \
         seconds, details, created_at, updated_at) \
         SELECT a.company_id, t.id, t.employee_id, a.starts_at, a.ends_at, a.seconds, a.details, \
         a.created_at, a.updated_at \
         FROM time_entries a JOIN timesheets s ON s.id = a.timesheet_id \
         JOIN timesheets t ON t.company_id = s.company_id AND t.starts_on = s.starts_on \
         AND t.id <> s.id \
         WHERE a.company_id = {company}",
    )
    .await;
}

async fn annual(world: &World) -> LeaveTypeId {
    let hours = Some(Decimal::from(1000));
    let new =
        NewLeaveType { entitlement_hours: hours, ..NewLeaveType::new("Annual", Kind::Annual) };
    crate::leave_type::create(&world.hr, &world.who, new).await.unwrap().id
}

/// All rows of a table, whole.
async fn plain<E>(world: &World, expected: i64) -> Duration
where
    E: Table,
    E::Model: Send + Sync,
{
    let start = Instant::now();
    let query = E::find().filter(E::COMPANY.eq(world.who.company));
    let rows = query.all(world.hr.db().read()).await.unwrap();
    assert_eq!(rows.len(), usize::try_from(expected).unwrap());
    start.elapsed()
}

/// How many times as long the one took as the other, by the median of the rounds.
fn ratio(what: &str, mut rounds: Vec<(Duration, Duration)>) -> f64 {
    let middle = rounds.len() / 2;
    rounds.sort_unstable_by_key(|(read, _)| *read);
    let read = rounds[middle].0;
    rounds.sort_unstable_by_key(|(_, plain)| *plain);
    let plain = rounds[middle].1;
    let ratio = read.as_secs_f64() / plain.as_secs_f64();
    println!("{what}: {ratio:.2} times a plain read of the same rows ({read:?} / {plain:?})");
    ratio
}

#[tokio::test]
async fn insights_take_the_same_statements_however_many_employees_there_are() {
    let mut spent = Vec::new();
    for people in [2, 7] {
        let world = World::new().await;
        let World { hr, who, .. } = &world;
        let (admin, first) = crowd(&world, people).await;
        let kind = annual(&world).await;
        attended(&world, first).await;
        absent(&world, first, kind).await;
        worked(&world, first).await;
        let boss = viewer(first, Level::Manager);
        let mut counts = Vec::new();
        for viewer in [admin, boss] {
            for what in 0..6 {
                let before = hr.db().statements();
                match what {
                    0 => drop(attendance::read(hr, who, viewer, year()).await.unwrap()),
                    1 => drop(leave::read(hr, who, viewer, year()).await.unwrap()),
                    2 => drop(timesheet::read(hr, who, viewer, year()).await.unwrap()),
                    3 => drop(charts::entitlement(hr, who, viewer).await.unwrap()),
                    4 => drop(charts::check_ins(hr, who, viewer).await),
                    _ => drop(charts::distribution(hr, who, viewer).await.unwrap()),
                }
                counts.push(hr.db().statements() - before);
            }
        }
        spent.push(counts);
    }
    let expected = vec![3, 5, 3, 4, 4, 1, 5, 7, 5, 7, 6, 3];
    assert_eq!(spent, [expected.clone(), expected]);
}

#[tokio::test]
async fn attendance_of_1000_employees_costs_at_most_eight_plain_reads() {
    let world = World::new().await;
    let (admin, first) = crowd(&world, PEOPLE).await;
    attended(&world, first).await;
    let total = PEOPLE * WEEKS * 5;
    let mut rounds = Vec::new();
    for _ in 0..3 {
        let start = Instant::now();
        let found = attendance::read(&world.hr, &world.who, admin, year()).await.unwrap();
        let read = start.elapsed();
        assert_eq!((found.entries, found.by_day.len()), (total, 260));
        assert_eq!((found.days_at_home, found.seconds), (PEOPLE * WEEKS, total * 8 * 3600));
        rounds.push((read, plain::<record::Entity>(&world, total).await));
    }
    assert!(ratio("attendance", rounds) <= 8.0);
}

#[tokio::test]
async fn leave_of_1000_employees_costs_at_most_eight_plain_reads() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let (admin, first) = crowd(&world, PEOPLE).await;
    absent(&world, first, annual(&world).await).await;
    hr.clock().set("2025-12-31T12:00:00Z".parse().unwrap());
    let total = PEOPLE * WEEKS / 2;
    let (mut insights, mut chart) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        let start = Instant::now();
        let found = leave::read(hr, who, admin, year()).await.unwrap();
        let read = start.elapsed();
        assert_eq!((found.requests, found.days), (total, Decimal::from(total * 2)));
        let start = Instant::now();
        let found = charts::entitlement(hr, who, admin).await.unwrap();
        let summed = start.elapsed();
        assert!(found.approved > Decimal::from(PEOPLE));
        let plain = plain::<request::Entity>(&world, total).await;
        insights.push((read, plain));
        chart.push((summed, plain));
    }
    assert!(ratio("leave", insights) <= 8.0);
    assert!(ratio("entitlement", chart) <= 8.0);
}

#[tokio::test]
async fn timesheets_of_1000_employees_cost_at_most_eight_plain_reads() {
    let world = World::new().await;
    let (admin, first) = crowd(&world, PEOPLE).await;
    worked(&world, first).await;
    let total = PEOPLE * WEEKS * 5;
    let mut rounds = Vec::new();
    for _ in 0..3 {
        let start = Instant::now();
        let found = timesheet::read(&world.hr, &world.who, admin, year()).await.unwrap();
        let read = start.elapsed();
        assert_eq!(found.seconds(SheetStatus::ALL), total * 8 * 3600);
        assert_eq!((found.by_week.len(), found.by_employee.len()), (52, 1000));
        let rows = plain::<entry::Entity>(&world, total).await;
        let sheets = plain::<sheet::Entity>(&world, PEOPLE * WEEKS).await;
        rounds.push((read, rows + sheets));
    }
    assert!(ratio("timesheets", rounds) <= 8.0);
}
