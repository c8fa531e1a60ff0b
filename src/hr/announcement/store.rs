//! Announcements in the database; every query names the company.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, Select};

use super::{Announcement, Audience, AudienceKind};
use crate::db::{Tx, page, table};
use crate::entity::announcement::{ActiveModel, Column, Entity, Model};
use crate::id::{AnnouncementId, CompanyId, DepartmentId, EmployeeId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: AnnouncementId,
) -> Result<Announcement, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// Who reads: a person and the department they are in.
pub type Reader = (EmployeeId, Option<DepartmentId>);

/// One page of those published at the moment `at`, for one reader or for anybody.
pub async fn published(
    db: &impl ConnectionTrait,
    company: CompanyId,
    at: DateTime<Utc>,
    reader: Option<Reader>,
    request: PageRequest,
) -> Result<Page<Announcement>, Error> {
    let mut query = newest_first(company)
        .filter(Column::StartsAt.lte(at))
        .filter(Condition::any().add(Column::EndsAt.is_null()).add(Column::EndsAt.gt(at)));
    if let Some(reader) = reader {
        query = query.filter(addressed(reader));
    }
    page::<_, Model>(db, query, request).await?.try_map(Announcement::try_from)
}

/// All that are published at some moment in `[from, to)`.
pub async fn between(
    db: &impl ConnectionTrait,
    company: CompanyId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Announcement>, Error> {
    let rows = newest_first(company)
        .filter(Column::StartsAt.lt(to))
        .filter(Condition::any().add(Column::EndsAt.is_null()).add(Column::EndsAt.gt(from)))
        .all(db)
        .await?;
    rows.into_iter().map(Announcement::try_from).collect()
}

fn newest_first(company: CompanyId) -> Select<Entity> {
    table::of::<Entity>(company).order_by_desc(Column::StartsAt).order_by_desc(Column::Id)
}

fn addressed((employee, department): Reader) -> Condition {
    let to = |kind: AudienceKind, id: i64| {
        Condition::all().add(Column::Audience.eq(kind.code())).add(Column::AudienceId.eq(id))
    };
    let mine = Condition::any()
        .add(Column::Audience.eq(AudienceKind::Company.code()))
        .add(to(AudienceKind::Staff, employee.get()));
    match department {
        Some(department) => mine.add(to(AudienceKind::Department, department.get())),
        None => mine,
    }
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Announcement) -> Result<Announcement, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Announcement) -> Result<Announcement, Error> {
    table::update::<Entity>(tx, company, it.id, row(company, it)).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: AnnouncementId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Announcement) -> ActiveModel {
    let (kind, audience) = match it.audience {
        Audience::Company => (AudienceKind::Company, None),
        Audience::Department(id) => (AudienceKind::Department, Some(id.get())),
        Audience::Tag(id) => (AudienceKind::Tag, Some(id)),
        Audience::Staff(id) => (AudienceKind::Staff, Some(id.get())),
    };
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        title: Set(it.title),
        body: Set(it.body),
        starts_at: Set(it.starts_at),
        ends_at: Set(it.ends_at),
        audience: Set(kind.code()),
        audience_id: Set(audience),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Announcement {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let whom = row.audience_id.unwrap_or_default();
        let audience = match AudienceKind::from_code(row.audience)? {
            AudienceKind::Company => Audience::Company,
            AudienceKind::Department => Audience::Department(whom.into()),
            AudienceKind::Tag => Audience::Tag(whom),
            AudienceKind::Staff => Audience::Staff(whom.into()),
        };
        Ok(Self {
            id: row.id,
            title: row.title,
            body: row.body,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            audience,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
