//! Branches: the places where a company works.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "branches",
            vec![
                text("name"),
                text_null("code"),
                text_null("address"),
                double_null("latitude"),
                double_null("longitude"),
                int_null("radius_m"),
                text("time_zone"),
            ],
        ))
        .await?;
        m.create_index(by_company("branches")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("branches").take()).await
    }
}
