//! Payslip templates in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ConnectionTrait, Order, QueryOrder};

use super::{Block, BlockKind, SortBy, Template};
use crate::db::{Tx, page, table};
use crate::entity::payslip_template::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, PayrollColumnId, PayslipTemplateId};
use crate::payroll::json;
use crate::{Error, Page, PageRequest};

/// A block as it is stored: kind, label, text, column.
type Stored = (i16, Option<String>, Option<String>, Option<i64>);

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: PayslipTemplateId,
) -> Result<Template, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    sort: SortBy,
    descending: bool,
    request: PageRequest,
) -> Result<Page<Template>, Error> {
    let order = if descending { Order::Desc } else { Order::Asc };
    let column = match sort {
        SortBy::Id => Column::Id,
        SortBy::Name => Column::Name,
    };
    let query = table::of::<Entity>(company).order_by(column, order.clone());
    let query = query.order_by(Column::Id, order);
    page::<_, Model>(db, query, request).await?.try_map(Template::try_from)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: Template) -> Result<Template, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it)? }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: Template) -> Result<Template, Error> {
    let id = it.id;
    table::update::<Entity>(tx, company, id, row(company, it)?).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: PayslipTemplateId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: Template) -> Result<ActiveModel, Error> {
    let stored = |it: Block| (it.kind.code(), it.label, it.text, it.column.map(|id| id.get()));
    let design: Vec<Stored> = it.design.into_iter().map(stored).collect();
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        design: Set(json::write(&design)?),
        shown: Set(it.shown),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

impl TryFrom<Model> for Template {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        let design: Vec<Stored> = json::read(&row.design)?;
        let block = |(kind, label, text, column): Stored| {
            let (kind, column) = (BlockKind::from_code(kind)?, column.map(PayrollColumnId));
            Ok(Block { kind, label, text, column })
        };
        Ok(Self {
            id: row.id,
            name: row.name,
            design: design.into_iter().map(block).collect::<Result<_, Error>>()?,
            shown: row.shown,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
