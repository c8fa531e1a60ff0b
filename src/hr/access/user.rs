//! Users: the accounts of employees, who sign in with their username or e-mail address.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationTrait,
};

use super::password::{self, PasswordHash};
use super::sign_ins;
use crate::db::Tx;
use crate::employee::{self, Status};
use crate::entity::employee as person;
use crate::entity::user::{ActiveModel, Column, Entity, Relation};
use crate::id::{CompanyId, EmployeeId, UserId};
use crate::{Error, Hr, Who, Write};

pub(crate) use super::sign_ins::note_login;
pub use super::sign_ins::{Account, Login, MOST_FAILURES, accounts, logins, unlock};

/// Accounts that one name may lead to, at most: the same username in several companies.
const CANDIDATES: u64 = 8;

/// Who signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub company: CompanyId,
    pub user: UserId,
    pub employee: EmployeeId,
}

/// Opens an employee's account, or gives it another password and lifts its lock.
///
/// Without a password the account exists and cannot sign in.
pub async fn set(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    password: Option<PasswordHash>,
) -> Result<UserId, Error> {
    hr.write(who, move |w| Box::pin(async move { set_in(&w, employee, password).await })).await
}

/// [`set`] as part of another write.
pub(crate) async fn set_in(
    w: &Write<'_>,
    employee: EmployeeId,
    password: Option<PasswordHash>,
) -> Result<UserId, Error> {
    let company = w.who.company;
    employee::require(w.tx, company, employee, "employee").await?;
    let old = of_employee(w.tx, company, employee).await?;
    let row = ActiveModel {
        id: old.map_or(NotSet, Set),
        company_id: Set(company),
        employee_id: Set(employee),
        active: Set(password.is_some()),
        failed_logins: Set(0),
        locked_at: Set(None),
        password_hash: Set(password.map(|hash| hash.0)),
        created_at: if old.is_some() { NotSet } else { Set(w.now) },
        updated_at: Set(w.now),
    };
    let id = save(w.tx, company, row, old).await?;
    w.audit("user.set", id.get()).await?;
    Ok(id)
}

/// Who has this name and password; in one company or, where none is named, in any.
///
/// `BadCredentials` where nobody has, where the account is inactive or locked, or where accounts of
/// several companies share both name and password. [`MOST_FAILURES`] wrong passwords in a row lock
/// an account, until [`unlock`] or another password.
pub async fn sign_in(
    hr: &Hr,
    company: Option<CompanyId>,
    name: &str,
    password: &str,
) -> Result<SignedIn, Error> {
    let key = name.to_lowercase();
    let named = Condition::any()
        .add(person::Column::UsernameKey.eq(&key))
        .add(person::Column::EmailKey.eq(&key));
    let accounts: Vec<(UserId, CompanyId, EmployeeId, Option<String>, i32)> = Entity::find()
        .join(JoinType::InnerJoin, Relation::Employee.def())
        .filter(named)
        .filter(person::Column::DeletedAt.is_null())
        .filter(person::Column::Status.ne(Status::Resigned.code()))
        .filter(Column::Active.eq(true))
        .filter(Column::PasswordHash.is_not_null())
        .filter(Column::LockedAt.is_null())
        .apply_if(company, |query, company| query.filter(Column::CompanyId.eq(company)))
        .select_only()
        .columns([Column::Id, Column::CompanyId, Column::EmployeeId, Column::PasswordHash])
        .column(Column::FailedLogins)
        .order_by_asc(Column::Id)
        .limit(CANDIDATES)
        .into_tuple()
        .all(hr.db().read())
        .await?;
    if accounts.is_empty() {
        password::verify(hr, password, None).await?;
    }
    let (mut found, mut missed) = (Vec::new(), Vec::new());
    for (user, company, employee, hash, failures) in accounts {
        match password::verify(hr, password, hash).await? {
            true => found.push((SignedIn { company, user, employee }, failures)),
            false => missed.push((company, user)),
        }
    }
    match found.as_slice() {
        [(one, failures)] => {
            if *failures > 0 {
                sign_ins::forgive(hr, one.company, one.user).await?;
            }
            Ok(*one)
        }
        // Right in several companies: that is no wrong password.
        [_, _, ..] => Err(Error::BadCredentials),
        [] => {
            for (company, user) in missed {
                sign_ins::failed(hr, company, user).await?;
            }
            Err(Error::BadCredentials)
        }
    }
}

/// Gives an account another password, once the one that holds has been shown.
///
/// # Errors
/// `Invalid` on `current_password` where that is wrong or the account is locked; it counts as a
/// failed sign-in.
pub async fn change_password(
    hr: &Hr,
    who: &Who,
    user: UserId,
    current: &str,
    new: PasswordHash,
) -> Result<(), Error> {
    let company = who.company;
    let row = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Id.eq(user))
        .filter(Column::LockedAt.is_null())
        .one(hr.db().read())
        .await?;
    let (employee, hash) = row.map(|row| (row.employee_id, row.password_hash)).unzip();
    let known = password::verify(hr, current, hash.flatten()).await?;
    match employee.filter(|_| known) {
        Some(employee) => set(hr, who, employee, Some(new)).await.map(drop),
        None => {
            sign_ins::failed(hr, company, user).await?;
            Err(Error::invalid("current_password", "is wrong"))
        }
    }
}

/// The employee behind an account.
pub(crate) async fn employee_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    user: UserId,
) -> Result<Option<EmployeeId>, Error> {
    let row = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Id.eq(user))
        .one(db)
        .await?;
    Ok(row.map(|row| row.employee_id))
}

/// Ends the account of a deleted employee.
pub(crate) async fn close(tx: &Tx, company: CompanyId, employee: EmployeeId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .exec(tx)
        .await?;
    Ok(())
}

async fn of_employee(
    tx: &Tx,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<Option<UserId>, Error> {
    let row = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .one(tx)
        .await?;
    Ok(row.map(|row| row.id))
}

async fn save(
    tx: &Tx,
    company: CompanyId,
    row: ActiveModel,
    old: Option<UserId>,
) -> Result<UserId, Error> {
    let Some(id) = old else {
        return Ok(Entity::insert(row).exec_with_returning(tx).await?.id);
    };
    Entity::update_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Id.eq(id))
        .set(row)
        .exec(tx)
        .await?;
    Ok(id)
}
