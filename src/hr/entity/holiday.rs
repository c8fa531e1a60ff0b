//! Table `holidays`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, HolidayId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "holidays")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: HolidayId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub name: String,
    pub kind: i16,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "holiday entitlement";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
