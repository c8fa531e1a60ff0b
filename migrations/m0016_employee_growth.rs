//! Employees grow: staff number, manager, branch and position, and what a search looks through.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 4] = [
    "ux_employees__number_key",
    "ix_employees__company_id_manager_id",
    "ix_employees__company_id_branch_id",
    "ix_employees__company_id_external_id",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column a statement, and takes a foreign key with the column only.
        for column in [
            text_null("preferred_name"),
            text_null("number"),
            text_null("number_key"),
            big_null("manager_id").extra("REFERENCES employees (id)").take(),
            big_null("branch_id").extra("REFERENCES branches (id) ON DELETE SET NULL").take(),
            big_null("position_id").extra("REFERENCES positions (id) ON DELETE SET NULL").take(),
            text_null("search_key"),
        ] {
            m.alter_table(add("employees", column)).await?;
        }
        let filled = "UPDATE employees SET search_key = \
                      lower(first_name || ' ' || last_name) || char(10) || email_key";
        let filled = match m.get_database_backend() {
            sea_orm_migration::sea_orm::DbBackend::Sqlite => filled.to_owned(),
            _ => filled.replace("char(", "chr("),
        };
        m.get_connection().execute_unprepared(&filled).await?;
        m.create_index(live(unique("employees", &["company_id", "number_key"]))).await?;
        m.create_index(live(index("employees", &["company_id", "manager_id"]))).await?;
        m.create_index(live(index("employees", &["company_id", "branch_id"]))).await?;
        m.create_index(live(index("employees", &["company_id", "external_id"]))).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for name in INDEXES {
            m.drop_index(drop_index("employees", name)).await?;
        }
        for column in [
            "search_key",
            "position_id",
            "branch_id",
            "manager_id",
            "number_key",
            "number",
            "preferred_name",
        ] {
            m.alter_table(remove("employees", column)).await?;
        }
        Ok(())
    }
}
