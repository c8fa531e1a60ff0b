//! Contract templates and the contracts made from them.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "contract_templates",
            vec![text("name"), text_null("content"), flag("active")],
        ))
        .await?;
        m.create_index(by_company("contract_templates")).await?;
        let mut table = company_table(
            "contracts",
            vec![
                big("employee_id"),
                big_null("template_id"),
                text_null("position"),
                text_null("name"),
                small_null("form"),
                local("starts_at"),
                local("ends_at"),
                text_null("accessory_url"),
                flag("is_renewal"),
                flag("signed"),
                flag("matured"),
                text_null("signed_on"),
            ],
        );
        table.foreign_key(&mut refers("contracts", "employee_id", "employees"));
        // No foreign key for the template: a contract outlives the text that it was made from.
        m.create_table(table).await?;
        m.create_index(by_company("contracts")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("contracts").take()).await?;
        m.drop_table(Table::drop().table("contract_templates").take()).await
    }
}
