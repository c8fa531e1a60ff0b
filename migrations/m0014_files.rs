//! Files: what storage holds, by key.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "files",
            vec![text("storage_key"), text("name"), text("media_type"), big("size_bytes")],
        ))
        .await?;
        m.create_index(unique("files", &["storage_key"])).await?;
        m.create_index(by_company("files")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("files").take()).await
    }
}
