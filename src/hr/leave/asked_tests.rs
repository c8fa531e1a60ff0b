//! Leave that is asked for day by day, decided by levels and taken back.

use chrono::{NaiveDate, TimeDelta};
use rust_decimal::Decimal;

use super::apply::{Facts, judge};
use super::*;
use crate::access::Level;
use crate::approval::Kind as Subject;
use crate::balance;
use crate::employee::{self, EmployeeChange};
use crate::leave_period::{self, NewLeavePeriod};
use crate::leave_type::{self, LeaveType, NewLeaveType};
use crate::setting::{self, Key};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest};

/// A day of March 2026; the 2nd is a Monday.
fn on(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn full(day: u32) -> Day {
    Day { date: on(day), portion: Portion::Full }
}

/// From Friday the 20th to Monday the 23rd.
fn weekend(employee: EmployeeId, leave_type: LeaveTypeId) -> Application {
    Application {
        employee,
        leave_type,
        first_day: on(20),
        last_day: on(23),
        days: vec![full(20), full(23)],
        notes: Some("Family".into()),
        attachment: None,
    }
}

fn facts() -> Facts {
    Facts {
        today: on(2),
        in_period: true,
        hired_on: Some(on(1)),
        work: Vec::new(),
        free: Vec::new(),
        overlaps: false,
        left: Some(Decimal::TWO),
    }
}

fn annual() -> NewLeaveType {
    NewLeaveType {
        entitlement_hours: Some(Decimal::from(80)),
        beyond_balance: false,
        ..NewLeaveType::new("Annual", Kind::Annual)
    }
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

fn forbidden<T: std::fmt::Debug>(answer: Result<T, Error>) -> bool {
    matches!(answer, Err(Error::Forbidden { .. }))
}

#[test]
fn leave_asked_for_names_every_rule_that_it_breaks() {
    let of = |new: NewLeaveType| leave_type::described(new, World::start()).unwrap();
    let plain = || of(annual());
    let asked = || weekend(EmployeeId(1), LeaveTypeId(1));
    let days = |days: &[Day]| Application { days: days.to_vec(), ..asked() };
    let with = |sandwich| of(NewLeaveType { sandwich, ..annual() });
    let notice = |notice_days| of(NewLeaveType { notice_days, ..annual() });
    let lock = |lock_days| of(NewLeaveType { lock_days, ..annual() });
    let proof = || of(NewLeaveType { attachment_required: true, ..annual() });
    let all: Vec<_> = (20..=23).map(full).collect();
    let file = Some(Link::Stored("k".into()));
    let left = |left| Facts { left, ..facts() };
    type Case = (Application, LeaveType, Facts, bool, Vec<&'static str>);
    let cases: Vec<Case> = vec![
        (asked(), plain(), facts(), false, vec![]),
        (asked(), plain(), Facts { in_period: false, ..facts() }, false, vec!["starts_at"]),
        (asked(), plain(), Facts { overlaps: true, ..facts() }, true, vec!["starts_at"]),
        (asked(), notice(18), facts(), false, vec![]),
        (asked(), notice(19), facts(), false, vec!["starts_at"]),
        (asked(), notice(19), facts(), true, vec![]),
        (asked(), lock(19), facts(), false, vec![]),
        (asked(), lock(20), facts(), true, vec!["starts_at"]),
        (asked(), lock(20), Facts { hired_on: None, ..facts() }, false, vec![]),
        (asked(), proof(), facts(), false, vec!["attachment"]),
        (Application { attachment: file, ..asked() }, proof(), facts(), false, vec![]),
        (days(&[full(20)]), plain(), facts(), false, vec!["days"]),
        (days(&[full(20), full(21), full(23)]), plain(), left(None), false, vec!["days"]),
        (days(&[full(20), full(20), full(23)]), plain(), left(None), false, vec!["days"]),
        (days(&all), with(true), left(None), false, vec![]),
        (asked(), with(true), facts(), false, vec!["days"]),
        (asked(), plain(), left(Some(Decimal::ONE)), true, vec!["days"]),
    ];
    for (at, (asked, of, it, admin, expected)) in cases.into_iter().enumerate() {
        let found = match judge(&asked, &of, &it, admin) {
            Ok(()) => vec![],
            refused => fields(refused),
        };
        assert_eq!(found, expected, "{at}");
    }
}

#[test]
fn leave_days_add_up_in_eighths() {
    let part = |day, portion| Day { date: on(day), portion };
    let days = [full(2), part(3, Portion::Morning), part(4, Portion::AfternoonThreeHours)];
    assert_eq!(days::total(&days), Decimal::new(1875, 3));
}

/// A company with a period, a type, Eve under Max, and Ada above all.
struct Office {
    world: World,
    annual: LeaveTypeId,
    eve: Viewer,
    max: Viewer,
    ada: Viewer,
}

impl Office {
    async fn new(annual: NewLeaveType) -> Self {
        let world = World::new().await;
        let World { hr, who, .. } = &world;
        let (eve, max) = (world.employee(who, "Eve").await, world.employee(who, "Max").await);
        let ada = world.admin(who, "Ada").await;
        let under = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
        employee::change(hr, who, eve, under).await.unwrap();
        let annual = leave_type::create(hr, who, annual).await.unwrap().id;
        let year = NewLeavePeriod {
            name: "2026".into(),
            starts_on: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
            ends_on: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
            active: true,
        };
        leave_period::create(hr, who, year).await.unwrap();
        let viewer = |employee, level| Viewer { employee, level };
        let (eve, max) = (viewer(eve, Level::Employee), viewer(max, Level::Manager));
        Self { annual, eve, max, ada: viewer(ada, Level::Admin), world }
    }

    async fn ask(&self, viewer: Viewer, asked: Application) -> Result<LeaveRequest, Error> {
        apply(&self.world.hr, &self.world.who, viewer, asked).await
    }

    fn mine(&self) -> Application {
        weekend(self.eve.employee, self.annual)
    }

    async fn waiting(&self, viewer: Viewer) -> Vec<LeaveRequestId> {
        let page = PageRequest::new(1, 20);
        let found = waiting(&self.world.hr, &self.world.who, viewer, page).await.unwrap();
        found.items.iter().map(|it| it.id).collect()
    }

    async fn decide(
        &self,
        viewer: Viewer,
        id: LeaveRequestId,
        decision: Decision,
    ) -> Result<LeaveRequest, Error> {
        let note = Some("Noted".into());
        super::decide(&self.world.hr, &self.world.who, viewer, id, decision, note).await
    }
}

#[tokio::test]
async fn leave_asked_for_keeps_its_days_and_waits_for_the_superior() {
    let office = Office::new(annual()).await;
    let World { hr, who, rival, .. } = &office.world;
    let days = vec![
        Day { date: on(20), portion: Portion::Afternoon },
        Day { date: on(23), portion: Portion::MorningOneHour },
    ];
    let asked = Application { days: days.clone(), ..office.mine() };
    let made = office.ask(office.eve, asked).await.unwrap();
    let noon = |day| on(day).and_hms_opt(12, 0, 0).unwrap();
    assert_eq!((made.starts_at, made.ends_at), (noon(20), noon(23)));
    assert_eq!((made.total_days, made.stage()), (Decimal::new(625, 3), Stage::Pending));
    let step = &made.steps[0];
    let approver = step.approver.as_ref().map(|it| it.id);
    assert_eq!((step.role, approver), (StepRole::Manager, Some(office.max.employee)));
    assert_eq!(made.steps.len(), 1);
    let seen = read(hr, who, office.max, made.id).await.unwrap();
    assert_eq!((seen.request, seen.days, seen.log), (made.clone(), days, vec![]));
    assert!(read(hr, rival, office.ada, made.id).await.is_err());
    // Other times forget the days.
    let shorter = LeaveRequestChange { total_days: Patch::Set(Decimal::ONE), ..Default::default() };
    change(hr, who, made.id, shorter).await.unwrap();
    assert_eq!(read(hr, who, office.eve, made.id).await.unwrap().days, vec![]);
}

#[tokio::test]
async fn leave_is_asked_for_by_whom_its_type_allows() {
    let office = Office::new(annual()).await;
    let World { hr, who, .. } = &office.world;
    let (eve, max, ada) = (office.eve, office.max, office.ada);
    let other = office.world.employee(who, "Kim").await;
    let mut types = vec![office.annual];
    for (self_service, manager_assigns) in [(false, true), (true, false)] {
        let new = NewLeaveType { self_service, manager_assigns, ..annual() };
        types.push(leave_type::create(hr, who, new).await.unwrap().id);
    }
    for (viewer, employee, of, may) in [
        (eve, eve.employee, 0, true),
        (eve, eve.employee, 1, false),
        (eve, max.employee, 0, false),
        (eve, other, 0, false),
        (max, eve.employee, 1, true),
        (max, eve.employee, 2, false),
        (max, other, 0, false),
        (ada, other, 1, true),
        (ada, eve.employee, 2, true),
    ] {
        let asked = weekend(employee, types[of]);
        let answer = office.ask(viewer, asked).await;
        assert_eq!(forbidden(answer.as_ref().map_err(Clone::clone)), !may, "{answer:?}");
        if let Ok(made) = answer {
            delete(hr, who, made.id).await.unwrap();
        }
    }
    let unknown = weekend(EmployeeId(9_999), office.annual);
    assert_eq!(fields(office.ask(ada, unknown).await), ["employee_id"]);
    let gone = office.ask(office.max, weekend(EmployeeId(9_999), office.annual)).await;
    assert_eq!(fields(gone), ["employee_id"]);
    let unknown = weekend(eve.employee, LeaveTypeId(9_999));
    assert_eq!(fields(office.ask(eve, unknown).await), ["leave_type"]);
    let stranger = Some(Link::Stored("k-1".into()));
    let unknown = Application { attachment: stranger, ..office.mine() };
    assert_eq!(fields(office.ask(eve, unknown).await), ["attachment"]);
    let backwards = Application { last_day: on(19), ..office.mine() };
    assert_eq!(fields(office.ask(eve, backwards).await), ["ends_at"]);
}

#[tokio::test]
async fn leave_asked_for_stays_within_balance_period_and_other_leave() {
    let office =
        Office::new(NewLeaveType { entitlement_hours: Some(Decimal::from(24)), ..annual() }).await;
    office.ask(office.eve, office.mine()).await.unwrap();
    assert_eq!(fields(office.ask(office.eve, office.mine()).await), ["starts_at", "days"]);
    let one = |day| Application {
        first_day: on(day),
        last_day: on(day),
        days: vec![full(day)],
        ..office.mine()
    };
    let two = Application { last_day: on(10), days: vec![full(9), full(10)], ..one(9) };
    assert_eq!(fields(office.ask(office.eve, two).await), ["days"]);
    assert!(office.ask(office.eve, one(9)).await.is_ok());
    let late = NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
    let late = Application {
        first_day: late,
        last_day: late,
        days: vec![Day { date: late, portion: Portion::Full }],
        ..office.mine()
    };
    assert_eq!(fields(office.ask(office.eve, late).await), ["starts_at"]);
    let World { hr, who, .. } = &office.world;
    let of = balance::entitlement(hr, who, office.eve, office.eve.employee, None).await.unwrap();
    assert_eq!((of.len(), of[0].entitled), (1, Decimal::from(3)));
    assert_eq!((of[0].pending, of[0].used), (Decimal::from(3), Decimal::ZERO));
    let others = balance::entitlement(hr, who, office.eve, office.max.employee, None).await;
    assert!(forbidden(others));
}

#[tokio::test]
async fn leave_approved_can_be_asked_back() {
    let office = Office::new(annual()).await;
    let World { hr, who, .. } = &office.world;
    let (eve, max, ada) = (office.eve, office.max, office.ada);
    let id = office.ask(eve, office.mine()).await.unwrap().id;
    assert_eq!(office.waiting(max).await, [id]);
    assert_eq!(office.waiting(ada).await, [id]);
    assert!(office.waiting(eve).await.is_empty());
    assert!(forbidden(office.decide(eve, id, Decision::Approved).await));
    hr.clock().set(World::start() + TimeDelta::hours(1));
    let yes = office.decide(max, id, Decision::Approved).await.unwrap();
    assert_eq!((yes.stage(), yes.approver.map(|it| it.id)), (Stage::Approved, Some(max.employee)));
    assert!(office.waiting(max).await.is_empty());
    assert!(forbidden(withdraw(hr, who, max, id, None).await));
    let back = withdraw(hr, who, eve, id, Some("Ill".into())).await.unwrap();
    assert_eq!(back.stage(), Stage::CancelRequested);
    assert_eq!((office.waiting(max).await, office.waiting(ada).await), (vec![id], vec![id]));
    // It is still leave, and still taken off.
    let of = balance::entitlement(hr, who, eve, eve.employee, None).await.unwrap();
    assert_eq!(of[0].used, Decimal::TWO);
    assert_eq!(fields(office.ask(eve, office.mine()).await), ["starts_at"]);
    let kept = office.decide(max, id, Decision::Rejected).await.unwrap();
    assert_eq!(kept.stage(), Stage::Approved);
    withdraw(hr, who, ada, id, None).await.unwrap();
    let gone = office.decide(ada, id, Decision::Approved).await.unwrap();
    assert_eq!(gone.stage(), Stage::Cancelled);
    let again = office.decide(ada, id, Decision::Approved).await;
    assert!(matches!(again, Err(Error::WrongState { .. })), "{again:?}");
    let log = read(hr, who, eve, id).await.unwrap().log;
    let log: Vec<_> =
        log.iter().map(|it| (it.from, it.to, it.by.as_ref().unwrap().employee)).collect();
    assert_eq!(
        log,
        [
            (Stage::Pending, Stage::Approved, max.employee),
            (Stage::Approved, Stage::CancelRequested, eve.employee),
            (Stage::CancelRequested, Stage::Approved, max.employee),
            (Stage::Approved, Stage::CancelRequested, ada.employee),
            (Stage::CancelRequested, Stage::Cancelled, ada.employee),
        ]
    );
    let counted = counts(hr, who, max, eve.employee).await.unwrap();
    assert_eq!((counted.cancelled, counted.total()), (1, 1));
    delete(hr, who, id).await.unwrap();
    let rows = approval::of(hr.db().read(), who.company, Subject::Leave, id.get()).await;
    assert_eq!(rows.unwrap(), []);
}

#[tokio::test]
async fn leave_of_an_administrator_without_a_superior_is_approved_at_once() {
    let office = Office::new(annual()).await;
    let World { hr, who, .. } = &office.world;
    let own = weekend(office.ada.employee, office.annual);
    let made = office.ask(office.ada, own).await.unwrap();
    assert_eq!((made.stage(), made.decided_at), (Stage::Approved, Some(World::start())));
    let gone = withdraw(hr, who, office.ada, made.id, None).await.unwrap();
    assert_eq!(gone.stage(), Stage::Cancelled);
}

#[tokio::test]
async fn leave_list_is_cut_to_what_is_seen_and_tells_apart_what_is_begun() {
    let office = Office::new(annual()).await;
    let World { hr, who, .. } = &office.world;
    let (eve, max, ada) = (office.eve, office.max, office.ada);
    let kim = office.world.employee(who, "Kim").await;
    let begun = create(hr, who, tests::holiday(eve.employee)).await.unwrap().id;
    let begun_by_max = office.decide(max, begun, Decision::Approved).await.unwrap();
    assert_eq!(begun_by_max.stage(), Stage::Processing);
    let open = office.ask(eve, office.mine()).await.unwrap().id;
    let theirs = office.ask(ada, weekend(kim, office.annual)).await.unwrap().id;
    let stages = |stages: &[Stage]| Filter { stages: stages.to_vec(), ..Filter::default() };
    let order = |by, down| Filter { order: Some((by, down)), ..Filter::default() };
    let of = |id| Filter { employees: Some(vec![id]), ..Filter::default() };
    for (viewer, filter, expected) in [
        (ada, Filter::default(), vec![begun, open, theirs]),
        (max, Filter::default(), vec![begun, open]),
        (eve, Filter::default(), vec![begun, open]),
        (eve, of(kim), vec![]),
        (ada, stages(&[Stage::Pending]), vec![open, theirs]),
        (ada, stages(&[Stage::Processing]), vec![begun]),
        (ada, stages(&[Stage::Pending, Stage::Processing]), vec![begun, open, theirs]),
        (ada, stages(&[Stage::Approved, Stage::CancelRequested]), vec![]),
        (ada, order(Order::Employee, true), vec![theirs, open, begun]),
        (ada, order(Order::FirstDay, false), vec![open, theirs, begun]),
    ] {
        let page = PageRequest::new(1, 20);
        let found = list_seen(hr, who, viewer, filter.clone(), page).await.unwrap();
        let found: Vec<_> = found.items.iter().map(|it| it.id).collect();
        assert_eq!(found, expected, "{viewer:?} {filter:?}");
    }
    // Max has spoken, so that HR is next.
    assert_eq!(office.waiting(max).await, [open]);
    assert_eq!(office.waiting(ada).await, [begun, open, theirs]);
    let page = PageRequest::new(1, 20);
    assert!(forbidden(list_of(hr, who, eve, kim, Filter::default(), page).await));
    assert!(forbidden(read(hr, who, max, theirs).await));
    let nobody = list_of(hr, who, ada, EmployeeId(9_999), Filter::default(), page).await;
    assert_eq!(nobody, Err(Error::NotFound("employee")));
}

#[tokio::test]
async fn leave_is_decided_as_the_settings_of_the_company_say() {
    let office = Office::new(annual()).await;
    let World { hr, who, .. } = &office.world;
    let (eve, max) = (office.eve, office.max);
    let viewer = |employee| Viewer { employee, level: Level::Employee };
    let kim = viewer(office.world.employee(who, "Kim").await);
    let lou = viewer(office.world.employee(who, "Lou").await);
    let asked = EmployeeChange {
        approvers: Some(vec![kim.employee]),
        indirect_managers: Some(vec![lou.employee]),
        ..Default::default()
    };
    employee::change(hr, who, eve.employee, asked).await.unwrap();
    let set = async |key: Key, value: &str| {
        setting::save(hr, who, key.id(), value.to_owned()).await.unwrap();
    };
    set(Key::LeaveMultiLevel, "1").await;
    let id = office.ask(eve, office.mine()).await.unwrap().id;
    assert!(forbidden(office.decide(kim, id, Decision::Approved).await));
    assert!(forbidden(office.decide(lou, id, Decision::Approved).await));
    assert!(forbidden(read(hr, who, lou, id).await));
    assert!(read(hr, who, kim, id).await.is_ok());
    assert_eq!((office.waiting(max).await, office.waiting(kim).await), (vec![id], vec![]));
    assert!(office.waiting(lou).await.is_empty());
    set(Key::LeaveIndirectAdmins, "1").await;
    assert_eq!(office.waiting(lou).await, [id]);
    assert!(read(hr, who, lou, id).await.is_ok());
    let begun = office.decide(lou, id, Decision::Approved).await.unwrap();
    assert_eq!(begun.stage(), Stage::Processing);
    assert_eq!((office.waiting(lou).await, office.waiting(kim).await), (vec![], vec![id]));
    assert!(forbidden(office.decide(lou, id, Decision::Approved).await));
    let back = withdraw(hr, who, eve, id, None).await;
    assert!(matches!(back, Err(Error::WrongState { .. })), "{back:?}");
    let done = office.decide(kim, id, Decision::Approved).await.unwrap();
    assert_eq!(done.stage(), Stage::Approved);
    set(Key::LeaveManagerApproves, "0").await;
    let day = Day { date: on(9), portion: Portion::Full };
    let one = Application { first_day: on(9), last_day: on(9), days: vec![day], ..office.mine() };
    let at_once = office.ask(eve, one).await.unwrap();
    assert_eq!((at_once.stage(), at_once.steps), (Stage::Approved, vec![]));
}
