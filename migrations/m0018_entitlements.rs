//! Entitlements: what an employee may take of a leave type in a year, where the type does not say.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "entitlements",
            vec![
                big("employee_id"),
                big("leave_type_id"),
                int("year"),
                big("entitled"),
                big("taken_before"),
                big("carried"),
                big("carried_taken"),
                date_null("carried_until"),
                flag("locked"),
            ],
        );
        table.foreign_key(&mut refers("entitlements", "employee_id", "employees"));
        table.foreign_key(&mut belongs("entitlements", "leave_type_id", "leave_types"));
        m.create_table(table).await?;
        let by_owner = ["company_id", "employee_id", "leave_type_id", "year"];
        m.create_index(unique("entitlements", &by_owner)).await?;
        m.create_index(index("entitlements", &["company_id", "year"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("entitlements").take()).await
    }
}
