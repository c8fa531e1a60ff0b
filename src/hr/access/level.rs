//! How much somebody may do, in three steps that every API can tell apart.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, RelationTrait,
};

use crate::Error;
use crate::entity::{employee, role, user};
use crate::id::{CompanyId, EmployeeId, UserId};
use crate::role::{ADMIN, MANAGER};

/// What somebody's role amounts to; a higher level may do what a lower one may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    Employee = 1,
    Manager = 2,
    /// Acts for the whole company: what some APIs call HR.
    Admin = 3,
}

impl Level {
    /// The level that a role's key stands for; keys of the company's own are employees'.
    pub fn of(role_key: &str) -> Self {
        match role_key {
            ADMIN => Self::Admin,
            MANAGER => Self::Manager,
            _ => Self::Employee,
        }
    }
}

/// The level of an account; `NotFound` where the company has none such.
pub async fn level(
    db: &impl ConnectionTrait,
    company: CompanyId,
    user: UserId,
) -> Result<Level, Error> {
    Ok(standing(db, company, user).await?.1)
}

/// The employee behind an account and their level, in one statement.
pub(crate) async fn standing(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: UserId,
) -> Result<(EmployeeId, Level), Error> {
    let found: Option<(EmployeeId, String)> = user::Entity::find()
        .join(JoinType::InnerJoin, user::Relation::Employee.def())
        .join(JoinType::InnerJoin, employee::Relation::Role.def())
        .filter(user::Column::CompanyId.eq(company))
        .filter(user::Column::Id.eq(id))
        .select_only()
        .column(user::Column::EmployeeId)
        .column(role::Column::RoleKey)
        .into_tuple()
        .one(db)
        .await?;
    let (employee, key) = found.ok_or(Error::NotFound("user"))?;
    Ok((employee, Level::of(&key)))
}
