//! Employees as an identity provider sees them: found by what it knows, changed in one step.

use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

use super::{Employee, EmployeeChange, NewEmployee, Resignation, Status, rules, store, verbs};
use crate::db::count;
use crate::entity::employee::Column;
use crate::id::{CompanyId, EmployeeId};
use crate::{Error, Hr, Page, Who, Write};

/// What an employee must have to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match {
    Id(EmployeeId),
    /// The account name: the directory's, or else the e-mail address; whatever the case.
    Account(String),
    /// Whatever the case.
    Email(String),
    External(String),
    /// Employed, or gone.
    Active(bool),
}

/// The employees who have all of this, whole, in the order of their ids: `limit` of them at most,
/// `skipped` others before, and how many there are.
pub async fn matching(
    hr: &Hr,
    who: &Who,
    all: &[Match],
    skipped: u64,
    limit: u64,
) -> Result<Page<Employee>, Error> {
    let db = hr.db().read();
    let all = all.iter().map(condition).fold(Condition::all(), Condition::add);
    let query = store::of(who.company).filter(all);
    let total = count(db, query.clone()).await?;
    if limit == 0 || skipped >= total {
        return Ok(Page { items: Vec::new(), total });
    }
    let rows = query.order_by_asc(Column::Id).offset(skipped).limit(limit).all(db).await?;
    Page { items: rows, total }.try_map(Employee::try_from)
}

fn condition(has: &Match) -> Condition {
    let one = |value| Condition::all().add(value);
    match has {
        Match::Id(id) => one(Column::Id.eq(*id)),
        Match::Account(name) => {
            let by_address = one(Column::DirectoryNameKey.is_null());
            Condition::any()
                .add(Column::DirectoryNameKey.eq(store::key(name)))
                .add(by_address.add(Column::EmailKey.eq(store::key(name))))
        }
        Match::Email(email) => one(Column::EmailKey.eq(store::key(email))),
        Match::External(id) => one(Column::ExternalId.eq(id)),
        Match::Active(true) => one(Column::Status.ne(Status::Resigned.code())),
        Match::Active(false) => one(Column::Status.eq(Status::Resigned.code())),
    }
}

/// Adds an employee, with the next staff number where none is given, and at once as one who has
/// left where they are not `active`. Fails as `create` does.
pub async fn enrol(hr: &Hr, who: &Who, new: NewEmployee, active: bool) -> Result<Employee, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let mut it = verbs::create_in(w.tx, company, new, w.now).await?;
            let numbered = it.number.is_some();
            if !numbered {
                it.number = Some(next_number(&w, it.id).await?);
            }
            if !active {
                it = rules::offboard(it, Resignation::default(), w.now)?;
            }
            if !numbered || !active {
                it = store::update(w.tx, company, it).await?;
            }
            w.audit("employee.create", it.id.get()).await?;
            Ok(it)
        })
    })
    .await
}

/// `S0041` for employee 41, or the first free one after it.
async fn next_number(w: &Write<'_>, id: EmployeeId) -> Result<String, Error> {
    for at in id.get().. {
        let number = format!("S{at:04}");
        if is_free(w, w.who.company, &number).await? {
            return Ok(number);
        }
    }
    Err(Error::internal("no staff number is free"))
}

async fn is_free(w: &Write<'_>, company: CompanyId, number: &str) -> Result<bool, Error> {
    let same = store::of(company).filter(Column::NumberKey.eq(store::key(number)));
    Ok(count(w.tx, same).await? == 0)
}

/// Changes an employee to what `plan` makes of them and lets them leave or come back where
/// `active` says otherwise than it is: all of it or nothing. Fails as `change` does, and with
/// whatever `plan` fails with.
pub async fn provision<P, E>(
    hr: &Hr,
    who: &Who,
    id: EmployeeId,
    plan: P,
) -> Result<Result<Employee, E>, Error>
where
    P: FnOnce(&Employee) -> Result<(EmployeeChange, Option<bool>), E> + Send + 'static,
    E: Send + 'static,
{
    hr.write(who, move |w| {
        Box::pin(async move {
            let old = store::find(w.tx, w.who.company, id).await?;
            let (change, active) = match plan(&old) {
                Ok(planned) => planned,
                Err(refused) => return Ok(Err(refused)),
            };
            let employed = old.status != Status::Resigned;
            let it = rules::change(old.clone(), change, w.now)?;
            let (it, verb) = match active.filter(|active| *active != employed) {
                None => (it, "employee.change"),
                Some(true) => (rules::restore(it, w.now)?, "employee.restore"),
                Some(false) => {
                    (rules::offboard(it, Resignation::default(), w.now)?, "employee.offboard")
                }
            };
            let it = verbs::save(&w, &old, it).await?;
            w.audit(verb, id.get()).await?;
            Ok(Ok(it))
        })
    })
    .await
}
