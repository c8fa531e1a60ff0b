//! Tag Webhooks: ours, after Standard Webhooks.

use hr::id::{DeliveryId, WebhookId};
use hr::{Error, PageRequest, webhook};
use workbeats_server::requests::*;
use workbeats_server::traits::Webhooks;
use workbeats_server::types::{Webhook, WebhookDelivery, WebhookSecret};

use crate::translate::{ids, webhooks};
use crate::{Failure, Principal, Workbeats};

/// Of a webhook's deliveries the latest are shown, so many at most.
const SHOWN: u64 = 1000;

impl Webhooks for Workbeats {
    async fn webhook_list(
        &self,
        caller: Principal,
        _request: WebhookListRequest,
    ) -> Result<Vec<Webhook>, Failure> {
        let all = webhook::list(&self.hr, &caller.who).await?;
        Ok(all.into_iter().map(webhooks::shown).collect())
    }

    async fn webhook_create(
        &self,
        caller: Principal,
        request: WebhookCreateRequest,
    ) -> Result<WebhookSecret, Failure> {
        self.admit(&request.body.url)?;
        let new = webhooks::new(request.body);
        let (made, secret) = webhook::create(&self.hr, &caller.who, new).await?;
        Ok(webhooks::with_secret(made, secret))
    }

    async fn webhook_get(
        &self,
        caller: Principal,
        request: WebhookGetRequest,
    ) -> Result<Webhook, Failure> {
        let id = hook(&request.webhook_id)?;
        Ok(webhooks::shown(webhook::get(&self.hr, &caller.who, id).await?))
    }

    async fn webhook_update(
        &self,
        caller: Principal,
        request: WebhookUpdateRequest,
    ) -> Result<Webhook, Failure> {
        let id = hook(&request.webhook_id)?;
        // What does not exist is missing, whatever is asked of it.
        webhook::get(&self.hr, &caller.who, id).await?;
        if let Some(url) = &request.body.url {
            self.admit(url)?;
        }
        let change = webhooks::change(request.body);
        Ok(webhooks::shown(webhook::change(&self.hr, &caller.who, id, change).await?))
    }

    async fn webhook_delete(
        &self,
        caller: Principal,
        request: WebhookDeleteRequest,
    ) -> Result<(), Failure> {
        Ok(webhook::delete(&self.hr, &caller.who, hook(&request.webhook_id)?).await?)
    }

    async fn webhook_delivery_list(
        &self,
        caller: Principal,
        request: WebhookDeliveryListRequest,
    ) -> Result<Vec<WebhookDelivery>, Failure> {
        let (id, page) = (hook(&request.webhook_id)?, PageRequest::new(1, SHOWN));
        let latest = webhook::deliveries(&self.hr, &caller.who, id, page).await?;
        Ok(latest.items.into_iter().map(webhooks::delivery).collect())
    }

    async fn webhook_delivery_redeliver(
        &self,
        caller: Principal,
        request: WebhookDeliveryRedeliverRequest,
    ) -> Result<WebhookDelivery, Failure> {
        let id = hook(&request.webhook_id)?;
        let delivery = ids::read("delivery", &request.delivery_id);
        let delivery = DeliveryId(delivery.ok_or(Failure::missing("delivery"))?);
        let made = webhook::redeliver(&self.hr, &caller.who, id, delivery).await?;
        Ok(webhooks::delivery(made))
    }
}

impl Workbeats {
    /// Refuses a URL that this server would never call.
    fn admit(&self, url: &str) -> Result<(), Failure> {
        let admitted = self.poster.admit(url);
        Ok(admitted.map_err(|refused| Error::invalid("url", refused.to_string()))?)
    }
}

fn hook(text: &str) -> Result<WebhookId, Failure> {
    Ok(WebhookId(ids::read("webhook", text).ok_or(Failure::missing("webhook"))?))
}
