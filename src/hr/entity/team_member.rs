//! Table `team_members`: an employee is in a team once at most.

use sea_orm::entity::prelude::*;

use crate::db::table::Table;
use crate::id::{CompanyId, EmployeeId, TeamId, TeamMemberId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "team_members")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: TeamMemberId,
    pub company_id: CompanyId,
    pub team_id: TeamId,
    pub employee_id: EmployeeId,
    pub role: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Table for Entity {
    const NOUN: &'static str = "team member";
    const ID: Column = Column::Id;
    const COMPANY: Column = Column::CompanyId;
}
