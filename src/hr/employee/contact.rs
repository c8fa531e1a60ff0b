//! Emergency contacts: whom to call for an employee; at most one each.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};

use super::{reference, store};
use crate::db::page;
use crate::entity::emergency_contact::{ActiveModel, Column, Entity, Relation};
use crate::entity::employee;
use crate::id::EmployeeId;
use crate::{Error, Faults, Hr, Page, PageRequest, Who};

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    pub name: String,
    pub phone: String,
    /// What the contact is to the employee: "Spouse".
    pub relationship: String,
}

/// An employee's contact as the report shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub employee: EmployeeId,
    pub employee_name: String,
    pub contact: Contact,
}

/// Sets an employee's contact, in place of the one before.
pub async fn set(hr: &Hr, who: &Who, id: EmployeeId, contact: Contact) -> Result<(), Error> {
    Faults::default().filled("name", &contact.name).filled("phone", &contact.phone).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            store::find(w.tx, w.who.company, id).await?;
            let row = ActiveModel {
                company_id: Set(w.who.company),
                employee_id: Set(id),
                name: Set(contact.name),
                phone: Set(contact.phone),
                relationship: Set(contact.relationship),
                created_at: Set(w.now),
                updated_at: Set(w.now),
                ..Default::default()
            };
            let again = OnConflict::columns([Column::CompanyId, Column::EmployeeId])
                .update_columns([
                    Column::Name,
                    Column::Phone,
                    Column::Relationship,
                    Column::UpdatedAt,
                ])
                .to_owned();
            Entity::insert(row).on_conflict(again).exec_without_returning(w.tx).await?;
            w.audit("emergency_contact.set", id.get()).await
        })
    })
    .await
}

#[derive(FromQueryResult)]
struct Row {
    employee_id: EmployeeId,
    first_name: String,
    last_name: String,
    name: String,
    phone: String,
    relationship: String,
}

/// The contacts of all employees who have one, in the order of the employees' ids.
pub async fn list(hr: &Hr, who: &Who, request: PageRequest) -> Result<Page<Entry>, Error> {
    let query = Entity::find()
        .join(JoinType::InnerJoin, Relation::Employee.def())
        .filter(Column::CompanyId.eq(who.company))
        .filter(employee::Column::CompanyId.eq(who.company))
        .filter(employee::Column::DeletedAt.is_null())
        .select_only()
        .columns([Column::EmployeeId, Column::Name, Column::Phone, Column::Relationship])
        .columns([employee::Column::FirstName, employee::Column::LastName])
        .order_by_asc(Column::EmployeeId);
    let rows = page::<_, Row>(hr.db().read(), query, request).await?;
    Ok(rows.map(|row| Entry {
        employee: row.employee_id,
        employee_name: reference::full_name(&row.first_name, &row.last_name),
        contact: Contact { name: row.name, phone: row.phone, relationship: row.relationship },
    }))
}
