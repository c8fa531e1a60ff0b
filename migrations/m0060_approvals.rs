//! Leave grows again: days one by one, attachments, stricter types; the log of what was decided.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            flag("self_service").default(true).take(),
            flag("manager_assigns").default(true).take(),
            flag("beyond_balance").default(true).take(),
            flag("attachment_required").default(false).take(),
            flag("sandwich").default(false).take(),
            int("notice_days").default(0).take(),
            int("lock_days").default(0).take(),
            text_null("notes"),
        ] {
            m.alter_table(add("leave_types", column)).await?;
        }
        m.alter_table(add("leave_requests", text_null("attachment"))).await?;
        m.create_table(days()).await?;
        m.create_index(unique("leave_days", &["company_id", "leave_request_id", "day"])).await?;
        m.create_table(changes()).await?;
        m.create_index(index("status_changes", &["company_id", "kind", "subject_id", "id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("status_changes").take()).await?;
        m.drop_table(Table::drop().table("leave_days").take()).await?;
        m.alter_table(remove("leave_requests", "attachment")).await?;
        for column in [
            "notes",
            "lock_days",
            "notice_days",
            "sandwich",
            "attachment_required",
            "beyond_balance",
            "manager_assigns",
            "self_service",
        ] {
            m.alter_table(remove("leave_types", column)).await?;
        }
        Ok(())
    }
}

fn days() -> TableCreateStatement {
    Table::create()
        .table("leave_days")
        .col(id())
        .col(big("company_id"))
        .col(big("leave_request_id"))
        .col(date("day"))
        .col(small("portion"))
        .foreign_key(&mut refers("leave_days", "company_id", "companies"))
        .foreign_key(&mut belongs("leave_days", "leave_request_id", "leave_requests"))
        .take()
}

/// `subject_id` is a leave request or an expense, as `kind` says.
fn changes() -> TableCreateStatement {
    Table::create()
        .table("status_changes")
        .col(id())
        .col(big("company_id"))
        .col(small("kind"))
        .col(big("subject_id"))
        .col(small("before"))
        .col(small("after"))
        .col(big_null("employee_id"))
        .col(text_null("note"))
        .col(instant("created_at"))
        .foreign_key(&mut refers("status_changes", "company_id", "companies"))
        .foreign_key(&mut refers("status_changes", "employee_id", "employees"))
        .take()
}
