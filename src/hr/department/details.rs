//! A department with its people and what is directly below it.

use super::{Department, Filter, store};
use crate::id::DepartmentId;
use crate::staff::{self, Colleague};
use crate::{Error, Hr, PageRequest, Who};

/// A department as whoever looks at the company's structure sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub department: Department,
    /// The one that it is part of.
    pub parent: Option<(DepartmentId, String)>,
    /// The leader first.
    pub heads: Vec<Colleague>,
    /// The members who have not left, in the order of ids.
    pub working: Vec<Colleague>,
    /// Directly below it, in the order of ids.
    pub parts: Vec<Department>,
}

/// One department in detail, in a fixed number of statements; `NotFound` where the company has
/// none with this id.
pub async fn details(hr: &Hr, who: &Who, id: DepartmentId) -> Result<Details, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let department = super::get(hr, who, id).await?;
    let above = department.structure.parent.into_iter().collect();
    let parent = store::called(db, company, above).await?.pop_first();
    let below = Filter { parents: Some(vec![id]), ..Filter::default() };
    let all = PageRequest::new(1, i64::MAX as u64);
    let parts = store::list(db, company, &below, all).await?.items;
    let people = department.heads().chain(department.members.iter().copied()).collect();
    let people = staff::of(db, company, people).await?;
    let heads = department.heads().filter_map(|head| people.get(&head).cloned()).collect();
    let working = department.members.iter().filter_map(|one| people.get(one).cloned());
    let working = working.filter(|one| one.works).collect();
    Ok(Details { department, parent, heads, working, parts })
}
