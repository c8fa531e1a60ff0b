//! What a company owns and lends to its people.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "assets",
            vec![
                text("name"),
                text("tag"),
                text("tag_key"),
                text_null("category"),
                text_null("serial"),
                small("status"),
                big_null("holder_id"),
                date_null("assigned_on"),
            ],
        );
        table.foreign_key(&mut refers("assets", "holder_id", "employees"));
        m.create_table(table).await?;
        m.create_index(by_company("assets")).await?;
        m.create_index(unique("assets", &["company_id", "tag_key"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("assets").take()).await
    }
}
