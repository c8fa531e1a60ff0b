//! Policies, whom they address, and who acknowledged them.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "policies",
            vec![
                text("title"),
                small("audience"),
                text_null("attachment"),
                date_null("effective_on"),
                date_null("acknowledge_by"),
                flag("mandatory"),
                flag("reset_acknowledgements"),
                small("status"),
            ],
        ))
        .await?;
        m.create_index(by_company("policies")).await?;
        m.create_table(
            Table::create()
                .table("policy_targets")
                .col(id())
                .col(big("company_id"))
                .col(big("policy_id"))
                .col(big_null("department_id"))
                .col(big_null("employee_id"))
                .foreign_key(&mut refers("policy_targets", "company_id", "companies"))
                .foreign_key(&mut belongs("policy_targets", "policy_id", "policies"))
                .foreign_key(&mut belongs("policy_targets", "department_id", "departments"))
                .foreign_key(&mut refers("policy_targets", "employee_id", "employees"))
                .take(),
        )
        .await?;
        m.create_index(index("policy_targets", &["company_id", "policy_id"])).await?;
        m.create_table(
            Table::create()
                .table("policy_acknowledgements")
                .col(id())
                .col(big("company_id"))
                .col(big("policy_id"))
                .col(big("employee_id"))
                .col(instant("created_at"))
                .foreign_key(&mut refers("policy_acknowledgements", "company_id", "companies"))
                .foreign_key(&mut belongs("policy_acknowledgements", "policy_id", "policies"))
                .foreign_key(&mut refers("policy_acknowledgements", "employee_id", "employees"))
                .take(),
        )
        .await?;
        let once = ["company_id", "policy_id", "employee_id"];
        m.create_index(unique("policy_acknowledgements", &once)).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["policy_acknowledgements", "policy_targets", "policies"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
