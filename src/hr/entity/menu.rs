//! Table `menus`: reference data, the same in every company.

use sea_orm::entity::prelude::*;

use crate::id::MenuId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "menus")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MenuId,
    pub parent_id: MenuId,
    pub name: String,
    pub order_number: i32,
    pub path: String,
    pub kind: i16,
    pub permission: String,
    pub hidden: bool,
    pub active: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
