//! What can be done with announcements: load, rule, save and audit in one transaction.

use chrono::{NaiveDate, NaiveTime};

use super::{Announcement, AnnouncementChange, Audience, NewAnnouncement, rules, store};
use crate::id::{AnnouncementId, EmployeeId};
use crate::{Error, Hr, Page, PageRequest, Who, Write, department, employee};

/// Adds an announcement; `Invalid` where a rule is broken or the audience is unknown.
pub async fn create(hr: &Hr, who: &Who, new: NewAnnouncement) -> Result<Announcement, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = rules::create(new, w.now)?;
            check_audience(&w, it.audience).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("announcement.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// One announcement, published or not; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: AnnouncementId) -> Result<Announcement, Error> {
    store::find(hr.db().read(), who.company, id).await
}

/// What is published now, newest first: what addresses `reader`, or all where nobody is named.
///
/// A person is addressed as everybody, by their department, or by themselves; not by a tag.
pub async fn list_published(
    hr: &Hr,
    who: &Who,
    reader: Option<EmployeeId>,
    page: PageRequest,
) -> Result<Page<Announcement>, Error> {
    let db = hr.db().read();
    let reader = match reader {
        Some(it) => Some((it, department::of_employee(db, who.company, it).await?)),
        None => None,
    };
    store::published(db, who.company, hr.clock().now(), reader, page).await
}

/// All that are published at some time on the days from `from` to `to` in UTC, both included.
pub async fn list_between(
    hr: &Hr,
    who: &Who,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Announcement>, Error> {
    if from > to {
        return Ok(Vec::new());
    }
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let end = to.succ_opt().unwrap_or(to);
    store::between(hr.db().read(), who.company, midnight(from), midnight(end)).await
}

/// Changes what `change` names; fails as [`create`] and [`get`] do.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: AnnouncementId,
    change: AnnouncementChange,
) -> Result<Announcement, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let before = old.audience;
            let it = rules::change(old, change, w.now)?;
            if it.audience != before {
                check_audience(&w, it.audience).await?;
            }
            let it = store::update(w.tx, w.who.company, it).await?;
            w.audit("announcement.change", id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// Removes an announcement for good; `NotFound` where there is none.
pub async fn delete(hr: &Hr, who: &Who, id: AnnouncementId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("announcement.delete", id.get()).await
        })
    })
    .await
}

async fn check_audience(w: &Write<'_>, audience: Audience) -> Result<(), Error> {
    let company = w.who.company;
    match audience {
        Audience::Company | Audience::Tag(_) => Ok(()),
        Audience::Staff(id) => employee::require(w.tx, company, id, "audience").await,
        Audience::Department(id) => match department::known(w.tx, company, vec![id]).await? {
            found if found.is_empty() => {
                Err(Error::invalid("audience", "is not a department of the company"))
            }
            _ => Ok(()),
        },
    }
}
