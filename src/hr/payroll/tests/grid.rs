//! The grid of a run: its states, what is kept, who sees payslips, and how much work it is.

use chrono::{NaiveDate, TimeDelta};
use futures_util::future::join_all;
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::EntityTrait;

use super::scene::{
    april, columns, day, dec, entry, fault, formula, many, office, part, payee, run, slip, team,
};
use crate::access::Level;
use crate::db::Lock;
use crate::department;
use crate::employee::{self, Resignation};
use crate::id::{EmployeeId, PayrollColumnId, PayrollRunId};
use crate::payroll::column::{self, ColumnChange, NewColumn, Part};
use crate::payroll::deduction::{self, NewDeduction, Range};
use crate::payroll::grid::{Grid, NewCell, complete, enter, get, process};
use crate::payroll::hook::Hook;
use crate::payroll::plan::{self, NewPlan, PlanChange};
use crate::payroll::template::{self, Block, BlockKind, NewTemplate};
use crate::payroll::{self, Frequency, Period, Status, payee as payees, salary, slip as slips};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest, Patch};

const MISSING: Error = Error::NotFound("payroll run");

fn cell(employee: EmployeeId, column: PayrollColumnId, amount: &str) -> NewCell {
    NewCell { employee, column, amount: dec(amount) }
}

fn wrong_state<T: std::fmt::Debug>(refused: Result<T, Error>) -> String {
    let Err(Error::WrongState { message }) = refused else { panic!("not refused: {refused:?}") };
    message
}

#[tokio::test]
async fn run_goes_from_draft_to_processed_to_closed_and_its_payslips_are_everywhere() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let team = team(hr, who, &[eve, max]).await;
    let pay = part(Part::Gross, entry("Pay"));
    let tax = part(Part::Deductions, formula("Tax", "pay * 0.25"));
    let ids = columns(hr, who, [pay, tax]).await;
    let id = run(hr, who, april(team, ids.clone())).await;
    assert_eq!(
        wrong_state(complete(hr, who, id).await),
        "a payroll run is processed before it is completed"
    );
    assert_eq!(plan::get(hr, who, id).await.unwrap().status, Status::Draft);
    enter(hr, who, id, vec![cell(eve, ids[0], "1000.005")]).await.unwrap();
    assert_eq!(process(hr, who, id).await.unwrap().status, Status::Processed);
    assert_eq!(slip(hr, who, id, eve).await, ["1000.01", "250.00"]);
    // What is there in an editable column is kept, nought included; a new entry replaces it.
    let edited = enter(hr, who, id, vec![cell(max, ids[0], "600")]).await.unwrap();
    assert_eq!(edited.status, Status::Draft);
    assert_eq!(slip(hr, who, id, max).await, ["600.00", "0.00"]);
    process(hr, who, id).await.unwrap();
    process(hr, who, id).await.unwrap();
    assert_eq!(slip(hr, who, id, max).await, ["600.00", "150.00"]);
    assert_eq!(slip(hr, who, id, eve).await, ["1000.01", "250.00"]);

    let early = slips::list(hr, who, id, PageRequest::new(1, 9)).await;
    assert_eq!(early, Err(Error::NotFound("payslip")));
    for refused in [
        process(hr, rival, id).await,
        complete(hr, rival, id).await,
        enter(hr, rival, id, vec![cell(eve, ids[0], "1")]).await,
        plan::change(hr, rival, id, PlanChange::default()).await,
    ] {
        assert_eq!(refused, Err(MISSING));
    }
    assert_eq!(plan::delete(hr, rival, id).await, Err(MISSING));
    assert_eq!(get(hr, rival, id).await, Err(MISSING));
    assert_eq!(slips::list(hr, rival, id, PageRequest::new(1, 9)).await, Err(MISSING));

    let closed = complete(hr, who, id).await.unwrap();
    assert_eq!((closed.status, closed.closed_at), (Status::Closed, Some(World::start())));
    // The lines and payslips that other APIs show.
    let lines = payroll::get(hr, who, id).await.unwrap().lines;
    let of_max = lines.iter().find(|line| line.employee == max).unwrap().amounts;
    let figures = (of_max.gross, of_max.deductions, of_max.net);
    assert_eq!(figures, (dec("600"), dec("150"), dec("450")));
    let own = payroll::payslips(hr, who, eve, PageRequest::new(1, 9)).await.unwrap();
    assert_eq!(own.items[0].amounts.net, dec("750.01"));
    assert_eq!(own.items[0].period, Period { year: 2026, month: 4 });
    for refused in [
        process(hr, who, id).await,
        complete(hr, who, id).await,
        enter(hr, who, id, vec![cell(eve, ids[0], "1")]).await,
        plan::change(hr, who, id, PlanChange::default()).await,
    ] {
        assert_eq!(wrong_state(refused), "the payroll run is already closed");
    }
    wrong_state(plan::delete(hr, who, id).await);
    assert!(matches!(column::delete(hr, who, ids[1]).await, Err(Error::Conflict { .. })));
}

