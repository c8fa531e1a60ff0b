//! Leave that is asked for day by day: what its type, its period and other leave say about it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use rust_decimal::Decimal;

use super::steps::Row as Step;
use super::verbs::shown;
use super::{Day, LeaveRequest, NewLeaveRequest, Status, StepRole, days, notices, steps, store};
use crate::approval::{self, Approvers};
use crate::holiday::{self, Holiday};
use crate::id::{EmployeeId, LeaveTypeId};
use crate::leave_type::{self, Kind, LeaveType};
use crate::sight::Viewer;
use crate::work_pattern::{self, WorkPattern, holding};
use crate::{Error, Faults, Hr, Link, Who, Write, balance, employee, file, leave_period};

/// No request is longer than these days.
const LONGEST: i64 = 366;
const NOON: NaiveTime = match NaiveTime::from_hms_opt(12, 0, 0) {
    Some(noon) => noon,
    None => NaiveTime::MIN,
};

/// Leave that somebody asks for.
#[derive(Clone, Debug)]
pub struct Application {
    pub employee: EmployeeId,
    pub leave_type: LeaveTypeId,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Each day that is taken, once.
    pub days: Vec<Day>,
    pub notes: Option<String>,
    pub attachment: Option<Link>,
}

impl Application {
    /// When it begins: at noon where only the afternoon of the first day is taken.
    fn starts_at(&self) -> NaiveDateTime {
        let first = self.days.iter().find(|day| day.date == self.first_day);
        match first.is_some_and(|day| day.portion.is_afternoon()) {
            true => self.first_day.and_time(NOON),
            false => self.first_day.and_time(NaiveTime::MIN),
        }
    }

    /// When it is over: at noon where only the morning of the last day is taken.
    fn ends_at(&self) -> NaiveDateTime {
        let last = self.days.iter().find(|day| day.date == self.last_day);
        match last.is_some_and(|day| day.portion.is_morning()) {
            true => self.last_day.and_time(NOON),
            false => self.last_day.succ_opt().unwrap_or(self.last_day).and_time(NaiveTime::MIN),
        }
    }
}

/// What the rules of a request look at.
#[derive(Clone, Debug)]
pub struct Facts {
    pub today: NaiveDate,
    /// Whether one active leave period holds the whole request.
    pub in_period: bool,
    pub hired_on: Option<NaiveDate>,
    pub work: Vec<WorkPattern>,
    pub free: Vec<Holiday>,
    /// Whether there is other leave of the employee at the time.
    pub overlaps: bool,
    /// Days that are left; none where no limit holds.
    pub left: Option<Decimal>,
}

/// Asks for leave on these days, for oneself or for whom one leads.
///
/// Asking for oneself needs a type that employees may ask for, asking for others a level of manager
/// and a type that managers may ask for; administrators ask for anybody and any type, and no
/// warning is needed of them. `Forbidden` otherwise; `Invalid` where employee or type are unknown
/// or a rule of the type, the leave periods, the balance or other leave is against it.
///
/// The employee's manager decides, and further approvers after that where the company has several
/// levels; HR for who has no manager. It is approved at once where nobody has to decide: by type,
/// by setting, or because nobody stands above the employee.
pub async fn apply(
    hr: &Hr,
    who: &Who,
    viewer: Viewer,
    asked: Application,
) -> Result<LeaveRequest, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let of = leave_type::chosen(w.tx, company, Some(asked.leave_type), Kind::Annual);
            let unknown = || Error::invalid("leave_type", "is not a leave type of the company");
            let of = of.await?.ok_or_else(unknown)?;
            permit(&w, viewer, &of, asked.employee).await?;
            file::require(w.tx, company, asked.attachment.as_ref(), "attachment").await?;
            span(&asked)?;
            let facts = gather(&w, &asked, &of).await?;
            judge(&asked, &of, &facts, viewer.is_admin())?;
            make(&w, asked, &of).await
        })
    })
    .await
}

/// Whether the viewer may ask for leave of this type for the employee.
async fn permit(
    w: &Write<'_>,
    viewer: Viewer,
    of: &LeaveType,
    employee: EmployeeId,
) -> Result<(), Error> {
    approval::may_ask(w, viewer, employee).await?;
    let own = viewer.employee == employee;
    match if own { of.self_service } else { of.manager_assigns } {
        _ if viewer.is_admin() => Ok(()),
        true => Ok(()),
        false if own => Err(Error::forbidden("employees may not ask for this type of leave")),
        false => Err(Error::forbidden("managers may not assign this type of leave")),
    }
}

/// What must hold before anything is looked up for so many days.
fn span(asked: &Application) -> Result<(), Error> {
    let days = (asked.last_day - asked.first_day).num_days();
    Faults::default()
        .check(days >= 0, "ends_at", "must not be before the start")
        .check(days < LONGEST, "ends_at", "must be within a year of the start")
        .result()
}

