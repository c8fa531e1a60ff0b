//! Attendance grows: what is noted of it, from where, and how long somebody worked.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            text_null("note"),
            flag("work_from_home").default(false).take(),
            text_null("in_ip"),
            text_null("out_ip"),
            int_null("worked_seconds"),
        ] {
            m.alter_table(add("attendance", column)).await?;
        }
        let seconds = match m.get_database_backend() {
            sea_orm_migration::sea_orm::DbBackend::Sqlite => {
                "(julianday(check_out_at) - julianday(check_in_at)) * 86400"
            }
            _ => "EXTRACT(EPOCH FROM check_out_at - check_in_at)",
        };
        let known = "WHERE check_out_at IS NOT NULL";
        let fill = format!(
            "UPDATE attendance SET worked_seconds = CAST(ROUND({seconds}) AS INTEGER) {known}"
        );
        m.get_connection().execute_unprepared(&fill).await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in ["worked_seconds", "out_ip", "in_ip", "work_from_home", "note"] {
            m.alter_table(remove("attendance", column)).await?;
        }
        Ok(())
    }
}
