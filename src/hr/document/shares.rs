//! With whom documents are shared, in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Document, Permission, Share};
use crate::Error;
use crate::db::Tx;
use crate::entity::document_share::{ActiveModel, Column, Entity};
use crate::id::{CompanyId, DocumentId};

/// The shares of a document, in the order of the employees' ids.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    document: DocumentId,
) -> Result<Vec<Share>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::DocumentId.eq(document))
        .order_by_asc(Column::EmployeeId)
        .all(db)
        .await?;
    let share = |employee, permission| {
        Ok(Share { employee, permission: Permission::from_code(permission)? })
    };
    rows.into_iter().map(|row| share(row.employee_id, row.permission)).collect()
}

/// Makes exactly those of `it` its shares.
pub async fn replace(tx: &Tx, company: CompanyId, it: &Document) -> Result<(), Error> {
    clear(tx, company, it.id).await?;
    insert(tx, company, it).await
}

/// Adds the shares of a document that has none yet.
pub async fn insert(tx: &Tx, company: CompanyId, it: &Document) -> Result<(), Error> {
    let rows = it.shares.iter().map(|share| ActiveModel {
        id: NotSet,
        company_id: Set(company),
        document_id: Set(it.id),
        employee_id: Set(share.employee),
        permission: Set(share.permission.code()),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Removes the shares of a document.
pub async fn clear(tx: &Tx, company: CompanyId, document: DocumentId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::DocumentId.eq(document))
        .exec(tx)
        .await?;
    Ok(())
}
