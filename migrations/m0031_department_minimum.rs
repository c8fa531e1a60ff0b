//! Departments say how many of their people must be at work.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::alter();
        m.alter_table(table.table("departments").add_column(int_null("min_staff")).take()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = Table::alter();
        m.alter_table(table.table("departments").drop_column("min_staff").take()).await
    }
}
