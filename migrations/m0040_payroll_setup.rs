//! How payroll is set up: groups, salary components, deductions, who is paid, columns, templates.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let group = vec![text("name"), text_null("description")];
        m.create_table(company_table("payroll_groups", group)).await?;
        m.create_index(by_company("payroll_groups")).await?;
        salaries(m).await?;
        m.create_table(columns()).await?;
        m.create_index(unique("payroll_columns", &["company_id", "name_key"])).await?;
        m.create_table(deductions()).await?;
        m.create_index(by_company("payroll_deductions")).await?;
        m.create_table(employees()).await?;
        m.create_index(unique("payroll_employees", &["company_id", "employee_id"])).await?;
        let template = vec![text("name"), text("design"), flag("shown")];
        m.create_table(company_table("payslip_templates", template)).await?;
        m.create_index(by_company("payslip_templates")).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "payslip_templates",
            "payroll_employees",
            "payroll_deductions",
            "payroll_columns",
            "salary_amounts",
            "salary_components",
            "payroll_groups",
        ] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

async fn salaries(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let component = vec![text("name"), small("kind"), text_null("details")];
    m.create_table(company_table("salary_components", component)).await?;
    m.create_index(by_company("salary_components")).await?;
    let amount = vec![big("employee_id"), big("component_id"), big("amount")];
    let mut amounts = company_table("salary_amounts", amount);
    amounts.foreign_key(&mut refers("salary_amounts", "employee_id", "employees"));
    amounts.foreign_key(&mut refers("salary_amounts", "component_id", "salary_components"));
    m.create_table(amounts).await?;
    let once = ["company_id", "employee_id", "component_id"];
    m.create_index(unique("salary_amounts", &once)).await
}

fn columns() -> TableCreateStatement {
    let mut table = company_table(
        "payroll_columns",
        vec![
            text("name"),
            text("name_key"),
            small_null("hook"),
            text("components"),
            text("deductions"),
            text("added"),
            text("subtracted"),
            int("place"),
            flag("editable"),
            flag("enabled"),
            big_null("default_value"),
            text("variables"),
            text_null("formula"),
            small("style"),
            big_null("group_id"),
            small_null("part"),
        ],
    );
    table.foreign_key(&mut refers("payroll_columns", "group_id", "payroll_groups"));
    table
}

fn deductions() -> TableCreateStatement {
    let mut table = company_table(
        "payroll_deductions",
        vec![
            text("name"),
            big_null("group_id"),
            text("kinds"),
            text("components"),
            big_null("column_id"),
            text("ranges"),
        ],
    );
    table.foreign_key(&mut refers("payroll_deductions", "group_id", "payroll_groups"));
    table.foreign_key(&mut refers("payroll_deductions", "column_id", "payroll_columns"));
    table
}

fn employees() -> TableCreateStatement {
    let mut table = company_table(
        "payroll_employees",
        vec![
            big("employee_id"),
            small("frequency"),
            text("currency"),
            big_null("group_id"),
            text("exemptions"),
            text("allowed"),
        ],
    );
    table.foreign_key(&mut refers("payroll_employees", "employee_id", "employees"));
    table.foreign_key(&mut refers("payroll_employees", "group_id", "payroll_groups"));
    table
}
