//! Projects, and who works on them.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "projects",
            vec![
                text("name"),
                text_null("client"),
                text_null("details"),
                small("status"),
                text("search_key"),
            ],
        ))
        .await?;
        m.create_index(by_company("projects")).await?;
        let mut assignments = company_table(
            "project_assignments",
            vec![big("project_id"), big("employee_id"), date("starts_on")],
        );
        assignments.foreign_key(&mut belongs("project_assignments", "project_id", "projects"));
        assignments.foreign_key(&mut refers("project_assignments", "employee_id", "employees"));
        m.create_table(assignments).await?;
        let once = ["company_id", "project_id", "employee_id"];
        m.create_index(unique("project_assignments", &once)).await?;
        m.create_index(index("project_assignments", &["company_id", "employee_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["project_assignments", "projects"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
