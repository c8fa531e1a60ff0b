//! What can be done with endpoints: load, rule, save and audit in one transaction.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Delivery, NewWebhook, Webhook, WebhookChange, rules, store};
use crate::id::{DeliveryId, WebhookId};
use crate::{Error, Hr, Page, PageRequest, Who};

/// Adds an endpoint and gives its secret, this once: `whsec_` and the bytes in base64.
///
/// `Invalid` where URL or events are empty. Whether the URL may be called is for the caller to
/// check; it is checked again whenever it is called.
pub async fn create(hr: &Hr, who: &Who, new: NewWebhook) -> Result<(Webhook, String), Error> {
    let secret = match &new.secret {
        Some(secret) => secret.clone(),
        None => hr.random().bytes::<32>()?.to_vec(),
    };
    let shown = format!("whsec_{}", STANDARD.encode(&secret));
    let made = hr
        .write(who, move |w| {
            Box::pin(async move {
                let it = rules::create(new, w.now)?;
                let it = store::insert(&w, it, &secret).await?;
                w.audit("webhook.create", it.id.get()).await?;
                Ok(it)
            })
        })
        .await?;
    Ok((made, shown))
}

/// One endpoint; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: WebhookId) -> Result<Webhook, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// Every endpoint of the company in the order of their ids.
pub async fn list(hr: &Hr, who: &Who) -> Result<Vec<Webhook>, Error> {
    store::list(hr.db().read(), who.company).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
///
/// What was not delivered while an endpoint was inactive goes out once it is active again.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: WebhookId,
    change: WebhookChange,
) -> Result<Webhook, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let it = rules::change(it, change, w.now)?;
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("webhook.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes an endpoint for good, with its deliveries.
pub async fn delete(hr: &Hr, who: &Who, id: WebhookId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("webhook.delete", id.get()).await
        })
    })
    .await
}

/// The deliveries of an endpoint, latest first; `NotFound` where there is no such endpoint.
pub async fn deliveries(
    hr: &Hr,
    who: &Who,
    id: WebhookId,
    page: PageRequest,
) -> Result<Page<Delivery>, Error> {
    let db = hr.db().read();
    store::find(db, who.company, id).await?;
    store::deliveries(db, who.company, id, page).await
}

/// Sends the message of a delivery once more, as a delivery of its own with the same message id.
pub async fn redeliver(
    hr: &Hr,
    who: &Who,
    webhook: WebhookId,
    delivery: DeliveryId,
) -> Result<Delivery, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::find(w.tx, w.who.company, webhook).await?;
            let made = store::again(&w, webhook, delivery).await?;
            w.audit("webhook.redeliver", made.id.get()).await?;
            Ok(made)
        })
    })
    .await
}
