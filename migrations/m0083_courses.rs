//! Courses with their lessons, who is enrolled, and how far they have come.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "courses",
            vec![text("name"), text_null("short_description"), small("status"), text("search_key")],
        ))
        .await?;
        m.create_index(by_company("courses")).await?;
        let mut lessons = company_table(
            "lessons",
            vec![
                big("course_id"),
                text("name"),
                text_null("short_description"),
                small("status"),
                text("content"),
                int("position"),
            ],
        );
        lessons.foreign_key(&mut belongs("lessons", "course_id", "courses"));
        m.create_table(lessons).await?;
        m.create_index(index("lessons", &["company_id", "course_id", "position", "id"])).await?;
        let mut enrolments =
            company_table("enrolments", vec![big("course_id"), big("employee_id")]);
        enrolments.foreign_key(&mut belongs("enrolments", "course_id", "courses"));
        enrolments.foreign_key(&mut refers("enrolments", "employee_id", "employees"));
        m.create_table(enrolments).await?;
        m.create_index(unique("enrolments", &["company_id", "course_id", "employee_id"])).await?;
        m.create_index(index("enrolments", &["company_id", "employee_id", "id"])).await?;
        let mut ways = company_table(
            "learner_lessons",
            vec![
                big("enrolment_id"),
                big("lesson_id"),
                text("answers"),
                instant_null("completed_at"),
            ],
        );
        ways.foreign_key(&mut belongs("learner_lessons", "enrolment_id", "enrolments"));
        ways.foreign_key(&mut belongs("learner_lessons", "lesson_id", "lessons"));
        m.create_table(ways).await?;
        let once = ["company_id", "enrolment_id", "lesson_id"];
        m.create_index(unique("learner_lessons", &once)).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["learner_lessons", "enrolments", "lessons", "courses"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
