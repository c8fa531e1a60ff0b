//! Payroll that is calculated: who is paid and how, columns, a payslip template, and three runs.

use chrono::{Datelike, Months, NaiveDate};
use hr::id::{
    DeductionId, DepartmentId, EmployeeId, PayrollColumnId, PayrollGroupId, PayslipTemplateId,
    SalaryComponentId,
};
use hr::payroll::column::{self, NewColumn, Part};
use hr::payroll::deduction::{self, NewDeduction, Range};
use hr::payroll::hook::Hook;
use hr::payroll::payee::{self, NewPayee};
use hr::payroll::plan::{self, NewPlan};
use hr::payroll::salary::{self, ComponentKind};
use hr::payroll::template::{self, Block, BlockKind, NewTemplate};
use hr::payroll::{Frequency, Period, grid, group};
use hr::{Error, Hr, Who, department};
use rust_decimal::Decimal;

use crate::in_order;

const COMPONENTS: [(&str, ComponentKind); 3] = [
    ("Basic salary", ComponentKind::Basic),
    ("Travel allowance", ComponentKind::Allowance),
    ("Hourly rate", ComponentKind::Hourly),
];

/// Columns of the runs; one more is in none.
const COLUMNS: i64 = 6;
/// Employees 1 to so many are payees; the eleventh is paid weekly.
const PAID: i64 = 15;

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    group::add(hr, who, "Residents".into(), Some("Taxed at home".into())).await?;
    group::add(hr, who, "Non-residents".into(), None).await?;
    pay(hr, who, (1..=PAID).map(EmployeeId)).await?;
    columns(hr, who).await?;
    in_order((1..=PAID).map(|id| payee::create(hr, who, payee(EmployeeId(id))))).await?;
    in_order(["Monthly", "Spare"].map(|name| template::create(hr, who, design(name)))).await?;
    let engineering = DepartmentId(1);
    for (months_ago, done) in [(1, Done::Nothing), (2, Done::Completed), (1, Done::Processed)] {
        run(hr, who, engineering, months_ago, done).await?;
    }
    Ok(())
}

/// The same for one employee, in a department of their own.
pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    group::add(hr, who, "Everybody".into(), None).await?;
    let component = salary::add(hr, who, "Pay".into(), ComponentKind::Basic, None).await?.id;
    salary::set_amount(hr, who, first, component, Decimal::from(4_000)).await?;
    let pay = NewColumn { components: vec![component], ..NewColumn::new("Pay") };
    let pay = column::create(hr, who, pay).await?.id;
    let paid = NewPayee { group: None, ..payee(first) };
    payee::create(hr, who, paid).await?;
    let new = NewTemplate { name: "Rival".into(), design: Vec::new(), shown: true };
    let template = template::create(hr, who, new).await?.id;
    let departments = department::of_employees(hr, who, vec![first]).await?;
    let (office, _) = departments.get(&first).ok_or(Error::NotFound("department"))?;
    let new = NewPlan { columns: vec![pay], template: Some(template), ..planned(hr, *office, 1) };
    let id = plan::create(hr, who, new).await?.id;
    grid::process(hr, who, id).await?;
    grid::complete(hr, who, id).await?;
    Ok(())
}

/// The salary components, and what these employees get of them.
async fn pay(hr: &Hr, who: &Who, employees: impl Iterator<Item = EmployeeId>) -> Result<(), Error> {
    let add = |(name, kind): (&str, _)| salary::add(hr, who, name.into(), kind, None);
    in_order(COMPONENTS.map(add)).await?;
    for employee in employees {
        let basic = Decimal::from(5_000 + 100 * employee.get());
        for (component, amount) in [(1, basic), (2, Decimal::new(15_050, 2))] {
            let component = SalaryComponentId(component);
            salary::set_amount(hr, who, employee, component, amount).await?;
        }
    }
    Ok(())
}

