//! Payees: who is paid through payroll, how often, in which currency and with which deductions.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, Order, QueryFilter, QueryOrder, QuerySelect};

use super::{Frequency, deduction, group, json};
use crate::db::{page, table};
use crate::entity::payroll_employee::{ActiveModel, Column, Entity, Model};
use crate::id::{
    CompanyId, DeductionId, DepartmentId, EmployeeId, PayrollEmployeeId, PayrollGroupId,
};
use crate::patch::set;
use crate::{
    Error, Faults, Hr, Page, PageRequest, Patch, Who, Write, currency, department, employee,
};

/// That an employee is paid, and how; an employee is paid in one way at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payee {
    pub id: PayrollEmployeeId,
    pub employee: EmployeeId,
    pub frequency: Frequency,
    /// Three capital letters.
    pub currency: String,
    pub group: Option<PayrollGroupId>,
    /// Deductions that are not taken from this employee.
    pub exemptions: Vec<DeductionId>,
    /// Deductions of other groups that are taken from this employee too.
    pub allowed: Vec<DeductionId>,
}

/// What a new payee is made of.
#[derive(Clone, Debug)]
pub struct NewPayee {
    pub employee: EmployeeId,
    pub frequency: Frequency,
    pub currency: String,
    pub group: Option<PayrollGroupId>,
    pub exemptions: Vec<DeductionId>,
    pub allowed: Vec<DeductionId>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct PayeeChange {
    pub employee: Option<EmployeeId>,
    pub frequency: Option<Frequency>,
    pub currency: Option<String>,
    pub group: Patch<PayrollGroupId>,
    pub exemptions: Option<Vec<DeductionId>>,
    pub allowed: Option<Vec<DeductionId>>,
}

/// A payee and what the employee is called.
pub type Named = (Payee, String);

/// In which order a list shows payees; equal ones by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Id,
    Employee,
}

/// An employee, and whether payroll knows of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub employee: EmployeeId,
    /// Staff number.
    pub number: Option<String>,
    pub name: String,
    pub department: Option<(DepartmentId, String)>,
    pub payee: Option<PayrollEmployeeId>,
}

/// Adds a payee.
///
/// `Duplicate` where the employee is one already; `Invalid` where the employee, the currency, the
/// group or a deduction is unknown.
pub async fn create(hr: &Hr, who: &Who, new: NewPayee) -> Result<Payee, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = Payee {
                id: PayrollEmployeeId(0),
                employee: new.employee,
                frequency: new.frequency,
                currency: new.currency,
                group: new.group,
                exemptions: new.exemptions,
                allowed: new.allowed,
            };
            check(&w, &it).await?;
            let row = row(w.who.company, it, w.now);
            let row = ActiveModel { id: NotSet, created_at: Set(w.now), ..row };
            let it = Payee::try_from(table::insert(w.tx, row).await?)?;
            w.audit("payroll_employee.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Changes what `change` names; fails as [`create`] does, and `NotFound` without such a payee.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: PayrollEmployeeId,
    change: PayeeChange,
) -> Result<Payee, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let mut it = Payee::try_from(table::find::<Entity>(w.tx, company, id).await?)?;
            set(&mut it.employee, change.employee);
            set(&mut it.frequency, change.frequency);
            set(&mut it.currency, change.currency);
            change.group.apply(&mut it.group);
            set(&mut it.exemptions, change.exemptions);
            set(&mut it.allowed, change.allowed);
            check(&w, &it).await?;
            let row = row(company, it, w.now);
            let it = Payee::try_from(table::update::<Entity>(w.tx, company, id, row).await?)?;
            w.audit("payroll_employee.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Takes an employee off payroll; what runs have calculated stays.
pub async fn delete(hr: &Hr, who: &Who, id: PayrollEmployeeId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            table::delete::<Entity>(w.tx, w.who.company, id).await?;
            w.audit("payroll_employee.delete", id.get()).await
        })
    })
    .await
}

/// The payees with what they are called, in one further statement for all of a page.
pub async fn list(
    hr: &Hr,
    who: &Who,
    sort: SortBy,
    descending: bool,
    request: PageRequest,
) -> Result<Page<Named>, Error> {
    let db = hr.db().read();
    let order = if descending { Order::Desc } else { Order::Asc };
    let column = match sort {
        SortBy::Id => Column::Id,
        SortBy::Employee => Column::EmployeeId,
    };
    let query = table::of::<Entity>(who.company).order_by(column, order);
    let found = page::<_, Model>(db, query, request).await?.try_map(Payee::try_from)?;
    let ids = found.items.iter().map(|it| it.employee).collect();
    let mut names = employee::names(db, who.company, ids).await?;
    Ok(found.map(|it| {
        let name = names.remove(&it.employee).unwrap_or_default();
        (it, name)
    }))
}

/// The employees who have not left, in the order of ids, and whether they are payees.
pub async fn candidates(
    hr: &Hr,
    who: &Who,
    request: PageRequest,
) -> Result<Page<Candidate>, Error> {
    let active =
        employee::Filter { status: Some(employee::Status::Active), ..employee::Filter::default() };
    let found = employee::list(hr, who, &active, request).await?;
    let ids: Vec<_> = found.items.iter().map(|it| it.id).collect();
    let mut departments = department::of_employees(hr, who, ids.clone()).await?;
    let payees = ids_of(hr.db().read(), who.company, ids).await?;
    Ok(found.map(|it| Candidate {
        employee: it.id,
        name: it.whole_name(),
        number: it.number,
        department: departments.remove(&it.id),
        payee: payees.get(&it.id).copied(),
    }))
}

async fn ids_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Vec<EmployeeId>,
) -> Result<BTreeMap<EmployeeId, PayrollEmployeeId>, Error> {
    if employees.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(EmployeeId, PayrollEmployeeId)> = table::of::<Entity>(company)
        .filter(Column::EmployeeId.is_in(employees))
        .select_only()
        .columns([Column::EmployeeId, Column::Id])
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

async fn check(w: &Write<'_>, it: &Payee) -> Result<(), Error> {
    let company = w.who.company;
    employee::require(w.tx, company, it.employee, "employee_id").await?;
    let others = ids_of(w.tx, company, vec![it.employee]).await?;
    if others.values().any(|other| *other != it.id) {
        return Err(Error::Duplicate { field: "employee_id" });
    }
    group::require(w.tx, company, it.group).await?;
    let known = deduction::all(w.tx, company).await?;
    let all = |ids: &[DeductionId]| ids.iter().all(|id| known.iter().any(|it| it.id == *id));
    const UNKNOWN: &str = "names a deduction that does not exist";
    Faults::default()
        .check(currency::by_code(&it.currency).is_some(), "currency", "does not exist")
        .check(all(&it.exemptions), "exemptions", UNKNOWN)
        .check(all(&it.allowed), "allowed", UNKNOWN)
        .result()
}

fn row(company: CompanyId, it: Payee, now: DateTime<Utc>) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        employee_id: Set(it.employee),
        frequency: Set(it.frequency.code()),
        currency: Set(it.currency),
        group_id: Set(it.group),
        exemptions: Set(json::text(&it.exemptions, DeductionId::get)),
        allowed: Set(json::text(&it.allowed, DeductionId::get)),
        created_at: NotSet,
        updated_at: Set(now),
    }
}

impl TryFrom<Model> for Payee {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            employee: row.employee_id,
            frequency: Frequency::from_code(row.frequency)?,
            currency: row.currency,
            group: row.group_id,
            exemptions: json::ids(&row.exemptions)?,
            allowed: json::ids(&row.allowed)?,
        })
    }
}
