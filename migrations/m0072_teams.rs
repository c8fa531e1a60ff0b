//! Teams, across departments, and who is in them as what.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut teams = company_table(
            "teams",
            vec![
                text("name"),
                text_null("description"),
                big_null("lead_id"),
                big_null("department_id"),
                small("status"),
            ],
        );
        teams.foreign_key(&mut refers("teams", "lead_id", "employees"));
        let mut department = refers("teams", "department_id", "departments");
        teams.foreign_key(department.on_delete(ForeignKeyAction::SetNull));
        m.create_table(teams).await?;
        m.create_index(by_company("teams")).await?;
        m.create_index(index("teams", &["company_id", "lead_id"])).await?;
        m.create_table(
            Table::create()
                .table("team_members")
                .col(id())
                .col(big("company_id"))
                .col(big("team_id"))
                .col(big("employee_id"))
                .col(text_null("role"))
                .foreign_key(&mut refers("team_members", "company_id", "companies"))
                .foreign_key(&mut belongs("team_members", "team_id", "teams"))
                .foreign_key(&mut refers("team_members", "employee_id", "employees"))
                .take(),
        )
        .await?;
        m.create_index(by_company("team_members")).await?;
        m.create_index(index("team_members", &["company_id", "employee_id"])).await?;
        m.create_index(unique("team_members", &["company_id", "team_id", "employee_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("team_members").take()).await?;
        m.drop_table(Table::drop().table("teams").take()).await
    }
}
