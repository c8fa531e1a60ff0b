//! The rules of leave types in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::LeaveRule;
use crate::Error;
use crate::annex::profile::UserType;
use crate::db::{Tx, table};
use crate::entity::whosoff_leave_rule::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, LeaveTypeId};

pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    leave_type: LeaveTypeId,
) -> Result<Option<LeaveRule>, Error> {
    let query = table::of::<Entity>(company).filter(Column::LeaveTypeId.eq(leave_type));
    query.one(db).await?.map(LeaveRule::try_from).transpose()
}

/// The rules of every leave type that has any, in one statement.
pub(crate) async fn all(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<BTreeMap<LeaveTypeId, LeaveRule>, Error> {
    let rows = table::of::<Entity>(company).all(db).await?;
    rows.into_iter().map(|row| Ok((row.leave_type_id, row.try_into()?))).collect()
}

/// Puts the rules in place of those before.
pub async fn save(
    tx: &Tx,
    company: CompanyId,
    leave_type: LeaveTypeId,
    it: LeaveRule,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::LeaveTypeId.eq(leave_type))
        .exec(tx)
        .await?;
    let row = ActiveModel {
        id: NotSet,
        company_id: Set(company),
        leave_type_id: Set(leave_type),
        deduct_allowance: Set(it.deduct_allowance),
        consecutive_minutes: Set(it.consecutive_minutes),
        minimum_minutes: Set(it.minimum_minutes),
        concurrent: Set(it.concurrent),
        notes_visible_to: Set(it.notes_visible_to.code()),
        available_to: Set(it.available_to.code()),
        seen_by: Set(it.seen_by.code()),
        notice_days: Set(it.notice_days),
        cancellation_days: Set(it.cancellation_days),
        counts_for_department: Set(it.counts_for_department),
        note_required: Set(it.note_required),
        email_request: Set(it.email_request),
        email_approve: Set(it.email_approve),
        email_cancel: Set(it.email_cancel),
        staff_url: Set(it.staff_url),
        staff_note: Set(it.staff_note),
        approver_url: Set(it.approver_url),
        approver_note: Set(it.approver_note),
        message: Set(it.message),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

impl TryFrom<Model> for LeaveRule {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            deduct_allowance: row.deduct_allowance,
            consecutive_minutes: row.consecutive_minutes,
            minimum_minutes: row.minimum_minutes,
            concurrent: row.concurrent,
            notes_visible_to: UserType::from_code(row.notes_visible_to)?,
            available_to: UserType::from_code(row.available_to)?,
            seen_by: UserType::from_code(row.seen_by)?,
            notice_days: row.notice_days,
            cancellation_days: row.cancellation_days,
            counts_for_department: row.counts_for_department,
            note_required: row.note_required,
            email_request: row.email_request,
            email_approve: row.email_approve,
            email_cancel: row.email_cancel,
            staff_url: row.staff_url,
            staff_note: row.staff_note,
            approver_url: row.approver_url,
            approver_note: row.approver_note,
            message: row.message,
        })
    }
}
