//! What is kept of signing in: wrong passwords in a row, the lock they lead to, the last times.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::db::Tx;
use crate::entity::user::{ActiveModel, Column, Entity, Model};
use crate::entity::user_login as login;
use crate::id::{CompanyId, EmployeeId, UserId};
use crate::{Error, Hr, Who, Write};

/// Wrong passwords in a row that lock an account.
pub const MOST_FAILURES: i32 = 10;

/// Sign-ins that are kept of one account.
const KEPT: u64 = 10;

/// Where an account stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub user: UserId,
    /// Whether it can sign in at all.
    pub active: bool,
    /// Wrong passwords since the last right one.
    pub failed_logins: i32,
    pub locked_at: Option<DateTime<Utc>>,
}

/// One sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    pub at: DateTime<Utc>,
    /// What it was made with, as the caller called it.
    pub device: String,
}

/// The accounts of these employees; who has none is not in it.
pub async fn accounts(
    hr: &Hr,
    who: &Who,
    employees: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, Account>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(who.company))
        .filter(Column::EmployeeId.is_in(employees.iter().copied()))
        .all(hr.db().read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.employee_id, row.into())).collect())
}

/// The newest sign-ins of an account, at most ten.
pub async fn logins(hr: &Hr, who: &Who, user: UserId) -> Result<Vec<Login>, Error> {
    let rows = login::Entity::find()
        .filter(login::Column::CompanyId.eq(who.company))
        .filter(login::Column::UserId.eq(user))
        .order_by_desc(login::Column::Id)
        .limit(KEPT)
        .all(hr.db().read())
        .await?;
    Ok(rows.into_iter().map(|row| Login { at: row.at, device: row.device }).collect())
}

/// Lifts the lock of an employee's account; `NotFound` where the employee has none.
pub async fn unlock(hr: &Hr, who: &Who, employee: EmployeeId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let row = Entity::find()
                .filter(Column::CompanyId.eq(company))
                .filter(Column::EmployeeId.eq(employee))
                .one(w.tx)
                .await?;
            let id = row.ok_or(Error::NotFound("user"))?.id;
            count(w.tx, company, id, 0, None).await?;
            w.audit("user.unlock", id.get()).await
        })
    })
    .await
}

/// Notes a sign-in and lets go of those before the last ten.
pub(crate) async fn note_login(w: &Write<'_>, user: UserId, device: &str) -> Result<(), Error> {
    use login::{ActiveModel, Column, Entity};
    let own = Column::CompanyId.eq(w.who.company).and(Column::UserId.eq(user));
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(w.who.company),
        user_id: Set(user),
        at: Set(w.now),
        device: Set(device.to_owned()),
    };
    Entity::insert(row).exec_without_returning(w.tx).await?;
    let newest = Entity::find().filter(own.clone()).order_by_desc(Column::Id);
    let oldest_kept = newest.offset(KEPT - 1).limit(1).one(w.tx).await?;
    if let Some(kept) = oldest_kept {
        let gone = Entity::delete_many().filter(own).filter(Column::Id.lt(kept.id));
        gone.exec(w.tx).await?;
    }
    Ok(())
}

/// Counts a wrong password, and locks the account at [`MOST_FAILURES`].
pub(super) async fn failed(hr: &Hr, company: CompanyId, user: UserId) -> Result<(), Error> {
    hr.write(&Who::system(company), move |w| {
        Box::pin(async move {
            let own = Entity::find().filter(Column::CompanyId.eq(company));
            let row = own.filter(Column::Id.eq(user)).one(w.tx).await?;
            let Some(row) = row.filter(|row| row.locked_at.is_none()) else { return Ok(()) };
            let failures = row.failed_logins.saturating_add(1);
            let locked_at = (failures >= MOST_FAILURES).then_some(w.now);
            count(w.tx, company, user, failures, locked_at).await?;
            match locked_at {
                Some(_) => w.audit("user.lock", user.get()).await,
                None => Ok(()),
            }
        })
    })
    .await
}

/// Forgets wrong passwords once the right one was given.
pub(super) async fn forgive(hr: &Hr, company: CompanyId, user: UserId) -> Result<(), Error> {
    hr.write(&Who::system(company), move |w| {
        Box::pin(async move { count(w.tx, company, user, 0, None).await })
    })
    .await
}

async fn count(
    tx: &Tx,
    company: CompanyId,
    user: UserId,
    failures: i32,
    locked_at: Option<DateTime<Utc>>,
) -> Result<(), Error> {
    let row = ActiveModel {
        failed_logins: Set(failures),
        locked_at: Set(locked_at),
        ..Default::default()
    };
    Entity::update_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Id.eq(user))
        .set(row)
        .exec(tx)
        .await?;
    Ok(())
}

impl From<Model> for Account {
    fn from(row: Model) -> Self {
        Self {
            user: row.id,
            active: row.active,
            failed_logins: row.failed_logins,
            locked_at: row.locked_at,
        }
    }
}
