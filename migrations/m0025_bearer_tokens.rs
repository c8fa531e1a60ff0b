//! Tokens that people are given when they sign in.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("bearer_tokens")
                .col(id())
                .col(big("company_id"))
                .col(big("user_id"))
                .col(text("api"))
                .col(text("name"))
                .col(bytes("token_hash"))
                .col(instant("created_at"))
                .col(instant_null("expires_at"))
                .col(instant_null("last_used_at"))
                .foreign_key(&mut refers("bearer_tokens", "company_id", "companies"))
                .foreign_key(&mut belongs("bearer_tokens", "user_id", "users"))
                .take(),
        )
        .await?;
        m.create_index(unique("bearer_tokens", &["token_hash"])).await?;
        m.create_index(index("bearer_tokens", &["company_id", "user_id", "id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("bearer_tokens").take()).await
    }
}
