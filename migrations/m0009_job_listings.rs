//! Job listings and the questions that applicants are asked.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "job_listings",
            vec![
                text("title"),
                small("employment"),
                text_null("content"),
                small_null("formatting"),
                text_null("location"),
                text_null("currency"),
                big_null("pay_min"),
                big_null("pay_max"),
                small_null("salary_period"),
                small_null("pay_kind"),
                flag_null("show_pay"),
                int_null("experience_years"),
                flag("published"),
            ],
        ))
        .await?;
        m.create_index(by_company("job_listings")).await?;
        m.create_index(index("job_listings", &["company_id", "published", "id"])).await?;
        m.create_table(
            Table::create()
                .table("job_questions")
                .col(id())
                .col(big("company_id"))
                .col(big("listing_id"))
                .col(text("public_id"))
                .col(text("text"))
                .col(small("kind"))
                .col(text_null("answer_options"))
                .col(flag("video"))
                .col(int_null("order_index"))
                .foreign_key(&mut refers("job_questions", "company_id", "companies"))
                .foreign_key(&mut belongs("job_questions", "listing_id", "job_listings"))
                .take(),
        )
        .await?;
        m.create_index(unique("job_questions", &["company_id", "public_id"])).await?;
        m.create_index(index("job_questions", &["company_id", "listing_id", "id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("job_questions").take()).await?;
        m.drop_table(Table::drop().table("job_listings").take()).await
    }
}
