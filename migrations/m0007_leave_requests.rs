//! Leave requests, from the asking to the decision.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut table = company_table(
            "leave_requests",
            vec![
                big("employee_id"),
                small("kind"),
                local("starts_at"),
                local("ends_at"),
                text_null("notes"),
                big("total_days"),
                small("status"),
                text_null("reject_reason"),
                big_null("approver_id"),
                instant_null("decided_at"),
                text_null("external_id"),
            ],
        );
        table.foreign_key(&mut refers("leave_requests", "employee_id", "employees"));
        table.foreign_key(&mut refers("leave_requests", "approver_id", "employees"));
        m.create_table(table).await?;
        m.create_index(by_company("leave_requests")).await?;
        m.create_index(index("leave_requests", &["company_id", "status", "id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("leave_requests").take()).await
    }
}
