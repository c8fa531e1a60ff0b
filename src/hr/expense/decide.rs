//! Deciding on expenses level by level, taking them back, and what waits for whom.

use super::{Expense, notices, rules, store};
use crate::approval::{self, Approvers, Case, Decision, Kind, Settings, Stage};
use crate::id::{EmployeeId, ExpenseId};
use crate::sight::Viewer;
use crate::{Error, Hr, Page, PageRequest, Who, Write, employee};

/// Decides on an expense, or on taking it back where that was asked for.
///
/// Approvers decide one after the other, an administrator for all of them at once. `Forbidden` for
/// everybody else and for the employee; `WrongState` where there is nothing to decide.
pub async fn decide(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: ExpenseId,
    decision: Decision,
    note: Option<String>,
) -> Result<Expense, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let of = approvers(&w, &it).await?;
            let asked = all(&it, of.manager);
            let stage = approval::decide(&case(&it, &of, &asked), viewer, decision)?;
            let before = it.status;
            let it = move_to(&w, it, stage, viewer, note, "expense.decide").await?;
            notices::decided(&w, &it, before).await?;
            Ok(it)
        })
    })
    .await
}

/// Asks for an approved expense to be cancelled, for its owner or an administrator; where nobody
/// stands above the employee it is cancelled at once.
///
/// `Forbidden` for everybody else; `WrongState` in any other stage.
pub async fn withdraw(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: ExpenseId,
    note: Option<String>,
) -> Result<Expense, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::find(w.tx, w.who.company, id).await?;
            let of = approvers(&w, &it).await?;
            let asked = all(&it, of.manager);
            let stage = approval::withdraw(&case(&it, &of, &asked), viewer, false)?;
            let it = move_to(&w, it, stage, viewer, note, "expense.withdraw").await?;
            notices::back(&w, &it, of.manager).await?;
            Ok(it)
        })
    })
    .await
}

/// What the viewer may decide on now: expenses whose turn it is, and approved ones to be cancelled
/// of whom they manage; an administrator on everybody's but their own.
pub async fn waiting(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    page: PageRequest,
) -> Result<Page<Expense>, Error> {
    let reports = match viewer.is_admin() {
        true => Vec::new(),
        false => employee::reports(hr, who, viewer.employee).await?,
    };
    let query = store::waiting(who.company, viewer.employee, viewer.is_admin(), reports);
    store::page_of(hr.db().read(), query, page).await
}

/// The manager, and whether there is anybody above; levels were settled when it was made.
async fn approvers(w: &Write<'_>, it: &Expense) -> Result<Approvers, Error> {
    let settings = Settings::default();
    approval::approvers_of(w.tx, w.who.company, it.employee, settings).await
}

/// Everybody who decides whether it is cancelled.
fn all(it: &Expense, manager: Option<EmployeeId>) -> Vec<EmployeeId> {
    it.approvers.iter().copied().flatten().chain(manager).collect()
}

fn case<'a>(it: &'a Expense, of: &Approvers, approvers: &'a [EmployeeId]) -> Case<'a> {
    Case {
        noun: "expense",
        owner: it.employee,
        alone: of.alone,
        stage: it.status,
        open: it.open(),
        deputies: &[],
        approvers,
    }
}

async fn move_to(
    w: &Write<'_>,
    it: Expense,
    stage: Stage,
    viewer: Viewer,
    note: Option<String>,
    verb: &'static str,
) -> Result<Expense, Error> {
    let (id, before, by) = (it.id.get(), it.status, Some(viewer.employee));
    let it = store::update(w.tx, w.who.company, rules::at(it, stage, w.now)).await?;
    approval::note(w, (Kind::Expense, id), (before, stage), by, note).await?;
    w.audit(verb, id).await?;
    Ok(it)
}
