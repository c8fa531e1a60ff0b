//! What may happen to a project: pure, so that tests can be tables.

use chrono::{DateTime, Utc};

use super::{NewProject, Project, ProjectChange};
use crate::id::ProjectId;
use crate::patch::set;
use crate::{Error, Faults};

/// The project that `new` describes; its id is given by the store.
pub fn create(new: NewProject, now: DateTime<Utc>) -> Result<Project, Error> {
    check(Project {
        id: ProjectId(0),
        name: new.name,
        client: new.client,
        details: new.details,
        status: new.status,
        created_at: now,
        updated_at: now,
    })
}

/// The project after `change`.
pub fn change(
    mut it: Project,
    change: ProjectChange,
    now: DateTime<Utc>,
) -> Result<Project, Error> {
    set(&mut it.name, change.name);
    change.client.apply(&mut it.client);
    change.details.apply(&mut it.details);
    set(&mut it.status, change.status);
    it.updated_at = now;
    check(it)
}

fn check(it: Project) -> Result<Project, Error> {
    Faults::default().filled("name", &it.name).result()?;
    Ok(it)
}
