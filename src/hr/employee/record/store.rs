//! Lists of records in the database; every query names the company and leaves out the deleted.

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, NullOrdering, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, Order, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};

use super::{Filter, Listed, Sort};
use crate::db::{contains, page};
use crate::employee::store::of;
use crate::employee::{Employment, Status};
use crate::entity::employee::{Column, Entity};
use crate::entity::{department_member, employee_detail};
use crate::id::{CompanyId, DepartmentId, EmployeeId, PositionId};
use crate::{Error, Page, PageRequest, country, department};

/// The columns that a list shows.
#[derive(FromQueryResult)]
struct Row {
    id: EmployeeId,
    number: Option<String>,
    first_name: String,
    last_name: String,
    preferred_name: Option<String>,
    email: String,
    phone: Option<String>,
    work_phone: Option<String>,
    country: Option<String>,
    city: Option<String>,
    status: i16,
    employment: Option<i16>,
    hired_on: Option<NaiveDate>,
    position_id: Option<PositionId>,
    manager_id: Option<EmployeeId>,
}

/// The records that the filter lets through, of these employees only where some are named, with
/// their departments in one further statement.
pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    only: Option<Vec<EmployeeId>>,
    filter: Filter,
    request: PageRequest,
) -> Result<Page<Listed>, Error> {
    let query = of(company)
        .apply_if(only, |query, ids| query.filter(Column::Id.is_in(ids)))
        .select_only()
        .columns([
            Column::Id,
            Column::Number,
            Column::FirstName,
            Column::LastName,
            Column::PreferredName,
            Column::Email,
            Column::Phone,
            Column::WorkPhone,
            Column::Country,
            Column::City,
            Column::Status,
            Column::Employment,
            Column::HiredOn,
            Column::PositionId,
            Column::ManagerId,
        ]);
    let query = sorted(filtered(query, company, &filter), &filter);
    let rows: Page<Row> = page(db, query, request).await?;
    let ids = rows.items.iter().map(|row| row.id).collect();
    let homes = department::of_employees_in(db, company, ids).await?;
    let home = |id: EmployeeId| homes.get(&id).map(|(home, _)| *home);
    rows.try_map(|row| row.listed(&home))
}

fn filtered(query: Select<Entity>, company: CompanyId, filter: &Filter) -> Select<Entity> {
    let resigned = Status::Resigned.code();
    query
        .apply_if(filter.search.as_deref(), |query, text| query.filter(found(company, text)))
        .apply_if(filter.active, |query, active| match active {
            true => query.filter(Column::Status.ne(resigned)),
            false => query.filter(Column::Status.eq(resigned)),
        })
        .apply_if(filter.departments.as_deref(), |query, ids| {
            query.filter(Column::Id.in_subquery(members(company, ids)))
        })
        .apply_if(filter.positions.clone(), |query, ids| {
            query.filter(Column::PositionId.is_in(ids))
        })
        .apply_if(filter.managers.clone(), |query, ids| query.filter(Column::ManagerId.is_in(ids)))
        .apply_if(filter.employments.as_deref(), |query, kinds| {
            query.filter(Column::Employment.is_in(kinds.iter().map(|kind| kind.code())))
        })
}

fn sorted(query: Select<Entity>, filter: &Filter) -> Select<Entity> {
    let by = match filter.sort {
        Sort::Id => Column::Id,
        Sort::Number => Column::NumberKey,
        Sort::FirstName => Column::FirstName,
        Sort::LastName => Column::LastName,
        Sort::Email => Column::EmailKey,
        Sort::HiredOn => Column::HiredOn,
        Sort::Status => Column::Status,
    };
    // Whoever has no value comes first, and last where it is turned round, on both databases.
    let (order, nulls) = match filter.descending {
        false => (Order::Asc, NullOrdering::First),
        true => (Order::Desc, NullOrdering::Last),
    };
    let query = match filter.sort {
        Sort::Number | Sort::HiredOn => query.order_by_with_nulls(by, order.clone(), nulls),
        _ => query.order_by(by, order.clone()),
    };
    match filter.sort {
        Sort::Id => query,
        _ => query.order_by(Column::Id, order),
    }
}

fn members(company: CompanyId, ids: &[DepartmentId]) -> sea_orm::sea_query::SelectStatement {
    use department_member::Column as Member;
    Query::select()
        .column(Member::EmployeeId)
        .from(department_member::Entity)
        .and_where(Member::CompanyId.eq(company))
        .and_where(Member::DepartmentId.is_in(ids.iter().copied()))
        .to_owned()
}

/// Rows with this text in what a search looks through, or in the numbers of their papers, or of
/// the country with these two letters.
fn found(company: CompanyId, text: &str) -> Condition {
    use employee_detail::Column as Detail;
    let text = text.to_lowercase();
    let papers = Query::select()
        .column(Detail::EmployeeId)
        .from(employee_detail::Entity)
        .and_where(Detail::CompanyId.eq(company))
        .and_where(contains(Detail::SearchKey, &text))
        .to_owned();
    let country = country::of(&text.to_uppercase()).map(|it| Column::Country.eq(it.name));
    Condition::any()
        .add(contains(Column::SearchKey, &text))
        .add(Column::Id.in_subquery(papers))
        .add_option(country)
}

impl Row {
    fn listed(self, home: &impl Fn(EmployeeId) -> Option<DepartmentId>) -> Result<Listed, Error> {
        Ok(Listed {
            id: self.id,
            department: home(self.id),
            number: self.number,
            first_name: self.first_name,
            last_name: self.last_name,
            preferred_name: self.preferred_name,
            email: self.email,
            phone: self.phone,
            work_phone: self.work_phone,
            country: self.country,
            city: self.city,
            status: Status::from_code(self.status)?,
            employment: self.employment.map(Employment::from_code).transpose()?,
            hired_on: self.hired_on,
            position: self.position_id,
            manager: self.manager_id,
        })
    }
}
