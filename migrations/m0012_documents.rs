//! Documents of employees and with whom they are shared.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "documents",
            vec![
                big("employee_id"),
                text("name"),
                text_null("file"),
                text_null("description"),
                flag("enabled"),
                text_null("external_id"),
            ],
        );
        table.foreign_key(&mut refers("documents", "employee_id", "employees"));
        m.create_table(table).await?;
        m.create_index(by_company("documents")).await?;
        m.create_table(
            Table::create()
                .table("document_shares")
                .col(id())
                .col(big("company_id"))
                .col(big("document_id"))
                .col(big("employee_id"))
                .col(small("permission"))
                .foreign_key(&mut refers("document_shares", "company_id", "companies"))
                .foreign_key(&mut belongs("document_shares", "document_id", "documents"))
                .foreign_key(&mut refers("document_shares", "employee_id", "employees"))
                .take(),
        )
        .await?;
        let once = ["company_id", "document_id", "employee_id"];
        m.create_index(unique("document_shares", &once)).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("document_shares").take()).await?;
        m.drop_table(Table::drop().table("documents").take()).await
    }
}
