//! Companies, the tenants that every other table hangs on, and their settings.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("companies")
                .col(id())
                .col(text("public_id"))
                .col(text("name"))
                .col(text("contact_email"))
                .col(text("contact_email_key"))
                .col(text_null("industry"))
                .col(text_null("country"))
                .col(text_null("time_zone"))
                .col(text_null("currency"))
                .col(text_null("phone"))
                .col(text_null("phone_code"))
                .col(text_null("logo_url"))
                .col(text_null("plan_id"))
                .col(bytes_null("api_credentials"))
                .col(instant("created_at"))
                .col(instant("updated_at"))
                .take(),
        )
        .await?;
        m.create_index(unique("companies", &["public_id"])).await?;
        m.create_index(unique("companies", &["contact_email_key"])).await?;
        m.create_table(
            Table::create()
                .table("company_settings")
                .col(big("company_id").primary_key().take())
                .col(int("min_password_length"))
                .col(flag("require_numbers"))
                .col(flag("require_uppercase"))
                .col(flag("require_special_chars"))
                .col(flag("enable_2fa"))
                .col(int("session_timeout_minutes"))
                .col(int("max_failed_attempts"))
                .col(time("default_start_time"))
                .col(time("default_end_time"))
                .col(int("grace_period_minutes"))
                .col(flag("enable_overtime"))
                .col(int("maximum_overtime_minutes"))
                .col(instant("updated_at"))
                .foreign_key(&mut belongs("company_settings", "company_id", "companies"))
                .take(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("company_settings").take()).await?;
        m.drop_table(Table::drop().table("companies").take()).await
    }
}
