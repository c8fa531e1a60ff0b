//! Records: rules as tables, verbs on a fresh database.

use chrono::{Days, NaiveDate};

use super::*;
use crate::access::password;
use crate::department::{self, NewDepartment};
use crate::employee::Resignation;
use crate::position::{self, NewPosition};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest, employee};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, day).unwrap()
}

fn admin(employee: EmployeeId) -> Viewer {
    Viewer { employee, level: Level::Admin }
}

fn new(first: &str, number: &str) -> NewRecord {
    let email = format!("{first}@example.test").to_lowercase();
    NewRecord {
        employee: NewEmployee {
            number: Some(number.into()),
            ..NewEmployee::new(first, "Test", &email, crate::id::RoleId(0))
        },
        more: RecordChange::default(),
    }
}

fn with(first: &str, more: RecordChange) -> NewRecord {
    NewRecord { more, ..new(first, &format!("{first}1")) }
}

async fn department(world: &World, name: &str, leader: EmployeeId) -> DepartmentId {
    let new = NewDepartment {
        structure: department::Structure::default(),
        name: name.into(),
        leader,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        members: Vec::new(),
    };
    department::create(&world.hr, &world.who, new).await.unwrap().id
}

fn text(text: &str) -> Patch<String> {
    Patch::Set(text.into())
}

fn full() -> DetailsChange {
    DetailsChange {
        marital_status: Patch::Set(MaritalStatus::Married),
        person: PersonChange {
            middle_name: text("B."),
            name_pronunciation: text("EE-vuh"),
            pronouns: text("she"),
            nationality: Patch::Set(36),
            birthday: Patch::Set(day(1)),
            gender: text("Female"),
            ethnicity: Patch::Set(2),
            immigration_status: Patch::Set(3),
            home_phone: text("1"),
            private_email: text("e@example.test"),
        },
        papers: PapersChange {
            ssn_num: text("SSN-7"),
            nic_num: text("N-8"),
            other_id: text("O-9"),
            driving_license: text("D-10"),
            driving_license_expires_on: Patch::Set(day(2)),
            tax_id: text("T-11"),
            health_insurance: text("H-12"),
        },
        terms: TermsChange {
            pay_grade: Patch::Set(4),
            work_station: text("B2"),
            confirmed_on: Patch::Set(day(3)),
            time_zone: text("Australia/Sydney"),
            notes: text("Note"),
        },
        custom: CustomChange {
            custom4: text("4"),
            custom5: text("5"),
            custom6: text("6"),
            custom7: text("7"),
            custom8: text("8"),
            custom9: text("9"),
            custom10: text("10"),
        },
    }
}

#[tokio::test]
async fn record_create_change_and_get_keep_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let home = department(&world, "Works", max).await;
    let job = NewPosition { name: "Welder".into(), ..Default::default() };
    let job = position::create(hr, who, job).await.unwrap().id;
    let more = RecordChange { department: Patch::Set(home), details: full(), ..Default::default() };
    let mut eve = with("Eve", more);
    eve.employee.position = Some(job);
    eve.employee.manager = Some(max);
    let made = create(hr, who, admin(ada), eve).await.unwrap();
    let id = made.employee.id;
    let shown = get(hr, who, admin(ada), id).await.unwrap();
    assert_eq!((&shown.record, made.department), (&made, Some(home)));
    assert_eq!(shown.department_name.as_deref(), Some("Works"));
    assert_eq!(shown.position_name.as_deref(), Some("Welder"));
    assert_eq!((shown.names[&max].as_str(), shown.account), ("Max Test", None));
    assert_eq!(shown.local_time.to_string(), "2026-03-02 20:30:15 AEDT");
    let everything = Details::default().changed(full()).unwrap();
    assert_eq!(made.details, everything);
    assert_eq!(made.details.custom.custom10.as_deref(), Some("10"));
    let kept = change(hr, who, admin(ada), id, RecordChange::default()).await.unwrap();
    assert_eq!((kept.details, kept.department), (everything, Some(home)));
    let fewer = DetailsChange {
        marital_status: Patch::Clear,
        person: PersonChange { gender: Patch::Clear, ..Default::default() },
        ..Default::default()
    };
    let asked = RecordChange { details: fewer, department: Patch::Clear, ..Default::default() };
    change(hr, who, admin(ada), id, asked).await.unwrap();
    let after = get(hr, who, admin(ada), id).await.unwrap().record;
    assert_eq!((after.department, after.details.marital_status), (None, None));
    assert_eq!((after.details.person.gender, after.details.person.nationality), (None, Some(36)));
}

