//! Who decides about an employee's requests, and to whom they report besides: lists of ids.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["approvers", "indirect_managers"] {
            m.alter_table(add("employees", text_null(column))).await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["indirect_managers", "approvers"] {
            m.alter_table(remove("employees", column)).await?;
        }
        Ok(())
    }
}
