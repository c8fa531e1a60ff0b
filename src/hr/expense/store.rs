//! Expenses in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, Order as SqlOrder, QueryFilter, QueryOrder,
    QueryTrait, Select,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Expense, Filter, Order};
use crate::approval::Stage;
use crate::db::{Tx, page, table};
use crate::entity::expense::{ActiveModel, Column, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, ExpenseId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: ExpenseId,
) -> Result<Expense, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// The expenses that the filter lets through, in its order.
pub fn filtered(company: CompanyId, filter: &Filter) -> Select<Entity> {
    let Filter { employees, categories, payment_methods, status, from, to, order, descending } =
        filter;
    let down = if *descending { SqlOrder::Desc } else { SqlOrder::Asc };
    table::of::<Entity>(company)
        .apply_if(employees.as_ref(), |query, ids| {
            query.filter(Column::EmployeeId.is_in(ids.iter().copied()))
        })
        .apply_if(categories.as_ref(), |query, ids| {
            query.filter(Column::CategoryId.is_in(ids.iter().copied()))
        })
        .apply_if(payment_methods.as_ref(), |query, ids| {
            query.filter(Column::PaymentMethodId.is_in(ids.iter().copied()))
        })
        .apply_if(status.as_ref(), |query, status| {
            query.filter(Column::Status.is_in(status.iter().map(|status| status.code())))
        })
        .apply_if(*from, |query, day| query.filter(Column::SpentOn.gte(day)))
        .apply_if(*to, |query, day| query.filter(Column::SpentOn.lte(day)))
        .order_by(column(*order), down.clone())
        .order_by(Column::Id, down)
}

fn column(order: Order) -> Column {
    match order {
        Order::Id => Column::Id,
        Order::Employee => Column::EmployeeId,
        Order::SpentOn => Column::SpentOn,
        Order::Category => Column::CategoryId,
        Order::Payee => Column::Payee,
        Order::Amount => Column::Amount,
        Order::Status => Column::Status,
    }
}

/// What waits for a decision of this approver: those whose turn it is, and those to be cancelled of
/// whom they manage; everybody else's for an administrator.
pub fn waiting(
    company: CompanyId,
    approver: EmployeeId,
    admin: bool,
    reports: Vec<EmployeeId>,
) -> Select<Entity> {
    let open = [Stage::Pending, Stage::Processing].map(Stage::code);
    let open = Condition::all().add(Column::Status.is_in(open));
    let back = Condition::all().add(Column::Status.eq(Stage::CancelRequested.code()));
    let (open, back) = match admin {
        true => (open, back),
        false => {
            (open.add(Column::WaitsForId.eq(approver)), back.add(Column::EmployeeId.is_in(reports)))
        }
    };
    table::of::<Entity>(company)
        .filter(Column::EmployeeId.ne(approver))
        .filter(Condition::any().add(open).add(back))
        .order_by_asc(Column::Id)
}

/// One page of a query.
pub async fn page_of(
    db: &impl ConnectionTrait,
    query: Select<Entity>,
    request: PageRequest,
) -> Result<Page<Expense>, Error> {
    page::<_, Model>(db, query, request).await?.try_map(Expense::try_from)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Expense) -> Result<Expense, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it)? }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Expense) -> Result<Expense, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)?).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: ExpenseId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn active(company: CompanyId, it: Expense) -> Result<ActiveModel, Error> {
    let approvers: Vec<_> = it.approvers.iter().map(|id| id.map(EmployeeId::get)).collect();
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        employee_id: Set(it.employee),
        spent_on: Set(it.spent_on),
        category_id: Set(it.category),
        payment_method_id: Set(it.payment_method),
        payee: Set(it.payee),
        transaction_number: Set(it.transaction_number),
        notes: Set(it.notes),
        amount: Set(Fixed4::new("amount", it.amount)?),
        currency: Set(it.currency),
        receipts: Set(written(&it.receipts)?),
        status: Set(it.status.code()),
        waits_for_id: Set(it.waits_for),
        approvers: Set(written(&approvers)?),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

fn written(list: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(list).map_err(|error| Error::internal(error.to_string()))
}

fn read<T: DeserializeOwned>(list: &str) -> Result<T, Error> {
    serde_json::from_str(list).map_err(|error| Error::internal(error.to_string()))
}

impl TryFrom<Model> for Expense {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let approvers: Vec<Option<i64>> = read(&row.approvers)?;
        Ok(Self {
            id: row.id,
            employee: row.employee_id,
            spent_on: row.spent_on,
            category: row.category_id,
            payment_method: row.payment_method_id,
            payee: row.payee,
            transaction_number: row.transaction_number,
            notes: row.notes,
            amount: row.amount.decimal(),
            currency: row.currency,
            receipts: read(&row.receipts)?,
            status: Stage::from_code(row.status)?,
            approvers: approvers.into_iter().map(|id| id.map(EmployeeId)).collect(),
            waits_for: row.waits_for_id,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
