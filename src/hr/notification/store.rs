//! Notifications in the database; every query names the company and the employee.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

use super::{NewNotification, Notification};
use crate::db::{Tx, page, table};
use crate::entity::notification::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId, NotificationId};
use crate::{Error, Page, PageRequest};

fn of(company: CompanyId, employee: EmployeeId) -> Select<Entity> {
    table::of::<Entity>(company).filter(Column::EmployeeId.eq(employee))
}

/// The row of one notification.
pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    id: Uuid,
) -> Result<NotificationId, Error> {
    let query = of(company, employee).filter(Column::PublicId.eq(id.to_string()));
    let row = query.one(db).await?.ok_or(Error::NotFound("notification"))?;
    Ok(row.id)
}

/// One page, newest first.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
    request: PageRequest,
) -> Result<Page<Notification>, Error> {
    let query = of(company, employee).order_by_desc(Column::Id);
    page::<_, Model>(db, query, request).await?.try_map(Notification::try_from)
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    id: Uuid,
    new: NewNotification,
    now: DateTime<Utc>,
) -> Result<Model, Error> {
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        public_id: Set(id.to_string()),
        employee_id: Set(new.employee),
        title: Set(new.title),
        body: Set(new.body),
        data: Set(new.data.to_string()),
        read_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    table::insert(tx, row).await
}

/// Marks the unread as read, one of them or all; answers how many.
pub async fn read(
    tx: &Tx,
    company: CompanyId,
    employee: EmployeeId,
    one: Option<NotificationId>,
    now: DateTime<Utc>,
) -> Result<u64, Error> {
    let mut update = Entity::update_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::EmployeeId.eq(employee))
        .filter(Column::ReadAt.is_null());
    if let Some(id) = one {
        update = update.filter(Column::Id.eq(id));
    }
    let read = ActiveModel { read_at: Set(Some(now)), updated_at: Set(now), ..Default::default() };
    Ok(update.set(read).exec(tx).await?.rows_affected)
}

impl TryFrom<Model> for Notification {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let broken = |what: &str| Error::internal(format!("notification {}: {what}", row.id));
        Ok(Self {
            id: Uuid::parse_str(&row.public_id).map_err(|_| broken("its id is no UUID"))?,
            data: serde_json::from_str(&row.data).map_err(|_| broken("its data are no JSON"))?,
            employee: row.employee_id,
            title: row.title,
            body: row.body,
            read_at: row.read_at,
            created_at: row.created_at,
        })
    }
}
