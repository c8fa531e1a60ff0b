//! Payroll: rules as tables, verbs on a fresh database.

mod figures;
mod grid;
mod scene;
mod setup;
mod worked;

use super::*;
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Who};

const MISSING: Error = Error::NotFound("payroll run");

fn march() -> NewPayrollRun {
    month(2026, 3)
}

fn month(year: i32, month: i16) -> NewPayrollRun {
    NewPayrollRun { period: Period { year, month }, currency: "AUD".into() }
}

fn amounts(gross: i64, deductions: i64, net: i64) -> Amounts {
    // In cents.
    let money = |cents| Decimal::new(cents, 2);
    Amounts { gross: money(gross), deductions: money(deductions), net: money(net) }
}

fn pay(employee: EmployeeId, gross: i64, deductions: i64) -> NewLine {
    NewLine { employee, amounts: amounts(gross, deductions, gross - deductions) }
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

/// A closed run with one line for everybody named.
async fn closed(hr: &Hr, who: &Who, new: NewPayrollRun, paid: &[EmployeeId]) -> PayrollRunId {
    let id = create(hr, who, new).await.unwrap().id;
    let lines = paid.iter().map(|employee| pay(*employee, 50000, 10000)).collect();
    set_lines(hr, who, id, lines).await.unwrap();
    close(hr, who, id).await.unwrap().id
}

#[test]
fn payroll_create_names_every_field_that_breaks_a_rule() {
    for (year, of, currency, wrong) in [
        (2026, 0, "AUD", vec!["period"]),
        (2026, 13, "AU", vec!["period", "currency"]),
        (1899, 1, "aud", vec!["period", "currency"]),
        (2026, 12, "AUDX", vec!["currency"]),
    ] {
        let new = NewPayrollRun { currency: currency.into(), ..month(year, of) };
        assert_eq!(fields(rules::create(new, World::start())), wrong);
    }
}

#[test]
fn payroll_lines_that_do_not_add_up_are_refused() {
    let (eve, max) = (EmployeeId(1), EmployeeId(2));
    let run = rules::create(march(), World::start()).unwrap();
    let off = |gross, deductions, net| NewLine {
        employee: eve,
        amounts: amounts(gross, deductions, net),
    };
    for (lines, wrong) in [
        (vec![off(500, 100, 401)], vec!["net"]),
        (vec![off(-1, 0, -1)], vec!["gross"]),
        (vec![pay(max, 5, 1), off(1, -1, 2)], vec!["deductions"]),
        (vec![pay(eve, 5, 1), pay(eve, 5, 1)], vec!["employee_id"]),
    ] {
        assert_eq!(fields(rules::set_lines(run.clone(), &lines, World::start())), wrong);
    }
    // More is taken than earned: that happens.
    assert!(rules::set_lines(run, &[pay(eve, 1, 5), pay(max, 0, 0)], World::start()).is_ok());
}

#[tokio::test]
async fn payroll_run_gives_every_field_with_its_lines_and_totals() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let made = create(hr, who, march()).await.unwrap();
    let expected = PayrollRun {
        id: made.id,
        period: Period { year: 2026, month: 3 },
        status: Status::Draft,
        currency: "AUD".into(),
        name: "Payroll 2026-03".into(),
        frequency: Frequency::Monthly,
        starts_on: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
        ends_on: NaiveDate::from_ymd_opt(2026, 3, 31).unwrap(),
        department: None,
        columns: Vec::new(),
        template: None,
        group: None,
        closed_at: None,
        totals: Amounts::default(),
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    set_lines(hr, who, made.id, vec![pay(eve, 1, 1)]).await.unwrap();
    let lines = vec![pay(max, 60050, 10025), pay(eve, 40050, 5000)];
    let run = set_lines(hr, who, made.id, lines).await.unwrap();
    let expected = PayrollRun { totals: amounts(100_100, 15025, 85075), ..expected };
    assert_eq!(run, expected);
    let read = get(hr, who, made.id).await.unwrap();
    assert_eq!(read.run, expected);
    let lines: Vec<_> = read.lines.iter().map(|line| (line.employee, line.amounts)).collect();
    assert_eq!(lines, [(eve, amounts(40050, 5000, 35050)), (max, amounts(60050, 10025, 50025))]);
    assert_eq!(run.period.to_string(), "2026-03");
}

#[tokio::test]
async fn payroll_lines_of_somebody_unknown_are_refused() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = world.employee(rival, "Rita").await;
    let id = create(hr, who, march()).await.unwrap().id;
    assert_eq!(fields(set_lines(hr, who, id, vec![pay(theirs, 5, 1)]).await), ["employee_id"]);
}

