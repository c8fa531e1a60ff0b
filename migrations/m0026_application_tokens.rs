//! Tokens and keys of programs: a company's applications, and services of the operator's own.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "application_tokens",
            vec![
                text("environment"),
                text("name"),
                text_null("description"),
                // A JSON list of scope names.
                text("scopes"),
                // The first characters, by which people tell tokens apart.
                text("prefix"),
                bytes("token_hash"),
                instant_null("last_used_at"),
            ],
        ))
        .await?;
        m.create_index(unique("application_tokens", &["token_hash"])).await?;
        m.create_index(by_company("application_tokens")).await?;
        m.create_table(
            Table::create()
                .table("service_keys")
                .col(id())
                .col(text("name"))
                .col(bytes("key_hash"))
                .col(instant("created_at"))
                .take(),
        )
        .await?;
        m.create_index(unique("service_keys", &["key_hash"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["service_keys", "application_tokens"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
