//! The open core that every verb is given: database, clock, randomness and the secret key.

use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::access::Memory;
use crate::audit::{self, Act};
use crate::db::{Db, Lock, Migrate, Tx};
use crate::id::CompanyId;
use crate::webhook::{self, Event};
use crate::{Actor, Clock, Error, Random, Vault, Who};

/// What the core needs to open.
pub struct Settings {
    /// `sqlite:///path/to/file` or `postgres://…`; databases in memory are refused.
    pub database: String,
    /// Brings the schema up to date: `migrations::run`.
    pub migrate: Migrate,
    pub clock: Clock,
    pub random: Random,
    pub vault: Vault,
    /// Count SQL statements (see [`Db::statements`]); for tests, off otherwise.
    pub count_statements: bool,
}

/// The core; clones share everything.
#[derive(Clone)]
pub struct Hr(Arc<Inner>);

struct Inner {
    db: Db,
    clock: Clock,
    random: Random,
    vault: Vault,
    memory: Memory,
}

/// What a verb holds while it writes: one transaction, who asked, and one moment for all of it.
pub(crate) struct Write<'t> {
    pub hr: &'t Hr,
    pub tx: &'t Tx,
    pub who: &'t Who,
    pub now: DateTime<Utc>,
}

impl Write<'_> {
    /// Notes in the same transaction that `verb` was done to the record `subject`, and tells the
    /// company's webhooks of it.
    pub async fn audit(&self, verb: &'static str, subject: i64) -> Result<(), Error> {
        let Who { company, actor, request_id } = self.who;
        let act = Act { company: Some(*company), actor: *actor, request_id, verb, subject };
        audit::note(self.tx, act, self.now).await?;
        let Some(event) = Event::of(verb) else { return Ok(()) };
        let message = format!("msg_{}", self.hr.random().uuid()?.simple());
        webhook::raise(self.tx, *company, event, subject, message, self.now).await
    }
}

/// What a verb holds while it writes what belongs to no company: companies, clients, keys.
pub(crate) struct Register<'t> {
    pub hr: &'t Hr,
    pub tx: &'t Tx,
    pub now: DateTime<Utc>,
}

impl Register<'_> {
    /// Notes in the same transaction that `verb` was done to the record `subject`.
    pub async fn audit(
        &self,
        verb: &'static str,
        subject: i64,
        company: Option<CompanyId>,
        actor: Actor,
    ) -> Result<(), Error> {
        let act = Act { company, actor, request_id: "", verb, subject };
        audit::note(self.tx, act, self.now).await
    }
}

/// The future of a verb's body, boxed so that several can share one transaction.
pub type Body<'t, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 't>>;

impl Hr {
    /// Opens the database and brings its schema up to date.
    ///
    /// Fails with `Unavailable` where the database cannot be reached, with `Internal` where the
    /// URL or the schema is wrong; both say more to the operator than to the caller.
    pub async fn open(settings: Settings) -> Result<Self, Error> {
        let db = Db::open(&settings.database, settings.count_statements).await?;
        db.migrate(settings.migrate).await?;
        Ok(Self(Arc::new(Inner {
            db,
            clock: settings.clock,
            random: settings.random,
            vault: settings.vault,
            memory: Memory::default(),
        })))
    }

    pub fn db(&self) -> &Db {
        &self.0.db
    }

    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    pub fn random(&self) -> &Random {
        &self.0.random
    }

    pub fn vault(&self) -> &Vault {
        &self.0.vault
    }

    /// What is remembered between requests: verified tokens, keys, clients.
    pub(crate) fn memory(&self) -> &Memory {
        &self.0.memory
    }

    /// Runs the body of a verb in one transaction; writes of one company follow one another.
    ///
    /// An error of the body undoes all of it. Dropping the future before its turn skips the body.
    pub(crate) async fn write<T, F>(&self, who: &Who, body: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(Write<'t>) -> Body<'t, T> + Send + 'static,
    {
        let (hr, who, now) = (self.clone(), who.clone(), self.clock().now());
        self.db()
            .write(Lock::Company(who.company), move |tx| {
                Box::pin(async move { body(Write { hr: &hr, tx, who: &who, now }).await })
            })
            .await
    }

    /// The same for what belongs to no company; all such writes follow one another.
    pub(crate) async fn register<T, F>(&self, body: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(Register<'t>) -> Body<'t, T> + Send + 'static,
    {
        let (hr, now) = (self.clone(), self.clock().now());
        self.db()
            .write(Lock::Registry, move |tx| {
                Box::pin(async move { body(Register { hr: &hr, tx, now }).await })
            })
            .await
    }
}
