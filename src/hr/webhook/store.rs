//! Endpoints and deliveries in the database; only what is due is looked for in all companies.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select, SelectTwo,
};

use super::{Delivery, Due, Event, Status, Webhook};
use crate::db::{Tx, page, table};
use crate::entity::webhook_delivery as delivery;
use crate::entity::webhook_endpoint::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, DeliveryId, WebhookId};
use crate::vault::Place;
use crate::{Error, Hr, Page, PageRequest, Write};

/// Tells the company's endpoints that want to hear of it: one delivery each, in one statement.
pub(crate) async fn raise(
    tx: &Tx,
    company: CompanyId,
    event: Event,
    subject: i64,
    message_id: String,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    use delivery::Column as To;
    // Names are our own; none is another one's with a letter in place of its underscore.
    let wanted = Column::Events.like(format!("%\"{}\"%", event.name()));
    let columns = [
        (To::CompanyId, Expr::col(Column::CompanyId)),
        (To::EndpointId, Expr::col(Column::Id)),
        (To::MessageId, Expr::val(message_id)),
        (To::Event, Expr::val(event.name())),
        (To::SubjectId, Expr::val(subject)),
        (To::OccurredAt, Expr::val(now)),
        (To::Status, Expr::val(Status::Pending.code())),
        (To::Attempts, Expr::val(0_i32)),
        (To::NextAttemptAt, Expr::val(now)),
        (To::CreatedAt, Expr::val(now)),
        (To::UpdatedAt, Expr::val(now)),
    ];
    let mut rows = Query::select();
    rows.from(Entity).and_where(Column::CompanyId.eq(company));
    rows.and_where(Column::Active.eq(true)).and_where(wanted);
    let names = columns.map(|(name, value)| {
        rows.expr(value);
        name
    });
    let mut insert = Query::insert();
    insert.into_table(delivery::Entity).columns(names);
    let broken = |error| Error::internal(format!("deliveries: {error}"));
    tx.execute(insert.select_from(rows).map_err(broken)?).await?;
    Ok(())
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: WebhookId,
) -> Result<Webhook, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

pub async fn list(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Webhook>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(Webhook::try_from).collect()
}

