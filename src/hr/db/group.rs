//! Group commit on SQLite: writes that wait together share one transaction and one sync to disk.
//!
//! Each runs in a savepoint of its own, so that one that fails takes nothing with it, and is
//! answered only after the commit of all. A caller that goes away before its turn is skipped; one
//! whose turn has come is written to the end.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use futures_util::FutureExt;
use sea_orm::{DatabaseConnection, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use tokio::sync::{mpsc, oneshot};

use super::Tx;
use crate::Error;
use crate::hr::Body;

/// Writes in one transaction: bounds how long the first of them waits for the last.
const GROUP: usize = 64;
/// Writes that may wait before callers wait to queue.
const QUEUE: usize = 1024;

type Done<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// One write in the queue, whatever it answers.
pub(super) trait Waiting: Send {
    /// Whether anybody still waits for the answer.
    fn is_awaited(&self) -> bool;
    /// Runs the body; `true` means that what it did is kept.
    fn run<'t>(&'t mut self, tx: &'t Tx) -> Done<'t, bool>;
    /// Answers, with `failed` where the transaction as a whole was lost.
    fn answer(self: Box<Self>, failed: Option<Error>);
}

struct Write<T, F> {
    body: Option<F>,
    result: Result<T, Error>,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<T, F> Waiting for Write<T, F>
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t Tx) -> Body<'t, T> + Send + 'static,
{
    fn is_awaited(&self) -> bool {
        !self.reply.is_closed()
    }

    fn run<'t>(&'t mut self, tx: &'t Tx) -> Done<'t, bool> {
        Box::pin(async move {
            if let Some(body) = self.body.take() {
                let ended = AssertUnwindSafe(async { body(tx).await }).catch_unwind().await;
                self.result = ended.unwrap_or_else(|_| Err(Error::internal("a write panicked")));
            }
            self.result.is_ok()
        })
    }

    fn answer(self: Box<Self>, failed: Option<Error>) {
        // What a body refused is its own answer even where the transaction was lost.
        let answer = match (self.result, failed) {
            (Ok(_), Some(failed)) => Err(failed),
            (result, _) => result,
        };
        let _ = self.reply.send(answer);
    }
}

/// The way to the one writer; it ends with the last of these.
pub(super) struct Writer(mpsc::Sender<Box<dyn Waiting>>);

impl Writer {
    /// Starts the writer on the one connection of `writes`.
    pub fn start(writes: DatabaseConnection) -> Self {
        let (send, mut queue) = mpsc::channel(QUEUE);
        tokio::spawn(async move {
            let mut group: Vec<Box<dyn Waiting>> = Vec::with_capacity(GROUP);
            while queue.recv_many(&mut group, GROUP).await > 0 {
                group.retain(|write| write.is_awaited());
                let failed = together(&writes, &mut group).await.err();
                for write in group.drain(..) {
                    write.answer(failed.clone());
                }
            }
        });
        Self(send)
    }

    /// Queues a write and waits until it is on the disk.
    pub async fn write<T, F>(&self, body: F) -> Result<T, Error>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> Body<'t, T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let result = Err(Error::internal("a write was answered before it ran"));
        let write = Box::new(Write { body: Some(body), result, reply });
        // A queue that is gone drops the write, and with it the way to answer.
        let _ = self.0.send(write).await;
        let ended = |_| Error::Unavailable { operator: "the writer has ended".into() };
        answer.await.map_err(ended)?
    }
}

async fn together(
    writes: &DatabaseConnection,
    group: &mut [Box<dyn Waiting>],
) -> Result<(), Error> {
    if group.is_empty() {
        return Ok(());
    }
    let mode = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode: mode, ..Default::default() };
    let tx = writes.begin_with_options(options).await?;
    if let [alone] = group {
        // Nobody shares the transaction: it is the savepoint.
        if alone.run(&tx).await {
            tx.commit().await?
        } else {
            tx.rollback().await?
        }
        return Ok(());
    }
    for write in group {
        let own = tx.begin().await?;
        if write.run(&own).await { own.commit().await? } else { own.rollback().await? }
    }
    Ok(tx.commit().await?)
}
