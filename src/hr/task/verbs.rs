//! What there is to do.

use super::{Task, rules};
use crate::setting::{self, Key};
use crate::sight::Viewer;
use crate::{Error, Hr, Who, attendance};

/// What `viewer` should do, the most urgent first: their own day, and for an administrator what
/// the company has not set yet. In a fixed number of statements.
pub async fn list(hr: &Hr, who: &Who, viewer: Viewer) -> Result<Vec<Task>, Error> {
    let (db, company, me) = (hr.db().read(), who.company, viewer.employee);
    let today = attendance::present(db, company, Some(vec![me]), hr.clock().now()).await?;
    let mut tasks = match today.get(&me) {
        None => vec![Task::CheckIn],
        Some(it) if it.left_at.is_none() => vec![Task::CheckOut { since: it.came_at }],
        Some(_) => vec![],
    };
    if viewer.is_admin() {
        let basic = [Key::CompanyName, Key::CompanyLogo];
        let basic = setting::several(db, company, &basic).await?;
        let unset = basic.into_iter().filter(|it| !it.changed);
        tasks.extend(unset.map(|it| Task::Set(it.key)));
    }
    Ok(rules::sorted(tasks))
}
