//! Leave periods: the times within which leave is granted and taken.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![text("name"), date("starts_on"), date("ends_on"), flag("active")];
        m.create_table(company_table("leave_periods", columns)).await?;
        m.create_index(by_company("leave_periods")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("leave_periods").take()).await
    }
}
