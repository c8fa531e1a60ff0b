//! Who is on a project: assigned and taken off by those who see the employee.

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationTrait, Select,
};

use super::{Member, Person, store};
use crate::access::Level;
use crate::db::{page, table};
use crate::employee::{self, Status};
use crate::entity::employee as worker;
use crate::entity::project_assignment::{ActiveModel, Column, Entity, Relation};
use crate::id::{AssignmentId, CompanyId, EmployeeId, ProjectId};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Page, PageRequest, Who};

/// Puts an employee whom `viewer` sees on a project from today; only managers and administrators
/// may.
///
/// `WrongState` where the employee is on it; `Invalid` where the employee is unknown or has left.
pub async fn assign(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: ProjectId,
    employee: EmployeeId,
) -> Result<Member, Error> {
    viewer.require(Level::Manager)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            store::find(w.tx, company, id).await?;
            sight::require_named(&w, viewer, employee, "employee_id").await?;
            if !employee::works(w.tx, company, employee).await? {
                return Err(Error::invalid("employee_id", "has left the company"));
            }
            if store::is_on(w.tx, company, id, employee).await? {
                return Err(Error::wrong_state("the employee is on the project already"));
            }
            let row = ActiveModel {
                id: NotSet,
                company_id: Set(company),
                project_id: Set(id),
                employee_id: Set(employee),
                starts_on: Set(w.now.date_naive()),
                created_at: Set(w.now),
                updated_at: Set(w.now),
            };
            let row = table::insert(w.tx, row).await?;
            w.audit("project.assign", id.get()).await?;
            let only = of(company, id).filter(Column::Id.eq(row.id));
            members(w.tx, only).await?.pop().ok_or(Error::NotFound("project assignment"))
        })
    })
    .await
}

/// Takes an employee whom `viewer` sees off a project; only managers and administrators may.
/// `NotFound` where the employee is not on it.
pub async fn unassign(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: ProjectId,
    employee: EmployeeId,
) -> Result<(), Error> {
    viewer.require(Level::Manager)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            store::find(w.tx, company, id).await?;
            sight::require_in(&w, viewer, employee).await?;
            let on = of(company, id).filter(Column::EmployeeId.eq(employee));
            let on = on.select_only().column(Column::Id).into_tuple().one(w.tx).await?;
            let on: AssignmentId = on.ok_or(Error::NotFound("project assignment"))?;
            table::delete::<Entity>(w.tx, company, on).await?;
            w.audit("project.unassign", id.get()).await
        })
    })
    .await
}

/// Who could be put on a project: whoever `viewer` sees, has not left and is not on it, in the
/// order of ids. Only managers and administrators may ask.
pub async fn candidates(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: ProjectId,
    request: PageRequest,
) -> Result<Page<Person>, Error> {
    viewer.require(Level::Manager)?;
    let (db, company) = (hr.db().read(), who.company);
    store::find(db, company, id).await?;
    let seen = sight::of(hr, who, viewer).await?.ids();
    let on = of(company, id).select_only().column(Column::EmployeeId).into_query();
    let query = table::of::<worker::Entity>(company)
        .filter(worker::Column::Status.ne(Status::Resigned.code()))
        .filter(worker::Column::Id.not_in_subquery(on))
        .apply_if(seen, |query, ids| query.filter(worker::Column::Id.is_in(ids)))
        .select_only()
        .columns([worker::Column::Id, worker::Column::Number])
        .columns([worker::Column::FirstName, worker::Column::LastName])
        .order_by_asc(worker::Column::Id);
    Ok(page::<_, Candidate>(db, query, request).await?.map(Person::from))
}

#[derive(FromQueryResult)]
struct Candidate {
    id: EmployeeId,
    number: Option<String>,
    first_name: String,
    last_name: String,
}

impl From<Candidate> for Person {
    fn from(row: Candidate) -> Self {
        let Candidate { id, number, first_name, last_name } = row;
        Self { id, number, first_name, last_name }
    }
}

/// The assignments of a project.
pub fn of(company: CompanyId, id: ProjectId) -> Select<Entity> {
    table::of::<Entity>(company).filter(Column::ProjectId.eq(id))
}

#[derive(FromQueryResult)]
struct Row {
    id: AssignmentId,
    employee_id: EmployeeId,
    starts_on: NaiveDate,
    number: Option<String>,
    first_name: String,
    last_name: String,
}

/// These assignments with their people, in the order of making, in one statement.
pub async fn members(
    db: &impl ConnectionTrait,
    query: Select<Entity>,
) -> Result<Vec<Member>, Error> {
    let rows = query
        .join(JoinType::InnerJoin, Relation::Employee.def())
        .filter(worker::Column::DeletedAt.is_null())
        .select_only()
        .columns([Column::Id, Column::EmployeeId, Column::StartsOn])
        .columns([worker::Column::Number, worker::Column::FirstName, worker::Column::LastName])
        .order_by_asc(Column::Id)
        .into_model::<Row>()
        .all(db)
        .await?;
    let member = |row: Row| Member {
        assignment: row.id,
        person: Person {
            id: row.employee_id,
            number: row.number,
            first_name: row.first_name,
            last_name: row.last_name,
        },
        since: row.starts_on,
    };
    Ok(rows.into_iter().map(member).collect())
}
