//! Payroll columns: what is kept, and what is refused by name.

use rust_decimal::Decimal;

use super::*;
use crate::payroll::deduction::{self, NewDeduction, Range};
use crate::payroll::salary::{self, ComponentKind};
use crate::payroll::{group, hook::Hook};
use crate::testing::World;
use crate::{Error, Hr, Who};

const MISSING: Error = Error::NotFound("payroll column");

fn formula(name: &str, formula: &str) -> NewColumn {
    NewColumn { formula: Some(formula.into()), ..NewColumn::new(name) }
}

async fn add(hr: &Hr, who: &Who, new: NewColumn) -> PayrollColumnId {
    create(hr, who, new).await.unwrap().id
}

/// The field and the message of the one fault.
fn fault<T: std::fmt::Debug>(refused: Result<T, Error>) -> (&'static str, String) {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    assert_eq!(faults.len(), 1, "{faults:?}");
    (faults[0].field, faults[0].message.clone())
}

/// A column with everything that it can have.
fn full(
    component: SalaryComponentId,
    deduction: DeductionId,
    other: PayrollColumnId,
    group: PayrollGroupId,
) -> NewColumn {
    NewColumn {
        hook: Some(Hook::TimeWorked),
        components: vec![component],
        deductions: vec![deduction],
        added: vec![other],
        subtracted: vec![other],
        place: Some(7),
        editable: true,
        enabled: false,
        default_value: Some(Decimal::new(125, 2)),
        variables: vec![Variable { name: "x".into(), column: other }],
        formula: Some("x * 2".into()),
        style: Style::Advanced,
        group: Some(group),
        part: Some(Part::Gross),
        ..NewColumn::new("Second")
    }
}

#[tokio::test]
async fn column_keeps_every_field_and_change_sets_clears_and_keeps() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let basic = salary::add(hr, who, "Basic".into(), ComponentKind::Basic, None).await.unwrap().id;
    let tax = deduction::add(hr, who, NewDeduction { name: "Tax".into(), ..Default::default() });
    let tax = tax.await.unwrap().id;
    let team = group::add(hr, who, "Team".into(), None).await.unwrap().id;
    let first = add(hr, who, NewColumn::new("First")).await;
    let new = full(basic, tax, first, team);
    let made = create(hr, who, new.clone()).await.unwrap();
    let expected = Column {
        id: made.id,
        name: new.name,
        hook: new.hook,
        components: new.components,
        deductions: new.deductions,
        added: new.added,
        subtracted: new.subtracted,
        place: 7,
        editable: true,
        enabled: false,
        default_value: new.default_value,
        variables: new.variables,
        formula: new.formula,
        style: new.style,
        group: new.group,
        part: new.part,
    };
    assert_eq!(made, expected);
    assert_eq!(all(hr, who).await.unwrap()[1], expected);
    // After all others where no place is said.
    let third = create(hr, who, NewColumn::new("Third")).await.unwrap();
    assert_eq!((third.place, all(hr, who).await.unwrap().len()), (8, 3));

    let nothing = change(hr, who, made.id, ColumnChange::default()).await.unwrap();
    assert_eq!(nothing, expected);
    let cleared = ColumnChange {
        name: Some("2nd".into()),
        hook: Patch::Clear,
        default_value: Patch::Clear,
        formula: Patch::Clear,
        group: Patch::Clear,
        part: Patch::Clear,
        place: Some(0),
        added: Some(Vec::new()),
        ..ColumnChange::default()
    };
    let changed = change(hr, who, made.id, cleared).await.unwrap();
    let expected = Column {
        name: "2nd".into(),
        hook: None,
        default_value: None,
        formula: None,
        group: None,
        part: None,
        place: 0,
        added: Vec::new(),
        ..expected
    };
    assert_eq!((&changed, &all(hr, who).await.unwrap()[0]), (&expected, &expected));
}

