//! Payroll columns in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ConnectionTrait, QueryOrder};

use super::{Column, Part, Style, Variable};
use crate::Error;
use crate::db::{Tx, table};
use crate::entity::payroll_column::{ActiveModel, Column as Field, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, DeductionId, PayrollColumnId, SalaryComponentId};
use crate::payroll::formula::key;
use crate::payroll::hook::Hook;
use crate::payroll::json;

/// All columns in their order.
pub async fn all(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Column>, Error> {
    let query = table::of::<Entity>(company).order_by_asc(Field::Place).order_by_asc(Field::Id);
    query.all(db).await?.into_iter().map(Column::try_from).collect()
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    it: Column,
    now: DateTime<Utc>,
) -> Result<Column, Error> {
    let row = ActiveModel { id: NotSet, created_at: Set(now), ..row(company, it, now)? };
    table::insert(tx, row).await?.try_into()
}

pub async fn update(
    tx: &Tx,
    company: CompanyId,
    it: Column,
    now: DateTime<Utc>,
) -> Result<Column, Error> {
    let id = it.id;
    table::update::<Entity>(tx, company, id, row(company, it, now)?).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: PayrollColumnId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Column, now: DateTime<Utc>) -> Result<ActiveModel, Error> {
    let variables: Vec<_> =
        it.variables.iter().map(|it| (it.name.as_str(), it.column.get())).collect();
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name_key: Set(key(&it.name)),
        name: Set(it.name),
        hook: Set(it.hook.map(Hook::code)),
        components: Set(json::text(&it.components, SalaryComponentId::get)),
        deductions: Set(json::text(&it.deductions, DeductionId::get)),
        added: Set(json::text(&it.added, PayrollColumnId::get)),
        subtracted: Set(json::text(&it.subtracted, PayrollColumnId::get)),
        place: Set(it.place),
        editable: Set(it.editable),
        enabled: Set(it.enabled),
        default_value: Set(Fixed4::opt("default_value", it.default_value)?),
        variables: Set(json::write(&variables)?),
        formula: Set(it.formula),
        style: Set(it.style.code()),
        group_id: Set(it.group),
        part: Set(it.part.map(Part::code)),
        created_at: NotSet,
        updated_at: Set(now),
    })
}

impl TryFrom<Model> for Column {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let variables: Vec<(String, i64)> = json::read(&row.variables)?;
        let variable = |(name, id): (String, i64)| Variable { name, column: id.into() };
        Ok(Self {
            id: row.id,
            name: row.name,
            hook: row.hook.map(Hook::from_code).transpose()?,
            components: json::ids(&row.components)?,
            deductions: json::ids(&row.deductions)?,
            added: json::ids(&row.added)?,
            subtracted: json::ids(&row.subtracted)?,
            place: row.place,
            editable: row.editable,
            enabled: row.enabled,
            default_value: row.default_value.map(Fixed4::decimal),
            variables: variables.into_iter().map(variable).collect(),
            formula: row.formula,
            style: Style::from_code(row.style)?,
            group: row.group_id,
            part: row.part.map(Part::from_code).transpose()?,
        })
    }
}
