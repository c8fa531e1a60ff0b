//! Table `whosoff_restrictions`: each pair once.

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, RestrictionId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "whosoff_restrictions")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: RestrictionId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub other_id: EmployeeId,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "user restriction";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
