//! Who may ask: clients with their companies, signing keys; and the audit trail.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("clients")
                .col(id())
                .col(text("client_id"))
                .col(text("name"))
                .col(bytes("secret_hash"))
                .col(text("scopes"))
                .col(instant("created_at"))
                .col(instant_null("revoked_at"))
                .take(),
        )
        .await?;
        m.create_index(unique("clients", &["client_id"])).await?;
        m.create_table(
            Table::create()
                .table("client_companies")
                .col(big("client"))
                .col(big("company_id"))
                .primary_key(Index::create().col("client").col("company_id"))
                .foreign_key(&mut belongs("client_companies", "client", "clients"))
                .foreign_key(&mut belongs("client_companies", "company_id", "companies"))
                .take(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("signing_keys")
                .col(id())
                .col(text("kid"))
                .col(bytes("sealed"))
                .col(text("modulus"))
                .col(text("exponent"))
                .col(instant("created_at"))
                .col(instant_null("retired_at"))
                .take(),
        )
        .await?;
        m.create_index(unique("signing_keys", &["kid"])).await?;
        m.create_table(
            Table::create()
                .table("audit")
                .col(id())
                // Empty for what belongs to no company: clients, keys.
                .col(big_null("company_id"))
                .col(instant("at"))
                .col(small("actor_kind"))
                .col(big_null("actor_id"))
                .col(text("request_id"))
                .col(text("verb"))
                .col(big("subject_id"))
                .foreign_key(&mut refers("audit", "company_id", "companies"))
                .take(),
        )
        .await?;
        m.create_index(by_company("audit")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["audit", "signing_keys", "client_companies", "clients"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
