//! Assets grow: types as records of their own, departments as holders, and who had what when.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Every category becomes a type; the column itself stays until no old server reads it.
const TYPES: &str = "INSERT INTO asset_types \
    (company_id, name, name_key, created_at, updated_at) \
    SELECT company_id, MIN(category), LOWER(category), MIN(created_at), MIN(updated_at) \
    FROM assets WHERE category IS NOT NULL AND category <> '' \
    GROUP BY company_id, LOWER(category)";

const OF_TYPE: &str = "UPDATE assets SET type_id = (SELECT t.id FROM asset_types t \
    WHERE t.company_id = assets.company_id AND t.name_key = LOWER(assets.category))";

const SEARCHED: &str = "UPDATE assets SET search_key = LOWER(tag || '\n' || name)";

const HISTORY: &str = "INSERT INTO asset_assignments \
    (company_id, asset_id, employee_id, starts_on) \
    SELECT company_id, id, holder_id, assigned_on \
    FROM assets WHERE holder_id IS NOT NULL AND assigned_on IS NOT NULL";

const ADDED: [&str; 5] = ["search_key", "attachment", "description", "department_id", "type_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "asset_types",
            vec![text("name"), text("name_key"), text_null("description"), text_null("attachment")],
        ))
        .await?;
        m.create_index(by_company("asset_types")).await?;
        m.create_index(unique("asset_types", &["company_id", "name_key"])).await?;
        let of_type = "REFERENCES asset_types (id) ON DELETE SET NULL";
        let held_by = "REFERENCES departments (id) ON DELETE SET NULL";
        for column in [
            big_null("type_id").extra(of_type).take(),
            big_null("department_id").extra(held_by).take(),
            text_null("description"),
            text_null("attachment"),
            text("search_key").default("").take(),
        ] {
            m.alter_table(add("assets", column)).await?;
        }
        m.create_table(assignments()).await?;
        m.create_index(index("asset_assignments", &["company_id", "asset_id", "id"])).await?;
        for fill in [TYPES, OF_TYPE, SEARCHED, HISTORY] {
            m.get_connection().execute_unprepared(fill).await?;
        }
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("asset_assignments").take()).await?;
        for column in ADDED {
            m.alter_table(remove("assets", column)).await?;
        }
        m.drop_table(Table::drop().table("asset_types").take()).await
    }
}

fn assignments() -> TableCreateStatement {
    let department = "REFERENCES departments (id) ON DELETE SET NULL";
    Table::create()
        .table("asset_assignments")
        .col(id())
        .col(big("company_id"))
        .col(big("asset_id"))
        .col(big_null("employee_id"))
        .col(big_null("department_id").extra(department).take())
        .col(date("starts_on"))
        .col(date_null("ends_on"))
        .foreign_key(&mut refers("asset_assignments", "company_id", "companies"))
        .foreign_key(&mut belongs("asset_assignments", "asset_id", "assets"))
        .foreign_key(&mut refers("asset_assignments", "employee_id", "employees"))
        .take()
}