#[tokio::test]
async fn payslip_is_read_by_its_employee_and_by_admins_only() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let out = world.employee(who, "Out").await;
    let theirs = world.employee(rival, "Rita").await;
    let team = team(hr, who, &[max, eve]).await;
    let greeting = Block {
        text: Some("{{employee.name}} <{{column.pay}}>".into()),
        ..Block::plain(BlockKind::Text)
    };
    let new = NewTemplate { name: "Usual".into(), design: vec![greeting], shown: true };
    let template = template::create(hr, who, new).await.unwrap().id;
    let ids = columns(hr, who, [formula("Pay", "100")]).await;
    let id = run(hr, who, NewPlan { template: Some(template), ..april(team, ids) }).await;
    process(hr, who, id).await.unwrap();
    let own = Viewer { employee: eve, level: Level::Employee };
    assert_eq!(slips::get(hr, who, own, id, eve).await, Err(Error::NotFound("payslip")));
    complete(hr, who, id).await.unwrap();
    let (mine, html) = slips::get(hr, who, own, id, eve).await.unwrap();
    assert_eq!((mine.employee, mine.name.as_str()), (eve, "Eve Test"));
    // The only column is the net pay where none is marked.
    assert_eq!((mine.amounts.net, mine.amounts.deductions), (dec("100"), Decimal::ZERO));
    assert!(html.contains("<p>Eve Test &lt;100.00&gt;</p>"), "{html}");
    let page = slips::list(hr, who, id, PageRequest::new(1, 1)).await.unwrap();
    assert_eq!((page.items, page.total), (vec![mine], 2));

    let admin = Viewer { employee: out, level: Level::Admin };
    let leader = Viewer { employee: max, level: Level::Manager };
    let other = Viewer { employee: out, level: Level::Employee };
    assert!(slips::get(hr, who, admin, id, eve).await.is_ok());
    for (viewer, employee, wanted) in [
        (leader, eve, "forbidden"),
        (other, eve, "forbidden"),
        (own, out, "forbidden"),
        (own, theirs, "missing"),
        (admin, theirs, "missing"),
        (admin, out, "missing"),
        (other, out, "missing"),
        (own, EmployeeId(999_999), "missing"),
    ] {
        let found = match slips::get(hr, who, viewer, id, employee).await {
            Err(Error::Forbidden { .. }) => "forbidden",
            Err(Error::NotFound(_)) => "missing",
            other => panic!("{other:?}"),
        };
        assert_eq!(found, wanted, "{viewer:?} of {employee}");
    }
    assert_eq!(slips::get(hr, who, own, PayrollRunId(999), eve).await, Err(MISSING));
    assert!(matches!(template::delete(hr, who, template).await, Err(Error::Conflict { .. })));
}

