//! Webhooks: where events are told, and what became of each telling.

use sea_orm_migration::prelude::*;

use crate::column::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(company_table(
            "webhook_endpoints",
            vec![
                text("url"),
                // A JSON list of event names.
                text("events"),
                text_null("description"),
                flag("active"),
                bytes("sealed"),
            ],
        ))
        .await?;
        m.create_index(by_company("webhook_endpoints")).await?;
        let mut deliveries = company_table(
            "webhook_deliveries",
            vec![
                big("endpoint_id"),
                // The same for every delivery of one event.
                text("message_id"),
                text("event"),
                big("subject_id"),
                instant("occurred_at"),
                small("status"),
                int("attempts"),
                int_null("response_status"),
                // Empty once it is settled, so that the last index finds what is due.
                instant_null("next_attempt_at"),
                instant_null("claimed_until"),
                // As it was first sent; every attempt sends the same bytes.
                text_null("body"),
            ],
        );
        let mut endpoint = belongs("webhook_deliveries", "endpoint_id", "webhook_endpoints");
        m.create_table(deliveries.foreign_key(&mut endpoint).take()).await?;
        let of_endpoint = ["company_id", "endpoint_id", "id"];
        m.create_index(index("webhook_deliveries", &of_endpoint)).await?;
        m.create_index(index("webhook_deliveries", &["next_attempt_at"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["webhook_deliveries", "webhook_endpoints"] {
            m.drop_table(Table::drop().table(table).take()).await?;
        }
        Ok(())
    }
}
