//! Timesheets, a week each, and the hours in them.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut sheets = company_table(
            "timesheets",
            vec![
                big("employee_id"),
                date("starts_on"),
                small("status"),
                text_null("reason"),
                instant_null("submitted_at"),
                instant_null("decided_at"),
            ],
        );
        sheets.foreign_key(&mut refers("timesheets", "employee_id", "employees"));
        m.create_table(sheets).await?;
        let once = ["company_id", "employee_id", "starts_on"];
        m.create_index(unique("timesheets", &once)).await?;
        m.create_index(index("timesheets", &["company_id", "starts_on", "id"])).await?;
        m.create_table(entries()).await?;
        for columns in [["company_id", "timesheet_id"], ["company_id", "project_id"]] {
            m.create_index(index("time_entries", &columns)).await?;
        }
        m.create_index(index("time_entries", &["company_id", "employee_id", "starts_at"])).await?;
        m.create_index(index("time_entries", &["company_id", "starts_at"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["time_entries", "timesheets"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

/// The hours of a project that is deleted stay, without it.
fn entries() -> TableCreateStatement {
    let mut project = refers("time_entries", "project_id", "projects");
    project.on_delete(ForeignKeyAction::SetNull);
    let mut entries = company_table(
        "time_entries",
        vec![
            big("timesheet_id"),
            big("employee_id"),
            big_null("project_id"),
            local("starts_at"),
            local("ends_at"),
            int("seconds"),
            text_null("details"),
        ],
    );
    entries.foreign_key(&mut belongs("time_entries", "timesheet_id", "timesheets"));
    entries.foreign_key(&mut refers("time_entries", "employee_id", "employees"));
    entries.foreign_key(&mut project);
    entries
}
