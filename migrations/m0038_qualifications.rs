//! What people can: the company's list of it, and who has what.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "qualifications",
            vec![small("kind"), text("name"), text("name_key")],
        ))
        .await?;
        m.create_index(by_company("qualifications")).await?;
        m.create_index(unique("qualifications", &["company_id", "kind", "name_key"])).await?;
        let mut held = company_table(
            "employee_qualifications",
            vec![
                big("employee_id"),
                big("qualification_id"),
                small("kind"),
                text_null("details"),
                text_null("institute"),
                date_null("starts_on"),
                date_null("ends_on"),
                text_null("reading"),
                text_null("speaking"),
                text_null("writing"),
                text_null("understanding"),
            ],
        );
        held.foreign_key(&mut refers("employee_qualifications", "employee_id", "employees"));
        held.foreign_key(&mut refers(
            "employee_qualifications",
            "qualification_id",
            "qualifications",
        ));
        m.create_table(held).await?;
        let list = ["company_id", "employee_id", "kind", "id"];
        m.create_index(index("employee_qualifications", &list)).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["employee_qualifications", "qualifications"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