/// Two statements: the seal is bound to the row's id, which the first one gives.
pub async fn insert(w: &Write<'_>, it: Webhook, secret: &[u8]) -> Result<Webhook, Error> {
    let company = w.who.company;
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        sealed: Set(Vec::new()),
        created_at: Set(it.created_at),
        ..changed(it)?
    };
    let made: Model = table::insert(w.tx, row).await?;
    let sealed = w.hr.vault().seal(w.hr.random(), place(company, made.id), secret)?;
    let sealed = ActiveModel { sealed: Set(sealed), ..Default::default() };
    table::update::<Entity>(w.tx, company, made.id, sealed).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Webhook) -> Result<Webhook, Error> {
    let id = it.id;
    table::update::<Entity>(tx, company, id, changed(it)?).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: WebhookId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

/// The deliveries of an endpoint, latest first.
pub async fn deliveries(
    db: &impl ConnectionTrait,
    company: CompanyId,
    webhook: WebhookId,
    request: PageRequest,
) -> Result<Page<Delivery>, Error> {
    let query = deliveries_of(company, webhook).order_by_desc(delivery::Column::Id);
    let rows = page::<_, delivery::Model>(db, query, request).await?;
    rows.try_map(Delivery::try_from)
}

/// The row of a delivery, whichever endpoint it is for.
pub async fn delivery(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DeliveryId,
) -> Result<delivery::Model, Error> {
    table::find::<delivery::Entity>(db, company, id).await
}

/// Copies a delivery: the same message once more, due at once.
pub async fn again(w: &Write<'_>, webhook: WebhookId, id: DeliveryId) -> Result<Delivery, Error> {
    let company = w.who.company;
    let old = deliveries_of(company, webhook).filter(delivery::Column::Id.eq(id)).one(w.tx).await?;
    let old = old.ok_or(Error::NotFound("delivery"))?;
    let row = delivery::ActiveModel {
        id: NotSet,
        company_id: Set(company),
        endpoint_id: Set(webhook),
        message_id: Set(old.message_id),
        event: Set(old.event),
        subject_id: Set(old.subject_id),
        occurred_at: Set(old.occurred_at),
        status: Set(Status::Pending.code()),
        attempts: Set(0),
        response_status: Set(None),
        next_attempt_at: Set(Some(w.now)),
        claimed_until: Set(None),
        body: Set(old.body),
        created_at: Set(w.now),
        updated_at: Set(w.now),
    };
    Delivery::try_from(table::insert(w.tx, row).await?)
}

pub async fn save_delivery(
    tx: &Tx,
    company: CompanyId,
    id: DeliveryId,
    row: delivery::ActiveModel,
) -> Result<(), Error> {
    table::update::<delivery::Entity>(tx, company, id, row).await?;
    Ok(())
}

/// What is due in any company and claimed by nobody, the longest waiting first.
pub fn due(now: DateTime<Utc>, limit: u64) -> SelectTwo<delivery::Entity, Entity> {
    use delivery::Column as It;
    let free = Condition::any().add(It::ClaimedUntil.is_null()).add(It::ClaimedUntil.lte(now));
    delivery::Entity::find()
        .find_also_related(Entity)
        .filter(It::NextAttemptAt.lte(now))
        .filter(free)
        .filter(Column::Active.eq(true))
        .order_by_asc(It::NextAttemptAt)
        .order_by_asc(It::Id)
        .limit(limit)
}

/// Keeps other servers away from these deliveries until a moment.
pub async fn hold(tx: &Tx, ids: Vec<DeliveryId>, until: DateTime<Utc>) -> Result<(), Error> {
    let row = delivery::ActiveModel { claimed_until: Set(Some(until)), ..Default::default() };
    delivery::Entity::update_many()
        .filter(delivery::Column::Id.is_in(ids))
        .set(row)
        .exec(tx)
        .await?;
    Ok(())
}

/// What sending needs; fails where the secret does not open.
pub fn ready(hr: &Hr, it: delivery::Model, endpoint: Model) -> Result<Due, Error> {
    Ok(Due {
        id: it.id,
        company: it.company_id,
        url: endpoint.url,
        secret: hr.vault().open(place(it.company_id, endpoint.id), &endpoint.sealed)?,
        message_id: it.message_id,
        event: Event::stored(&it.event)?,
        subject: it.subject_id,
        occurred_at: it.occurred_at,
        body: it.body,
    })
}

fn deliveries_of(company: CompanyId, webhook: WebhookId) -> Select<delivery::Entity> {
    table::of::<delivery::Entity>(company).filter(delivery::Column::EndpointId.eq(webhook))
}

fn place(company: CompanyId, id: WebhookId) -> Place {
    Place { table: "webhook_endpoints", company: Some(company), row: id.get() }
}

fn changed(it: Webhook) -> Result<ActiveModel, Error> {
    let names: Vec<_> = it.events.iter().map(|event| event.name()).collect();
    let events = serde_json::to_string(&names);
    Ok(ActiveModel {
        url: Set(it.url),
        events: Set(events.map_err(|error| Error::internal(format!("events: {error}")))?),
        description: Set(it.description),
        active: Set(it.active),
        updated_at: Set(it.updated_at),
        ..Default::default()
    })
}

impl TryFrom<Model> for Webhook {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let names: Result<Vec<String>, _> = serde_json::from_str(&row.events);
        let names = names.map_err(|error| Error::internal(format!("events: {error}")))?;
        Ok(Self {
            id: row.id,
            url: row.url,
            events: names.iter().map(|name| Event::stored(name)).collect::<Result<_, _>>()?,
            description: row.description,
            active: row.active,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl TryFrom<delivery::Model> for Delivery {
    type Error = Error;

    fn try_from(row: delivery::Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            webhook: row.endpoint_id,
            message_id: row.message_id,
            event: Event::stored(&row.event)?,
            subject: row.subject_id,
            occurred_at: row.occurred_at,
            status: Status::from_code(row.status)?,
            attempts: row.attempts,
            response_status: row.response_status.and_then(|status| u16::try_from(status).ok()),
            next_attempt_at: row.next_attempt_at,
            created_at: row.created_at,
        })
    }
}
