//! What can be done with overtime: load, rule, save and audit in one transaction.

use super::{NewOvertime, Overtime, OvertimeType, rules, store};
use crate::id::OvertimeId;
use crate::{Error, Faults, Hr, Who, employee};

/// Adds a type of overtime; `Invalid` where the name is empty.
pub async fn add_type(
    hr: &Hr,
    who: &Who,
    name: String,
    colour: String,
) -> Result<OvertimeType, Error> {
    Faults::default().filled("name", &name).result()?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = store::insert_type(w.tx, w.who.company, name, colour, w.now).await?;
            w.audit("overtime_type.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Every type of overtime in the order of ids.
pub async fn types(hr: &Hr, who: &Who) -> Result<Vec<OvertimeType>, Error> {
    store::types(hr.db().read(), who.company).await
}

/// Adds overtime; `Invalid` where a rule is broken, the employee or the type is unknown.
pub async fn create(hr: &Hr, who: &Who, new: NewOvertime) -> Result<Overtime, Error> {
    rules::check(&new)?;
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            employee::require(w.tx, company, new.employee, "employee_id").await?;
            store::find_type(w.tx, company, new.kind).await.map_err(|error| match error {
                Error::NotFound(_) => Error::invalid("overtime_type_id", "does not exist"),
                other => other,
            })?;
            let id = store::insert(w.tx, company, new, w.now).await?;
            w.audit("overtime.create", id.get()).await?;
            store::find(w.tx, company, id).await
        })
    })
    .await
}

/// One record of overtime; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: OvertimeId) -> Result<Overtime, Error> {
    store::find(hr.db().read(), who.company, id).await
}
