//! Webhooks and their deliveries between the API and the core.

use hr::webhook::{Delivery, Event, NewWebhook, Status, Webhook, WebhookChange};
use wire::Secret;
use workbeats_server::types::{self, WebhookDeliveryStatus, WebhookEvent};

use super::{ids, patch};

/// The document's events and the core's, by name.
macro_rules! events {
    ($($name:ident),+ $(,)?) => {
        fn event(sent: WebhookEvent) -> Event {
            match sent { $(WebhookEvent::$name => Event::$name),+ }
        }

        fn shown_event(it: Event) -> WebhookEvent {
            match it { $(Event::$name => WebhookEvent::$name),+ }
        }
    };
}

events! {
    UserCreated, UserUpdated, UserDeleted,
    DepartmentCreated, DepartmentUpdated, DepartmentDeleted,
    PositionCreated, PositionUpdated, PositionDeleted,
    LeaveRecordCreated, LeaveRecordUpdated,
}

pub fn new(sent: types::WebhookCreate) -> NewWebhook {
    NewWebhook {
        url: sent.url,
        events: sent.events.into_iter().map(event).collect(),
        description: sent.description.value(),
        active: sent.active.unwrap_or(true),
        secret: None,
    }
}

pub fn change(sent: types::WebhookUpdate) -> WebhookChange {
    WebhookChange {
        url: sent.url,
        events: sent.events.map(|events| events.into_iter().map(event).collect()),
        description: patch(sent.description),
        active: sent.active,
    }
}

pub fn shown(it: Webhook) -> types::Webhook {
    let attributes = types::WebhookAttributes {
        url: it.url,
        events: it.events.into_iter().map(shown_event).collect(),
        description: it.description.into(),
        active: it.active,
        created_at: it.created_at,
        updated_at: it.updated_at,
    };
    types::Webhook { id: ids::shown("webhook", it.id.get()), attributes }
}

/// A new webhook with its secret, for the only time.
pub fn with_secret(it: Webhook, secret: String) -> types::WebhookSecret {
    let types::Webhook { id, attributes } = shown(it);
    let attributes = types::WebhookSecretAttributes {
        url: attributes.url,
        events: attributes.events,
        description: attributes.description,
        active: attributes.active,
        created_at: attributes.created_at,
        updated_at: attributes.updated_at,
        secret: Secret(secret),
    };
    types::WebhookSecret { id, attributes }
}

pub fn delivery(it: Delivery) -> types::WebhookDelivery {
    let attributes = types::WebhookDeliveryAttributes {
        event: shown_event(it.event),
        status: match it.status {
            Status::Pending => WebhookDeliveryStatus::Pending,
            Status::Succeeded => WebhookDeliveryStatus::Succeeded,
            Status::Failed => WebhookDeliveryStatus::Failed,
        },
        attempts: it.attempts,
        response_status: it.response_status.map(i32::from).into(),
        next_attempt_at: it.next_attempt_at.into(),
        created_at: it.created_at,
    };
    types::WebhookDelivery { id: ids::shown("delivery", it.id.get()), attributes }
}
