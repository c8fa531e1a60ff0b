//! Table `client_companies`: which companies a client may act in.

use sea_orm::entity::prelude::*;

use super::company;
use crate::id::{ClientId, CompanyId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_companies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub client: ClientId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub company_id: CompanyId,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::company::Entity",
        from = "Column::CompanyId",
        to = "company::Column::Id"
    )]
    Company,
}

impl ActiveModelBehavior for ActiveModel {}
