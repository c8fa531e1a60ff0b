//! Which people a question is about: everybody, a department, a tag, one, or somebody's staff.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};

use super::{profile, tag};
use crate::db::table;
use crate::employee::Status;
use crate::entity::employee::{Column, Entity};
use crate::entity::{department, department_member as member};
use crate::id::{CompanyId, DepartmentId, EmployeeId, TagId};
use crate::{Error, Hr, Who};

/// Whom a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Map {
    Company,
    Department(DepartmentId),
    Tag(TagId),
    Staff(EmployeeId),
    /// Whose requests this one approves or is told of.
    MyStaff(EmployeeId),
    /// Who reports to this one.
    ByApprover(EmployeeId),
}

/// Which of them count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Who has not left.
    Active,
    /// Who has left.
    Disabled,
    Both,
}

/// One of the people, with the department that they are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
    pub department: Option<DepartmentId>,
    /// Empty for who is in none.
    pub department_name: String,
    /// Whether they have not left.
    pub active: bool,
}

/// The people in the order of their ids, in one statement; nobody where the map's own record does
/// not exist.
pub async fn people(hr: &Hr, who: &Who, map: Map, standing: Standing) -> Result<Vec<Entry>, Error> {
    select(hr.db().read(), who.company, map, standing).await
}

#[derive(FromQueryResult)]
struct Row {
    id: EmployeeId,
    first_name: String,
    last_name: String,
    status: i16,
    department_id: Option<DepartmentId>,
    department_name: Option<String>,
}

/// [`people`] on any connection.
pub(crate) async fn select(
    db: &impl ConnectionTrait,
    company: CompanyId,
    map: Map,
    standing: Standing,
) -> Result<Vec<Entry>, Error> {
    let to_member =
        Entity::belongs_to(member::Entity).from(Column::Id).to(member::Column::EmployeeId).into();
    let left = Status::Resigned.code();
    let standing = match standing {
        Standing::Active => Condition::all().add(Column::Status.ne(left)),
        Standing::Disabled => Condition::all().add(Column::Status.eq(left)),
        Standing::Both => Condition::all(),
    };
    let rows = table::of::<Entity>(company)
        .join(JoinType::LeftJoin, to_member)
        .join(JoinType::LeftJoin, member::Relation::Department.def())
        .filter(on(company, map))
        .filter(standing)
        .select_only()
        .columns([Column::Id, Column::FirstName, Column::LastName, Column::Status])
        .column(member::Column::DepartmentId)
        .column_as(department::Column::Name, "department_name")
        .order_by_asc(Column::Id)
        .into_model::<Row>()
        .all(db)
        .await?;
    let entry = |row: Row| Entry {
        id: row.id,
        first_name: row.first_name,
        last_name: row.last_name,
        department: row.department_id,
        department_name: row.department_name.unwrap_or_default(),
        active: row.status != left,
    };
    Ok(rows.into_iter().map(entry).collect())
}

fn on(company: CompanyId, map: Map) -> Condition {
    let all = Condition::all();
    match map {
        Map::Company => all,
        Map::Department(id) => all.add(member::Column::DepartmentId.eq(id)),
        Map::Tag(id) => all.add(Column::Id.in_subquery(tag::members_of(company, id))),
        Map::Staff(id) => all.add(Column::Id.eq(id)),
        Map::ByApprover(id) => all.add(Column::ManagerId.eq(id)),
        Map::MyStaff(id) => Condition::any()
            .add(Column::ManagerId.eq(id))
            .add(Column::Id.in_subquery(profile::told(company, id))),
    }
}
