//! Holiday entitlements: days off of one employee on top of leave.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "holidays",
            vec![
                big("employee_id"),
                text("name"),
                small("kind"),
                date("first_day"),
                date("last_day"),
            ],
        );
        table.foreign_key(&mut refers("holidays", "employee_id", "employees"));
        m.create_table(table).await?;
        m.create_index(by_company("holidays")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("holidays").take()).await
    }
}
