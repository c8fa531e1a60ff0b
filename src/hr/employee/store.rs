//! Employees in the database; every query names the company and leaves out the deleted.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::UnionType;
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::{Employee, Employment, Filter, Status, Summary};
use crate::db::{Tx, page, table};
use crate::entity::employee::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Page, PageRequest};

/// The employees of a company that are not deleted.
pub fn of(company: CompanyId) -> Select<Entity> {
    table::of(company)
}

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Employee, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

/// The columns that a list shows.
#[derive(FromQueryResult)]
struct Row {
    id: EmployeeId,
    first_name: String,
    last_name: String,
    email: String,
    phone: Option<String>,
    phone_code: Option<String>,
    status: i16,
    employment: Option<i16>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: Filter,
    request: PageRequest,
) -> Result<Page<Summary>, Error> {
    let query = of(company)
        .apply_if(filter.status, |query, status| query.filter(Column::Status.eq(status.code())))
        .select_only()
        .columns([
            Column::Id,
            Column::FirstName,
            Column::LastName,
            Column::Email,
            Column::Phone,
            Column::PhoneCode,
            Column::Status,
            Column::Employment,
            Column::CreatedAt,
            Column::UpdatedAt,
        ])
        .order_by_asc(Column::Id);
    page::<_, Row>(db, query, request).await?.try_map(Summary::try_from)
}

/// Refuses an e-mail address or username that another employee has.
pub async fn require_free(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: &Employee,
) -> Result<(), Error> {
    let email = key(&employee.email);
    let others =
        of(company).filter(Column::Id.ne(employee.id)).select_only().column(Column::EmailKey);
    let mut same = others.clone().filter(Column::EmailKey.eq(&email));
    if let Some(username) = &employee.username {
        // A union, not an OR: each half has its index, an OR reads the whole company.
        let named = others.filter(Column::UsernameKey.eq(key(username))).into_query();
        QueryTrait::query(&mut same).union(UnionType::All, named);
    }
    let found: Vec<String> = same.into_tuple().all(db).await?;
    match found.as_slice() {
        [] => Ok(()),
        found if found.contains(&email) => Err(Error::Duplicate { field: "email" }),
        _ => Err(Error::Duplicate { field: "username" }),
    }
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Employee) -> Result<Employee, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..active(company, it) }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Employee) -> Result<Employee, Error> {
    table::update::<Entity>(tx, company, it.id, active(company, it)).await?.try_into()
}

/// Marks as deleted; the role is let go, so that it can be deleted too.
pub async fn hide(
    tx: &Tx,
    company: CompanyId,
    id: EmployeeId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let hidden = ActiveModel {
        role_id: Set(None),
        deleted_at: Set(Some(now)),
        updated_at: Set(now),
        ..Default::default()
    };
    table::update::<Entity>(tx, company, id, hidden).await?;
    Ok(())
}

/// How e-mail addresses and usernames are compared.
pub fn key(text: &str) -> String {
    text.to_lowercase()
}

fn active(company: CompanyId, it: Employee) -> ActiveModel {
    ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        first_name: Set(it.first_name),
        last_name: Set(it.last_name),
        email_key: Set(key(&it.email)),
        email: Set(it.email),
        username_key: Set(it.username.as_deref().map(key)),
        username: Set(it.username),
        role_id: Set(Some(it.role)),
        status: Set(it.status.code()),
        phone: Set(it.phone),
        phone_code: Set(it.phone_code),
        work_phone: Set(it.work_phone),
        work_phone_code: Set(it.work_phone_code),
        job_title: Set(it.job_title),
        employment: Set(it.employment.map(Employment::code)),
        hired_on: Set(it.hired_on),
        resigned_on: Set(it.resigned_on),
        resignation_reason: Set(it.resignation_reason),
        external_id: Set(it.external_id),
        country: Set(it.country),
        address1: Set(it.address1),
        address2: Set(it.address2),
        city: Set(it.city),
        province: Set(it.province),
        postal_code: Set(it.postal_code),
        deleted_at: Set(None),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    }
}

impl TryFrom<Model> for Employee {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let no_role = || Error::internal(format!("employee {} has no role", row.id));
        Ok(Self {
            id: row.id,
            role: row.role_id.ok_or_else(no_role)?,
            first_name: row.first_name,
            last_name: row.last_name,
            email: row.email,
            username: row.username,
            status: Status::from_code(row.status)?,
            phone: row.phone,
            phone_code: row.phone_code,
            work_phone: row.work_phone,
            work_phone_code: row.work_phone_code,
            job_title: row.job_title,
            employment: row.employment.map(Employment::from_code).transpose()?,
            hired_on: row.hired_on,
            resigned_on: row.resigned_on,
            resignation_reason: row.resignation_reason,
            external_id: row.external_id,
            country: row.country,
            address1: row.address1,
            address2: row.address2,
            city: row.city,
            province: row.province,
            postal_code: row.postal_code,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl TryFrom<Row> for Summary {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            email: row.email,
            phone: row.phone,
            phone_code: row.phone_code,
            status: Status::from_code(row.status)?,
            employment: row.employment.map(Employment::from_code).transpose()?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
