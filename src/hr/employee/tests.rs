//! Employees: rules as tables, verbs on a fresh database.

use chrono::NaiveDate;
use sea_orm::sea_query::{Asterisk, Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Statement,
};

use super::*;
use crate::branch::{self, NewBranch};
use crate::department::{self, NewDepartment, Structure};
use crate::entity::employee::Column;
use crate::testing::{World, is_postgres};
use crate::{Error, Hr, PageRequest, Who};

const MISSING: Error = Error::NotFound("employee");

/// A new employee of the first company, whose role 3 is "employee".
pub fn ada() -> NewEmployee {
    NewEmployee {
        username: Some("ada".into()),
        phone: Some("0400".into()),
        hired_on: NaiveDate::from_ymd_opt(2024, 2, 29),
        employment: Some(Employment::PartTime),
        ..NewEmployee::new("Ada", "Lovelace", "Ada@example.test", RoleId(3))
    }
}

fn bob() -> NewEmployee {
    NewEmployee {
        username: Some("bob".into()),
        ..NewEmployee::new("Bob", "Builder", "bob@example.test", RoleId(3))
    }
}

#[test]
fn employee_create_refuses_what_breaks_a_rule() {
    for (new, fields) in [
        (NewEmployee { first_name: String::new(), ..ada() }, vec!["first_name"]),
        (NewEmployee { email: "nobody".into(), ..ada() }, vec!["email"]),
        (
            NewEmployee { email: "@x".into(), username: Some(String::new()), ..ada() },
            vec!["email", "username"],
        ),
    ] {
        let Err(Error::Invalid(faults)) = rules::create(new, World::start()) else {
            panic!("accepted: {fields:?}")
        };
        assert_eq!(faults.iter().map(|fault| fault.field).collect::<Vec<_>>(), fields);
    }
}

#[test]
fn employee_moves_between_active_and_resigned_only() {
    let now = World::start();
    let active = rules::create(ada(), now).unwrap();
    assert!(matches!(rules::restore(active.clone(), now), Err(Error::WrongState { .. })));
    let gone = rules::offboard(active, Resignation::default(), now).unwrap();
    assert_eq!((gone.status, gone.resigned_on), (Status::Resigned, Some(now.date_naive())));
    let twice = rules::offboard(gone.clone(), Resignation::default(), now);
    assert!(matches!(twice, Err(Error::WrongState { .. })));
    let back = rules::restore(gone, now).unwrap();
    assert_eq!((back.status, back.resigned_on), (Status::Active, None));
}

#[tokio::test]
async fn employee_create_then_get_gives_every_field() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, ada()).await.unwrap();
    assert_eq!(made, get(hr, who, made.id).await.unwrap());
    assert_eq!(made.employment, Some(Employment::PartTime));
    assert_eq!(made.hired_on, NaiveDate::from_ymd_opt(2024, 2, 29));
    assert_eq!((made.status, made.role), (Status::Active, RoleId(3)));
}

#[tokio::test]
async fn employee_names_are_unique_in_the_company_whatever_the_case() {
    let World { hr, who, rival, .. } = &World::new().await;
    create(hr, who, ada()).await.unwrap();
    let second = create(hr, who, bob()).await.unwrap();
    let same_email = NewEmployee { email: "ADA@EXAMPLE.test".into(), ..bob() };
    let taken = Err(Error::Duplicate { field: "email" });
    assert_eq!(create(hr, who, same_email.clone()).await, taken);
    let same_name =
        NewEmployee { username: Some("ADA".into()), email: "x@example.test".into(), ..bob() };
    let refused = create(hr, who, same_name).await;
    assert_eq!(refused, Err(Error::Duplicate { field: "username" }));
    let asked = EmployeeChange { email: Some("ada@example.TEST".into()), ..Default::default() };
    assert_eq!(change(hr, who, second.id, asked).await, taken);
    let own = EmployeeChange { email: Some("BOB@example.test".into()), ..Default::default() };
    assert!(change(hr, who, second.id, own).await.is_ok());
    let theirs = NewEmployee { role: RoleId(6), ..ada() };
    assert!(create(hr, rival, theirs).await.is_ok());
}

