//! Employees in the database; every query names the company and leaves out the deleted.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait, UnionType};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
};

use super::{Employee, Employment, Filter, Key, Status, Summary, persons};
use crate::db::{Tx, contains, page, table};
use crate::entity::employee::{ActiveModel, Column, Entity, Model};
use crate::id::{BranchId, CompanyId, EmployeeId, PositionId, RoleId};
use crate::{Error, Page, PageRequest, department};

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
    role_id: Option<RoleId>,
    job_title: Option<String>,
    hired_on: Option<NaiveDate>,
    preferred_name: Option<String>,
    number: Option<String>,
    manager_id: Option<EmployeeId>,
    branch_id: Option<BranchId>,
    position_id: Option<PositionId>,
    full_name: Option<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
    request: PageRequest,
) -> Result<Page<Summary>, Error> {
    page::<_, Row>(db, listed(company, filter), request).await?.try_map(Summary::try_from)
}

/// Everybody whom the filter lets through, in the order of ids.
pub async fn all(
    db: &impl ConnectionTrait,
    company: CompanyId,
    filter: &Filter,
) -> Result<Vec<Summary>, Error> {
    let rows = listed(company, filter).into_model::<Row>().all(db).await?;
    rows.into_iter().map(Summary::try_from).collect()
}

fn listed(company: CompanyId, filter: &Filter) -> Select<Entity> {
    let Filter { status, search, department, manager, ids } = filter;
    of(company)
        .apply_if(*status, |query, status| query.filter(Column::Status.eq(status.code())))
        .apply_if(search.as_deref(), |query, text| query.filter(contains(Column::SearchKey, text)))
        .apply_if(*department, |query, department| {
            query.filter(Column::Id.in_subquery(department::members_of(company, department)))
        })
        .apply_if(*manager, |query, manager| query.filter(Column::ManagerId.eq(manager)))
        .apply_if(ids.as_ref(), |query, ids| query.filter(Column::Id.is_in(ids.iter().copied())))
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
            Column::RoleId,
            Column::JobTitle,
            Column::HiredOn,
            Column::PreferredName,
            Column::Number,
            Column::ManagerId,
            Column::BranchId,
            Column::PositionId,
            Column::FullName,
            Column::CreatedAt,
            Column::UpdatedAt,
        ])
        .order_by_asc(Column::Id)
}

/// The first who has the key.
pub async fn find_by(
    db: &impl ConnectionTrait,
    company: CompanyId,
    by: &Key,
) -> Result<Option<Employee>, Error> {
    let has = match by {
        Key::Email(email) => Column::EmailKey.eq(key(email)),
        Key::Username(name) => Column::UsernameKey.eq(key(name)),
        Key::Number(number) => Column::NumberKey.eq(key(number)),
        Key::External(id) => Column::ExternalId.eq(id),
    };
    let row = of(company).filter(has).order_by_asc(Column::Id).one(db).await?;
    row.map(Employee::try_from).transpose()
}

/// Who reports to this one, in the order of ids.
pub async fn reports(
    db: &impl ConnectionTrait,
    company: CompanyId,
    manager: EmployeeId,
) -> Result<Vec<EmployeeId>, Error> {
    let query = of(company).filter(Column::ManagerId.eq(manager)).order_by_asc(Column::Id);
    Ok(query.select_only().column(Column::Id).into_tuple().all(db).await?)
}

/// Whom somebody reports to; nothing where there is no such employee.
pub async fn superior_of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: EmployeeId,
) -> Result<Option<Option<EmployeeId>>, Error> {
    let query = of(company).filter(Column::Id.eq(id)).select_only().column(Column::ManagerId);
    Ok(query.into_tuple().one(db).await?)
}

