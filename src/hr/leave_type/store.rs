//! Leave types in the database; every query names the company.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Accrual, Kind, LeaveType, Reset};
use crate::db::{Tx, table};
use crate::entity::leave_type::{ActiveModel, Column, Entity, Model};
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

/// All of them, in the order of ids.
pub(crate) async fn of_company(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<Vec<LeaveType>, Error> {
    let rows = table::of::<Entity>(company).order_by_asc(Column::Id).all(db).await?;
    rows.into_iter().map(LeaveType::try_from).collect()
}

/// The type that a request is of: the one it names, else the first active one of its kind.
///
/// Refuses one that the company does not have or no longer grants, naming `leave_type`.
pub(crate) async fn chosen(
    db: &impl ConnectionTrait,
    company: CompanyId,
    named: Option<LeaveTypeId>,
    kind: Kind,
) -> Result<Option<LeaveType>, Error> {
    let types = table::of::<Entity>(company).filter(Column::Active.eq(true));
    let Some(id) = named else {
        let first = types.filter(Column::Kind.eq(kind.code())).order_by_asc(Column::Id);
        return first.one(db).await?.map(LeaveType::try_from).transpose();
    };
    let unknown = || Error::invalid("leave_type", "is not an active leave type of the company");
    let row = types.filter(Column::Id.eq(id)).one(db).await?.ok_or_else(unknown)?;
    Ok(Some(row.try_into()?))
}

/// Their names, in one statement.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    company: CompanyId,
    ids: BTreeSet<LeaveTypeId>,
) -> Result<BTreeMap<LeaveTypeId, String>, Error> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let query = table::of::<Entity>(company).filter(Column::Id.is_in(ids)).select_only();
    let rows: Vec<(LeaveTypeId, String)> =
        query.columns([Column::Id, Column::Name]).into_tuple().all(db).await?;
    Ok(rows.into_iter().collect())
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
        code: Set(it.code),
        colour: Set(it.colour),
        active: Set(it.active),
        requires_approval: Set(it.requires_approval),
        deducts: Set(it.deducts),
        self_service: Set(it.self_service),
        manager_assigns: Set(it.manager_assigns),
        beyond_balance: Set(it.beyond_balance),
        attachment_required: Set(it.attachment_required),
        sandwich: Set(it.sandwich),
        notice_days: Set(it.notice_days),
        lock_days: Set(it.lock_days),
        notes: Set(it.notes),
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
            code: row.code,
            colour: row.colour,
            active: row.active,
            requires_approval: row.requires_approval,
            deducts: row.deducts,
            self_service: row.self_service,
            manager_assigns: row.manager_assigns,
            beyond_balance: row.beyond_balance,
            attachment_required: row.attachment_required,
            sandwich: row.sandwich,
            notice_days: row.notice_days,
            lock_days: row.lock_days,
            notes: row.notes,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}
