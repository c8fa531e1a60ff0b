//! Documents that hold no longer, for whoever may see that they do not.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::{Audience, Filter, Order, Status, Summary, store};
use crate::id::{CompanyId, EmployeeId};
use crate::sight::Viewer;
use crate::{Error, PageRequest};

/// As many as are worth telling at once.
const MOST: u64 = 50;

/// The documents of these employees, of everybody where none are named, that have expired by
/// `today` and that `viewer` may see: the longest expired first, 50 at most; in two
/// statements at most.
pub(crate) async fn expired(
    db: &impl ConnectionTrait,
    company: CompanyId,
    viewer: Viewer,
    employees: Option<Vec<EmployeeId>>,
    today: NaiveDate,
) -> Result<Vec<Summary>, Error> {
    let shown = vec![Audience::Manager, Audience::Employee];
    let filter = Filter {
        employees,
        status: Some(vec![Status::Expired]),
        visible_to: (!viewer.is_admin()).then_some(shown),
        order: Order::ValidUntil,
        ..Filter::default()
    };
    let page = PageRequest::new(1, MOST);
    let mut found = store::list_by(db, company, &filter, today, page).await?.items;
    let hidden = |it: &Summary| {
        let of_managers = it.visible_to == Audience::Manager;
        !viewer.is_admin() && it.employee == viewer.employee && of_managers
    };
    found.retain(|it| !hidden(it));
    Ok(found)
}