/// Leaves whoever reports to somebody without a manager.
pub async fn release_reports(
    tx: &Tx,
    company: CompanyId,
    manager: EmployeeId,
) -> Result<(), Error> {
    Entity::update_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::ManagerId.eq(manager))
        .set(ActiveModel { manager_id: Set(None), ..Default::default() })
        .exec(tx)
        .await?;
    Ok(())
}

/// Refuses an e-mail address, username, staff number or account name that another employee has.
pub async fn require_free(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: &Employee,
) -> Result<(), Error> {
    let name = |key: &'static str| Expr::val(key);
    let others = of(company).filter(Column::Id.ne(employee.id)).select_only();
    let mut same = others
        .clone()
        .expr_as(name("email"), "field")
        .filter(Column::EmailKey.eq(key(&employee.email)));
    let more = [
        ("username", Column::UsernameKey, &employee.username),
        ("number", Column::NumberKey, &employee.number),
    ];
    // An account is known by its directory name, or else by its address.
    let account = key(employee.account_name());
    let addressed = Column::EmailKey.eq(&account).and(Column::DirectoryNameKey.is_null());
    let more = more
        .into_iter()
        .filter_map(|(field, column, value)| Some((field, column.eq(key(value.as_ref()?)))));
    let accounts = [Column::DirectoryNameKey.eq(&account), addressed];
    let accounts = accounts.into_iter().map(|same| ("directory_name", same));
    for (field, value) in more.chain(accounts) {
        // A union, not an OR: each part has its index, an OR reads the whole company.
        let half = others.clone().expr_as(name(field), "field").filter(value);
        QueryTrait::query(&mut same).union(UnionType::All, half.into_query());
    }
    let found: Vec<String> = same.into_tuple().all(db).await?;
    let taken = |field: &&str| found.iter().any(|it| it == field);
    let fields = ["email", "username", "number", "directory_name"];
    match fields.into_iter().find(taken) {
        Some(field) => Err(Error::Duplicate { field }),
        None => Ok(()),
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

/// What a search looks through: names, e-mail address and staff number, a line each.
fn search_key(it: &Employee) -> String {
    let names = format!("{} {}", it.first_name, it.last_name);
    let more = [it.preferred_name.as_ref(), it.number.as_ref()];
    let lines = [&names, &it.email].into_iter().chain(more.into_iter().flatten());
    key(&lines.map(String::as_str).collect::<Vec<_>>().join("\n"))
}

fn active(company: CompanyId, it: Employee) -> ActiveModel {
    ActiveModel {
        search_key: Set(Some(search_key(&it))),
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
        preferred_name: Set(it.preferred_name),
        number_key: Set(it.number.as_deref().map(key)),
        number: Set(it.number),
        manager_id: Set(it.manager),
        branch_id: Set(it.branch),
        position_id: Set(it.position),
        directory_name_key: Set(it.directory_name.as_deref().map(key)),
        directory_name: Set(it.directory_name),
        full_name: Set(it.full_name),
        approvers: Set(persons::write(&it.approvers)),
        indirect_managers: Set(persons::write(&it.indirect_managers)),
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
            preferred_name: row.preferred_name,
            number: row.number,
            manager: row.manager_id,
            branch: row.branch_id,
            position: row.position_id,
            directory_name: row.directory_name,
            full_name: row.full_name,
            approvers: persons::read(row.approvers.as_deref())?,
            indirect_managers: persons::read(row.indirect_managers.as_deref())?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl TryFrom<Row> for Summary {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let no_role = || Error::internal(format!("employee {} has no role", row.id));
        Ok(Self {
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            email: row.email,
            phone: row.phone,
            phone_code: row.phone_code,
            status: Status::from_code(row.status)?,
            employment: row.employment.map(Employment::from_code).transpose()?,
            role: row.role_id.ok_or_else(no_role)?,
            job_title: row.job_title,
            hired_on: row.hired_on,
            preferred_name: row.preferred_name,
            number: row.number,
            manager: row.manager_id,
            branch: row.branch_id,
            position: row.position_id,
            full_name: row.full_name,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
