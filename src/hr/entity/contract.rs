//! Table `contracts`.

use chrono::{DateTime, NaiveDateTime, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, ContractId, ContractTemplateId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contracts")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ContractId,
    pub company_id: CompanyId,
    pub employee_id: EmployeeId,
    pub template_id: Option<ContractTemplateId>,
    pub position: Option<String>,
    pub name: Option<String>,
    pub form: Option<i16>,
    pub starts_at: NaiveDateTime,
    pub ends_at: NaiveDateTime,
    pub accessory_url: Option<String>,
    pub is_renewal: bool,
    pub signed: bool,
    pub matured: bool,
    pub signed_on: Option<String>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "contract";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