/// Basic, allowance and bonus make the gross pay; a tax in three ranges leaves the net pay.
async fn columns(hr: &Hr, who: &Who) -> Result<(), Error> {
    let of = |name: &str, component| NewColumn {
        components: vec![SalaryComponentId(component)],
        ..NewColumn::new(name)
    };
    let gross = NewColumn {
        added: [1, 2, 3].map(PayrollColumnId).into(),
        part: Some(Part::Gross),
        ..NewColumn::new("Gross")
    };
    let bonus =
        NewColumn { editable: true, default_value: Some(Decimal::ZERO), ..NewColumn::new("Bonus") };
    let gross = [of("Basic", 1), of("Allowance", 2), bonus, gross];
    in_order(gross.map(|new| column::create(hr, who, new))).await?;
    deduction::add(hr, who, tax()).await?;
    let tax = NewColumn {
        deductions: vec![DeductionId(1)],
        part: Some(Part::Deductions),
        ..NewColumn::new("Tax")
    };
    let net = NewColumn {
        formula: Some("gross - tax".into()),
        part: Some(Part::Net),
        ..NewColumn::new("Net pay")
    };
    let spare = NewColumn { hook: Some(Hook::TimeWorked), ..NewColumn::new("Hours worked") };
    in_order([tax, net, spare].map(|new| column::create(hr, who, new))).await?;
    Ok(())
}

fn tax() -> NewDeduction {
    let range = |from: Option<i64>, below: Option<i64>, amount: &str| Range {
        from: from.map(Decimal::from),
        below: below.map(Decimal::from),
        amount: amount.into(),
    };
    NewDeduction {
        name: "Income tax".into(),
        group: Some(PayrollGroupId(1)),
        column: Some(PayrollColumnId(4)),
        ranges: vec![
            range(None, Some(1_500), "0"),
            range(Some(1_500), Some(5_000), "(x - 1500) * 0.2"),
            range(Some(5_000), None, "700 + (x - 5000) * 0.35"),
        ],
        ..NewDeduction::default()
    }
}

fn payee(employee: EmployeeId) -> NewPayee {
    NewPayee {
        employee,
        frequency: if employee.get() == 11 { Frequency::Weekly } else { Frequency::Monthly },
        currency: "AUD".into(),
        group: Some(PayrollGroupId(1)),
        exemptions: Vec::new(),
        allowed: Vec::new(),
    }
}

fn design(name: &str) -> NewTemplate {
    let text = "Payslip of {{employee.name}} for {{payroll.name}}";
    let design = vec![
        Block::plain(BlockKind::CompanyName),
        Block { text: Some(text.into()), ..Block::plain(BlockKind::Text) },
        Block { label: Some("Pay".into()), ..Block::plain(BlockKind::Columns) },
        Block::plain(BlockKind::Separator),
        Block::plain(BlockKind::Totals),
    ];
    NewTemplate { name: name.into(), design, shown: true }
}

/// How far a run has got.
#[derive(PartialEq)]
enum Done {
    Nothing,
    Processed,
    Completed,
}

async fn run(
    hr: &Hr,
    who: &Who,
    department: DepartmentId,
    months_ago: u32,
    done: Done,
) -> Result<(), Error> {
    let new = NewPlan {
        columns: (1..=COLUMNS).map(PayrollColumnId).collect(),
        template: Some(PayslipTemplateId(1)),
        ..planned(hr, department, months_ago)
    };
    let id = plan::create(hr, who, new).await?.id;
    if done != Done::Nothing {
        grid::process(hr, who, id).await?;
    }
    if done == Done::Completed {
        grid::complete(hr, who, id).await?;
    }
    Ok(())
}

/// A run of a month without columns.
fn planned(hr: &Hr, department: DepartmentId, months_ago: u32) -> NewPlan {
    let day: NaiveDate = hr.clock().today() - Months::new(months_ago);
    let period = Period { year: day.year(), month: day.month() as i16 };
    let (starts_on, ends_on) = period.days();
    NewPlan {
        name: format!("Calculated {period}"),
        frequency: Frequency::Monthly,
        department,
        starts_on,
        ends_on,
        columns: Vec::new(),
        template: None,
        group: None,
    }
}
