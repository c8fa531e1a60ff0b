//! What there is to do.

use super::{Task, rules};
use crate::setting::{self, Key};
use crate::sight::{self, Viewer};
use crate::{Error, Hr, Who, attendance, daily_status, document};

/// What `viewer` should do, the most urgent first: their own day, documents that have expired of
/// whomever they see, and for an administrator what the company has not set yet. In a fixed number
/// of statements.
pub async fn list(hr: &Hr, who: &Who, viewer: Viewer) -> Result<Vec<Task>, Error> {
    let (db, company, me) = (hr.db().read(), who.company, viewer.employee);
    let today = attendance::present(db, company, Some(vec![me]), hr.clock().now()).await?;
    let mut tasks = match today.get(&me) {
        None => vec![Task::CheckIn],
        Some(it) if it.left_at.is_none() => vec![Task::CheckOut { since: it.came_at }],
        Some(_) => vec![],
    };
    if daily_status::today(hr, who, viewer, me).await?.is_none() {
        tasks.push(Task::SayStatus);
    }
    if viewer.is_admin() {
        let basic = [Key::CompanyName, Key::CompanyLogo];
        let basic = setting::several(db, company, &basic).await?;
        let unset = basic.into_iter().filter(|it| !it.changed);
        tasks.extend(unset.map(|it| Task::Set(it.key)));
    }
    let seen = sight::of(hr, who, viewer).await?.ids();
    let expired = document::expired(db, company, viewer, seen, hr.clock().today()).await?;
    tasks.extend(expired.into_iter().map(|it| Task::Renew {
        document: it.id,
        owner: it.employee,
        name: it.name,
    }));
    Ok(rules::sorted(tasks))
}
