//! Job listings grow: a code, a third state, an end, who looks for somebody, and more to say.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const SEARCHED: &str = "UPDATE job_listings SET search_key = LOWER(title)";

const ADDED: [&str; 10] = [
    "search_key",
    "details",
    "posted_by_id",
    "hiring_manager_id",
    "closes_at",
    "display",
    "department",
    "code_key",
    "code",
    "on_hold",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let employee = "REFERENCES employees (id)";
        for column in [
            flag("on_hold").default(false).take(),
            text_null("code"),
            text_null("code_key"),
            text_null("department"),
            small_null("display"),
            local_null("closes_at"),
            big_null("hiring_manager_id").extra(employee).take(),
            big_null("posted_by_id").extra(employee).take(),
            text("details").default("{}").take(),
            text("search_key").default("").take(),
        ] {
            m.alter_table(add("job_listings", column)).await?;
        }
        m.create_index(unique("job_listings", &["company_id", "code_key"])).await?;
        m.create_index(index("job_listings", &["company_id", "hiring_manager_id"])).await?;
        m.get_connection().execute_unprepared(SEARCHED).await.map(drop)
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let managed = "ix_job_listings__company_id_hiring_manager_id";
        for name in ["ux_job_listings__code_key", managed] {
            m.drop_index(drop_index("job_listings", name)).await?;
        }
        for column in ADDED {
            m.alter_table(remove("job_listings", column)).await?;
        }
        Ok(())
    }
}
