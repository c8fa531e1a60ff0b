//! Timesheets in figures: by state, project, employee and week.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, Select,
};

use super::{Scope, names};
use crate::db::table;
use crate::entity::time_entry::{Column, Entity, Relation};
use crate::entity::timesheet as sheet;
use crate::id::{EmployeeId, ProjectId};
use crate::project;
use crate::sight::{self, Viewer};
use crate::timesheet::{OfProject, Status};
use crate::{Error, Hr, Who};

/// The time that was entered for some days, in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub by_status: BTreeMap<Status, i64>,
    /// In the order of ids; of no project last.
    pub by_project: Vec<(Option<OfProject>, i64)>,
    /// Whoever entered time, in the order of ids, with first and last name.
    pub by_employee: Vec<(EmployeeId, String, i64)>,
    /// By the Sunday on which the week begins.
    pub by_week: BTreeMap<NaiveDate, i64>,
}

impl Figures {
    /// The time in timesheets of these states.
    pub fn seconds(&self, of: &[Status]) -> i64 {
        of.iter().filter_map(|status| self.by_status.get(status)).sum()
    }
}

#[derive(FromQueryResult)]
struct Row {
    starts_on: NaiveDate,
    status: i16,
    project_id: Option<ProjectId>,
    seconds: i64,
}

/// The time that those whom `viewer` sees entered, in six statements at most.
pub async fn read(hr: &Hr, who: &Who, viewer: Viewer, scope: Scope) -> Result<Figures, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let sight = sight::of(hr, who, viewer).await?;
    let (from, to) = scope.times();
    let rows = table::of::<Entity>(company)
        .filter(Column::StartsAt.gte(from))
        .filter(Column::StartsAt.lt(to))
        .filter(scope.among(company, &sight, Column::EmployeeId))
        .select_only();
    let groups = groups(db, rows.clone()).await?;
    let people: Vec<(EmployeeId, i64)> = rows
        .column(Column::EmployeeId)
        .expr(Column::Seconds.sum())
        .group_by(Column::EmployeeId)
        .order_by_asc(Column::EmployeeId)
        .into_tuple()
        .all(db)
        .await?;
    let mut names = names(db, company, &sight).await?;
    let mut by_status = BTreeMap::new();
    let mut by_week = BTreeMap::new();
    let mut of_projects: BTreeMap<Option<ProjectId>, i64> = BTreeMap::new();
    for row in groups {
        *by_status.entry(Status::from_code(row.status)?).or_default() += row.seconds;
        *by_week.entry(row.starts_on).or_default() += row.seconds;
        *of_projects.entry(row.project_id).or_default() += row.seconds;
    }
    let ids: BTreeSet<_> = of_projects.keys().flatten().copied().collect();
    let mut projects = project::names(db, company, ids).await?;
    let of_none = of_projects.remove(&None).map(|seconds| (None, seconds));
    let named = of_projects.into_iter().filter_map(|(id, seconds)| {
        let id = id?;
        Some((Some(OfProject { id, name: projects.remove(&id)? }), seconds))
    });
    Ok(Figures {
        by_project: named.chain(of_none).collect(),
        by_employee: people
            .into_iter()
            .map(|(id, seconds)| (id, names.remove(&id).unwrap_or_default(), seconds))
            .collect(),
        by_status,
        by_week,
    })
}

async fn groups(db: &impl ConnectionTrait, rows: Select<Entity>) -> Result<Vec<Row>, Error> {
    let query = rows
        .join(JoinType::InnerJoin, Relation::Timesheet.def())
        .columns([sheet::Column::StartsOn, sheet::Column::Status])
        .column(Column::ProjectId)
        .column_as(Column::Seconds.sum(), "seconds")
        .group_by(sheet::Column::StartsOn)
        .group_by(sheet::Column::Status)
        .group_by(Column::ProjectId);
    Ok(query.into_model::<Row>().all(db).await?)
}
