//! Signing in: failures in a row, the lock that they lead to, and when people came last.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in [int("failed_logins").default(0).take(), instant_null("locked_at")] {
            m.alter_table(Table::alter().table("users").add_column(column).take()).await?;
        }
        m.create_table(
            Table::create()
                .table("user_logins")
                .col(id())
                .col(big("company_id"))
                .col(big("user_id"))
                .col(instant("at"))
                .col(text("device"))
                .foreign_key(&mut refers("user_logins", "company_id", "companies"))
                .foreign_key(&mut belongs("user_logins", "user_id", "users"))
                .take(),
        )
        .await?;
        m.create_index(index("user_logins", &["company_id", "user_id", "id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("user_logins").take()).await?;
        for column in ["locked_at", "failed_logins"] {
            m.alter_table(Table::alter().table("users").drop_column(column).take()).await?;
        }
        Ok(())
    }
}
