//! Runs with a plan: whom they cover, for which days, and what is calculated for them.

use chrono::NaiveDate;

use super::column::{self, graph};
use super::facts::{self, Covered};
use super::store::Row;
use super::{
    Frequency, PayrollRun, Period, Status, deduction, grid, group, lines, rules, salary, store,
    template, verbs,
};
use crate::id::{
    DepartmentId, EmployeeId, PayrollColumnId, PayrollGroupId, PayrollRunId, PayslipTemplateId,
};
use crate::patch::set;
use crate::{
    Error, Faults, Hr, Page, PageRequest, Patch, Who, Write, access, department, employee,
};

/// What a new run is made of whose lines are calculated; it is a draft without cells.
#[derive(Clone, Debug)]
pub struct NewPlan {
    pub name: String,
    pub frequency: Frequency,
    pub department: DepartmentId,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub columns: Vec<PayrollColumnId>,
    pub template: Option<PayslipTemplateId>,
    pub group: Option<PayrollGroupId>,
}

/// What is to change; the default changes nothing.
#[derive(Clone, Debug, Default)]
pub struct PlanChange {
    pub name: Option<String>,
    pub frequency: Option<Frequency>,
    pub department: Option<DepartmentId>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub columns: Option<Vec<PayrollColumnId>>,
    pub template: Patch<PayslipTemplateId>,
    pub group: Patch<PayrollGroupId>,
}

/// Which runs a list shows, and in which order; the default shows all by id.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Any of these; none at all where the list is empty.
    pub status: Option<Vec<Status>>,
    pub department: Option<DepartmentId>,
    pub sort: SortBy,
    pub descending: bool,
}

/// Runs that are equal in it follow by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    #[default]
    Id,
    Name,
    StartsOn,
    EndsOn,
}

/// An employee of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub employee: EmployeeId,
    /// Staff number.
    pub number: Option<String>,
    pub name: String,
    /// The one that they are in; none where they are in none any more.
    pub department: Option<(DepartmentId, String)>,
}

/// Begins a run: a draft in the company's currency until it is calculated.
///
/// `Invalid` where the name is empty, the last day is before the first, what it names does not
/// exist, a template is hidden, a column is of another group, or the columns need one that is not
/// among them or is not enabled.
pub async fn create(hr: &Hr, who: &Who, new: NewPlan) -> Result<PayrollRun, Error> {
    let currency = access::company::by_id(hr, who.company).await?.currency;
    hr.write(who, move |w| {
        Box::pin(async move {
            let it = Row {
                id: PayrollRunId(0),
                period: Period::of(new.ends_on),
                status: Status::Draft,
                currency: currency.unwrap_or_else(|| "USD".into()),
                name: new.name,
                frequency: new.frequency,
                starts_on: new.starts_on,
                ends_on: new.ends_on,
                department: Some(new.department),
                columns: new.columns,
                template: new.template,
                group: new.group,
                closed_at: None,
                created_at: w.now,
                updated_at: w.now,
            };
            check(&w, &it, true).await?;
            let it = store::insert(w.tx, w.who.company, it).await?;
            w.audit("payroll.create", it.id.get()).await?;
            verbs::shown(&w, it).await
        })
    })
    .await
}

/// Changes what `change` names and makes the run a draft again; what is in its cells stays until
/// it is processed. Fails as [`create`] does; `WrongState` once the run is closed.
pub async fn change(
    hr: &Hr,
    who: &Who,
    id: PayrollRunId,
    change: PlanChange,
) -> Result<PayrollRun, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let mut it = store::find(w.tx, w.who.company, id).await?;
            rules::open(&it)?;
            let template = it.template;
            set(&mut it.name, change.name);
            set(&mut it.frequency, change.frequency);
            it.department = change.department.or(it.department);
            set(&mut it.starts_on, change.starts_on);
            set(&mut it.ends_on, change.ends_on);
            set(&mut it.columns, change.columns);
            change.template.apply(&mut it.template);
            change.group.apply(&mut it.group);
            it.period = Period::of(it.ends_on);
            it.status = Status::Draft;
            it.updated_at = w.now;
            check(&w, &it, it.template != template).await?;
            verbs::save(&w, it, "payroll.change").await
        })
    })
    .await
}

/// One run without its lines; `NotFound` where the company has none with this id.
pub async fn get(hr: &Hr, who: &Who, id: PayrollRunId) -> Result<PayrollRun, Error> {
    let db = hr.db().read();
    let row = store::find(db, who.company, id).await?;
    verbs::one(store::totalled(db, who.company, vec![row]).await?)
}