#[tokio::test]
async fn run_covers_active_payees_of_its_frequency_and_department() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let mut people = Vec::new();
    for name in ["In", "Weekly", "Gone", "Elsewhere", "Unpaid", "Below", "Deep"] {
        people.push(world.employee(who, name).await);
    }
    let team = team(hr, who, &people[..3]).await;
    office(hr, who, "Other", &people[3..4], None).await;
    let below = office(hr, who, "Below", &people[5..6], Some(team)).await;
    let below = office(hr, who, "Further below", &people[6..], Some(below)).await;
    for person in [3, 5, 6] {
        payees::create(hr, who, payee(people[person])).await.unwrap();
    }
    let listed = payees::list(hr, who, Default::default(), false, PageRequest::new(1, 9));
    let listed = listed.await.unwrap().items;
    // They were made at once, in whatever order.
    let weekly = listed.iter().find(|(it, _)| it.employee == people[1]).unwrap().0.id;
    let change = payees::PayeeChange { frequency: Some(Frequency::Weekly), ..Default::default() };
    payees::change(hr, who, weekly, change).await.unwrap();
    let ids = columns(hr, who, [entry("Pay")]).await;
    let id = run(hr, who, april(team, ids.clone())).await;
    enter(hr, who, id, vec![cell(people[2], ids[0], "5")]).await.unwrap();
    process(hr, who, id).await.unwrap();
    employee::offboard(hr, who, people[2], Resignation::default()).await.unwrap();
    let covered = plan::members(hr, who, id).await.unwrap();
    let expected = [people[0], people[5], people[6]];
    assert_eq!(covered.iter().map(|it| it.employee).collect::<Vec<_>>(), expected);
    let department = |at: usize| covered[at].department.clone().unwrap().0;
    assert_eq!((department(0), department(2)), (team, below));
    // Until it is processed again, the grid shows who was covered then.
    let Grid { members, cells, .. } = get(hr, who, id).await.unwrap();
    assert_eq!((members.len(), cells.len()), (4, 4));
    for employee in &people[1..5] {
        let refused = enter(hr, who, id, vec![cell(*employee, ids[0], "1")]).await;
        assert_eq!(fault(refused).0, "employee_id");
    }
    process(hr, who, id).await.unwrap();
    assert_eq!(get(hr, who, id).await.unwrap().cells.len(), 3);
    // One currency for all.
    payees::create(hr, who, payees::NewPayee { currency: "NZD".into(), ..payee(people[4]) })
        .await
        .unwrap();
    let both = department::DepartmentChange {
        members: Some(vec![people[0], people[4]]),
        ..Default::default()
    };
    department::change(hr, who, team, both).await.unwrap();
    let message = "the employees of a payroll run are paid in one currency";
    assert_eq!(wrong_state(process(hr, who, id).await), message);
}

