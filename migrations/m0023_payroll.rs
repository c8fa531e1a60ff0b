//! Payroll runs, and what each employee gets in them.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "payroll_runs",
            vec![
                int("year"),
                small("month"),
                text("currency"),
                small("status"),
                instant_null("closed_at"),
            ],
        ))
        .await?;
        m.create_index(index("payroll_runs", &["company_id", "year", "month", "id"])).await?;
        let mut lines = company_table(
            "payroll_lines",
            vec![big("run_id"), big("employee_id"), big("gross"), big("deductions"), big("net")],
        );
        lines.foreign_key(&mut belongs("payroll_lines", "run_id", "payroll_runs"));
        lines.foreign_key(&mut refers("payroll_lines", "employee_id", "employees"));
        m.create_table(lines).await?;
        let once = ["company_id", "run_id", "employee_id"];
        m.create_index(unique("payroll_lines", &once)).await?;
        m.create_index(index("payroll_lines", &["company_id", "employee_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["payroll_lines", "payroll_runs"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