/// The runs that the filter lets through, those whose lines were given included.
pub async fn list(
    hr: &Hr,
    who: &Who,
    filter: &Filter,
    page: PageRequest,
) -> Result<Page<PayrollRun>, Error> {
    store::find_all(hr.db().read(), who.company, filter, page).await
}

/// Removes a run with all that was calculated; `WrongState` once it is closed.
pub async fn delete(hr: &Hr, who: &Who, id: PayrollRunId) -> Result<(), Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            rules::open(&store::find(w.tx, w.who.company, id).await?)?;
            store::delete(w.tx, w.who.company, id).await?;
            w.audit("payroll.delete", id.get()).await
        })
    })
    .await
}

/// The employees of a run in the order of ids: while it is open those whom it covers, once it is
/// closed those who have a line, and those who have one where lines are given.
pub async fn members(hr: &Hr, who: &Who, id: PayrollRunId) -> Result<Vec<Member>, Error> {
    let run = store::find(hr.db().read(), who.company, id).await?;
    members_of(hr, who, &run).await
}

pub(super) async fn members_of(hr: &Hr, who: &Who, run: &Row) -> Result<Vec<Member>, Error> {
    let db = hr.db().read();
    if run.status != Status::Closed && run.department.is_some() {
        let covered = facts::covered(db, who.company, run).await?;
        return Ok(covered.into_iter().map(Member::from).collect());
    }
    let lines = lines::of(db, who.company, run.id).await?;
    let ids: Vec<_> = lines.iter().map(|line| line.employee).collect();
    people(hr, who, ids).await
}

/// These employees in their order; those who have been deleted too, by their name only.
pub(super) async fn people(hr: &Hr, who: &Who, ids: Vec<EmployeeId>) -> Result<Vec<Member>, Error> {
    let filter = employee::Filter { ids: Some(ids.clone()), ..employee::Filter::default() };
    let found = employee::all(hr, who, &filter).await?;
    let mut departments = department::of_employees(hr, who, ids.clone()).await?;
    let mut names = employee::names(hr.db().read(), who.company, ids.clone()).await?;
    let member = |id: EmployeeId| {
        let summary = found.iter().find(|it| it.id == id);
        Member {
            employee: id,
            number: summary.and_then(|it| it.number.clone()),
            name: match summary {
                Some(summary) => summary.whole_name(),
                None => names.remove(&id).unwrap_or_default(),
            },
            department: departments.remove(&id),
        }
    };
    Ok(ids.into_iter().map(member).collect())
}

impl From<Covered> for Member {
    fn from(it: Covered) -> Self {
        Self { employee: it.employee, number: it.number, name: it.name, department: it.department }
    }
}

async fn check(w: &Write<'_>, it: &Row, new_template: bool) -> Result<(), Error> {
    let company = w.who.company;
    Faults::default()
        .filled("name", &it.name)
        .check(it.starts_on <= it.ends_on, "ends_on", "must not be before the first day")
        .check(!it.columns.is_empty(), "columns", "must not be empty")
        .result()?;
    if let Some(department) = it.department {
        let known = department::known(w.tx, company, vec![department]).await?;
        Faults::default().check(!known.is_empty(), "department", "does not exist").result()?;
    }
    group::require(w.tx, company, it.group).await?;
    if new_template {
        template::require_shown(w.tx, company, it.template).await?;
    }
    ready(w, it).await.map(|_| ())
}

/// The run's enabled columns, ready to be calculated; refused by name where they cannot be.
pub(super) async fn ready(w: &Write<'_>, run: &Row) -> Result<graph::Graph, Error> {
    let company = w.who.company;
    let all = column::store::all(w.tx, company).await?;
    let known = run.columns.iter().all(|id| all.iter().any(|column| column.id == *id));
    Faults::default().check(known, "columns", "names a column that does not exist").result()?;
    let (mine, others) = grid::split(run, all);
    let strange = |it: &column::Column| it.group.is_some() && it.group != run.group;
    if let Some(column) = mine.iter().find(|column| strange(column)) {
        let message = format!("has {}, which is for another group", column.name);
        return Err(Error::invalid("columns", message));
    }
    let deducts = mine.iter().any(|column| !column.deductions.is_empty());
    let pays = deducts || mine.iter().any(|column| !column.components.is_empty());
    let deductions = if deducts { deduction::all(w.tx, company).await? } else { Vec::new() };
    let components = if pays { salary::of(w.tx, company).await? } else { Vec::new() };
    let others = others.into_iter().map(|column| (column.id, column.name)).collect();
    let known = graph::Known { deductions: &deductions, components: &components, others: &others };
    graph::Graph::new(mine, &known).map_err(|trouble| {
        let why = format!("cannot be calculated: {} {}", trouble.name, trouble.message);
        Error::invalid("columns", why)
    })
}