#[tokio::test]
async fn record_refers_to_departments_and_zones_that_there_are() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let zone = |name: &str| DetailsChange {
        terms: TermsChange { time_zone: text(name), ..Default::default() },
        ..Default::default()
    };
    let nowhere = Patch::Set(DepartmentId(9));
    for (more, field) in [
        (RecordChange { department: nowhere, ..Default::default() }, "department"),
        (RecordChange { details: zone("Mars/North"), ..Default::default() }, "time_zone"),
        (RecordChange { resigned_on: Patch::Set(day(1)), ..Default::default() }, "resigned_on"),
    ] {
        let refused = create(hr, who, admin(ada), with("Eve", more)).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == field), "{field}");
    }
    let all = list(hr, who, admin(ada), Filter::default(), PageRequest::new(1, 9)).await.unwrap();
    assert_eq!(all.total, 1);
}

#[tokio::test]
async fn record_leaves_and_comes_back_by_its_status() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let gone =
        RecordChange { active: Some(false), resigned_on: Patch::Set(day(5)), ..Default::default() };
    let it = create(hr, who, admin(ada), with("Eve", gone)).await.unwrap().employee;
    assert_eq!((it.status, it.resigned_on), (Status::Resigned, Some(day(5))));
    let today = World::start().date_naive();
    for (active, on, expected) in [
        (Some(false), Patch::Keep, (Status::Resigned, Some(day(5)))),
        (None, Patch::Set(day(6)), (Status::Resigned, Some(day(6)))),
        (None, Patch::Clear, (Status::Resigned, None)),
        (Some(true), Patch::Keep, (Status::Active, None)),
        (Some(true), Patch::Clear, (Status::Active, None)),
        (Some(false), Patch::Keep, (Status::Resigned, Some(today))),
    ] {
        let asked = RecordChange { active, resigned_on: on, ..Default::default() };
        let it = change(hr, who, admin(ada), it.id, asked).await.unwrap().employee;
        assert_eq!((it.status, it.resigned_on), expected, "{active:?} {on:?}");
    }
    let own = RecordChange { active: Some(false), ..Default::default() };
    let refused = change(hr, who, admin(ada), ada, own).await;
    assert!(matches!(refused, Err(Error::WrongState { .. })));
}

#[tokio::test]
async fn record_approvers_close_ranks() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let eve = world.employee(who, "Eve").await;
    let [max, jo] = [world.employee(who, "Max").await, world.employee(who, "Jo").await];
    use Patch::{Clear, Keep, Set};
    for (places, expected) in [
        ([Keep, Set(max), Keep], vec![max]),
        ([Keep, Keep, Set(jo)], vec![max, jo]),
        ([Keep, Keep, Keep], vec![max, jo]),
        ([Clear, Keep, Keep], vec![jo]),
        ([Set(max), Set(jo), Clear], vec![max, jo]),
    ] {
        let asked = RecordChange { approvers: places, ..Default::default() };
        let it = change(hr, who, admin(ada), eve, asked).await.unwrap().employee;
        assert_eq!(it.approvers, expected, "{places:?}");
    }
    let twice = RecordChange { approvers: [Set(jo), Keep, Keep], ..Default::default() };
    let refused = change(hr, who, admin(ada), eve, twice).await;
    assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == "approvers"));
}

#[tokio::test]
async fn record_is_seen_and_changed_by_whoever_sees_the_employee() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let mut eve = new("Eve", "E1");
    eve.employee.manager = Some(max);
    let eve = create(hr, who, admin(ada), eve).await.unwrap().employee.id;
    for (employee, level, of, may) in [
        (ada, Level::Admin, eve, true),
        (max, Level::Manager, eve, true),
        (max, Level::Employee, eve, true),
        (eve, Level::Employee, eve, true),
        (eve, Level::Manager, max, false),
        (max, Level::Manager, ada, false),
    ] {
        let viewer = Viewer { employee, level };
        let seen = get(hr, who, viewer, of).await.map(drop);
        let done = change(hr, who, viewer, of, RecordChange::default()).await.map(drop);
        for result in [seen, done] {
            assert_eq!(result.is_ok(), may, "{viewer:?} {of}");
            assert!(may || matches!(result, Err(Error::Forbidden { .. })), "{viewer:?} {of}");
        }
        if level != Level::Admin {
            let refused = [
                create(hr, who, viewer, new("Jo", "J1")).await.map(drop),
                delete(hr, who, viewer, of).await,
            ];
            assert!(refused.iter().all(|it| matches!(it, Err(Error::Forbidden { .. }))));
        }
    }
    let theirs = get(hr, rival, admin(ada), eve).await.map(drop);
    assert_eq!(theirs, Err(Error::NotFound("employee")));
    assert_eq!(delete(hr, rival, admin(ada), eve).await, Err(Error::NotFound("employee")));
}

