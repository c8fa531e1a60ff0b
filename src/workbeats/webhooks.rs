//! Webhooks: the handlers of its operations.

use workbeats_server::traits::Webhooks;
use workbeats_server::{requests, types};
use crate::Workbeats;

impl Webhooks for Workbeats {
    async fn webhook_list(
        &self,
        _caller: Self::Caller,
        _request: requests::WebhookListRequest,
    ) -> Result<Vec<types::Webhook>, Self::Error> {
        Err(hr::Error::not_implemented("webhook_list"))
    }

    async fn webhook_create(
        &self,
        _caller: Self::Caller,
        _request: requests::WebhookCreateRequest,
    ) -> Result<types::WebhookSecret, Self::Error> {
        Err(hr::Error::not_implemented("webhook_create"))
    }

    async fn webhook_get(
        &self,
        _caller: Self::Caller,
        _request: requests::WebhookGetRequest,
    ) -> Result<types::Webhook, Self::Error> {
        Err(hr::Error::not_implemented("webhook_get"))
    }

    async fn webhook_update(
        &self,
        _caller: Self::Caller,
        _request: requests::WebhookUpdateRequest,
    ) -> Result<types::Webhook, Self::Error> {
        Err(hr::Error::not_implemented("webhook_update"))
    }

    async fn webhook_delete(
        &self,
        _caller: Self::Caller,
        _request: requests::WebhookDeleteRequest,
    ) -> Result<(), Self::Error> {
        Err(hr::Error::not_implemented("webhook_delete"))
    }

    async fn webhook_delivery_list(
        &self,
        _caller: Self::Caller,
        _request: requests::WebhookDeliveryListRequest,
    ) -> Result<Vec<types::WebhookDelivery>, Self::Error> {
        Err(hr::Error::not_implemented("webhook_delivery_list"))
    }

    async fn webhook_delivery_redeliver(
        &self,
        _caller: Self::Caller,
        _request: requests::WebhookDeliveryRedeliverRequest,
    ) -> Result<types::WebhookDelivery, Self::Error> {
        Err(hr::Error::not_implemented("webhook_delivery_redeliver"))
    }
}