#[tokio::test]
async fn column_that_cannot_be_calculated_is_refused_by_name() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let base = add(hr, who, NewColumn::new("Base pay")).await;
    let theirs = add(hr, rival, NewColumn::new("Theirs")).await;
    let variable = |name: &str, column| vec![Variable { name: name.into(), column }];
    for (new, field, message) in [
        (formula("A", "base_pay + bonus"), "formula", "uses bonus, which is no column"),
        (formula("A", "theirs"), "formula", "uses theirs, which is no column"),
        (formula("A", "a + 1"), "formula", "depends on itself: A, A"),
        (formula("A", "1 +"), "formula", "ends too early"),
        (formula("A", "exec(1)"), "formula", "calls exec, which is no function"),
        (
            NewColumn { added: vec![theirs], ..NewColumn::new("A") },
            "added",
            "names a column that does not exist",
        ),
        (
            NewColumn { subtracted: vec![theirs], ..NewColumn::new("A") },
            "subtracted",
            "names a column that does not exist",
        ),
        (
            NewColumn { components: vec![SalaryComponentId(9)], ..NewColumn::new("A") },
            "components",
            "names a salary component that does not exist",
        ),
        (
            NewColumn { deductions: vec![DeductionId(9)], ..NewColumn::new("A") },
            "deductions",
            "names a deduction that does not exist",
        ),
        (
            NewColumn { group: Some(PayrollGroupId(9)), ..NewColumn::new("A") },
            "payroll_group",
            "does not exist",
        ),
        (
            NewColumn { variables: variable("x", theirs), ..NewColumn::new("A") },
            "variables",
            "names a column that does not exist",
        ),
        (
            NewColumn { variables: variable("", base), ..NewColumn::new("A") },
            "variables",
            "must have names that differ and are not empty",
        ),
        (
            NewColumn { hook: Some(Hook::EmployeeField), ..formula("A", "salary") },
            "formula",
            "does not name a field of the employee",
        ),
        (NewColumn::new(""), "name", "must not be empty"),
    ] {
        assert_eq!(fault(create(hr, who, new).await), (field, message.to_owned()));
    }
    // Formulas could not tell them apart.
    let same = create(hr, who, NewColumn::new("BASE-PAY")).await;
    assert_eq!(same, Err(Error::Duplicate { field: "name" }));
}

#[tokio::test]
async fn column_change_that_leaves_a_circle_or_a_name_without_a_column_is_refused() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let base = add(hr, who, NewColumn::new("Base pay")).await;
    let net = add(hr, who, formula("Net", "[Base pay] * 0.8 + period_days")).await;
    let circle = ColumnChange { formula: Patch::Set("net * 2".into()), ..Default::default() };
    let message = "depends on itself: Base pay, Net, Base pay".to_owned();
    assert_eq!(fault(change(hr, who, base, circle).await), ("formula", message));
    let circle = ColumnChange { added: Some(vec![net]), ..Default::default() };
    let message = "depends on itself: Base pay, Net, Base pay".to_owned();
    assert_eq!(fault(change(hr, who, base, circle).await), ("added", message));
    let renamed = ColumnChange { name: Some("Pay".into()), ..Default::default() };
    let message = "is needed as it was: Net uses base_pay, which is no column".to_owned();
    assert_eq!(fault(change(hr, who, base, renamed).await), ("name", message));
}

#[tokio::test]
async fn circle_through_a_deduction_is_refused() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let gross = add(hr, who, NewColumn::new("Gross")).await;
    let tax = NewDeduction {
        name: "Tax".into(),
        column: Some(gross),
        ranges: vec![Range { from: None, below: None, amount: "x * 0.1".into() }],
        ..NewDeduction::default()
    };
    let tax = deduction::add(hr, who, tax).await.unwrap().id;
    let itself = ColumnChange { deductions: Some(vec![tax]), ..ColumnChange::default() };
    let message = "depends on itself: Gross, Gross".to_owned();
    assert_eq!(fault(change(hr, who, gross, itself).await), ("deductions", message));
    let unreadable = NewDeduction {
        name: "Levy".into(),
        ranges: vec![Range { from: None, below: None, amount: "gross * 2".into() }],
        ..NewDeduction::default()
    };
    let message = "uses gross, but only x is known".to_owned();
    assert_eq!(fault(deduction::add(hr, who, unreadable).await), ("ranges", message));
}

#[tokio::test]
async fn column_that_is_needed_is_not_deleted_and_another_company_deletes_none() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let base = add(hr, who, NewColumn::new("Base")).await;
    let net = add(hr, who, formula("Net", "base")).await;
    assert!(matches!(delete(hr, who, base).await, Err(Error::Conflict { .. })));
    assert_eq!(delete(hr, rival, net).await, Err(MISSING));
    assert_eq!(change(hr, rival, net, ColumnChange::default()).await, Err(MISSING));
    assert_eq!(all(hr, rival).await.unwrap(), []);
    delete(hr, who, net).await.unwrap();
    delete(hr, who, base).await.unwrap();
    assert_eq!(delete(hr, who, base).await, Err(MISSING));
    let trail = world.audited(who).await;
    let verbs = ["payroll_column.delete", "payroll_column.delete"].map(String::from);
    assert!(trail.ends_with(&verbs));
}