#[tokio::test]
async fn employee_role_must_be_one_of_the_company() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, ada()).await.unwrap();
    // Role 4 is the other company's.
    for role in [RoleId(4), RoleId(99)] {
        let refused = create(hr, who, NewEmployee { role, ..bob() }).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == "role"));
        let asked = EmployeeChange { role: Some(role), ..Default::default() };
        let refused = change(hr, who, made.id, asked).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == "role"));
    }
}

#[tokio::test]
async fn employee_lists_other_people_of_the_company_and_forgets_the_deleted() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = world.employee(rival, "Rita").await;
    let [max, eve, jo, al] = [
        world.employee(who, "Max").await,
        world.employee(who, "Eve").await,
        world.employee(who, "Jo").await,
        world.employee(who, "Al").await,
    ];
    let new = NewEmployee { approvers: vec![jo, max], ..ada() };
    let made = create(hr, who, new).await.unwrap();
    let asked = |ids| EmployeeChange { approvers: Some(ids), ..Default::default() };
    for ids in [vec![max, max], vec![made.id], vec![theirs], vec![max, eve, jo, al]] {
        let refused = change(hr, who, made.id, asked(ids)).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == "approvers"));
    }
    let indirect = |ids| EmployeeChange { indirect_managers: Some(ids), ..Default::default() };
    for ids in [vec![eve, eve], vec![made.id], vec![theirs]] {
        let refused = change(hr, who, made.id, indirect(ids)).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == "indirect_managers"));
    }
    change(hr, who, made.id, indirect(vec![max, eve, jo, al])).await.unwrap();
    offboard(hr, who, max, Resignation::default()).await.unwrap();
    let db = hr.db().read();
    assert_eq!(approvers_of(db, who.company, made.id).await.unwrap(), [jo]);
    delete(hr, who, jo).await.unwrap();
    let found = get(hr, who, made.id).await.unwrap();
    assert_eq!((found.approvers, found.indirect_managers), (vec![max], vec![max, eve, al]));
    let none = EmployeeChange { approvers: Some(Vec::new()), ..Default::default() };
    assert!(change(hr, who, made.id, none).await.unwrap().approvers.is_empty());
}

#[tokio::test]
async fn employee_delete_hides_and_frees_the_names() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let made = create(hr, who, ada()).await.unwrap();
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(delete(hr, who, made.id).await, Err(MISSING));
    assert_eq!(get(hr, who, made.id).await, Err(MISSING));
    assert_eq!(change(hr, who, made.id, EmployeeChange::default()).await, Err(MISSING));
    assert_eq!(offboard(hr, who, made.id, Resignation::default()).await, Err(MISSING));
    let all = list(hr, who, &Filter::default(), PageRequest::new(1, 20)).await.unwrap();
    assert_eq!((all.total, all.items.len()), (0, 0));
    assert!(create(hr, who, ada()).await.unwrap().id > made.id);
    let names = names(hr.db().read(), who.company, vec![made.id]).await.unwrap();
    assert_eq!(names[&made.id], "Ada Lovelace");
    assert_eq!(world.audited(who).await, ["employee.create", "employee.delete", "employee.create"]);
}

