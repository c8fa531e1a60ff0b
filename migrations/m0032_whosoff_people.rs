//! What only WhosOff says of people: profiles, tags, notes, and who may not be off with whom.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        profiles(m).await?;
        tags(m).await?;
        let mut notes = company_table(
            "whosoff_notes",
            vec![big("employee_id"), small("kind"), text("note"), big_null("changed_by")],
        );
        notes.foreign_key(&mut refers("whosoff_notes", "employee_id", "employees"));
        notes.foreign_key(&mut refers("whosoff_notes", "changed_by", "employees"));
        m.create_table(notes).await?;
        m.create_index(index("whosoff_notes", &["company_id", "employee_id"])).await?;
        let mut restrictions =
            company_table("whosoff_restrictions", vec![big("employee_id"), big("other_id")]);
        restrictions.foreign_key(&mut refers("whosoff_restrictions", "employee_id", "employees"));
        restrictions.foreign_key(&mut refers("whosoff_restrictions", "other_id", "employees"));
        m.create_table(restrictions).await?;
        let pair = ["company_id", "employee_id", "other_id"];
        m.create_index(unique("whosoff_restrictions", &pair)).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "whosoff_restrictions",
            "whosoff_notes",
            "whosoff_tag_members",
            "whosoff_tags",
            "whosoff_profiles",
        ] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}

async fn profiles(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut table = company_table(
        "whosoff_profiles",
        vec![
            big("employee_id"),
            text_null("title"),
            text_null("middle_name"),
            small_null("user_type"),
            small_null("default_view"),
            big_null("default_view_id"),
            small_null("default_sorting"),
            small("approver_role"),
            big_null("notifier_2"),
            small("notifier_2_role"),
            big_null("notifier_3"),
            small("notifier_3_role"),
            small("email_type"),
            small("allowance_unit"),
            text_null("directory_username"),
            date_null("employment_ends_on"),
        ],
    );
    for column in ["employee_id", "notifier_2", "notifier_3"] {
        table.foreign_key(&mut refers("whosoff_profiles", column, "employees"));
    }
    m.create_table(table).await?;
    m.create_index(unique("whosoff_profiles", &["company_id", "employee_id"])).await?;
    m.create_index(index("whosoff_profiles", &["company_id", "notifier_2"])).await?;
    m.create_index(index("whosoff_profiles", &["company_id", "notifier_3"])).await
}

async fn tags(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(company_table("whosoff_tags", vec![text("name")])).await?;
    m.create_index(by_company("whosoff_tags")).await?;
    m.create_table(
        Table::create()
            .table("whosoff_tag_members")
            .col(id())
            .col(big("company_id"))
            .col(big("tag_id"))
            .col(big("employee_id"))
            .foreign_key(&mut refers("whosoff_tag_members", "company_id", "companies"))
            .foreign_key(&mut belongs("whosoff_tag_members", "tag_id", "whosoff_tags"))
            .foreign_key(&mut refers("whosoff_tag_members", "employee_id", "employees"))
            .take(),
    )
    .await?;
    m.create_index(unique("whosoff_tag_members", &["company_id", "tag_id", "employee_id"])).await?;
    m.create_index(index("whosoff_tag_members", &["company_id", "employee_id"])).await
}
