//! Table `expenses`; `receipts` and `approvers` are JSON lists.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::fixed::Fixed4;
use crate::id::{CompanyId, EmployeeId, ExpenseCategoryId, ExpenseId, PaymentMethodId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "expenses")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ExpenseId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub spent_on: NaiveDate,
    pub category_id: ExpenseCategoryId,
    pub payment_method_id: PaymentMethodId,
    pub payee: String,
    pub transaction_number: String,
    pub notes: Option<String>,
    pub amount: Fixed4,
    pub currency: String,
    /// Keys of stored files.
    pub receipts: String,
    pub status: i16,
    /// Whose word is missing while it is open; an administrator's where nobody is named.
    pub waits_for_id: Option<EmployeeId>,
    /// Everybody who must decide, in order.
    pub approvers: String,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "expense";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
