//! Table `policies`.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, PolicyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policies")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: PolicyId,
    pub company_id: CompanyId,
    pub title: String,
    pub audience: i16,
    pub attachment: Option<String>,
    pub effective_on: Option<NaiveDate>,
    pub acknowledge_by: Option<NaiveDate>,
    pub mandatory: bool,
    pub reset_acknowledgements: bool,
    pub status: i16,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "policy";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
