//! Roles, the menus that they open, and the menus themselves: reference data of the first API.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Id, parent (0 at the top), name, place among its siblings, path, kind (1 directory, 2 menu,
/// 3 button), permission.
type Menu = (i64, i64, &'static str, i32, &'static str, i16, &'static str);

const MENUS: [Menu; 16] = [
    (1, 0, "Dashboard", 1, "/dashboard", 2, "dashboard:list"),
    (2, 0, "People", 2, "/people", 1, ""),
    (3, 2, "Employees", 1, "/people/employees", 2, "employee:list"),
    (4, 2, "Departments", 2, "/people/departments", 2, "department:list"),
    (5, 2, "Positions", 3, "/people/positions", 2, "position:list"),
    (6, 3, "Offboard Employee", 1, "", 3, "employee:offboard"),
    (7, 0, "Time Off", 3, "/time-off", 1, ""),
    (8, 7, "Leave Requests", 1, "/time-off/requests", 2, "leaveRequest:list"),
    (9, 7, "Leave Types", 2, "/time-off/types", 2, "leaveType:list"),
    (10, 7, "Holidays", 3, "/time-off/holidays", 2, "holiday:list"),
    (11, 0, "Recruitment", 4, "/recruitment", 2, "jobListings:list"),
    (12, 0, "Policies", 5, "/policies", 2, "policy:list"),
    (13, 0, "Contracts", 6, "/contracts", 2, "contract:list"),
    (14, 0, "Settings", 7, "/settings", 1, ""),
    (15, 14, "Roles", 1, "/settings/roles", 2, "role:list"),
    (16, 14, "Company Settings", 2, "/settings/company", 2, "companySettings:list"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(menus()).await?;
        let mut rows = Query::insert();
        rows.into_table("menus").columns([
            "id",
            "parent_id",
            "name",
            "order_number",
            "path",
            "kind",
            "permission",
            "hidden",
            "active",
        ]);
        for (id, parent, name, order, path, kind, permission) in MENUS {
            rows.values([
                id.into(),
                parent.into(),
                name.into(),
                order.into(),
                path.into(),
                kind.into(),
                permission.into(),
                false.into(),
                true.into(),
            ])
            .map_err(|error| DbErr::Migration(error.to_string()))?;
        }
        m.exec_stmt(rows).await?;
        m.create_table(company_table(
            "roles",
            vec![text("name"), text("role_key"), flag("active"), int("sort"), text_null("remarks")],
        ))
        .await?;
        m.create_index(by_company("roles")).await?;
        m.create_index(unique("roles", &["company_id", "role_key"])).await?;
        m.create_table(role_menus()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["role_menus", "roles", "menus"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn menus() -> TableCreateStatement {
    Table::create()
        .table("menus")
        .col(big("id").primary_key().take())
        .col(big("parent_id"))
        .col(text("name"))
        .col(int("order_number"))
        .col(text("path"))
        .col(small("kind"))
        .col(text("permission"))
        .col(flag("hidden"))
        .col(flag("active"))
        .take()
}

fn role_menus() -> TableCreateStatement {
    Table::create()
        .table("role_menus")
        .col(big("company_id"))
        .col(big("role_id"))
        .col(big("menu_id"))
        .primary_key(Index::create().col("company_id").col("role_id").col("menu_id"))
        .foreign_key(&mut refers("role_menus", "company_id", "companies"))
        .foreign_key(&mut belongs("role_menus", "role_id", "roles"))
        .foreign_key(&mut refers("role_menus", "menu_id", "menus"))
        .take()
}
