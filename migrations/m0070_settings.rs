//! What a company has set otherwise than it is by default.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("settings")
                .col(big("company_id"))
                .col(small("setting"))
                .col(text_null("value"))
                .col(bytes_null("sealed"))
                .col(instant("updated_at"))
                .primary_key(Index::create().col("company_id").col("setting"))
                .foreign_key(&mut refers("settings", "company_id", "companies"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("settings").take()).await
    }
}
