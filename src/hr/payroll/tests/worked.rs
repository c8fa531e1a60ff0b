//! Worked payslips: what is paid, added up again by hand.

use rust_decimal::Decimal;

use super::scene::{april, columns, day, dec, entry, fault, formula, part, run, slip, team};
use crate::Patch;
use crate::access::Level;
use crate::annex::overtime::{self, NewOvertime};
use crate::attendance::{self, NewAttendance};
use crate::employee::{self, EmployeeChange};
use crate::id::{EmployeeId, SalaryComponentId};
use crate::payroll::column::{self, NewColumn, Part};
use crate::payroll::deduction::{self, NewDeduction, Range};
use crate::payroll::grid::{self, NewCell};
use crate::payroll::hook::Hook;
use crate::payroll::salary::{self, ComponentKind};
use crate::payroll::{group, payee as payees, plan};
use crate::sight::Viewer;
use crate::testing::World;
use crate::timesheet::{self, Decision, NewTimeEntry, Week};
use crate::work_pattern::Unit;
use crate::{Hr, Who};

async fn component(hr: &Hr, who: &Who, name: &str, kind: ComponentKind) -> SalaryComponentId {
    salary::add(hr, who, name.into(), kind, None).await.unwrap().id
}

async fn pays(hr: &Hr, who: &Who, of: EmployeeId, component: SalaryComponentId, amount: &str) {
    salary::set_amount(hr, who, of, component, dec(amount)).await.unwrap();
}

/// A column that is the sum of components.
fn components(name: &str, ids: &[SalaryComponentId]) -> NewColumn {
    NewColumn { components: ids.to_vec(), ..NewColumn::new(name) }
}

#[tokio::test]
async fn tax_in_brackets_and_a_pension_leave_what_is_paid_out() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let mut people = Vec::new();
    for name in ["High", "Edge", "Low"] {
        people.push(world.employee(who, name).await);
    }
    let team = team(hr, who, &people).await;
    let basic = component(hr, who, "Basic", ComponentKind::Basic).await;
    let travel = component(hr, who, "Travel", ComponentKind::Allowance).await;
    pays(hr, who, people[0], basic, "8437.55").await;
    pays(hr, who, people[0], travel, "312.40").await;
    pays(hr, who, people[1], basic, "5000.01").await;
    pays(hr, who, people[2], basic, "1").await;
    pays(hr, who, people[2], basic, "1200").await;
    let mut ids = columns(
        hr,
        who,
        [
            components("Basic", &[basic]),
            part(Part::Gross, components("Gross", &[basic, travel])),
            // Nothing up to 1,500, a fifth up to 5,000, 35 % above.
            part(
                Part::Deductions,
                formula("Tax", "min(max(gross-1500, 0), 3500) * 0.2 + max(gross-5000, 0) * 0.35"),
            ),
            part(Part::Deductions, formula("Pension", "if(basic > 0, basic * 0.055, 0)")),
        ],
    )
    .await;
    let net = NewColumn {
        added: vec![ids[1]],
        subtracted: vec![ids[2], ids[3]],
        ..part(Part::Net, NewColumn::new("Net"))
    };
    ids.push(column::create(hr, who, net).await.unwrap().id);
    let id = run(hr, who, april(team, ids)).await;
    grid::process(hr, who, id).await.unwrap();

    // 8,437.55 + 312.40; 3,500 / 5 + 3,749.95 * 0.35 = 700 + 1,312.4825; 464.06525.
    let high = ["8437.55", "8749.95", "2012.48", "464.07", "6273.40"];
    assert_eq!(slip(hr, who, id, people[0]).await, high);
    assert_eq!(dec("8749.95") - dec("2012.48") - dec("464.07"), dec("6273.40"));
    // A cent above the border: 700 + 0.0035; 275.00055.
    let edge = ["5000.01", "5000.01", "700.00", "275.00", "4025.01"];
    assert_eq!(slip(hr, who, id, people[1]).await, edge);
    let low = ["1200.00", "1200.00", "0.00", "66.00", "1134.00"];
    assert_eq!(slip(hr, who, id, people[2]).await, low);

    let closed = grid::complete(hr, who, id).await.unwrap();
    assert_eq!(closed.totals.gross, dec("8749.95") + dec("5000.01") + dec("1200"));
    let taken = dec("2012.48") + dec("464.07") + dec("700") + dec("275") + dec("66");
    assert_eq!(closed.totals.deductions, taken);
    assert_eq!(closed.totals.net, dec("6273.40") + dec("4025.01") + dec("1134"));
    assert_eq!(closed.totals.net, closed.totals.gross - closed.totals.deductions);
}

