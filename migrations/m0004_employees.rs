//! Employees, whom to call for them, and their accounts.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(employees()).await?;
        // Not `live`: SQLite counts from an index alone only where the index holds `deleted_at`.
        m.create_index(index("employees", &["company_id", "deleted_at", "id"])).await?;
        m.create_index(index("employees", &["company_id", "status", "deleted_at", "id"])).await?;
        m.create_index(live(index("employees", &["company_id", "role_id"]))).await?;
        m.create_index(live(unique("employees", &["company_id", "email_key"]))).await?;
        m.create_index(live(unique("employees", &["company_id", "username_key"]))).await?;
        // Who signs in names no company, so these two begin with the name.
        m.create_index(live(index("employees", &["email_key"]))).await?;
        m.create_index(live(index("employees", &["username_key"]))).await?;

        let mut contacts = company_table(
            "emergency_contacts",
            vec![big("employee_id"), text("name"), text("phone"), text("relationship")],
        );
        contacts.foreign_key(&mut belongs("emergency_contacts", "employee_id", "employees"));
        m.create_table(contacts).await?;
        m.create_index(unique("emergency_contacts", &["company_id", "employee_id"])).await?;

        let mut users = company_table(
            "users",
            vec![big("employee_id"), text_null("password_hash"), flag("active")],
        );
        users.foreign_key(&mut belongs("users", "employee_id", "employees"));
        m.create_table(users).await?;
        m.create_index(unique("users", &["company_id", "employee_id"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["users", "emergency_contacts", "employees"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

fn employees() -> TableCreateStatement {
    let mut table = company_table(
        "employees",
        vec![
            text("first_name"),
            text("last_name"),
            text("email"),
            text("email_key"),
            text_null("username"),
            text_null("username_key"),
            // Empty for deleted employees, so that their role can go.
            big_null("role_id"),
            small("status"),
            text_null("phone"),
            text_null("phone_code"),
            text_null("work_phone"),
            text_null("work_phone_code"),
            text_null("job_title"),
            small_null("employment"),
            date_null("hired_on"),
            date_null("resigned_on"),
            text_null("resignation_reason"),
            text_null("external_id"),
            text_null("country"),
            text_null("address1"),
            text_null("address2"),
            text_null("city"),
            text_null("province"),
            text_null("postal_code"),
            instant_null("deleted_at"),
        ],
    );
    table.foreign_key(&mut refers("employees", "role_id", "roles"));
    table
}
