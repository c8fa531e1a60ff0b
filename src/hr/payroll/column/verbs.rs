//! What can be done with payroll columns: whatever a change leaves behind can be calculated.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::{Graph, Known, Trouble};
use super::{Column, ColumnChange, NewColumn, store};
use crate::id::PayrollColumnId;
use crate::patch::set;
use crate::payroll::{cells, deduction, formula, group, salary, store as runs};
use crate::{Error, Faults, Hr, Who, Write};

/// Columns of one company.
const MOST: usize = 500;

/// All columns in their order, in one statement.
pub async fn all(hr: &Hr, who: &Who) -> Result<Vec<Column>, Error> {
    store::all(hr.db().read(), who.company).await
}

/// Adds a column.
///
/// `Invalid` where the name is empty, a formula cannot be read, or something is named that does
/// not exist or that depends on the column itself; `Duplicate` where formulas could not tell the
/// name from another column's.
pub async fn create(hr: &Hr, who: &Who, new: NewColumn) -> Result<Column, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let others = store::all(w.tx, w.who.company).await?;
            if others.len() >= MOST {
                return Err(Error::conflict(format!("there are {MOST} payroll columns already")));
            }
            let last = others.iter().map(|it| it.place).max().unwrap_or(0);
            let it = made(new, last);
            check(&w, &it, others).await?;
            let it = store::insert(w.tx, w.who.company, it, w.now).await?;
            w.audit("payroll_column.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Changes what `change` names; fails as [`create`] does, and `NotFound` without such a column.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: PayrollColumnId,
    change: ColumnChange,
) -> Result<Column, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let mut others = store::all(w.tx, w.who.company).await?;
            let mut it = others.remove(place(&others, id)?);
            apply(&mut it, change);
            check(&w, &it, others).await?;
            let it = store::update(w.tx, w.who.company, it, w.now).await?;
            w.audit("payroll_column.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes a column for good; `Conflict` where a column, a deduction or a run uses it.
pub async fn delete(hr: &Hr, who: &Who, id: PayrollColumnId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let mut others = store::all(w.tx, company).await?;
            let it = others.remove(place(&others, id)?);
            let deductions = deduction::all(w.tx, company).await?;
            let based = deductions.iter().any(|deduction| deduction.column == Some(id));
            if based || others.iter().any(|other| refers(other, &it)) {
                return Err(Error::conflict("a column or a deduction is calculated from it"));
            }
            if cells::holds(w.tx, company, id).await?
                || runs::with_column(w.tx, company, id).await?
            {
                return Err(Error::conflict("a payroll run has the column"));
            }
            store::delete(w.tx, company, id).await?;
            w.audit("payroll_column.delete", id.get()).await
        })
    })
    .await
}

fn place(columns: &[Column], id: PayrollColumnId) -> Result<usize, Error> {
    let found = columns.iter().position(|column| column.id == id);
    found.ok_or(Error::NotFound("payroll column"))
}

fn made(new: NewColumn, last: i32) -> Column {
    Column {
        id: PayrollColumnId(0),
        name: new.name,
        hook: new.hook,
        components: new.components,
        deductions: new.deductions,
        added: new.added,
        subtracted: new.subtracted,
        place: new.place.unwrap_or(last.saturating_add(1)),
        editable: new.editable,
        enabled: new.enabled,
        default_value: new.default_value,
        variables: new.variables,
        formula: new.formula,
        style: new.style,
        group: new.group,
        part: new.part,
    }
}

fn apply(it: &mut Column, change: ColumnChange) {
    set(&mut it.name, change.name);
    change.hook.apply(&mut it.hook);
    set(&mut it.components, change.components);
    set(&mut it.deductions, change.deductions);
    set(&mut it.added, change.added);
    set(&mut it.subtracted, change.subtracted);
    set(&mut it.place, change.place);
    set(&mut it.editable, change.editable);
    set(&mut it.enabled, change.enabled);
    change.default_value.apply(&mut it.default_value);
    set(&mut it.variables, change.variables);
    change.formula.apply(&mut it.formula);
    set(&mut it.style, change.style);
    change.group.apply(&mut it.group);
    change.part.apply(&mut it.part);
}

/// Refuses a column that cannot be calculated, or without which another could not be.
async fn check(w: &Write<'_>, it: &Column, others: Vec<Column>) -> Result<(), Error> {
    let company = w.who.company;
    let key = formula::key(&it.name);
    let names: BTreeSet<_> = it.variables.iter().map(|it| formula::key(&it.name)).collect();
    let tellable = names.len() == it.variables.len() && !names.contains("");
    Faults::default()
        .filled("name", &it.name)
        .check(tellable, "variables", "must have names that differ and are not empty")
        .result()?;
    if others.iter().any(|other| formula::key(&other.name) == key) {
        return Err(Error::Duplicate { field: "name" });
    }
    group::require(w.tx, company, it.group).await?;
    let known = others.iter().map(|other| other.id).chain([it.id]).collect::<BTreeSet<_>>();
    let named = it.variables.iter().all(|variable| known.contains(&variable.column));
    Faults::default().check(named, "variables", "names a column that does not exist").result()?;
    let deductions = deduction::all(w.tx, company).await?;
    let components = salary::of(w.tx, company).await?;
    let none = BTreeMap::new();
    let known = Known { deductions: &deductions, components: &components, others: &none };
    let columns = [vec![it.clone()], others].concat();
    match Graph::new(columns, &known) {
        Ok(_) => Ok(()),
        Err(trouble) => Err(refused(it.id, trouble)),
    }
}

/// What is wrong with the column itself, or with another that would be left without it.
fn refused(id: PayrollColumnId, trouble: Trouble) -> Error {
    if trouble.column == id {
        return Error::invalid(trouble.field, trouble.message);
    }
    let Trouble { name, message, .. } = trouble;
    Error::invalid("name", format!("is needed as it was: {name} {message}"))
}

fn refers(other: &Column, it: &Column) -> bool {
    let listed = other.added.contains(&it.id) || other.subtracted.contains(&it.id);
    let variable = other.variables.iter().any(|variable| variable.column == it.id);
    let formula = other.formula.as_deref().filter(|_| other.hook.is_none());
    let formula = formula.and_then(|text| formula::Formula::parse(text).ok());
    let key = formula::key(&it.name);
    listed || variable || formula.is_some_and(|formula| formula.names.contains(&key))
}
