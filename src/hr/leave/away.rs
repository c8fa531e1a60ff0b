//! Who is on leave on a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, QuerySelect};

use super::{Filter, Status, store};
use crate::Error;
use crate::entity::leave_request::Column;
use crate::id::{CompanyId, EmployeeId};

/// Those of the employees whose approved leave has this day, whether or not it is to be
/// cancelled, of everybody where none are named;
/// in one statement.
pub(crate) async fn away(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employees: Option<Vec<EmployeeId>>,
    day: NaiveDate,
) -> Result<BTreeSet<EmployeeId>, Error> {
    let filter = Filter {
        status: vec![Status::Approved, Status::CancelRequested],
        employees,
        from: Some(day),
        to: Some(day),
        ..Filter::default()
    };
    let query = store::filtered(company, &filter).select_only().column(Column::EmployeeId);
    let found: Vec<EmployeeId> = query.into_tuple().all(db).await?;
    Ok(found.into_iter().collect())
}
