//! How long people work: their pattern of one day, for a report.

use chrono::NaiveDate;

use super::map::{self, Entry, Map, Standing};
use crate::work_pattern::{self, WorkPattern};
use crate::{Error, Hr, Who};

/// The people of the map, each with the pattern that holds on the day, in two statements.
pub async fn read(
    hr: &Hr,
    who: &Who,
    map: Map,
    standing: Standing,
    on: NaiveDate,
) -> Result<Vec<(Entry, Option<WorkPattern>)>, Error> {
    let db = hr.db().read();
    let people = map::select(db, who.company, map, standing).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let mut patterns = work_pattern::in_force(db, who.company, Some(&ids), on).await?;
    let with_work = |person: Entry| {
        let pattern = patterns.remove(&person.id);
        (person, pattern)
    };
    Ok(people.into_iter().map(with_work).collect())
}