#[tokio::test]
async fn run_is_refused_with_the_name_of_what_it_lacks() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let team = team(hr, who, &[eve]).await;
    let ids = columns(hr, who, [entry("Base"), formula("Net pay", "base * 0.8")]).await;
    let theirs = columns(hr, rival, [entry("Base")]).await;
    let group = payroll::group::add(hr, who, "Abroad".into(), None).await.unwrap().id;
    let abroad = NewColumn { group: Some(group), ..NewColumn::new("Abroad only") };
    let abroad = columns(hr, who, [abroad]).await;
    let hidden = NewTemplate { name: "Old".into(), design: Vec::new(), shown: false };
    let hidden = template::create(hr, who, hidden).await.unwrap().id;
    let good = || april(team, ids.clone());
    let lacks = "cannot be calculated: Net pay uses Base, which is not among the enabled columns";
    for (new, field, message) in [
        (NewPlan { columns: ids[1..].to_vec(), ..good() }, "columns", lacks),
        (NewPlan { columns: Vec::new(), ..good() }, "columns", "must not be empty"),
        (NewPlan { columns: theirs, ..good() }, "columns", "names a column that does not exist"),
        (
            NewPlan { columns: abroad, ..good() },
            "columns",
            "has Abroad only, which is for another group",
        ),
        (
            NewPlan { ends_on: day(1), starts_on: day(2), ..good() },
            "ends_on",
            "must not be before the first day",
        ),
        (
            NewPlan { department: crate::id::DepartmentId(99), ..good() },
            "department",
            "does not exist",
        ),
        (NewPlan { template: Some(hidden), ..good() }, "payslip_template", "is hidden"),
        (NewPlan { name: String::new(), ..good() }, "name", "must not be empty"),
    ] {
        assert_eq!(fault(plan::create(hr, who, new).await), (field, message.to_owned()));
    }
    let id = run(hr, who, good()).await;
    let changed =
        PlanChange { name: Some("Second".into()), group: Patch::Set(group), ..Default::default() };
    let changed = plan::change(hr, who, id, changed).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.group), ("Second", Some(group)));
    let cleared = PlanChange { group: Patch::Clear, ..Default::default() };
    assert_eq!(plan::change(hr, who, id, cleared).await.unwrap().group, None);
    // Found out at processing too, where it was changed behind the run's back.
    let off = ColumnChange { enabled: Some(false), ..ColumnChange::default() };
    column::change(hr, who, ids[0], off).await.unwrap();
    assert_eq!(fault(process(hr, who, id).await), ("columns", lacks.to_owned()));
    for (values, field) in [
        (vec![cell(eve, ids[0], "1")], "payroll_column"),
        (vec![cell(eve, ids[1], "1")], "payroll_column"),
        (Vec::new(), "values"),
    ] {
        assert_eq!(fault(enter(hr, who, id, values).await).0, field);
    }
    plan::delete(hr, who, id).await.unwrap();
    assert_eq!(plan::get(hr, who, id).await, Err(MISSING));
}

#[tokio::test]
async fn runs_are_listed_by_state_department_and_in_the_order_that_is_asked_for() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let team = team(hr, who, &[eve]).await;
    let ids = columns(hr, who, [entry("Pay")]).await;
    let b = run(hr, who, NewPlan { name: "B".into(), ..april(team, ids.clone()) }).await;
    let a = run(hr, who, NewPlan { name: "A".into(), ..april(team, ids) }).await;
    process(hr, who, a).await.unwrap();
    let plain =
        payroll::NewPayrollRun { period: Period { year: 2026, month: 3 }, currency: "AUD".into() };
    let plain = payroll::create(hr, who, plain).await.unwrap().id;
    let filter = plan::Filter::default;
    for (filter, expected) in [
        (filter(), vec![b, a, plain]),
        (plan::Filter { descending: true, ..filter() }, vec![plain, a, b]),
        (plan::Filter { sort: plan::SortBy::Name, ..filter() }, vec![a, b, plain]),
        (plan::Filter { sort: plan::SortBy::StartsOn, ..filter() }, vec![plain, b, a]),
        (plan::Filter { status: Some(vec![Status::Processed]), ..filter() }, vec![a]),
        (plan::Filter { status: Some(Vec::new()), ..filter() }, vec![]),
        (plan::Filter { department: Some(team), ..filter() }, vec![b, a]),
    ] {
        let page = plan::list(hr, who, &filter, PageRequest::new(1, 9)).await.unwrap();
        assert_eq!(page.items.iter().map(|it| it.id).collect::<Vec<_>>(), expected, "{filter:?}");
    }
    assert_eq!(plan::list(hr, rival, &filter(), PageRequest::new(1, 9)).await.unwrap().total, 0);
    // A run whose lines are given has nothing to calculate.
    assert_eq!(fault(process(hr, who, plain).await), ("columns", "must not be empty".to_owned()));
    assert_eq!(plan::members(hr, who, plain).await.unwrap(), []);
}