#[tokio::test]
async fn pay_is_in_proportion_to_the_days_employed_and_worked() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let new = world.employee(who, "New").await;
    let old = world.employee(who, "Old").await;
    let hired = EmployeeChange { hired_on: Patch::Set(day(11)), ..EmployeeChange::default() };
    employee::change(hr, who, new, hired).await.unwrap();
    let team = team(hr, who, &[new, old]).await;
    let basic = component(hr, who, "Basic", ComponentKind::Basic).await;
    pays(hr, who, new, basic, "3100").await;
    pays(hr, who, old, basic, "3100").await;
    for date in [13, 14, 15] {
        stay(hr, who, new, date, 8 * 60).await;
    }
    // A day before the run and one after it do not count.
    stay_at(hr, who, old, day(1).pred_opt().unwrap(), 60).await;
    let ids = columns(
        hr,
        who,
        [
            components("Basic", &[basic]),
            formula("Earned", "basic * days_employed / period_days"),
            formula("Meals", "days_worked * 12.345"),
            part(Part::Gross, formula("Gross", "earned + meals")),
        ],
    )
    .await;
    let id = run(hr, who, april(team, ids)).await;
    grid::process(hr, who, id).await.unwrap();
    // 3,100 * 20 / 30 = 2,066.666…; 3 * 12.345 = 37.035: both are rounded before they are added.
    let prorated = ["3100.00", "2066.67", "37.04", "2103.71"];
    assert_eq!(slip(hr, who, id, new).await, prorated);
    assert_eq!(slip(hr, who, id, old).await, ["3100.00", "3100.00", "0.00", "3100.00"]);
}

#[tokio::test]
async fn columns_are_rounded_half_away_from_zero_each_before_the_next() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let team = team(hr, who, &[eve]).await;
    let ids = columns(
        hr,
        who,
        [
            formula("Third", "10 / 3"),
            formula("Thrice", "third + third + third"),
            formula("Up", "0.125"),
            formula("Down", "0 - 0.125"),
            formula("Even", "2.345"),
            formula("Nothing", "0 - 0.001"),
            NewColumn { default_value: Some(dec("7.5")), ..NewColumn::new("Usual") },
            NewColumn::new("Empty"),
        ],
    )
    .await;
    let id = run(hr, who, april(team, ids)).await;
    grid::process(hr, who, id).await.unwrap();
    let rounded = ["3.33", "9.99", "0.13", "-0.13", "2.35", "0.00", "7.50", "0.00"];
    assert_eq!(slip(hr, who, id, eve).await, rounded);
}

