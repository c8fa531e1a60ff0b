//! Documents grow: when they were added, until when they hold, and who may see them.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(add("documents", date_null("added_on"))).await?;
        m.alter_table(add("documents", date_null("valid_until"))).await?;
        m.alter_table(add("documents", small("visible_to").default(3).take())).await?;
        m.create_index(index("documents", &["company_id", "employee_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let name = "ix_documents__company_id_employee_id";
        m.drop_index(drop_index("documents", name)).await?;
        for column in ["visible_to", "valid_until", "added_on"] {
            m.alter_table(remove("documents", column)).await?;
        }
        Ok(())
    }
}