/// 1,000 employees and 20 columns of every kind, with salaries, a deduction, and attendance of
/// every day.
#[tokio::test]
async fn processing_a_thousand_employees_takes_at_most_twenty_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let people = many(&world, who, 1_000).await;
    let team = team(hr, who, &people).await;
    attendance(&world, &people).await;
    let kind = salary::ComponentKind::Basic;
    let basic = salary::add(hr, who, "Basic".into(), kind, None).await.unwrap().id;
    for people in people.chunks(50) {
        let pay = people.iter().map(|it| salary::set_amount(hr, who, *it, basic, dec("4321.99")));
        join_all(pay).await.into_iter().for_each(|set| set.unwrap());
    }
    let tax = Range { from: None, below: None, amount: "max(x - 1000, 0) * 0.2".into() };
    let tax = NewDeduction {
        name: "Tax".into(),
        components: vec![basic],
        ranges: vec![tax],
        ..Default::default()
    };
    let tax = deduction::add(hr, who, tax).await.unwrap().id;
    let hook = |name: &str, hook| NewColumn { hook: Some(hook), ..NewColumn::new(name) };
    let read = [
        NewColumn { components: vec![basic], ..NewColumn::new("C0") },
        hook("C1", Hook::TimeWorked),
        hook("C2", Hook::ApprovedOvertime),
        NewColumn { deductions: vec![tax], ..NewColumn::new("C3") },
        formula("C4", "c0 / period_days * days_worked"),
    ];
    let calculated = (5..20).map(|n| {
        let (one, two) = (n - 1, n - 2);
        formula(&format!("C{n}"), &format!("if(c{one} > 100, round(c{two} * 0.97, 2), c0 + {n})"))
    });
    let ids = columns(hr, who, read.into_iter().chain(calculated)).await;
    let id = run(hr, who, april(team, ids)).await;
    for round in ["first", "again"] {
        let (before, began) = (hr.db().statements(), std::time::Instant::now());
        process(hr, who, id).await.unwrap();
        let (statements, took) = (hr.db().statements() - before, began.elapsed());
        println!("1,000 employees x 20 columns, {round}: {statements} statements, {took:?}");
        assert!(statements <= 20, "{statements} statements");
    }
    assert_eq!(get(hr, who, id).await.unwrap().cells.len(), 20_000);
    // 22 days of eight hours; 4,321.99 * 22 / 30; 3,321.99 * 0.2.
    let first = slip(hr, who, id, people[0]).await;
    assert_eq!(first[..5], ["4321.99", "176.00", "0.00", "664.40", "3169.46"]);
    let before = hr.db().statements();
    complete(hr, who, id).await.unwrap();
    assert!(hr.db().statements() - before <= 20);
}

/// Eight hours on each of the first 22 days of April, written at once.
async fn attendance(world: &World, people: &[EmployeeId]) {
    use crate::entity::attendance::{ActiveModel, Entity};
    let company = world.who.company;
    let stay = |employee: EmployeeId, date: NaiveDate| {
        let came = date.and_hms_opt(8, 0, 0).unwrap().and_utc();
        ActiveModel {
            id: NotSet,
            company_id: Set(company),
            employee_id: Set(employee),
            branch_id: Set(None),
            date: Set(date),
            check_in_at: Set(came),
            check_out_at: Set(Some(came + TimeDelta::hours(8))),
            created_at: Set(came),
            updated_at: Set(came),
            ..Default::default()
        }
    };
    for people in people.chunks(100) {
        let people = people.to_vec();
        let days = (1..=22).map(day);
        let rows: Vec<_> =
            days.flat_map(|day| people.iter().map(move |it| stay(*it, day))).collect();
        let insert = Entity::insert_many(rows);
        let lock = Lock::Company(company);
        let written = world.hr.db().write(lock, move |tx| {
            Box::pin(async move { Ok(insert.exec_without_returning(tx).await?) })
        });
        written.await.unwrap();
    }
}
