//! What can be done with expenses: load, rule, save and audit in one transaction.

use super::{
    Detail, Expense, ExpenseChange, Filter, NewExpense, Receipts, lookups, notices, rules, store,
};
use crate::approval::{self, Kind, Stage};
use crate::id::ExpenseId;
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Link, Page, PageRequest, Who, Write, employee, file};

/// Adds an expense of oneself, or of whom one leads for a manager, of anybody for an administrator.
///
/// The employee's manager decides, and further approvers after that where the company has several
/// levels; an administrator for who has no manager. It is approved at once where nobody has to
/// decide: by category, by setting, or because nobody stands above the employee. `Invalid` where
/// employee, category, payment method or a receipt are unknown or a rule is broken.
pub async fn create(hr: &Hr, who: &Who, viewer: Viewer, new: NewExpense) -> Result<Expense, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            approval::may_ask(&w, viewer, new.employee).await?;
            let category = lookups::category_of(w.tx, company, new.category).await?;
            lookups::method_of(w.tx, company, new.payment_method).await?;
            require_receipts(&w, &new.receipts).await?;
            let settings = approval::settings(w.tx, company, Kind::Expense).await?;
            let of = approval::approvers_of(w.tx, company, new.employee, settings).await?;
            let at_once = settings.at_once || of.alone || category.pre_approve;
            let it = rules::create(new, of.chain, at_once, w.now)?;
            let it = store::insert(w.tx, company, it).await?;
            w.audit("expense.create", it.id.get()).await?;
            notices::asked(&w, &it).await?;
            Ok(it)
        })
    })
    .await
}

/// The expenses that the filter lets through, of whom the viewer sees.
pub async fn list(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    mut filter: Filter,
    page: PageRequest,
) -> Result<Page<Expense>, Error> {
    let sight = sight::of(hr, who, viewer).await?;
    filter.employees = match filter.employees {
        None => sight.ids(),
        Some(asked) => Some(asked.into_iter().filter(|id| sight.sees(*id)).collect()),
    };
    store::page_of(hr.db().read(), store::filtered(who.company, &filter), page).await
}

/// One expense with names, for whoever sees the employee or is asked to decide.
///
/// `NotFound` where the company has none with this id, `Forbidden` for everybody else.
pub async fn read(hr: &Hr, who: &Who, viewer: Viewer, id: ExpenseId) -> Result<Detail, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let it = store::find(db, company, id).await?;
    let approver = it.approvers.contains(&Some(viewer.employee));
    if !approver && !sight::of(hr, who, viewer).await?.sees(it.employee) {
        return Err(sight::denied());
    }
    let mut names = employee::names(db, company, vec![it.employee]).await?;
    Ok(Detail {
        employee: names.remove(&it.employee).unwrap_or_default(),
        category: lookups::category_of(db, company, it.category).await?.name,
        payment_method: lookups::method_of(db, company, it.payment_method).await?.name,
        expense: it,
    })
}

/// Changes what `change` names, for its owner while it is pending, for an administrator always.
///
/// `Forbidden` for everybody else, `WrongState` once somebody has decided; else as [`create`].
pub async fn change(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    id: ExpenseId,
    change: ExpenseChange,
) -> Result<Expense, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let old = editable(&w, viewer, id).await?;
            let it = rules::change(old.clone(), change, w.now)?;
            if it.category != old.category {
                lookups::category_of(w.tx, company, it.category).await?;
            }
            if it.payment_method != old.payment_method {
                lookups::method_of(w.tx, company, it.payment_method).await?;
            }
            if it.receipts != old.receipts {
                require_receipts(&w, &it.receipts).await?;
            }
            let it = store::update(w.tx, company, it).await?;
            w.audit("expense.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes an expense for good; fails as [`change`] does.
pub async fn delete(hr: &Hr, who: &Who, viewer: Viewer, id: ExpenseId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            editable(&w, viewer, id).await?;
            store::delete(w.tx, w.who.company, id).await?;
            approval::clear(&w, Kind::Expense, id.get()).await?;
            w.audit("expense.delete", id.get()).await
        })
    })
    .await
}

/// The expense, where the viewer may change it.
async fn editable(w: &Write<'_>, viewer: Viewer, id: ExpenseId) -> Result<Expense, Error> {
    let it = store::find(w.tx, w.who.company, id).await?;
    match it.status {
        _ if viewer.is_admin() => Ok(it),
        _ if viewer.employee != it.employee => Err(sight::denied()),
        Stage::Pending => Ok(it),
        _ => Err(Error::wrong_state("only a pending expense can be changed or removed")),
    }
}

async fn require_receipts(w: &Write<'_>, receipts: &Receipts) -> Result<(), Error> {
    for (receipt, field) in receipts.iter().zip(["attachment1", "attachment2", "attachment3"]) {
        let link = receipt.clone().map(Link::Stored);
        file::require(w.tx, w.who.company, link.as_ref(), field).await?;
    }
    Ok(())
}