#[tokio::test]
async fn payroll_run_is_closed_once_and_never_without_lines() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let id = create(hr, who, march()).await.unwrap().id;
    let refused = |it: Result<PayrollRun, Error>| matches!(it, Err(Error::WrongState { .. }));
    assert!(refused(close(hr, who, id).await));
    set_lines(hr, who, id, vec![pay(eve, 5, 1)]).await.unwrap();
    let run = close(hr, who, id).await.unwrap();
    assert_eq!((run.status, run.closed_at), (Status::Closed, Some(World::start())));
    assert!(refused(close(hr, who, id).await));
    assert!(refused(set_lines(hr, who, id, Vec::new()).await));
    assert_eq!(get(hr, who, id).await.unwrap().run, run);
}

#[tokio::test]
async fn payroll_list_is_newest_first_in_three_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let mut ids = Vec::new();
    for new in [month(2026, 3), month(2025, 12), month(2026, 2), month(2026, 3)] {
        ids.push(closed(hr, who, new, &[eve]).await);
    }
    let before = hr.db().statements();
    let page = list(hr, who, PageRequest::new(1, 3)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 3);
    assert_eq!(page.items.iter().map(|it| it.id).collect::<Vec<_>>(), [ids[3], ids[0], ids[2]]);
    assert_eq!(page.total, 4);
    assert!(page.items.iter().all(|it| it.totals == amounts(50000, 10000, 40000)));
    let before = hr.db().statements();
    let lines = line_ids(hr, who, vec![ids[1], ids[2]]).await.unwrap();
    assert_eq!(hr.db().statements() - before, 1);
    let line = get(hr, who, ids[1]).await.unwrap().lines[0].id;
    assert_eq!((lines.len(), &lines[&ids[1]]), (2, &vec![line]));
    assert_eq!(line_ids(hr, &world.rival, ids).await.unwrap().len(), 0);
}

#[tokio::test]
async fn payslips_are_the_lines_of_closed_runs_newest_first() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let old = closed(hr, who, month(2025, 12), &[eve, max]).await;
    let new = closed(hr, who, month(2026, 1), &[eve]).await;
    let draft = create(hr, who, march()).await.unwrap().id;
    set_lines(hr, who, draft, vec![pay(eve, 5, 1)]).await.unwrap();
    let slips = payslips(hr, who, eve, PageRequest::new(1, 20)).await.unwrap();
    let runs: Vec<_> = slips.items.iter().map(|slip| slip.run).collect();
    assert_eq!((runs, slips.total), (vec![new, old], 2));
    let expected = Payslip {
        id: get(hr, who, new).await.unwrap().lines[0].id,
        run: new,
        period: Period { year: 2026, month: 1 },
        currency: "AUD".into(),
        amounts: amounts(50000, 10000, 40000),
        closed_at: Some(World::start()),
    };
    assert_eq!(slips.items[0], expected);
    assert_eq!(payslips(hr, who, max, PageRequest::new(1, 1)).await.unwrap().total, 1);
}

#[tokio::test]
async fn payroll_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let id = create(hr, who, march()).await.unwrap().id;
    set_lines(hr, who, id, vec![pay(eve, 5, 1)]).await.unwrap();
    assert_eq!(get(hr, rival, id).await, Err(MISSING));
    assert_eq!(set_lines(hr, rival, id, Vec::new()).await, Err(MISSING));
    assert_eq!(close(hr, rival, id).await, Err(MISSING));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert_eq!(get(hr, who, id).await.unwrap().lines.len(), 1);
    close(hr, who, id).await.unwrap();
    assert_eq!(payslips(hr, rival, eve, PageRequest::new(1, 20)).await.unwrap().total, 0);
    let trail = world.audited(who).await;
    let verbs = ["payroll.create", "payroll.set_lines", "payroll.close"].map(String::from);
    assert!(trail.ends_with(&verbs));
}
