//! Table `document_shares`: an employee who may see a document, once each.

use sea_orm::entity::prelude::*;

use crate::id::{CompanyId, DocumentId, EmployeeId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "document_shares")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub company_id: CompanyId,
    pub document_id: DocumentId,
    pub employee_id: EmployeeId,
    pub permission: i16,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
