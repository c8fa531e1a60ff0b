//! What the server tells one employee, until it is read.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "notifications",
            vec![
                text("public_id"),
                big("employee_id"),
                text("title"),
                text("body"),
                text("data"),
                instant_null("read_at"),
            ],
        );
        table.foreign_key(&mut refers("notifications", "employee_id", "employees"));
        m.create_table(table).await?;
        m.create_index(index("notifications", &["company_id", "employee_id", "id"])).await?;
        m.create_index(unique("notifications", &["company_id", "public_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("notifications").take()).await
    }
}
