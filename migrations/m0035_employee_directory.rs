//! Employees as a directory knows them: another user name than the e-mail address, a whole name.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["directory_name", "directory_name_key", "full_name"] {
            m.alter_table(add("employees", text_null(column))).await?;
        }
        m.create_index(live(unique("employees", &["company_id", "directory_name_key"]))).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(drop_index("employees", "ux_employees__directory_name_key")).await?;
        for column in ["full_name", "directory_name_key", "directory_name"] {
            m.alter_table(remove("employees", column)).await?;
        }
        Ok(())
    }
}
