//! A department of payees, and short ways to columns and runs, for the tests of calculations.

use chrono::NaiveDate;
use futures_util::future::join_all;
use rust_decimal::Decimal;

use crate::department::{self, NewDepartment, Structure};
use crate::id::{DepartmentId, EmployeeId, PayrollColumnId, PayrollRunId};
use crate::payroll::column::{self, NewColumn, Part};
use crate::payroll::payee::{self, NewPayee};
use crate::payroll::plan::{self, NewPlan};
use crate::payroll::{Frequency, grid};
use crate::testing::World;
use crate::{Error, Hr, Who};

pub fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, day).unwrap()
}

pub fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

pub fn payee(employee: EmployeeId) -> NewPayee {
    NewPayee {
        employee,
        frequency: Frequency::Monthly,
        currency: "AUD".into(),
        group: None,
        exemptions: Vec::new(),
        allowed: Vec::new(),
    }
}

/// Writes of this many share a commit on SQLite.
const TOGETHER: usize = 50;

/// So many employees, in the order of ids.
pub async fn many(world: &World, who: &Who, count: usize) -> Vec<EmployeeId> {
    let mut made = Vec::new();
    while made.len() < count {
        made.extend(join_all((0..TOGETHER).map(|_| world.employee(who, "Many"))).await);
    }
    made.sort_unstable();
    made
}

/// A department with these members, who are all paid monthly in AUD.
pub async fn team(hr: &Hr, who: &Who, members: &[EmployeeId]) -> DepartmentId {
    for members in members.chunks(TOGETHER) {
        let made = members.iter().map(|member| payee::create(hr, who, payee(*member)));
        join_all(made).await.into_iter().for_each(|made| assert!(made.is_ok()));
    }
    office(hr, who, "Team", members, None).await
}

/// A department of its own or below another, led by its first member.
pub async fn office(
    hr: &Hr,
    who: &Who,
    name: &str,
    members: &[EmployeeId],
    parent: Option<DepartmentId>,
) -> DepartmentId {
    let new = NewDepartment {
        name: name.into(),
        leader: members[0],
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure { parent, ..Structure::default() },
        members: members.to_vec(),
    };
    department::create(hr, who, new).await.unwrap().id
}

/// A column with a formula.
pub fn formula(name: &str, formula: &str) -> NewColumn {
    NewColumn { formula: Some(formula.into()), ..NewColumn::new(name) }
}

/// A column whose value is entered by hand.
pub fn entry(name: &str) -> NewColumn {
    NewColumn { editable: true, ..NewColumn::new(name) }
}

pub fn part(part: Part, of: NewColumn) -> NewColumn {
    NewColumn { part: Some(part), ..of }
}

pub async fn columns(
    hr: &Hr,
    who: &Who,
    new: impl IntoIterator<Item = NewColumn>,
) -> Vec<PayrollColumnId> {
    let mut made = Vec::new();
    for new in new {
        made.push(column::create(hr, who, new).await.unwrap().id);
    }
    made
}

/// April 2026.
pub fn april(department: DepartmentId, columns: Vec<PayrollColumnId>) -> NewPlan {
    NewPlan {
        name: "April".into(),
        frequency: Frequency::Monthly,
        department,
        starts_on: day(1),
        ends_on: day(30),
        columns,
        template: None,
        group: None,
    }
}

pub async fn run(hr: &Hr, who: &Who, plan: NewPlan) -> PayrollRunId {
    plan::create(hr, who, plan).await.unwrap().id
}

/// What an employee has, in the order of the columns.
pub async fn slip(hr: &Hr, who: &Who, run: PayrollRunId, of: EmployeeId) -> Vec<String> {
    let grid = grid::get(hr, who, run).await.unwrap();
    let cell = |column: PayrollColumnId| {
        let mut cells = grid.cells.iter();
        cells.find(|cell| (cell.employee, cell.column) == (of, column)).unwrap().amount.clone()
    };
    grid.columns.iter().map(|column| cell(column.id)).collect()
}

/// The field and the message of the one fault.
pub fn fault<T: std::fmt::Debug>(refused: Result<T, Error>) -> (&'static str, String) {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    assert_eq!(faults.len(), 1, "{faults:?}");
    (faults[0].field, faults[0].message.clone())
}
