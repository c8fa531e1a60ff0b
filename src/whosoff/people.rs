//! Reads all that is shown of users, in a number of statements that does not grow with them.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};
use hr::access::user::{self as account, Login};
use hr::annex::map::{self, Entry, Map, Standing};
use hr::annex::profile::{self, Profile, UserType};
use hr::annex::{Person, allowance, people_of, user};
use hr::employee::{self, Employee, Filter, Summary};
use hr::id::{DepartmentId, EmployeeId};
use hr::{Error, Hr, Who, department};

/// What lists show of one user.
pub struct Row {
    pub entry: Entry,
    pub employee: Summary,
    pub profile: Profile,
    pub user_type: UserType,
    /// Minutes.
    pub this_year: Option<i32>,
    pub next_year: Option<i32>,
}

/// Users in the order of ids, and who their approver and notifiers are.
pub struct Rows {
    pub rows: Vec<Row>,
    pub persons: BTreeMap<EmployeeId, Person>,
}

/// The users of the map whose last name begins so, capitals aside.
pub async fn rows(
    hr: &Hr,
    who: &Who,
    map: Map,
    standing: Standing,
    last_name: &str,
) -> Result<Rows, Error> {
    let mut entries = map::people(hr, who, map, standing).await?;
    let beginning = last_name.to_lowercase();
    entries.retain(|it| it.last_name.to_lowercase().starts_with(&beginning));
    let ids: Vec<_> = entries.iter().map(|it| it.id).collect();
    let filter = Filter { ids: Some(ids.clone()), ..Filter::default() };
    let employees = employee::all(hr, who, &filter).await?;
    let mut profiles = profile::list(hr, who, &ids).await?;
    let types = user::types(hr, who, &ids).await?;
    let year = hr.clock().today().year();
    let this_year = allowance::of_year(hr, who, &ids, year).await?;
    let next_year = allowance::of_year(hr, who, &ids, year.saturating_add(1)).await?;
    let mut employees: BTreeMap<_, _> = employees.into_iter().map(|it| (it.id, it)).collect();
    let row = |entry: Entry| {
        Some(Row {
            employee: employees.remove(&entry.id)?,
            profile: profiles.remove(&entry.id).unwrap_or_default(),
            user_type: *types.get(&entry.id)?,
            this_year: this_year.get(&entry.id).map(|it| it.remaining),
            next_year: next_year.get(&entry.id).map(|it| it.remaining),
            entry,
        })
    };
    let rows: Vec<_> = entries.into_iter().filter_map(row).collect();
    let mut persons = Vec::new();
    for row in &rows {
        persons.extend(row.employee.manager);
        persons.extend(row.profile.notifier_2);
        persons.extend(row.profile.notifier_3);
    }
    let persons = people_of(hr, who, persons).await?;
    Ok(Rows { rows, persons })
}

/// All that is shown of one user.
pub struct Card {
    pub employee: Employee,
    pub profile: Profile,
    pub user_type: UserType,
    pub department: Option<DepartmentId>,
    /// The newest ones.
    pub logins: Vec<Login>,
    pub locked_at: Option<DateTime<Utc>>,
}

/// One user; `NotFound` where the company has none with this id.
pub async fn card(hr: &Hr, who: &Who, id: EmployeeId) -> Result<Card, Error> {
    let employee = employee::get(hr, who, id).await?;
    let profile = profile::list(hr, who, &[id]).await?.remove(&id).unwrap_or_default();
    let types = user::types(hr, who, &[id]).await?;
    let user_type = types.get(&id).copied().ok_or(Error::NotFound("employee"))?;
    let departments = department::of_employees(hr, who, vec![id]).await?;
    let account = account::accounts(hr, who, &[id]).await?.remove(&id);
    let logins = match &account {
        Some(account) => account::logins(hr, who, account.user).await?,
        None => Vec::new(),
    };
    Ok(Card {
        employee,
        profile,
        user_type,
        department: departments.get(&id).map(|(department, _)| *department),
        logins,
        locked_at: account.and_then(|account| account.locked_at),
    })
}
