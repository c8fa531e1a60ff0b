//! The steps of leave requests in the database; every query names the company.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Decision, Person, Step, StepRole};
use crate::Error;
use crate::db::Tx;
use crate::entity::leave_step::{ActiveModel, Column, Entity, Model};
use crate::id::{CompanyId, EmployeeId, LeaveRequestId, LeaveStepId};

/// A step with its people as ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// None until it is stored.
    pub id: Option<LeaveStepId>,
    pub step: i16,
    pub role: StepRole,
    pub approver: Option<EmployeeId>,
    pub decision: Option<Decision>,
    pub notes: Option<String>,
    pub acted_at: Option<DateTime<Utc>>,
    pub acted_by: Option<EmployeeId>,
}

impl Row {
    /// A step in which nobody has decided yet.
    pub fn open(step: i16, role: StepRole, approver: Option<EmployeeId>) -> Self {
        Self {
            id: None,
            step,
            role,
            approver,
            decision: None,
            notes: None,
            acted_at: None,
            acted_by: None,
        }
    }

    /// The same with its people.
    pub fn shown(self, person: &impl Fn(EmployeeId) -> Person) -> Step {
        Step {
            step: self.step,
            role: self.role,
            approver: self.approver.map(person),
            decision: self.decision,
            notes: self.notes,
            acted_at: self.acted_at,
            acted_by: self.acted_by.map(person),
        }
    }
}

/// The requests of which some step is decided.
pub fn begun(company: CompanyId) -> SelectStatement {
    of_requests(company).and_where(Column::Decision.is_not_null()).to_owned()
}

/// The requests in which this approver is named.
pub fn named(company: CompanyId, approver: EmployeeId) -> SelectStatement {
    of_requests(company).and_where(Column::ApproverId.eq(approver)).to_owned()
}

/// The requests whose first open step is this approver's.
pub fn turn(company: CompanyId, approver: EmployeeId) -> SelectStatement {
    first_open(company).and_where(Column::ApproverId.eq(approver)).to_owned()
}

/// The requests whose first open step is a manager's, or HR's in the place of one.
pub fn managers_turn(company: CompanyId) -> SelectStatement {
    let roles = [StepRole::Manager, StepRole::Hr].map(StepRole::code);
    first_open(company).and_where(Column::Role.is_in(roles)).to_owned()
}

fn first_open(company: CompanyId) -> SelectStatement {
    let first = Query::select()
        .column(Column::LeaveRequestId)
        .expr(Column::Step.min())
        .from(Entity)
        .and_where(Column::CompanyId.eq(company))
        .and_where(Column::Decision.is_null())
        .group_by_col(Column::LeaveRequestId)
        .to_owned();
    let step = [Column::LeaveRequestId, Column::Step].map(Expr::col);
    of_requests(company).and_where(Expr::tuple(step).in_subquery(first)).to_owned()
}

fn of_requests(company: CompanyId) -> SelectStatement {
    Query::select()
        .column(Column::LeaveRequestId)
        .from(Entity)
        .and_where(Column::CompanyId.eq(company))
        .to_owned()
}

/// The steps of several requests in their order, in one statement.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    requests: Vec<LeaveRequestId>,
) -> Result<BTreeMap<LeaveRequestId, Vec<Row>>, Error> {
    if requests.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::LeaveRequestId.is_in(requests))
        .order_by_asc(Column::LeaveRequestId)
        .order_by_asc(Column::Step)
        .all(db)
        .await?;
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        found.entry(row.leave_request_id).or_default().push(row.try_into()?);
    }
    Ok(found)
}

pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    request: LeaveRequestId,
    steps: Vec<Row>,
) -> Result<(), Error> {
    let rows = steps.into_iter().map(|step| active(company, request, step));
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Writes a step that was decided; one that was not stored before is added.
pub async fn save(
    tx: &Tx,
    company: CompanyId,
    request: LeaveRequestId,
    step: Row,
) -> Result<(), Error> {
    let Some(id) = step.id else { return insert(tx, company, request, vec![step]).await };
    Entity::update_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Id.eq(id))
        .set(active(company, request, step))
        .exec(tx)
        .await?;
    Ok(())
}

/// Decides in all open steps of a request at once.
pub async fn close(
    tx: &Tx,
    company: CompanyId,
    request: LeaveRequestId,
    decision: Decision,
    by: Option<EmployeeId>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let decided = ActiveModel {
        decision: Set(Some(decision.code())),
        acted_at: Set(Some(now)),
        acted_by: Set(by),
        ..Default::default()
    };
    Entity::update_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::LeaveRequestId.eq(request))
        .filter(Column::Decision.is_null())
        .set(decided)
        .exec(tx)
        .await?;
    Ok(())
}

fn active(company: CompanyId, request: LeaveRequestId, it: Row) -> ActiveModel {
    ActiveModel {
        id: it.id.map_or(NotSet, Set),
        company_id: Set(company),
        leave_request_id: Set(request),
        step: Set(it.step),
        role: Set(it.role.code()),
        approver_id: Set(it.approver),
        decision: Set(it.decision.map(Decision::code)),
        notes: Set(it.notes),
        acted_at: Set(it.acted_at),
        acted_by: Set(it.acted_by),
    }
}

impl TryFrom<Model> for Row {
    type Error = Error;

    fn try_from(row: Model) -> Result<Self, Error> {
        Ok(Self {
            id: Some(row.id),
            step: row.step,
            role: StepRole::from_code(row.role)?,
            approver: row.approver_id,
            decision: row.decision.map(Decision::from_code).transpose()?,
            notes: row.notes,
            acted_at: row.acted_at,
            acted_by: row.acted_by,
        })
    }
}
