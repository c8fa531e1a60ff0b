//! When people came and went.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "attendance",
            vec![
                big("employee_id"),
                big_null("branch_id"),
                date("date"),
                instant("check_in_at"),
                instant_null("check_out_at"),
                double_null("in_latitude"),
                double_null("in_longitude"),
                double_null("out_latitude"),
                double_null("out_longitude"),
            ],
        );
        table.foreign_key(&mut refers("attendance", "employee_id", "employees"));
        table.foreign_key(&mut refers("attendance", "branch_id", "branches"));
        m.create_table(table).await?;
        m.create_index(index("attendance", &["company_id", "employee_id", "date"])).await?;
        m.create_index(index("attendance", &["company_id", "date", "id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("attendance").take()).await
    }
}
