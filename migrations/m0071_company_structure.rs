//! Departments become the company's structure: kinds, parents, places and further heads.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const PARENT: &str = "ix_departments__company_id_parent_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column a statement, and takes a foreign key with the column only. Those
        // that are there are departments, which is kind 4.
        for column in [
            small("kind").default(4).take(),
            big_null("parent_id").extra("REFERENCES departments (id)").take(),
            text_null("country"),
            text_null("time_zone"),
            text_null("address"),
            text_null("further_heads"),
        ] {
            m.alter_table(add("departments", column)).await?;
        }
        m.create_index(index("departments", &["company_id", "parent_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(drop_index("departments", PARENT)).await?;
        for column in ["further_heads", "address", "time_zone", "country", "parent_id", "kind"] {
            m.alter_table(remove("departments", column)).await?;
        }
        Ok(())
    }
}
