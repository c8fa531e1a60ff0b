//! Deductions: how much is taken off what somebody gets, by the range in which that lies.

use rust_decimal::Decimal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ConnectionTrait, QueryOrder};

use super::formula::Formula;
use super::salary::{self, ComponentKind};
use super::{column, group, json};
use crate::db::table;
use crate::entity::payroll_deduction::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, DeductionId, PayrollColumnId, PayrollGroupId, SalaryComponentId};
use crate::{Error, Faults, Hr, Who};

/// A deduction. What it is taken of, its base, is the sum of the salary components that it names
/// or whose kind it names, and of a column's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deduction {
    pub id: DeductionId,
    pub name: String,
    /// Only for employees of this group, and those for whom it is allowed besides.
    pub group: Option<PayrollGroupId>,
    pub kinds: Vec<ComponentKind>,
    pub components: Vec<SalaryComponentId>,
    pub column: Option<PayrollColumnId>,
    /// The first in which the base lies counts; nothing is taken off where there is none.
    pub ranges: Vec<Range>,
}

/// From a base on and below another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range {
    pub from: Option<Decimal>,
    pub below: Option<Decimal>,
    /// What is taken off, of `x`, the base: `(x - 1500) * 0.2`.
    pub amount: String,
}

/// What a new deduction is made of.
#[derive(Clone, Debug, Default)]
pub struct NewDeduction {
    pub name: String,
    pub group: Option<PayrollGroupId>,
    pub kinds: Vec<ComponentKind>,
    pub components: Vec<SalaryComponentId>,
    pub column: Option<PayrollColumnId>,
    pub ranges: Vec<Range>,
}

/// A range as it is stored: numbers as texts, because they are exact.
type Stored = (Option<String>, Option<String>, String);

impl Range {
    fn stored(&self) -> Stored {
        let text = |bound: Option<Decimal>| bound.map(|it| it.to_string());
        (text(self.from), text(self.below), self.amount.clone())
    }

    fn read((from, below, amount): Stored) -> Result<Self, Error> {
        let number = |text: Option<String>| text.map(|it| it.parse::<Decimal>()).transpose();
        match (number(from), number(below)) {
            (Ok(from), Ok(below)) => Ok(Self { from, below, amount }),
            _ => Err(Error::internal("a stored range has a bound that is no number")),
        }
    }

    pub(super) fn holds(&self, base: Decimal) -> bool {
        self.from.is_none_or(|from| from <= base) && self.below.is_none_or(|below| base < below)
    }
}

/// Reads what a range takes off; it knows no name but `x`.
pub(super) fn amount(text: &str) -> Result<Formula, String> {
    let formula = Formula::parse(text)?;
    match formula.names.iter().find(|name| *name != "x") {
        Some(name) => Err(format!("uses {name}, but only x is known")),
        None => Ok(formula),
    }
}

/// Adds a deduction; `Invalid` where the name is empty, an amount cannot be read, or what it names
/// does not exist.
pub async fn add(hr: &Hr, who: &Who, new: NewDeduction) -> Result<Deduction, Error> {
    Faults::default().filled("name", &new.name).result()?;
    for range in &new.ranges {
        amount(&range.amount).map_err(|why| Error::invalid("ranges", why))?;
    }
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            group::require(w.tx, company, new.group).await?;
            let known = salary::of(w.tx, company).await?;
            let components = new.components.iter().all(|id| known.iter().any(|it| it.id == *id));
            Faults::default().check(components, "components", "does not exist").result()?;
            if let Some(id) = new.column {
                let columns = column::store::all(w.tx, company).await?;
                let known = columns.iter().any(|column| column.id == id);
                Faults::default().check(known, "column", "does not exist").result()?;
            }
            let row = ActiveModel {
                id: NotSet,
                company_id: Set(company),
                name: Set(new.name),
                group_id: Set(new.group),
                kinds: Set(json::text(&new.kinds, |kind| kind.code().into())),
                components: Set(json::text(&new.components, SalaryComponentId::get)),
                column_id: Set(new.column),
                ranges: Set(json::write(
                    &new.ranges.iter().map(Range::stored).collect::<Vec<_>>(),
                )?),
                created_at: Set(w.now),
                updated_at: Set(w.now),
            };
            let it = Deduction::try_from(table::insert(w.tx, row).await?)?;
            w.audit("deduction.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// All deductions in the order of ids.
pub(super) async fn all(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<Deduction>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(Deduction::try_from).collect()
}

impl TryFrom<Model> for Deduction {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let kinds: Vec<i16> = json::read(&row.kinds)?;
        let ranges: Vec<Stored> = json::read(&row.ranges)?;
        Ok(Self {
            id: row.id,
            name: row.name,
            group: row.group_id,
            kinds: kinds.into_iter().map(ComponentKind::from_code).collect::<Result<_, _>>()?,
            components: json::ids(&row.components)?,
            column: row.column_id,
            ranges: ranges.into_iter().map(Range::read).collect::<Result<_, _>>()?,
        })
    }
}
