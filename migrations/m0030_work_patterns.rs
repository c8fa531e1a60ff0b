//! Work patterns: how long an employee works on each day of a week, from a day on.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "work_patterns",
            vec![
                big("employee_id"),
                date("starts_on"),
                text("minutes"),
                small("unit"),
                text("labels"),
            ],
        );
        table.foreign_key(&mut refers("work_patterns", "employee_id", "employees"));
        m.create_table(table).await?;
        let once = ["company_id", "employee_id", "starts_on"];
        m.create_index(unique("work_patterns", &once)).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("work_patterns").take()).await
    }
}
