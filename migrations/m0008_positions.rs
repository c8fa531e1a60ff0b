//! Positions: the posts of a company with their salary range.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "positions",
            vec![
                text_null("code"),
                text("name"),
                text("responsibilities"),
                big_null("minimum_salary"),
                big_null("maximum_salary"),
                text_null("currency"),
                text_null("remarks"),
            ],
        ))
        .await?;
        m.create_index(by_company("positions")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("positions").take()).await
    }
}