#[tokio::test]
async fn employee_of_another_company_is_not_found_and_not_touched() {
    let World { hr, who, rival, .. } = &World::new().await;
    let made = create(hr, who, ada()).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, EmployeeChange::default()).await, Err(MISSING));
    assert_eq!(offboard(hr, rival, made.id, Resignation::default()).await, Err(MISSING));
    assert_eq!(restore(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert!(require(hr.db().read(), rival.company, made.id, "x").await.is_err());
    assert_eq!(get(hr, who, made.id).await, Ok(made));
}

#[tokio::test]
async fn employee_list_filters_by_status_with_an_exact_total() {
    let World { hr, who, .. } = &World::new().await;
    for n in 0..5 {
        let email = format!("e{n}@example.test");
        let new = NewEmployee { email, username: None, ..ada() };
        let made = create(hr, who, new).await.unwrap();
        if n % 2 == 0 {
            offboard(hr, who, made.id, Resignation::default()).await.unwrap();
        }
    }
    for (status, total) in [(None, 5), (Some(Status::Active), 2), (Some(Status::Resigned), 3)] {
        let before = hr.db().statements();
        let page = list(hr, who, &Filter { status, ..Filter::default() }, PageRequest::new(1, 2))
            .await
            .unwrap();
        assert!(hr.db().statements() - before <= 2);
        assert_eq!((page.items.len(), page.total), (2, total));
        assert!(page.items.iter().all(|it| status.is_none_or(|status| it.status == status)));
        assert!(page.items.is_sorted_by_key(|it| it.id));
    }
}

/// Whether a change of this manager is refused, naming the field.
async fn refused(hr: &Hr, who: &crate::Who, id: EmployeeId, manager: EmployeeId) -> bool {
    let asked = EmployeeChange { manager: Patch::Set(manager), ..Default::default() };
    let answer = change(hr, who, id, asked).await;
    matches!(answer, Err(Error::Invalid(faults)) if faults[0].field == "manager")
}

#[tokio::test]
async fn employee_superior_is_a_colleague_and_never_below() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let top = world.employee(who, "Top").await;
    let theirs = world.employee(rival, "Rita").await;
    let middle = create(hr, who, NewEmployee { manager: Some(top), ..ada() }).await.unwrap();
    let low = NewEmployee { manager: Some(middle.id), ..bob() };
    let low = create(hr, who, low).await.unwrap();
    assert_eq!(get(hr, who, low.id).await.unwrap().manager, Some(middle.id));
    for (id, manager) in
        [(top, top), (top, middle.id), (top, low.id), (low.id, theirs), (low.id, EmployeeId(99))]
    {
        assert!(refused(hr, who, id, manager).await, "{id} under {manager}");
    }
    let beside = EmployeeChange { manager: Patch::Set(top), ..Default::default() };
    assert_eq!(change(hr, who, low.id, beside).await.unwrap().manager, Some(top));
    delete(hr, who, top).await.unwrap();
    assert_eq!(get(hr, who, middle.id).await.unwrap().manager, None);
}

#[tokio::test]
async fn employee_branch_and_position_must_be_of_the_company() {
    let World { hr, who, rival, .. } = &World::new().await;
    let theirs = branch::create(hr, rival, NewBranch::new("Far", "UTC")).await.unwrap().id;
    let ours = branch::create(hr, who, NewBranch::new("Near", "UTC")).await.unwrap().id;
    for (new, field) in [
        (NewEmployee { branch: Some(theirs), ..ada() }, "branch"),
        (NewEmployee { position: Some(PositionId(9)), ..ada() }, "position"),
    ] {
        let answer = create(hr, who, new).await;
        assert!(matches!(answer, Err(Error::Invalid(faults)) if faults[0].field == field));
    }
    let made = create(hr, who, NewEmployee { branch: Some(ours), ..ada() }).await.unwrap();
    assert_eq!(get(hr, who, made.id).await.unwrap().branch, Some(ours));
}