#[tokio::test]
async fn deductions_are_taken_by_range_group_and_exemption() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let mut people = Vec::new();
    for name in ["Local", "Exempt", "Abroad", "Allowed"] {
        people.push(world.employee(who, name).await);
    }
    let [local, abroad] = ["Local", "Abroad"].map(|name| group::add(hr, who, name.into(), None));
    let (local, abroad) = (local.await.unwrap().id, abroad.await.unwrap().id);
    let basic = component(hr, who, "Basic", ComponentKind::Basic).await;
    let bonus = component(hr, who, "Bonus", ComponentKind::Allowance).await;
    let range = |from: Option<&str>, below: Option<&str>, amount: &str| Range {
        from: from.map(dec),
        below: below.map(dec),
        amount: amount.into(),
    };
    let tax = NewDeduction {
        name: "Tax".into(),
        group: Some(local),
        // The bonus by its kind, the basic pay twice over: each counts once.
        kinds: vec![ComponentKind::Allowance, ComponentKind::Basic],
        components: vec![basic],
        ranges: vec![
            range(None, Some("1000"), "0"),
            range(Some("1000"), Some("3000"), "(x - 1000) * 0.1"),
            range(Some("3000"), None, "200 + (x - 3000) * 0.25"),
        ],
        ..NewDeduction::default()
    };
    let tax = deduction::add(hr, who, tax).await.unwrap().id;
    let team = team(hr, who, &people).await;
    for person in &people {
        pays(hr, who, *person, basic, "2500").await;
        pays(hr, who, *person, bonus, "500.50").await;
    }
    let listed = payees::list(hr, who, Default::default(), false, crate::PageRequest::new(1, 9));
    let listed = listed.await.unwrap().items;
    for (person, (group, exemptions, allowed)) in people.iter().zip([
        (local, vec![], vec![]),
        (local, vec![tax], vec![]),
        (abroad, vec![], vec![]),
        (abroad, vec![], vec![tax]),
    ]) {
        let change = payees::PayeeChange {
            group: Patch::Set(group),
            exemptions: Some(exemptions),
            allowed: Some(allowed),
            ..Default::default()
        };
        let (payee, _) = listed.iter().find(|(payee, _)| payee.employee == *person).unwrap();
        payees::change(hr, who, payee.id, change).await.unwrap();
    }
    let taken = NewColumn { deductions: vec![tax], ..NewColumn::new("Tax") };
    let gross = part(Part::Gross, components("Gross", &[basic, bonus]));
    let ids = columns(hr, who, [gross, part(Part::Deductions, taken)]).await;
    let id = run(hr, who, april(team, ids.clone())).await;
    grid::process(hr, who, id).await.unwrap();
    // 200 + 0.50 * 0.25 = 200.125.
    for (person, tax) in people.iter().zip(["200.13", "0.00", "0.00", "200.13"]) {
        assert_eq!(slip(hr, who, id, *person).await, ["3000.50", tax]);
    }
    // A run of one group covers that group only.
    let of_group = plan::NewPlan { group: Some(abroad), ..april(team, ids) };
    let id = run(hr, who, of_group).await;
    let members = plan::members(hr, who, id).await.unwrap();
    assert_eq!(members.iter().map(|it| it.employee).collect::<Vec<_>>(), people[2..]);
}

#[tokio::test]
async fn hooks_count_the_hours_of_the_run_and_read_the_record() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let team = team(hr, who, &[eve, max]).await;
    let city = EmployeeChange { city: Patch::Set("Sydney".into()), ..EmployeeChange::default() };
    employee::change(hr, who, eve, city).await.unwrap();
    // Sunday the 5th to Saturday the 11th: 42 hours and ten minutes, none over eight a day but one.
    for (date, minutes) in [(5, 430), (6, 420), (7, 420), (8, 420), (9, 420), (11, 420)] {
        stay(hr, who, eve, date, minutes).await;
    }
    stay(hr, who, eve, 13, 9 * 60 + 30).await;
    let kind = overtime::add_type(hr, who, "Night".into(), "#000000".into()).await.unwrap().id;
    for (status, from, to) in [
        (overtime::Status::Approved, day(30), day(30)),
        (overtime::Status::Pending, day(2), day(2)),
        (overtime::Status::Approved, day(30), day(30).succ_opt().unwrap()),
    ] {
        let new = NewOvertime {
            employee: eve,
            kind,
            status,
            first_day: from,
            last_day: to,
            unit: Unit::Hours,
            minutes: 100,
            note: None,
            in_lieu: false,
        };
        overtime::create(hr, who, new).await.unwrap();
    }
    let hook = |name: &str, hook| NewColumn { hook: Some(hook), ..NewColumn::new(name) };
    let field = NewColumn {
        formula: Some("city".into()),
        default_value: Some(dec("0")),
        ..hook("City", Hook::EmployeeField)
    };
    let ids = columns(
        hr,
        who,
        [
            hook("All", Hook::TimeWorked),
            hook("Regular", Hook::RegularTime),
            hook("Over", Hook::Overtime),
            hook("Weekly regular", Hook::WeeklyRegularTime),
            hook("Weekly over", Hook::WeeklyOvertime),
            hook("Approved", Hook::ApprovedOvertime),
            field,
        ],
    )
    .await;
    let id = run(hr, who, april(team, ids.clone())).await;
    grid::process(hr, who, id).await.unwrap();
    let hours = ["51.67", "50.17", "1.50", "49.50", "2.17", "1.67", "Sydney"];
    assert_eq!(slip(hr, who, id, eve).await, hours);
    let nothing = ["0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"];
    assert_eq!(slip(hr, who, id, max).await, nothing);
    // A text is no number.
    let sum = NewColumn { added: vec![ids[6]], ..NewColumn::new("Sum") };
    let sum = column::create(hr, who, sum).await.unwrap().id;
    let id = run(hr, who, april(team, [ids, vec![sum]].concat())).await;
    let message =
        format!("cannot be calculated for employee {eve}: Sum uses City, which is no number");
    assert_eq!(fault(grid::process(hr, who, id).await), ("columns", message));
}

