//! Salary components, and what each employee gets of each in one pay period.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::code::coded;
use crate::db::table;
use crate::entity::salary_amount as amount;
use crate::entity::salary_component::{ActiveModel, Column, Entity};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, SalaryComponentId};
use crate::{Error, Faults, Hr, Who, employee};

coded! {
    /// What a component is.
    pub enum ComponentKind("salary component kind") {
        Basic = 1,
        Allowance = 2,
        Hourly = 3,
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    pub id: SalaryComponentId,
    pub name: String,
    pub kind: ComponentKind,
    pub details: Option<String>,
}

/// What one employee gets of each component.
pub(super) type Amounts = BTreeMap<SalaryComponentId, Decimal>;

/// Adds a component; `Invalid` where the name is empty.
pub async fn add(
    hr: &Hr,
    who: &Who,
    name: String,
    kind: ComponentKind,
    details: Option<String>,
) -> Result<Component, Error> {
    Faults::default().filled("name", &name).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let row = ActiveModel {
                id: NotSet,
                company_id: Set(w.who.company),
                name: Set(name),
                kind: Set(kind.code()),
                details: Set(details),
                created_at: Set(w.now),
                updated_at: Set(w.now),
            };
            let row = table::insert(w.tx, row).await?;
            w.audit("salary_component.create", row.id.get()).await?;
            Ok(Component { id: row.id, name: row.name, kind, details: row.details })
        })
    })
    .await
}

/// All components in the order of ids, in one statement.
pub async fn all(hr: &Hr, who: &Who) -> Result<Vec<Component>, Error> {
    of(hr.db().read(), who.company).await
}

/// Sets what an employee gets of a component.
///
/// `Invalid` where the employee or the component is unknown, or the amount negative.
pub async fn set_amount(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    component: SalaryComponentId,
    amount: Decimal,
) -> Result<(), Error> {
    let negative = amount < Decimal::ZERO;
    Faults::default().check(!negative, "amount", "must not be negative").result()?;
    let amount = Fixed4::new("amount", amount)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            employee::require(w.tx, company, employee, "employee_id").await?;
            let known = of(w.tx, company).await?.iter().any(|it| it.id == component);
            Faults::default().check(known, "component", "does not exist").result()?;
            amount::Entity::delete_many()
                .filter(amount::Column::CompanyId.eq(company))
                .filter(amount::Column::EmployeeId.eq(employee))
                .filter(amount::Column::ComponentId.eq(component))
                .exec(w.tx)
                .await?;
            let row = amount::ActiveModel {
                id: NotSet,
                company_id: Set(company),
                employee_id: Set(employee),
                component_id: Set(component),
                amount: Set(amount),
                created_at: Set(w.now),
                updated_at: Set(w.now),
            };
            table::insert(w.tx, row).await?;
            w.audit("salary.set", employee.get()).await
        })
    })
    .await
}

pub(super) async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<Component>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter()
        .map(|row| {
            let kind = ComponentKind::from_code(row.kind)?;
            Ok(Component { id: row.id, name: row.name, kind, details: row.details })
        })
        .collect()
}

/// What everybody of the company gets of these components, in one statement.
pub(super) async fn amounts(
    db: &impl ConnectionTrait,
    company: CompanyId,
    components: Vec<SalaryComponentId>,
) -> Result<BTreeMap<EmployeeId, Amounts>, Error> {
    let mut found: BTreeMap<_, Amounts> = BTreeMap::new();
    if components.is_empty() {
        return Ok(found);
    }
    let query = table::of::<amount::Entity>(company);
    let rows = query.filter(amount::Column::ComponentId.is_in(components)).all(db).await?;
    for row in rows {
        found.entry(row.employee_id).or_default().insert(row.component_id, row.amount.decimal());
    }
    Ok(found)
}
