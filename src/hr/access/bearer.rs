//! Tokens of people: random texts given at sign-in, kept as hashes, for one API each.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationTrait,
};

use super::user::{self, SignedIn};
use super::{Level, Refused, digest};
use crate::db::table;
use crate::employee::Status;
use crate::entity::bearer_token::{ActiveModel, Column, Entity, Model, Relation};
use crate::entity::{employee as person, role, user as account};
use crate::id::{BearerTokenId, CompanyId, EmployeeId, UserId};
use crate::{Actor, Error, Hr, Who};

/// How seldom the last use of a token is written down, in seconds.
pub(super) const NOTED_EVERY_S: i64 = 60;

/// What a new token is made of.
#[derive(Clone, Debug, Default)]
pub struct NewBearer {
    /// The one API that takes it: "okta-hr".
    pub api: String,
    /// What it was made for: the device, say.
    pub name: String,
    /// Without one it holds until it is revoked.
    pub lifetime: Option<TimeDelta>,
    /// A random one where it is not given; only fixed test data gives one.
    pub secret: Option<String>,
}

/// A new token, whose secret is shown this once.
pub struct Issued {
    pub id: BearerTokenId,
    /// 256 random bits as 43 URL-safe characters.
    pub secret: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
}

impl Issued {
    /// `<id>|<secret>`, which [`verify`] takes as well as the secret alone.
    pub fn text(&self) -> String {
        format!("{}|{}", self.id, self.secret)
    }
}

/// A token that holds, and the person behind it as they are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    pub id: BearerTokenId,
    pub company: CompanyId,
    pub user: UserId,
    pub employee: EmployeeId,
    pub level: Level,
    /// What the token was made for.
    pub name: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: Option<DateTime<Utc>>,
}

impl Bearer {
    /// The person, acting in their company.
    pub fn who(&self, request_id: &str) -> Who {
        Who::new(self.company, Actor::User(self.user), request_id)
    }
}

/// Gives a token to somebody who has signed in; it counts as a sign-in with the named device.
pub async fn issue(hr: &Hr, signed_in: SignedIn, new: NewBearer) -> Result<Issued, Error> {
    let secret = match new.secret {
        Some(secret) => secret,
        None => hr.random().secret()?,
    };
    let hash = digest(&secret).to_vec();
    let SignedIn { company, user, .. } = signed_in;
    let who = Who::new(company, Actor::User(user), "");
    let row = hr
        .write(&who, move |w| {
            Box::pin(async move {
                user::note_login(&w, user, &new.name).await?;
                let row = ActiveModel {
                    id: NotSet,
                    company_id: Set(company),
                    user_id: Set(user),
                    api: Set(new.api),
                    name: Set(new.name),
                    token_hash: Set(hash),
                    created_at: Set(w.now),
                    expires_at: Set(new.lifetime.map(|lifetime| w.now + lifetime)),
                    last_used_at: Set(None),
                };
                let row: Model = table::insert(w.tx, row).await?;
                w.audit("bearer.issue", row.id.get()).await?;
                Ok(row)
            })
        })
        .await?;
    let Model { id, created_at, expires_at, .. } = row;
    Ok(Issued { id, secret, created_at, expires_at })
}

/// What verifying reads: the token, its account, the employee and the role, all in one statement.
#[derive(FromQueryResult)]
struct Row {
    id: BearerTokenId,
    company_id: CompanyId,
    user_id: UserId,
    name: String,
    created_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    last_used_at: Option<DateTime<Utc>>,
    employee_id: EmployeeId,
    role_key: Option<String>,
}

/// Whose token this is, if it holds now for this API: `<id>|<secret>` or the secret alone.
///
/// Nothing is remembered: who resigned, was deleted or lost their account is refused at once.
pub async fn verify(hr: &Hr, api: &str, text: &str) -> Result<Bearer, Refused> {
    let (id, secret) = match text.split_once('|') {
        Some((id, secret)) => (Some(id.parse::<i64>().map_err(|_| Refused::Malformed)?), secret),
        None => (None, text),
    };
    let row = find(hr, api, secret).await?.ok_or(Refused::Invalid)?;
    if id.is_some_and(|id| id != row.id.get()) {
        return Err(Refused::Invalid);
    }
    let now = hr.clock().now();
    if row.expires_at.is_some_and(|end| end <= now) {
        return Err(Refused::Expired);
    }
    if !fresh(row.last_used_at, now) {
        note_use(hr, row.company_id, row.id).await?;
    }
    Ok(Bearer {
        id: row.id,
        company: row.company_id,
        user: row.user_id,
        employee: row.employee_id,
        level: row.role_key.as_deref().map_or(Level::Employee, Level::of),
        name: row.name,
        created_at: row.created_at,
        expires_at: row.expires_at,
    })
}

/// Whether a use was noted a moment ago.
pub(super) fn fresh(last_used_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    last_used_at.is_some_and(|last| (now - last).abs() < TimeDelta::seconds(NOTED_EVERY_S))
}

async fn find(hr: &Hr, api: &str, secret: &str) -> Result<Option<Row>, Error> {
    let row = Entity::find()
        .join(JoinType::InnerJoin, Relation::User.def())
        .join(JoinType::InnerJoin, account::Relation::Employee.def())
        .join(JoinType::LeftJoin, person::Relation::Role.def())
        .filter(Column::TokenHash.eq(digest(secret).to_vec()))
        .filter(Column::Api.eq(api))
        .filter(account::Column::Active.eq(true))
        .filter(person::Column::DeletedAt.is_null())
        .filter(person::Column::Status.ne(Status::Resigned.code()))
        .select_only()
        .columns([Column::Id, Column::CompanyId, Column::UserId, Column::Name])
        .columns([Column::CreatedAt, Column::ExpiresAt, Column::LastUsedAt])
        .column(account::Column::EmployeeId)
        .column(role::Column::RoleKey)
        .into_model::<Row>()
        .one(hr.db().read())
        .await?;
    Ok(row)
}

async fn note_use(hr: &Hr, company: CompanyId, id: BearerTokenId) -> Result<(), Error> {
    hr.write(&Who::system(company), move |w| {
        Box::pin(async move {
            let used = ActiveModel { last_used_at: Set(Some(w.now)), ..Default::default() };
            table::update::<Entity>(w.tx, company, id, used).await?;
            Ok(())
        })
    })
    .await
}

/// Ends a token at once; `NotFound` where the company has none with this id.
pub async fn revoke(hr: &Hr, who: &Who, id: BearerTokenId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            if !crate::fault::seeded("stale_token") {
                table::delete::<Entity>(w.tx, w.who.company, id).await?;
            }
            w.audit("bearer.revoke", id.get()).await
        })
    })
    .await
}
