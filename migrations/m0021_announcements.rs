//! What a company tells its people, and from when until when.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "announcements",
            vec![
                text("title"),
                text("body"),
                instant("starts_at"),
                instant_null("ends_at"),
                small("audience"),
                // A department, a tag or an employee; which, `audience` says.
                big_null("audience_id"),
            ],
        ))
        .await?;
        m.create_index(index("announcements", &["company_id", "starts_at", "id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("announcements").take()).await
    }
}