#[tokio::test]
async fn record_terms_are_changed_by_admins_only() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let jo = world.employee(who, "Jo").await;
    let home = department(&world, "Works", jo).await;
    let eve = create(hr, who, admin(ada), new("Eve", "E1")).await.unwrap().employee.id;
    let own = Viewer { employee: eve, level: Level::Employee };
    let core = |change| RecordChange { employee: change, ..Default::default() };
    let terms = |terms| RecordChange {
        details: DetailsChange { terms, ..Default::default() },
        ..Default::default()
    };
    let hired = EmployeeChange { hired_on: Patch::Set(day(1)), ..Default::default() };
    let led = EmployeeChange { manager: Patch::Set(jo), ..Default::default() };
    let kind = Patch::Set(Employment::PartTime);
    let kind = EmployeeChange { employment: kind, ..Default::default() };
    let besides = EmployeeChange { indirect_managers: Some(vec![jo]), ..Default::default() };
    let places = [Patch::Set(jo), Patch::Keep, Patch::Keep];
    for refused in [
        core(hired),
        core(led),
        core(kind),
        core(besides),
        RecordChange { approvers: places, ..Default::default() },
        RecordChange { active: Some(false), ..Default::default() },
        RecordChange { department: Patch::Set(home), ..Default::default() },
        terms(TermsChange { pay_grade: Patch::Set(1), ..Default::default() }),
        terms(TermsChange { confirmed_on: Patch::Set(day(1)), ..Default::default() }),
    ] {
        let again = change(hr, who, own, eve, refused.clone()).await;
        assert!(matches!(again, Err(Error::Forbidden { .. })), "{refused:?}");
    }
    let theirs = EmployeeChange {
        number: text("X9"),
        phone: text("0400"),
        preferred_name: text("Evie"),
        manager: Patch::Clear,
        ..Default::default()
    };
    let it = change(hr, who, own, eve, core(theirs)).await.unwrap().employee;
    assert_eq!((it.number.as_deref(), it.phone.as_deref()), (Some("E1"), Some("0400")));
    let notes = terms(TermsChange { notes: text("Left-handed"), ..Default::default() });
    assert!(change(hr, who, own, eve, notes).await.is_ok());
}

#[tokio::test]
async fn record_delete_spares_the_own_one_and_whoever_has_an_account() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let eve = RecordChange { details: full(), ..Default::default() };
    let eve = create(hr, who, admin(ada), with("Eve", eve)).await.unwrap().employee.id;
    let max = create(hr, who, admin(ada), new("Max", "M1")).await.unwrap().employee.id;
    let account = |name: &str| NewAccount {
        username: name.into(),
        email: format!("{name}@example.test"),
        level: Level::Manager,
        password: None,
    };
    open_account(hr, who, admin(ada), max, account("max")).await.unwrap();
    for id in [ada, max] {
        let refused = delete(hr, who, admin(ada), id).await;
        assert!(matches!(refused, Err(Error::WrongState { .. })), "{id}");
    }
    delete(hr, who, admin(ada), eve).await.unwrap();
    assert_eq!(delete(hr, who, admin(ada), eve).await, Err(Error::NotFound("employee")));
    let left = details::of(hr.db().read(), who.company, &[eve]).await.unwrap();
    assert!(left.is_empty());
}

