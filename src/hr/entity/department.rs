//! Table `departments`.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, DepartmentId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "departments")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: DepartmentId,
    pub company_id: CompanyId,
    pub name: String,
    pub leader_id: EmployeeId,
    pub order_number: Option<i32>,
    pub active: bool,
    pub description: Option<String>,
    pub min_staff: Option<i32>,
    pub kind: i16,
    pub parent_id: Option<DepartmentId>,
    pub country: Option<String>,
    pub time_zone: Option<String>,
    pub address: Option<String>,
    /// JSON, as the department's store writes it; none for nobody.
    pub further_heads: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "department";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
