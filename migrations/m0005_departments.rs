//! Departments and who is in them.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "departments",
            vec![
                text("name"),
                big("leader_id"),
                int_null("order_number"),
                flag("active"),
                text_null("description"),
            ],
        );
        table.foreign_key(&mut refers("departments", "leader_id", "employees"));
        m.create_table(table).await?;
        m.create_index(by_company("departments")).await?;
        m.create_table(
            Table::create()
                .table("department_members")
                .col(id())
                .col(big("company_id"))
                .col(big("department_id"))
                .col(big("employee_id"))
                .foreign_key(&mut refers("department_members", "company_id", "companies"))
                .foreign_key(&mut belongs("department_members", "department_id", "departments"))
                .foreign_key(&mut refers("department_members", "employee_id", "employees"))
                .take(),
        )
        .await?;
        m.create_index(unique("department_members", &["company_id", "employee_id"])).await?;
        m.create_index(index("department_members", &["company_id", "department_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("department_members").take()).await?;
        m.drop_table(Table::drop().table("departments").take()).await
    }
}
