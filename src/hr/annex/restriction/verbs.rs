//! What can be done with restrictions: load, rule, save and audit in one transaction.

use super::{Restriction, store};
use crate::id::{EmployeeId, RestrictionId};
use crate::{Error, Hr, Who, Write, employee};

/// Keeps `employee` from being off while `other` is, and with `both_ways` the other from being off
/// while `employee` is, unless that is so already.
///
/// `Invalid` where one of them is unknown or both are the same, `Duplicate` where it is so already.
pub async fn create(
    hr: &Hr,
    who: &Who,
    employee: EmployeeId,
    other: EmployeeId,
    both_ways: bool,
) -> Result<RestrictionId, Error> {
    if employee == other {
        return Err(Error::invalid("other_id", "must be somebody else"));
    }
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            employee::require(w.tx, company, employee, "employee_id").await?;
            employee::require(w.tx, company, other, "other_id").await?;
            if store::exists(w.tx, company, employee, other).await? {
                return Err(Error::Duplicate { field: "other_id" });
            }
            let made = add(&w, employee, other).await?;
            if both_ways && !store::exists(w.tx, company, other, employee).await? {
                add(&w, other, employee).await?;
            }
            Ok(made)
        })
    })
    .await
}

/// What restricts one employee, in the order of ids.
pub async fn list(hr: &Hr, who: &Who, employee: EmployeeId) -> Result<Vec<Restriction>, Error> {
    store::list(hr.db().read(), who.company, employee).await
}

/// Lifts a restriction, one way; `NotFound` where the company has none with this id.
pub async fn delete(hr: &Hr, who: &Who, id: RestrictionId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("user_restriction.delete", id.get()).await
        })
    })
    .await
}

async fn add(w: &Write<'_>, one: EmployeeId, other: EmployeeId) -> Result<RestrictionId, Error> {
    let id = store::insert(w.tx, w.who.company, one, other, w.now).await?;
    w.audit("user_restriction.create", id.get()).await?;
    Ok(id)
}
