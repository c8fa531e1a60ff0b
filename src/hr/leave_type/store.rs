//! Leave types in the database; every query names the company.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ConnectionTrait;

use super::{Accrual, Kind, LeaveType, Reset};
use crate::db::{Tx, table};
use crate::entity::leave_type::{ActiveModel, Entity, Model};
use crate::fixed::Fixed4;
use crate::id::{CompanyId, LeaveTypeId};
use crate::{Error, Page, PageRequest};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: LeaveTypeId,
) -> Result<LeaveType, Error> {
    table::find::<Entity>(db, company, id).await?.try_into()
}

pub async fn list(
    db: &impl ConnectionTrait,
    company: CompanyId,
    page: PageRequest,
) -> Result<Page<LeaveType>, Error> {
    table::list(db, table::of::<Entity>(company), page).await?.try_map(LeaveType::try_from)
}

pub async fn insert(tx: &Tx, company: CompanyId, it: LeaveType) -> Result<LeaveType, Error> {
    table::insert(tx, ActiveModel { id: NotSet, ..row(company, it)? }).await?.try_into()
}

pub async fn update(tx: &Tx, company: CompanyId, it: LeaveType) -> Result<LeaveType, Error> {
    table::update::<Entity>(tx, company, it.id, row(company, it)?).await?.try_into()
}

pub async fn delete(tx: &Tx, company: CompanyId, id: LeaveTypeId) -> Result<(), Error> {
    table::delete::<Entity>(tx, company, id).await
}

fn row(company: CompanyId, it: LeaveType) -> Result<ActiveModel, Error> {
    Ok(ActiveModel {
        id: Set(it.id),
        company_id: Set(company),
        name: Set(it.name),
        kind: Set(it.kind.code()),
        entitlement_hours: Set(Fixed4::opt("entitlement_hours", it.entitlement_hours)?),
        accrual: Set(it.accrual.map(Accrual::code)),
        reset: Set(it.reset.map(Reset::code)),
        carry_over_hours: Set(it.carry_over_hours),
        carry_over: Set(it.carry_over),
        paid: Set(it.paid),
        max_days: Set(it.max_days),
        created_at: Set(it.created_at),
        updated_at: Set(it.updated_at),
    })
}

impl TryFrom<Model> for LeaveType {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            name: row.name,
            kind: Kind::from_code(row.kind)?,
            entitlement_hours: row.entitlement_hours.map(Fixed4::decimal),
            accrual: row.accrual.map(Accrual::from_code).transpose()?,
            reset: row.reset.map(Reset::from_code).transpose()?,
            carry_over_hours: row.carry_over_hours,
            carry_over: row.carry_over,
            paid: row.paid,
            max_days: row.max_days,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