#[tokio::test]
async fn employee_is_found_by_each_of_its_keys_in_its_company() {
    let World { hr, who, rival, .. } = &World::new().await;
    let number = Some("S0007".to_owned());
    let new = NewEmployee { number, external_id: Some("x-7".into()), ..ada() };
    let made = create(hr, who, new).await.unwrap();
    let taken = NewEmployee { number: Some("s0007".into()), ..bob() };
    let taken = create(hr, who, taken).await;
    assert_eq!(taken, Err(Error::Duplicate { field: "number" }));
    let text = str::to_owned;
    for (key, finds) in [
        (Key::Email(text("ADA@example.test")), true),
        (Key::Username(text("Ada")), true),
        (Key::Number(text("s0007")), true),
        (Key::External(text("x-7")), true),
        (Key::External(text("X-7")), false),
        (Key::Number(text("S0008")), false),
    ] {
        let found = find_by(hr, who, key.clone()).await.unwrap();
        assert_eq!(found.as_ref(), finds.then_some(&made), "{key:?}");
        assert_eq!(find_by(hr, rival, key).await, Ok(None));
    }
}

#[tokio::test]
async fn employee_list_searches_and_filters() {
    let World { hr, who, rival, .. } = &World::new().await;
    let elise = NewEmployee {
        number: Some("S_1".into()),
        preferred_name: Some("Lise".into()),
        ..NewEmployee::new("Élise", "Durand", "ed@example.test", RoleId(3))
    };
    let elise = create(hr, who, elise).await.unwrap().id;
    let ada = create(hr, who, NewEmployee { manager: Some(elise), ..ada() }).await.unwrap().id;
    let bob = create(hr, who, NewEmployee { number: Some("SX1".into()), ..bob() }).await.unwrap();
    let new = NewDepartment {
        name: "Building".into(),
        leader: elise,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure::default(),
        members: vec![bob.id],
    };
    let home = department::create(hr, who, new).await.unwrap();
    let search = |text: &str| Filter { search: Some(text.to_owned()), ..Filter::default() };
    for (filter, expected) in [
        (search("élise d"), vec![elise]),
        (search("LISE"), vec![elise]),
        (search("s_1"), vec![elise]),
        (search("%"), vec![]),
        (search("\\"), vec![]),
        (search("EXAMPLE.test"), vec![elise, ada, bob.id]),
        (Filter { manager: Some(elise), ..Filter::default() }, vec![ada]),
        (Filter { department: Some(home.id), ..Filter::default() }, vec![bob.id]),
        (Filter { ids: Some(vec![bob.id, ada]), ..Filter::default() }, vec![ada, bob.id]),
        (Filter { ids: Some(vec![]), ..Filter::default() }, vec![]),
    ] {
        let before = hr.db().statements();
        let found = all(hr, who, &filter).await.unwrap();
        assert_eq!(hr.db().statements() - before, 1);
        let page = list(hr, who, &filter, PageRequest::new(1, 20)).await.unwrap();
        assert_eq!(found, page.items);
        assert_eq!(found.iter().map(|it| it.id).collect::<Vec<_>>(), expected, "{filter:?}");
    }
    let homes = department::of_employees(hr, who, vec![ada, bob.id]).await.unwrap();
    assert_eq!(homes.into_iter().collect::<Vec<_>>(), [(bob.id, (home.id, home.name))]);
    assert_eq!(reports(hr, who, elise).await.unwrap(), [ada]);
    assert_eq!(reports(hr, rival, elise).await.unwrap(), []);
    assert_eq!(names_of(hr, who, vec![elise]).await.unwrap()[&elise], "Élise Durand");
}

#[tokio::test]
async fn employee_offboard_and_restore_are_stored() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, ada()).await.unwrap();
    let how = Resignation {
        on: NaiveDate::from_ymd_opt(2026, 11, 30),
        reason: Some("moved away".into()),
    };
    let gone = offboard(hr, who, made.id, how).await.unwrap();
    assert_eq!(gone.resignation_reason.as_deref(), Some("moved away"));
    assert_eq!(gone, get(hr, who, made.id).await.unwrap());
    let back = restore(hr, who, made.id).await.unwrap();
    assert_eq!(back, get(hr, who, made.id).await.unwrap());
}

