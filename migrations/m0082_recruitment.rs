//! Candidates, what they apply for, and the interviews with them.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "candidates",
            vec![
                text("first_name"),
                text("last_name"),
                text("title"),
                text_null("email"),
                text("tags"),
                text("tags_key"),
                text("profile"),
                text("search_key"),
            ],
        ))
        .await?;
        m.create_index(by_company("candidates")).await?;
        let columns =
            vec![big("job_id"), big("candidate_id"), text_null("referred_by"), text_null("notes")];
        m.create_table(of_both("applications", columns)).await?;
        let once = unique("applications", &["company_id", "job_id", "candidate_id"]);
        m.create_index(once).await?;
        m.create_index(index("applications", &["company_id", "candidate_id"])).await?;
        let columns = vec![
            big("job_id"),
            big("candidate_id"),
            text_null("level"),
            local("scheduled_at"),
            text_null("location"),
            text_null("status"),
            text_null("notes"),
        ];
        m.create_table(of_both("interviews", columns)).await?;
        m.create_index(index("interviews", &["company_id", "candidate_id", "id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["interviews", "applications", "candidates"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

/// A table whose rows go with their job and their candidate.
fn of_both(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = company_table(name, columns);
    table.foreign_key(&mut belongs(name, "job_id", "job_listings"));
    table.foreign_key(&mut belongs(name, "candidate_id", "candidates"));
    table
}
