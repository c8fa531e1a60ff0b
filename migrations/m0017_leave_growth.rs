//! Leave grows: types with codes and switches, requests of a type, and who decides step by step.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEXES: [&str; 2] = [
    "ix_leave_requests__company_id_employee_id_starts_at",
    "ix_leave_requests__company_id_starts_at",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            text_null("code"),
            text_null("colour"),
            flag("active").default(true).take(),
            flag("requires_approval").default(true).take(),
            flag("deducts").default(true).take(),
        ] {
            m.alter_table(add("leave_types", column)).await?;
        }
        let of_type = "REFERENCES leave_types (id) ON DELETE SET NULL";
        let of_type = big_null("leave_type_id").extra(of_type).take();
        m.alter_table(add("leave_requests", of_type)).await?;
        m.create_index(index("leave_requests", &["company_id", "employee_id", "starts_at"]))
            .await?;
        m.create_index(index("leave_requests", &["company_id", "starts_at"])).await?;
        m.create_table(steps()).await?;
        m.create_index(unique("leave_steps", &["company_id", "leave_request_id", "step"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("leave_steps").take()).await?;
        for name in INDEXES {
            m.drop_index(drop_index("leave_requests", name)).await?;
        }
        m.alter_table(remove("leave_requests", "leave_type_id")).await?;
        for column in ["deducts", "requires_approval", "active", "colour", "code"] {
            m.alter_table(remove("leave_types", column)).await?;
        }
        Ok(())
    }
}

fn steps() -> TableCreateStatement {
    Table::create()
        .table("leave_steps")
        .col(id())
        .col(big("company_id"))
        .col(big("leave_request_id"))
        .col(small("step"))
        .col(small("role"))
        .col(big_null("approver_id"))
        .col(small_null("decision"))
        .col(text_null("notes"))
        .col(instant_null("acted_at"))
        .col(big_null("acted_by"))
        .foreign_key(&mut refers("leave_steps", "company_id", "companies"))
        .foreign_key(&mut belongs("leave_steps", "leave_request_id", "leave_requests"))
        .foreign_key(&mut refers("leave_steps", "approver_id", "employees"))
        .foreign_key(&mut refers("leave_steps", "acted_by", "employees"))
        .take()
}
