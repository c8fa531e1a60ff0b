//! Payroll runs grow: what they cover, their columns, and what each employee has in each column.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

fn grown() -> [ColumnDef; 8] {
    [
        text_null("name"),
        small_null("frequency"),
        big_null("department_id"),
        date_null("starts_on"),
        date_null("ends_on"),
        text_null("columns"),
        big_null("template_id"),
        big_null("group_id"),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in grown() {
            m.alter_table(add("payroll_runs", column)).await?;
        }
        let cell = vec![big("run_id"), big("employee_id"), big("column_id"), text("amount")];
        let mut cells = Table::create();
        cells.table("payroll_cells").col(id()).col(big("company_id"));
        for column in cell {
            cells.col(column);
        }
        cells.foreign_key(&mut belongs("payroll_cells", "run_id", "payroll_runs"));
        cells.foreign_key(&mut refers("payroll_cells", "employee_id", "employees"));
        cells.foreign_key(&mut refers("payroll_cells", "column_id", "payroll_columns"));
        m.create_table(cells.take()).await?;
        let once = ["run_id", "employee_id", "column_id"];
        m.create_index(unique("payroll_cells", &once)).await?;
        m.create_index(index("payroll_cells", &["column_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("payroll_cells").take()).await?;
        for name in
            ["name", "frequency", "department_id", "starts_on", "ends_on", "columns", "template_id"]
        {
            m.alter_table(remove("payroll_runs", name)).await?;
        }
        m.alter_table(remove("payroll_runs", "group_id")).await
    }
}