#[tokio::test]
async fn emergency_contact_list_shows_employees_that_have_one() {
    let World { hr, who, rival, .. } = &World::new().await;
    let made = create(hr, who, ada()).await.unwrap();
    let other = create(hr, who, bob()).await.unwrap();
    for name in ["Byron", "Annabella"] {
        let contact = contact::Contact {
            name: name.into(),
            phone: "1".into(),
            relationship: "Parent".into(),
        };
        contact::set(hr, who, made.id, contact.clone()).await.unwrap();
        assert_eq!(contact::set(hr, rival, made.id, contact).await, Err(MISSING));
    }
    let page = contact::list(hr, who, PageRequest::new(1, 20)).await.unwrap();
    assert_eq!((page.total, page.items.len()), (1, 1));
    assert_eq!(page.items[0].employee_name, "Ada Lovelace");
    assert_eq!(page.items[0].contact.name, "Annabella");
    assert_eq!(contact::list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(contact::list(hr, who, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert!(require_all(hr.db().read(), who.company, &[other.id], "x").await.is_ok());
}

#[tokio::test]
async fn employee_create_at_once_with_one_address_succeeds_once() {
    let World { hr, who, .. } = &World::new().await;
    let tasks: Vec<_> = (0..8)
        .map(|n| {
            let (hr, who) = (hr.clone(), who.clone());
            let new = NewEmployee { username: Some(format!("ada{n}")), ..ada() };
            tokio::spawn(async move { create(&hr, &who, new).await })
        })
        .collect();
    let mut made = 0;
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => made += 1,
            Err(error) => assert_eq!(error, Error::Duplicate { field: "email" }),
        }
    }
    assert_eq!(made, 1);
}

#[tokio::test]
async fn employee_list_walks_an_index_and_sorts_nothing() {
    let World { hr, who, .. } = &World::new().await;
    if is_postgres() {
        return;
    }
    let all = store::of(who.company);
    let by_status = store::of(who.company).filter(Column::Status.eq(1));
    for (query, index) in [
        (all, "ix_employees__company_id_deleted_at_id"),
        (by_status, "ix_employees__company_id_status_deleted_at_id"),
    ] {
        let count = query.clone().select_only().expr(Expr::col(Asterisk).count());
        let counted = plan(hr, count.build(DbBackend::Sqlite)).await;
        assert!(counted.contains(&format!("COVERING INDEX {index}")), "{counted}");
        let page = query.order_by_asc(Column::Id).limit(20).offset(40);
        let paged = plan(hr, page.build(DbBackend::Sqlite)).await;
        assert!(paged.contains(index), "{paged}");
    }
}

/// How SQLite walks through a query, where it needs one step only.
async fn plan(hr: &Hr, mut query: Statement) -> String {
    query.sql = format!("EXPLAIN QUERY PLAN {}", query.sql);
    let steps = hr.db().read().query_all_raw(query).await.unwrap();
    assert_eq!(steps.len(), 1, "{steps:?}");
    steps[0].try_get("", "detail").unwrap()
}

async fn found(hr: &Hr, who: &Who, all: &[Match]) -> Vec<EmployeeId> {
    let page = matching(hr, who, all, 0, 10).await.unwrap();
    assert_eq!(page.total, page.items.len() as u64);
    page.items.iter().map(|it| it.id).collect()
}

#[tokio::test]
async fn employee_is_matched_by_account_address_and_state() {
    let World { hr, who, rival, .. } = &World::new().await;
    let named = NewEmployee { directory_name: Some("Countess".into()), ..ada() };
    let ada = enrol(hr, who, named, true).await.unwrap();
    let bob = enrol(hr, who, NewEmployee { external_id: Some("x".into()), ..bob() }, false).await;
    let bob = bob.unwrap();
    let account = |name: &str| Match::Account(name.to_owned());
    for (all, expected) in [
        (vec![], vec![ada.id, bob.id]),
        (vec![account("COUNTESS")], vec![ada.id]),
        (vec![account(&ada.email)], vec![]),
        (vec![account(&bob.email.to_uppercase())], vec![bob.id]),
        (vec![Match::Email(ada.email.to_uppercase())], vec![ada.id]),
        (vec![Match::External("x".into())], vec![bob.id]),
        (vec![Match::Active(true)], vec![ada.id]),
        (vec![Match::Active(false), Match::Id(bob.id)], vec![bob.id]),
        (vec![Match::Id(ada.id), Match::Id(bob.id)], vec![]),
    ] {
        assert_eq!(found(hr, who, &all).await, expected, "{all:?}");
        assert!(found(hr, rival, &all).await.is_empty());
    }
    for (skipped, limit, items) in [(1, 10, vec![bob.id]), (0, 0, vec![]), (2, 10, vec![])] {
        let before = hr.db().statements();
        let page = matching(hr, who, &[], skipped, limit).await.unwrap();
        assert!(hr.db().statements() - before <= 2);
        let ids: Vec<_> = page.items.iter().map(|it| it.id).collect();
        assert_eq!((ids, page.total), (items, 2));
    }
}

#[tokio::test]
async fn employee_enrol_gives_the_next_free_number() {
    let World { hr, who, .. } = &World::new().await;
    let taken = NewEmployee { number: Some("s0002".into()), ..ada() };
    let first = enrol(hr, who, taken, true).await.unwrap();
    let second = enrol(hr, who, bob(), true).await.unwrap();
    assert_eq!((first.id.get(), second.id.get()), (1, 2));
    assert_eq!(second.number.as_deref(), Some("S0003"));
    assert_eq!(get(hr, who, second.id).await, Ok(second));
}

#[tokio::test]
async fn employee_account_names_and_addresses_are_one_space() {
    let World { hr, who, .. } = &World::new().await;
    let first = create(hr, who, ada()).await.unwrap();
    let taken = Err(Error::Duplicate { field: "directory_name" });
    let called = |name: &str| NewEmployee { directory_name: Some(name.into()), ..bob() };
    assert_eq!(create(hr, who, called(&first.email.to_uppercase())).await, taken);
    let second = create(hr, who, called("bob")).await.unwrap();
    let change_of = |name: &str| EmployeeChange {
        directory_name: Patch::Set(name.into()),
        ..EmployeeChange::default()
    };
    assert_eq!(change(hr, who, first.id, change_of("BOB")).await, taken);
    // Called otherwise, the first leaves its address to be somebody's account name.
    change(hr, who, first.id, change_of("ada")).await.unwrap();
    let moved = change(hr, who, second.id, change_of(&first.email)).await.unwrap();
    assert_eq!(moved.account_name(), first.email);
}

#[tokio::test]
async fn employee_provision_does_all_or_nothing() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let made = create(hr, who, ada()).await.unwrap();
    let other = create(hr, who, bob()).await.unwrap();
    let plan = |email: &str, active| {
        let change = EmployeeChange { email: Some(email.into()), ..EmployeeChange::default() };
        move |_: &Employee| Ok::<_, ()>((change, Some(active)))
    };
    let taken = provision(hr, who, made.id, plan(&other.email, false)).await;
    assert_eq!(taken.err(), Some(Error::Duplicate { field: "email" }));
    let refused = provision(hr, who, made.id, |_: &Employee| Err("no")).await;
    assert_eq!(refused, Ok(Err("no")));
    assert_eq!(get(hr, who, made.id).await.as_ref(), Ok(&made));
    assert_eq!(provision(hr, rival, made.id, plan("a@b", true)).await.err(), Some(MISSING));
    for (active, status) in [(true, Status::Active), (false, Status::Resigned)] {
        let it = provision(hr, who, made.id, plan("new@x.test", active)).await.unwrap().unwrap();
        assert_eq!((it.email.as_str(), it.status), ("new@x.test", status));
        assert_eq!(get(hr, who, made.id).await, Ok(it));
    }
    let acts = world.audited(who).await;
    assert_eq!(acts[2..], ["employee.change", "employee.offboard"]);
}
