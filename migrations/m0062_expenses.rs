//! Expenses of employees, what they are for and how they were paid.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let columns = vec![text("name"), text("name_key"), flag("pre_approve")];
        m.create_table(company_table("expense_categories", columns)).await?;
        m.create_index(unique("expense_categories", &["company_id", "name_key"])).await?;
        let columns = vec![text("name"), text("name_key")];
        m.create_table(company_table("payment_methods", columns)).await?;
        m.create_index(unique("payment_methods", &["company_id", "name_key"])).await?;
        m.create_table(expenses()).await?;
        m.create_index(by_company("expenses")).await?;
        m.create_index(index("expenses", &["company_id", "employee_id", "spent_on"])).await?;
        m.create_index(index("expenses", &["company_id", "waits_for_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["expenses", "payment_methods", "expense_categories"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn expenses() -> TableCreateStatement {
    let mut table = company_table(
        "expenses",
        vec![
            big("employee_id"),
            date("spent_on"),
            big("category_id"),
            big("payment_method_id"),
            text("payee"),
            text("transaction_number"),
            text_null("notes"),
            big("amount"),
            text("currency"),
            text("receipts"),
            small("status"),
            big_null("waits_for_id"),
            text("approvers"),
        ],
    );
    table.foreign_key(&mut refers("expenses", "employee_id", "employees"));
    table.foreign_key(&mut refers("expenses", "category_id", "expense_categories"));
    table.foreign_key(&mut refers("expenses", "payment_method_id", "payment_methods"));
    table.foreign_key(&mut refers("expenses", "waits_for_id", "employees"));
    table
}
