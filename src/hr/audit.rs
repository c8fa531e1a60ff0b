//! The audit trail: every change leaves one row, in the transaction that made it.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, EntityTrait, NotSet};

use crate::code::coded;
use crate::db::Tx;
use crate::entity::audit;
use crate::fault::seeded;
use crate::id::CompanyId;
use crate::{Actor, Error};

coded! {
    /// The kind of actor in an audit row.
    pub enum ActorKind("actor kind") { System = 0, Client = 1, User = 2, Application = 3 }
}

/// One act: what was done to which record, by whom, where.
pub(crate) struct Act<'a> {
    /// None for what belongs to no company: clients, keys.
    pub company: Option<CompanyId>,
    pub actor: Actor,
    pub request_id: &'a str,
    pub verb: &'static str,
    pub subject: i64,
}

/// Writes the row of one act.
pub(crate) async fn note(tx: &Tx, act: Act<'_>, now: DateTime<Utc>) -> Result<(), Error> {
    if seeded("audit_missing") {
        return Ok(());
    }
    let (kind, actor) = match act.actor {
        Actor::System => (ActorKind::System, None),
        Actor::Client(id) => (ActorKind::Client, Some(id.get())),
        Actor::Application(id) => (ActorKind::Application, Some(id.get())),
        Actor::User(id) => (ActorKind::User, Some(id.get())),
    };
    let row = audit::ActiveModel {
        id: NotSet,
        company_id: Set(act.company),
        at: Set(now),
        actor_kind: Set(kind.code()),
        actor_id: Set(actor),
        request_id: Set(act.request_id.to_owned()),
        verb: Set(act.verb.to_owned()),
        subject_id: Set(act.subject),
    };
    audit::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
