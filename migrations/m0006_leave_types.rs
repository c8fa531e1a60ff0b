//! Leave types: the kinds of absence that a company grants.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "leave_types",
            vec![
                text("name"),
                small("kind"),
                big_null("entitlement_hours"),
                small_null("accrual"),
                small_null("reset"),
                big_null("carry_over_hours"),
                flag_null("carry_over"),
                flag_null("paid"),
                int_null("max_days"),
            ],
        ))
        .await?;
        m.create_index(by_company("leave_types")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("leave_types").take()).await
    }
}