#[tokio::test]
async fn record_account_is_opened_once_with_a_free_name() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let [eve, max] = [world.employee(who, "Eve").await, world.employee(who, "Max").await];
    let gone = world.employee(who, "Jo").await;
    employee::offboard(hr, who, gone, Resignation::default()).await.unwrap();
    let hash = password::hash(hr, "Secret-77").await.unwrap();
    let account = |name: &str, password| NewAccount {
        username: name.into(),
        email: format!("{name}@new.test"),
        level: Level::Manager,
        password,
    };
    let own = Viewer { employee: eve, level: Level::Manager };
    let refused = open_account(hr, who, own, eve, account("eve", None)).await;
    assert!(matches!(refused, Err(Error::Forbidden { .. })));
    open_account(hr, who, admin(ada), eve, account("eve", Some(hash))).await.unwrap();
    let shown = get(hr, who, admin(ada), eve).await.unwrap();
    let opened = shown.account.unwrap();
    assert_eq!((opened.active, opened.level), (true, Level::Manager));
    let it = shown.record.employee;
    assert_eq!((it.username.as_deref(), it.email.as_str()), (Some("eve"), "eve@new.test"));
    let taken = open_account(hr, who, admin(ada), max, account("EVE", None)).await;
    assert!(matches!(taken, Err(Error::Duplicate { .. })));
    for id in [eve, gone] {
        let refused = open_account(hr, who, admin(ada), id, account("x", None)).await;
        assert!(matches!(refused, Err(Error::WrongState { .. })), "{id}");
    }
    open_account(hr, who, admin(ada), max, account("max", None)).await.unwrap();
    assert!(!get(hr, who, admin(ada), max).await.unwrap().account.unwrap().active);
    let missing = open_account(hr, who, admin(ada), EmployeeId(99), account("x", None)).await;
    assert_eq!(missing, Err(Error::NotFound("employee")));
}

#[tokio::test]
async fn record_list_shows_whom_one_leads_searched_filtered_and_sorted() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let home = department(&world, "Works", max).await;
    let mut made = Vec::new();
    for (at, first) in ["Eve", "Cid", "Dan"].into_iter().enumerate() {
        let mut it = new(first, &format!("N{}", 9 - at));
        it.employee.manager = (at < 2).then_some(max);
        it.employee.hired_on = (at > 0).then(|| day(10) - Days::new(at as u64));
        it.employee.employment = Some(Employment::ALL[at]);
        it.employee.country = (at == 2).then(|| "Australia".into());
        it.more.department = if at == 2 { Patch::Set(home) } else { Patch::Keep };
        it.more.active = Some(at != 1);
        it.more.details.papers.ssn_num = if at == 0 { text("SSN-7") } else { Patch::Keep };
        made.push(create(hr, who, admin(ada), it).await.unwrap().employee.id);
    }
    let [eve, cid, dan] = made[..] else { panic!("three") };
    let listed = async |viewer, filter| {
        let found = list(hr, who, viewer, filter, PageRequest::new(1, 9)).await.unwrap();
        assert_eq!(found.total, found.items.len() as u64);
        found.items.iter().map(|it| it.id).collect::<Vec<_>>()
    };
    let all = Filter::default;
    let led = Viewer { employee: max, level: Level::Manager };
    let nobody = Viewer { employee: eve, level: Level::Employee };
    assert_eq!(listed(admin(ada), all()).await, [ada, max, eve, cid, dan]);
    assert_eq!(listed(nobody, all()).await, []);
    let by = |text: &str| Filter { search: Some(text.into()), ..all() };
    for (filter, expected) in [
        (by("SSN-"), vec![eve]),
        (by("au"), vec![dan]),
        (by("n8"), vec![cid]),
        (Filter { active: Some(false), ..all() }, vec![cid]),
        (Filter { active: Some(true), managers: Some(vec![max]), ..all() }, vec![eve]),
        (Filter { departments: Some(vec![home]), ..all() }, vec![dan]),
        (Filter { employments: Some(vec![Employment::FullTime]), ..all() }, vec![eve]),
        (Filter { positions: Some(vec![PositionId(1)]), ..all() }, vec![]),
    ] {
        assert_eq!(listed(admin(ada), filter.clone()).await, expected, "{filter:?}");
    }
    // Max leads Dan's department besides his own reports.
    for (sort, descending, expected) in [
        (Sort::Id, true, [dan, cid, eve]),
        (Sort::FirstName, false, [cid, dan, eve]),
        (Sort::LastName, true, [dan, cid, eve]),
        (Sort::Number, false, [dan, cid, eve]),
        (Sort::Email, true, [eve, dan, cid]),
        (Sort::HiredOn, false, [eve, dan, cid]),
        (Sort::HiredOn, true, [cid, dan, eve]),
        (Sort::Status, true, [cid, dan, eve]),
    ] {
        let filter = Filter { sort, descending, ..all() };
        assert_eq!(listed(led, filter).await, expected, "{sort:?} {descending}");
    }
    let before = hr.db().statements();
    list(hr, who, led, all(), PageRequest::new(1, 9)).await.unwrap();
    // Whom they lead, the page, its departments.
    assert!(hr.db().statements() - before <= 4);
}
