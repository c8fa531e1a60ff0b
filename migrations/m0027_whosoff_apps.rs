//! Programs that prove a shared secret with every sign-in, and the nonces that they have used.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("whosoff_apps")
                .col(id())
                .col(big("company_id"))
                .col(text("app_id"))
                .col(bytes("sealed"))
                .col(instant("created_at"))
                .foreign_key(&mut refers("whosoff_apps", "company_id", "companies"))
                .take(),
        )
        .await?;
        m.create_index(unique("whosoff_apps", &["app_id"])).await?;
        m.create_index(by_company("whosoff_apps")).await?;
        m.create_table(
            Table::create()
                .table("whosoff_nonces")
                .col(big("company_id"))
                .col(big("app"))
                .col(bytes("nonce_hash"))
                .col(instant("seen_at"))
                .primary_key(Index::create().col("company_id").col("app").col("nonce_hash"))
                .foreign_key(&mut belongs("whosoff_nonces", "app", "whosoff_apps"))
                .take(),
        )
        .await?;
        m.create_index(index("whosoff_nonces", &["company_id", "seen_at"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["whosoff_nonces", "whosoff_apps"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
