//! What few systems ask about an employee, in a table of its own, so that lists need not read it.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let mut columns = vec![big("employee_id")];
        columns.extend([
            text_null("middle_name"),
            text_null("name_pronunciation"),
            text_null("pronouns"),
            big_null("nationality"),
            date_null("birthday"),
            text_null("gender"),
            small_null("marital_status"),
            big_null("ethnicity"),
            big_null("immigration_status"),
            text_null("home_phone"),
            text_null("private_email"),
        ]);
        columns.extend([
            text_null("ssn_num"),
            text_null("nic_num"),
            text_null("other_id"),
            text_null("driving_license"),
            date_null("driving_license_expires_on"),
            text_null("tax_id"),
            text_null("health_insurance"),
        ]);
        columns.extend([
            big_null("pay_grade"),
            text_null("work_station"),
            date_null("confirmed_on"),
            text_null("time_zone"),
            text_null("notes"),
        ]);
        columns.extend(CUSTOM.map(text_null));
        columns.push(text_null("search_key"));
        let mut table = company_table("employee_details", columns);
        table.foreign_key(&mut refers("employee_details", "employee_id", "employees"));
        m.create_table(table).await?;
        m.create_index(unique("employee_details", &["company_id", "employee_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("employee_details").take()).await
    }
}

const CUSTOM: [&str; 7] =
    ["custom4", "custom5", "custom6", "custom7", "custom8", "custom9", "custom10"];
