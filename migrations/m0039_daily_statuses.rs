//! How people say they are, one row a day and employee.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![
            big("employee_id"),
            date("day"),
            int("status"),
            int_null("feeling"),
            text_null("message"),
        ];
        let mut table = company_table("daily_statuses", columns);
        table.foreign_key(&mut refers("daily_statuses", "employee_id", "employees"));
        m.create_table(table).await?;
        m.create_index(unique("daily_statuses", &["company_id", "employee_id", "day"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("daily_statuses").take()).await
    }
}
