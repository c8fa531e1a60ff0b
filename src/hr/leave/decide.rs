//! Deciding on leave level by level, taking it back, and what waits for whom.

use super::verbs::{self, shown};
use super::{LeaveRequest, Status, StepRole, notices, rules, steps, store};
use crate::approval::{self, Case, Decision, Kind, Stage};
use crate::id::{EmployeeId, LeaveRequestId};
use crate::sight::Viewer;
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee};

const NOUN: &str = "leave request";

/// What a decision looks at.
struct Standing {
    row: store::Row,
    steps: Vec<steps::Row>,
    stage: Stage,
    open: Vec<Option<EmployeeId>>,
    deputies: Vec<EmployeeId>,
    approvers: Vec<EmployeeId>,
    manager: Option<EmployeeId>,
    alone: bool,
}

impl Standing {
    async fn of(w: &Write<'_>, id: LeaveRequestId) -> Result<Self, Error> {
        let company = w.who.company;
        let row = store::find(w.tx, company, id).await?;
        let steps = steps::of(w.tx, company, vec![id]).await?.remove(&id).unwrap_or_default();
        let settings = approval::settings(w.tx, company, Kind::Leave).await?;
        let who = approval::approvers_of(w.tx, company, row.employee, settings).await?;
        let open = steps.iter().filter(|step| step.decision.is_none());
        let first = open.clone().next().map(|step| step.role);
        let mut open: Vec<_> = open.map(|step| step.approver).collect();
        if open.is_empty() {
            // Requests of before there were steps have none: theirs is one of HR.
            open.push(None);
        }
        let asked = steps.iter().filter_map(|step| step.approver);
        Ok(Self {
            stage: row.status.stage(steps.iter().any(|step| step.decision.is_some())),
            open,
            // They stand in for the manager, not for those who come after.
            deputies: match first {
                Some(StepRole::Approver) => Vec::new(),
                _ => who.deputies,
            },
            approvers: asked.chain(who.manager).collect(),
            manager: who.manager,
            alone: who.alone,
            steps,
            row,
        })
    }

    fn case(&self) -> Case<'_> {
        Case {
            noun: NOUN,
            owner: self.row.employee,
            alone: self.alone,
            stage: self.stage,
            open: &self.open,
            deputies: &self.deputies,
            approvers: &self.approvers,
        }
    }
}

/// Decides on a request, or on taking it back where that was asked for.
///
/// Approvers decide one after the other, an administrator for all of them at once. `Forbidden` for
/// everybody else and for the employee; `WrongState` where there is nothing to decide.
pub async fn decide(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: LeaveRequestId,
    decision: Decision,
    note: Option<String>,
) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = Standing::of(&w, id).await?;
            let stage = approval::decide(&it.case(), viewer, decision)?;
            let (by, before) = (Some(viewer.employee), it.stage);
            if before != Stage::CancelRequested {
                settle(&w, &it, viewer, decision, note.clone()).await?;
            }
            let row = match (before, stage) {
                (Stage::CancelRequested, Stage::Approved) => {
                    store::Row { status: Status::Approved, updated_at: w.now, ..it.row }
                }
                (_, Stage::Approved) => rules::approve(it.row, by, w.now)?,
                (_, Stage::Rejected) => rules::reject(it.row, by, note.clone(), w.now)?,
                (_, Stage::Cancelled) => rules::cancel(it.row, w.now)?,
                _ => store::Row { updated_at: w.now, ..it.row },
            };
            let row = store::update(w.tx, w.who.company, row).await?;
            approval::note(&w, (Kind::Leave, id.get()), (before, stage), by, note).await?;
            w.audit("leave.act", id.get()).await?;
            let shown = shown(&w, row).await?;
            match before {
                Stage::CancelRequested => notices::withdrawn(&w, &shown).await?,
                _ => notices::decided(&w, &shown).await?,
            }
            Ok(shown)
        })
    })
    .await
}

/// Writes the decision into the step whose turn it is, or into all that are open.
async fn settle(
    w: &Write<'_>,
    it: &Standing,
    viewer: Viewer,
    decision: Decision,
    notes: Option<String>,
) -> Result<(), Error> {
    let (company, id) = (w.who.company, it.row.id);
    let current = it.steps.iter().find(|step| step.decision.is_none());
    match current.filter(|_| !viewer.is_admin()).cloned() {
        Some(step) => {
            let step = steps::Row {
                decision: Some(decision),
                notes,
                acted_at: Some(w.now),
                acted_by: Some(viewer.employee),
                ..step
            };
            steps::save(w.tx, company, id, step).await
        }
        None => steps::close(w.tx, company, id, decision, Some(viewer.employee), w.now).await,
    }
}

/// Takes a request back, for its owner or an administrator: a pending one is cancelled, an approved
/// one once somebody agrees, or at once where nobody stands above the employee.
///
/// `Forbidden` for everybody else; `WrongState` in any other stage.
pub async fn withdraw(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: LeaveRequestId,
    note: Option<String>,
) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = Standing::of(&w, id).await?;
            let (before, by) = (it.stage, Some(viewer.employee));
            let stage = approval::withdraw(&it.case(), viewer, true)?;
            let row = match stage {
                Stage::Cancelled => rules::cancel(it.row, w.now)?,
                _ => store::Row { status: Status::CancelRequested, updated_at: w.now, ..it.row },
            };
            let row = store::update(w.tx, w.who.company, row).await?;
            approval::note(&w, (Kind::Leave, id.get()), (before, stage), by, note).await?;
            w.audit("leave.cancel", id.get()).await?;
            let shown = shown(&w, row).await?;
            if stage == Stage::CancelRequested {
                notices::back(&w, &shown, it.manager).await?;
            }
            Ok(shown)
        })
    })
    .await
}

/// What the viewer may decide on now: requests whose turn it is, and approved ones to be cancelled
/// of whom they manage or once decided on; an administrator on everybody's but their own. Indirect
/// managers stand in for the manager where the company says so.
pub async fn waiting(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    page: PageRequest,
) -> Result<Page<LeaveRequest>, Error> {
    let (db, company, me) = (hr.db().read(), who.company, viewer.employee);
    let query = match viewer.is_admin() {
        true => store::waiting_for_hr(company, me),
        false => {
            let mut led = employee::reports(hr, who, me).await?;
            let settings = approval::settings(db, company, Kind::Leave).await?;
            let deputy_of = match settings.indirect {
                true => employee::indirect_reports(db, company, me).await?,
                false => Vec::new(),
            };
            led.extend(&deputy_of);
            store::waiting(company, me, led, deputy_of)
        }
    };
    store::page_of(db, company, query, page).await
}

/// Notes a decision of the verbs that know no levels.
pub(super) async fn noted(
    w: &Write<'_>,
    it: &LeaveRequest,
    before: Stage,
    note: Option<String>,
) -> Result<(), Error> {
    let by = verbs::actor(w).await?;
    approval::note(w, (Kind::Leave, it.id.get()), (before, it.stage()), by, note).await
}
