//! Access tokens of users: the same JWTs as clients have, for whoever signed in through a client.

use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationTrait,
};
use serde::{Deserialize, Serialize};

use super::token::{self, Issuer, Refused};
use super::user::{self, SignedIn};
use super::{Client, Level, client};
use crate::employee::Status;
use crate::entity::user::{Column, Entity, Relation};
use crate::entity::{employee as person, role};
use crate::id::{CompanyId, EmployeeId, UserId};
use crate::{Error, Hr};

/// How long a token lives, in seconds; the vendor's page on authentication.
pub const LIFETIME_S: i64 = 3600;

/// A user behind a token that holds, as they are now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    pub company: CompanyId,
    pub user: UserId,
    pub employee: EmployeeId,
    pub level: Level,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    /// The account's id.
    sub: String,
    aud: String,
    exp: i64,
    iat: i64,
    jti: String,
    client_id: String,
}

/// Signs a user in through a client, in one company or in any, and gives a token that lives
/// [`LIFETIME_S`].
///
/// # Errors
/// `BadCredentials` where client, name or password is wrong, where the account may not sign in, or
/// where the client does not serve the user's company.
pub async fn grant(
    hr: &Hr,
    issuer: &Issuer,
    client: &Client,
    company: Option<CompanyId>,
    name: &str,
    password: &str,
) -> Result<(String, Session), Error> {
    let SignedIn { company, user, .. } = user::sign_in(hr, company, name, password).await?;
    let served = client::state(hr, client.id).await?;
    if !served.companies.values().any(|one| *one == company) {
        return Err(Error::BadCredentials);
    }
    let session = session(hr, user).await?.ok_or(Error::BadCredentials)?;
    let now = hr.clock().now().timestamp();
    let claims = Claims {
        iss: issuer.iss.clone(),
        sub: user.to_string(),
        aud: issuer.aud.clone(),
        exp: now + LIFETIME_S,
        iat: now,
        jti: hr.random().uuid()?.to_string(),
        client_id: client.client_id.clone(),
    };
    Ok((token::sign(hr, &claims).await?, session))
}

/// Whose token this is, if it holds now for this issuer and audience.
///
/// # Errors
/// `Refused` also where its client is revoked, and where the user may not sign in any more.
pub async fn verify(hr: &Hr, issuer: &Issuer, text: &str) -> Result<Session, Refused> {
    let claims: Claims = token::read(hr, issuer, text).await?;
    if hr.clock().now().timestamp() >= claims.exp {
        return Err(Refused::Expired);
    }
    let client = client::id_of(hr, &claims.client_id).await?.ok_or(Refused::Invalid)?;
    if client::state(hr, client).await?.revoked {
        return Err(Refused::Invalid);
    }
    let user = claims.sub.parse().map(UserId).map_err(|_| Refused::Invalid)?;
    session(hr, user).await?.ok_or(Refused::Invalid)
}

#[derive(FromQueryResult)]
struct Row {
    company_id: CompanyId,
    id: UserId,
    employee_id: EmployeeId,
    role_key: Option<String>,
}

/// An account that may act, in one statement.
async fn session(hr: &Hr, user: UserId) -> Result<Option<Session>, Error> {
    let row = Entity::find()
        .join(JoinType::InnerJoin, Relation::Employee.def())
        .join(JoinType::LeftJoin, person::Relation::Role.def())
        .filter(Column::Id.eq(user))
        .filter(Column::Active.eq(true))
        .filter(person::Column::DeletedAt.is_null())
        .filter(person::Column::Status.ne(Status::Resigned.code()))
        .select_only()
        .columns([Column::CompanyId, Column::Id, Column::EmployeeId])
        .column(role::Column::RoleKey)
        .into_model::<Row>()
        .one(hr.db().read())
        .await?;
    Ok(row.map(|row| Session {
        company: row.company_id,
        user: row.id,
        employee: row.employee_id,
        level: row.role_key.as_deref().map_or(Level::Employee, Level::of),
    }))
}
