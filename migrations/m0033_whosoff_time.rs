//! What only WhosOff says of time: rules of leave types, overtime, and messages about the system.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        leave_rules(m).await?;
        overtime(m).await?;
        m.create_table(
            Table::create()
                .table("whosoff_system_messages")
                .col(id())
                .col(text("title"))
                .col(text("message"))
                .col(small("kind"))
                .col(instant("starts_at"))
                .col(instant("ends_at"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "whosoff_system_messages",
            "whosoff_overtime",
            "whosoff_overtime_types",
            "whosoff_leave_rules",
        ] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

async fn leave_rules(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = company_table(
        "whosoff_leave_rules",
        vec![
            big("leave_type_id"),
            small("deduct_allowance"),
            int("consecutive_minutes"),
            int("minimum_minutes"),
            flag("concurrent"),
            small("notes_visible_to"),
            small("available_to"),
            small("seen_by"),
            int("notice_days"),
            int("cancellation_days"),
            flag("counts_for_department"),
            flag("note_required"),
            small("email_request"),
            small("email_approve"),
            small("email_cancel"),
            text_null("staff_url"),
            text_null("staff_note"),
            text_null("approver_url"),
            text_null("approver_note"),
            text_null("message"),
        ],
    );
    table.foreign_key(&mut belongs("whosoff_leave_rules", "leave_type_id", "leave_types"));
    m.create_table(table).await?;
    m.create_index(unique("whosoff_leave_rules", &["company_id", "leave_type_id"])).await
}

async fn overtime(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(company_table("whosoff_overtime_types", vec![text("name"), text("colour")]))
        .await?;
    m.create_index(by_company("whosoff_overtime_types")).await?;
    let mut table = company_table(
        "whosoff_overtime",
        vec![
            big("employee_id"),
            big("overtime_type_id"),
            small("status"),
            date("first_day"),
            date("last_day"),
            small("unit"),
            int("minutes"),
            text_null("note"),
            flag("in_lieu"),
        ],
    );
    table.foreign_key(&mut refers("whosoff_overtime", "employee_id", "employees"));
    let kind = refers("whosoff_overtime", "overtime_type_id", "whosoff_overtime_types");
    table.foreign_key(&mut { kind });
    m.create_table(table).await?;
    m.create_index(index("whosoff_overtime", &["company_id", "employee_id"])).await
}
