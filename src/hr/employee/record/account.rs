//! The accounts of employees: who has one, and opening one.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};

use super::super::{EmployeeChange, Status, change_in, store};
use super::Account;
use crate::access::Level;
use crate::access::password::PasswordHash;
use crate::access::user as accounts;
use crate::entity::{employee, role, user};
use crate::id::{CompanyId, EmployeeId, UserId};
use crate::role::{ADMIN, EMPLOYEE, MANAGER};
use crate::sight::Viewer;
use crate::{Error, Hr, Patch, Who};

/// What a new account is made of.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub username: String,
    /// Becomes the employee's address, because one signs in with that too.
    pub email: String,
    pub level: Level,
    /// Without one the account cannot sign in.
    pub password: Option<PasswordHash>,
}

/// Opens an employee's account and gives them name, address and role.
///
/// `Forbidden` for whoever is no admin, `NotFound` where there is no such employee, `WrongState`
/// where they have an account already or have left, `Duplicate` where name or address are taken.
pub async fn open_account(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: EmployeeId,
    new: NewAccount,
) -> Result<UserId, Error> {
    viewer.require(Level::Admin)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let it = store::find(w.tx, company, id).await?;
            if it.status == Status::Resigned {
                return Err(Error::wrong_state("the employee has left"));
            }
            if account_of(w.tx, company, id).await?.is_some() {
                return Err(Error::wrong_state("the employee has a user account already"));
            }
            let change = EmployeeChange {
                username: Patch::Set(new.username),
                email: Some(new.email),
                role: Some(crate::role::id_of(w.tx, company, key(new.level)).await?),
                ..EmployeeChange::default()
            };
            change_in(&w, id, change).await?;
            accounts::set_in(&w, id, new.password).await
        })
    })
    .await
}

fn key(level: Level) -> &'static str {
    match level {
        Level::Admin => ADMIN,
        Level::Manager => MANAGER,
        Level::Employee => EMPLOYEE,
    }
}

/// The account of an employee, if they have one.
pub(super) async fn account_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Option<Account>, Error> {
    let found: Option<(UserId, bool, String)> = user::Entity::find()
        .join(JoinType::InnerJoin, user::Relation::Employee.def())
        .join(JoinType::InnerJoin, employee::Relation::Role.def())
        .filter(user::Column::CompanyId.eq(company))
        .filter(user::Column::EmployeeId.eq(id))
        .select_only()
        .columns([user::Column::Id])
        .column(user::Column::Active)
        .column(role::Column::RoleKey)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(|(user, active, key)| Account { user, active, level: Level::of(&key) }))
}