async fn gather(w: &Write<'_>, asked: &Application, of: &LeaveType) -> Result<Facts, Error> {
    let (company, me) = (w.who.company, asked.employee);
    let (from, to) = (asked.first_day, asked.last_day);
    let period = leave_period::holding(w.tx, company, from, to).await?;
    let mut work = work_pattern::between(w.tx, company, Some(&[me]), from, to).await?;
    let mut free = holiday::between(w.tx, company, &[me], from, to).await?;
    let times = (asked.starts_at(), asked.ends_at());
    let left = match &period {
        Some(period) if of.deducts && !of.beyond_balance => {
            let it = balance::left_in(w.tx, company, me, of.clone(), period, w.now).await?;
            Some(it.map_or(Decimal::ZERO, |it| it.remaining - it.pending))
        }
        _ => None,
    };
    Ok(Facts {
        today: w.now.date_naive(),
        in_period: period.is_some(),
        hired_on: employee::hired_on(w.tx, company, me).await?,
        work: work.remove(&me).unwrap_or_default(),
        free: free.remove(&me).unwrap_or_default(),
        overlaps: store::overlaps(w.tx, company, me, times).await?,
        left,
    })
}

/// Every rule that the request breaks; no warning is needed where an administrator asks.
pub fn judge(asked: &Application, of: &LeaveType, it: &Facts, admin: bool) -> Result<(), Error> {
    let first = asked.first_day;
    let after = |day: NaiveDate, days: i32| {
        day.checked_add_signed(TimeDelta::days(days.into())).unwrap_or(NaiveDate::MAX)
    };
    let warned = admin || of.notice_days == 0 || first >= after(it.today, of.notice_days);
    let open = it.hired_on.is_none_or(|day| of.lock_days == 0 || first >= after(day, of.lock_days));
    let proven = !of.attachment_required || asked.attachment.is_some();
    let taken: BTreeSet<_> = asked.days.iter().map(|day| day.date).collect();
    let wanted = wanted(asked, of.sandwich, it);
    let enough = it.left.is_none_or(|left| days::total(&asked.days) <= left);
    Faults::default()
        .check(it.in_period, "starts_at", "must lie in an active leave period, and the end as well")
        .check(warned, "starts_at", "is sooner than the type of leave allows")
        .check(open, "starts_at", "is too soon after the employee was hired")
        .check(proven, "attachment", "is required by the type of leave")
        .check(taken.len() == asked.days.len(), "days", "must name each day once")
        .check(!wanted.is_empty(), "days", "must name a working day")
        .check(wanted.is_subset(&taken), "days", "must name every day of work that is taken")
        .check(taken.is_subset(&wanted), "days", "must name no day that is not one of work")
        .check(!it.overlaps, "starts_at", "must not overlap with other leave of the employee")
        .check(enough, "days", "must not be more than what is left")
        .result()
}

/// The days that a request takes: those of work, and those off between them where they count.
fn wanted(asked: &Application, sandwich: bool, it: &Facts) -> BTreeSet<NaiveDate> {
    let all = || asked.first_day.iter_days().take_while(|day| *day <= asked.last_day);
    let works = |day: &NaiveDate| {
        let free = it.free.iter().any(|off| (off.first_day..=off.last_day).contains(day));
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        !free && holding(&it.work, *day).map_or(!weekend, |week| week.minutes_on(*day) > 0)
    };
    let work: BTreeSet<_> = all().filter(works).collect();
    match (work.first(), work.last()) {
        (Some(first), Some(last)) if sandwich => {
            all().filter(|day| (first..=last).contains(&day)).collect()
        }
        _ => work,
    }
}

async fn make(w: &Write<'_>, asked: Application, of: &LeaveType) -> Result<LeaveRequest, Error> {
    let (company, kind) = (w.who.company, approval::Kind::Leave);
    let settings = approval::settings(w.tx, company, kind).await?;
    let who = approval::approvers_of(w.tx, company, asked.employee, settings).await?;
    let at_once = settings.at_once || who.alone;
    let new = NewLeaveRequest {
        employee: asked.employee,
        kind: of.kind,
        leave_type: Some(of.id),
        starts_at: asked.starts_at(),
        ends_at: asked.ends_at(),
        notes: asked.notes,
        total_days: Some(days::total(&asked.days)),
        external_id: None,
    };
    let it = super::rules::create(new, Some(of), w.now)?;
    let approved = it.status == Status::Approved || at_once;
    let it = store::Row {
        status: if approved { Status::Approved } else { it.status },
        decided_at: approved.then_some(w.now),
        attachment: asked.attachment,
        ..it
    };
    let it = store::insert(w.tx, company, it).await?;
    days::insert(w.tx, company, it.id, &asked.days).await?;
    if it.status == Status::Pending {
        steps::insert(w.tx, company, it.id, levels(&who)).await?;
    }
    w.audit("leave.create", it.id.get()).await?;
    let it = shown(w, it).await?;
    notices::asked(w, &it).await?;
    Ok(it)
}

/// The steps of a request whose approvers are these.
fn levels(who: &Approvers) -> Vec<Step> {
    let role = |approver: Option<EmployeeId>| match approver {
        None => StepRole::Hr,
        id if id == who.manager => StepRole::Manager,
        Some(_) => StepRole::Approver,
    };
    let step = |(step, id): (i16, &Option<EmployeeId>)| Step::open(step, role(*id), *id);
    (1..).zip(&who.chain).map(step).collect()
}