#[tokio::test]
async fn entries_of_approved_timesheets_count_and_others_do_not() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let boss = Viewer { employee: world.admin(who, "Boss").await, level: Level::Admin };
    let own = Viewer { employee: eve, level: Level::Employee };
    let team = team(hr, who, &[eve]).await;
    let at = |date: u32, hour: u32, minute: u32| day(date).and_hms_opt(hour, minute, 0).unwrap();
    hr.clock().set(at(14, 9, 0).and_utc());
    let (this, _) = timesheet::current(hr, who, own).await.unwrap();
    let (last, _) = timesheet::beside(hr, who, own, this.id, Week::Before).await.unwrap();
    for (sheet, from, to) in [
        (last.id, at(6, 8, 0), at(6, 10, 20)),
        (last.id, at(7, 8, 0), at(7, 9, 30)),
        (this.id, at(13, 8, 0), at(13, 16, 0)),
    ] {
        let new = NewTimeEntry { project: None, starts_at: from, ends_at: to, details: None };
        timesheet::add_entry(hr, who, own, sheet, new).await.unwrap();
    }
    for sheet in [this.id, last.id] {
        timesheet::submit(hr, who, own, sheet).await.unwrap();
    }
    timesheet::decide(hr, who, boss, last.id, Decision::Approve, None).await.unwrap();
    let hook = Some(Hook::ApprovedTimesheets);
    let ids = columns(hr, who, [NewColumn { hook, ..NewColumn::new("Hours") }]).await;
    let whole = run(hr, who, april(team, ids.clone())).await;
    let from_the_seventh = plan::NewPlan { starts_on: day(7), ..april(team, ids) };
    let part = run(hr, who, from_the_seventh).await;
    for (id, hours) in [(whole, "3.83"), (part, "1.50")] {
        grid::process(hr, who, id).await.unwrap();
        assert_eq!(slip(hr, who, id, eve).await, [hours]);
    }
}

#[tokio::test]
async fn division_by_zero_names_the_column_and_changes_nothing() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let team = team(hr, who, &[eve]).await;
    let ids = columns(hr, who, [entry("Days"), formula("Rate", "100 / days")]).await;
    let id = run(hr, who, april(team, ids.clone())).await;
    let message = format!("cannot be calculated for employee {eve}: Rate divides by zero");
    assert_eq!(fault(grid::process(hr, who, id).await), ("columns", message));
    assert_eq!(grid::get(hr, who, id).await.unwrap().cells, []);
    let four = NewCell { employee: eve, column: ids[0], amount: Decimal::from(3) };
    grid::enter(hr, who, id, vec![four]).await.unwrap();
    grid::process(hr, who, id).await.unwrap();
    assert_eq!(slip(hr, who, id, eve).await, ["3.00", "33.33"]);
}

async fn stay(hr: &Hr, who: &Who, of: EmployeeId, date: u32, minutes: i64) {
    stay_at(hr, who, of, day(date), minutes).await;
}

async fn stay_at(hr: &Hr, who: &Who, of: EmployeeId, date: chrono::NaiveDate, minutes: i64) {
    let came = date.and_hms_opt(8, 0, 0).unwrap().and_utc();
    let new = NewAttendance {
        employee: of,
        check_in_at: came,
        check_out_at: Some(came + chrono::TimeDelta::minutes(minutes)),
        check_in_place: None,
        check_out_place: None,
    };
    attendance::record(hr, who, new).await.unwrap();
}
