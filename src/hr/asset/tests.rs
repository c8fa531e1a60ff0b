//! Assets: rules as tables, verbs on a fresh database.

use super::*;
use crate::access::Level;
use crate::asset_type::{self, NewAssetType};
use crate::department::{self, NewDepartment};
use crate::employee::{self, EmployeeChange};
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, Page, PageRequest, Who};

use Keeper::{Department, Employee};

const MISSING: Error = Error::NotFound("asset");

fn laptop(tag: &str) -> NewAsset {
    NewAsset {
        serial: Some("SN-1".into()),
        description: Some("14 inches".into()),
        attachment: Some("laptop.pdf".into()),
        ..NewAsset::new("Laptop", tag)
    }
}

async fn kind(world: &World, who: &Who, name: &str) -> OfType {
    let new = NewAssetType { name: name.into(), description: None, attachment: None };
    let made = asset_type::create(&world.hr, who, new).await.unwrap();
    OfType { id: made.id, name: made.name }
}

async fn led_by(world: &World, who: &Who, leader: EmployeeId) -> DepartmentId {
    let new = NewDepartment {
        structure: department::Structure::default(),
        name: "Stores".into(),
        leader,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        members: Vec::new(),
    };
    department::create(&world.hr, who, new).await.unwrap().id
}

fn ids(page: Page<Asset>) -> Vec<AssetId> {
    page.items.iter().map(|it| it.id).collect()
}

fn today() -> NaiveDate {
    World::start().date_naive()
}

fn fields(refused: Result<impl std::fmt::Debug, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn asset_create_names_every_field_that_breaks_a_rule() {
    let bad = NewAsset { name: String::new(), ..laptop("") };
    assert_eq!(fields(rules::create(bad, World::start())), ["name", "tag"]);
}

#[test]
fn asset_moves_between_its_states_as_the_rules_allow() {
    let made = rules::create(laptop("L-1"), World::start()).unwrap();
    for status in Status::ALL.iter().copied() {
        let held = (status == Status::Assigned).then(|| (Employee(EmployeeId(1)), today()));
        let it = store::Row { status, held, ..made.clone() };
        let assigned =
            rules::assign(it.clone(), Department(DepartmentId(2)), today(), World::start());
        assert_eq!(assigned.is_ok(), status == Status::Available, "assign from {status:?}");
        let back = rules::take_back(it.clone(), World::start());
        assert_eq!(back.is_ok(), status == Status::Assigned, "take back from {status:?}");
        for after in Status::ALL.iter().copied() {
            let asked = AssetChange { status: Some(after), ..Default::default() };
            let changed = rules::change(it.clone(), asked, World::start());
            let allowed =
                after == status || !(Status::Assigned == status || Status::Assigned == after);
            assert_eq!(changed.is_ok(), allowed, "{status:?} to {after:?}");
        }
    }
}

#[test]
fn asset_change_hands_over_as_asked() {
    let (eve, stores) = (EmployeeId(1), DepartmentId(2));
    let to_eve = || AssetChange { employee: Patch::Set(eve), ..Default::default() };
    let to_stores = || AssetChange { department: Patch::Set(stores), ..Default::default() };
    let from_people = || AssetChange { employee: Patch::Clear, ..Default::default() };
    for (held, asked, expected) in [
        (None, to_eve(), Some(Employee(eve))),
        (None, from_people(), None),
        (Some(Employee(eve)), AssetChange::default(), Some(Employee(eve))),
        (Some(Employee(eve)), to_stores(), Some(Department(stores))),
        (Some(Employee(eve)), from_people(), None),
        (Some(Department(stores)), from_people(), Some(Department(stores))),
        (Some(Department(stores)), to_eve(), Some(Employee(eve))),
    ] {
        let it = rules::create(NewAsset { keeper: held, ..laptop("L-1") }, World::start()).unwrap();
        let it = rules::change(it, asked.clone(), World::start()).unwrap();
        assert_eq!(it.held.map(|(keeper, _)| keeper), expected, "{held:?} after {asked:?}");
        assert_eq!(it.status == Status::Assigned, expected.is_some());
    }
    let both = AssetChange { department: Patch::Set(stores), ..to_eve() };
    let it = rules::create(laptop("L-1"), World::start()).unwrap();
    assert_eq!(fields(rules::change(it.clone(), both, World::start())), ["department"]);
    let retired = store::Row { status: Status::Retired, ..it };
    let refused = rules::change(retired, to_eve(), World::start());
    assert!(matches!(refused, Err(Error::WrongState { .. })), "{refused:?}");
}

#[tokio::test]
async fn asset_create_change_and_get_give_every_field() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let computers = kind(&world, who, "Computers").await;
    let theirs = kind(&world, rival, "Computers").await;
    let foreign = NewAsset { kind: Some(theirs.id), ..laptop("L-1") };
    assert_eq!(fields(create(hr, who, foreign).await), ["kind"]);
    let new = NewAsset { kind: Some(computers.id), ..laptop("L-1") };
    let made = create(hr, who, new).await.unwrap();
    let expected = Asset {
        id: made.id,
        name: "Laptop".into(),
        tag: "L-1".into(),
        kind: Some(computers.clone()),
        serial: Some("SN-1".into()),
        description: Some("14 inches".into()),
        attachment: Some("laptop.pdf".into()),
        status: Status::Available,
        holder: None,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    let asked = AssetChange {
        name: Some("Old laptop".into()),
        serial: Patch::Clear,
        attachment: Patch::Clear,
        status: Some(Status::InRepair),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected = Asset {
        name: "Old laptop".into(),
        serial: None,
        attachment: None,
        status: Status::InRepair,
        ..expected
    };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
    asset_type::delete(hr, who, computers.id).await.unwrap();
    assert_eq!(get(hr, who, made.id).await.unwrap(), Asset { kind: None, ..expected });
}

#[tokio::test]
async fn asset_tag_is_unique_in_the_company_without_regard_to_case() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    create(hr, who, laptop("L-1")).await.unwrap();
    let other = create(hr, who, laptop("L-2")).await.unwrap();
    let taken = Err(Error::Duplicate { field: "tag" });
    assert_eq!(create(hr, who, laptop("l-1")).await, taken);
    let asked = AssetChange { tag: Some("l-1".into()), ..Default::default() };
    assert_eq!(change(hr, who, other.id, asked).await, taken);
    assert!(create(hr, rival, laptop("L-1")).await.is_ok());
}

#[tokio::test]
async fn asset_assigned_shows_its_holder_until_it_is_taken_back() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let theirs = world.employee(rival, "Rita").await;
    let abroad = led_by(&world, rival, theirs).await;
    let made = create(hr, who, laptop("L-1")).await.unwrap();
    assert_eq!(fields(assign(hr, who, made.id, Employee(theirs), None).await), ["employee_id"]);
    let refused = assign(hr, who, made.id, Department(abroad), None).await;
    assert_eq!(fields(refused), ["department_id"]);
    let held = assign(hr, who, made.id, Employee(eve), None).await.unwrap();
    let holder = Holder { keeper: Employee(eve), name: "Eve Test".into(), since: today() };
    assert_eq!(held.holder, Some(holder));
    assert_eq!(get(hr, who, made.id).await.unwrap(), held);
    let again = assign(hr, who, made.id, Employee(eve), None).await;
    assert!(matches!(again, Err(Error::WrongState { .. })), "{again:?}");
    assert_eq!(take_back(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn asset_remembers_who_had_it_and_a_department_that_ends_gives_it_back() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let stores = led_by(&world, who, eve).await;
    let new = NewAsset { keeper: Some(Employee(eve)), ..laptop("L-1") };
    let made = create(hr, who, new).await.unwrap();
    hr.clock().set(World::start() + chrono::TimeDelta::days(1));
    let asked = AssetChange { department: Patch::Set(stores), ..Default::default() };
    let moved = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(moved.holder.unwrap().name, "Stores");
    let next = today().succ_opt().unwrap();
    let hers = Assignment { keeper: Some(Employee(eve)), from: today(), until: Some(next) };
    let theirs = Assignment { keeper: Some(Department(stores)), from: next, until: None };
    assert_eq!(assignments(hr, who, made.id).await.unwrap(), [hers.clone(), theirs.clone()]);
    department::delete(hr, who, stores).await.unwrap();
    assert_eq!(get(hr, who, made.id).await.unwrap().status, Status::Available);
    let ended = Assignment { keeper: None, until: Some(next), ..theirs };
    assert_eq!(assignments(hr, who, made.id).await.unwrap(), [hers, ended]);
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(assignments(hr, who, made.id).await, Err(MISSING));
}

#[tokio::test]
async fn asset_is_seen_by_its_holder_by_who_leads_them_and_by_administrators() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let [eve, max, tom] = [
        world.employee(who, "Eve").await,
        world.employee(who, "Max").await,
        world.employee(who, "Tom").await,
    ];
    let asked = EmployeeChange { manager: Patch::Set(max), ..Default::default() };
    employee::change(hr, who, eve, asked).await.unwrap();
    let stores = led_by(&world, who, max).await;
    let mut made = Vec::new();
    for (tag, keeper) in
        [("L-1", Some(Employee(eve))), ("L-2", Some(Department(stores))), ("L-3", None)]
    {
        made.push(create(hr, who, NewAsset { keeper, ..laptop(tag) }).await.unwrap().id);
    }
    for (employee, level, expected) in [
        (tom, Level::Admin, &made[..]),
        (max, Level::Manager, &made[..2]),
        (eve, Level::Employee, &made[..1]),
        (tom, Level::Manager, &made[..0]),
    ] {
        let viewer = Viewer { employee, level };
        let page = PageRequest::new(1, 20);
        let list = seen_list(hr, who, viewer, &Filter::default(), page).await.unwrap();
        assert_eq!(ids(list), expected, "{viewer:?}");
        for id in &made {
            let single = seen(hr, who, viewer, *id).await;
            match expected.contains(id) {
                true => assert_eq!(single.unwrap().id, *id),
                false => assert!(matches!(single, Err(Error::Forbidden { .. })), "{single:?}"),
            }
        }
    }
}

#[tokio::test]
async fn asset_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = world.employee(rival, "Rita").await;
    let admin = Viewer { employee: theirs, level: Level::Admin };
    let made = create(hr, who, laptop("L-1")).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(seen(hr, rival, admin, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, AssetChange::default()).await, Err(MISSING));
    assert_eq!(assign(hr, rival, made.id, Employee(theirs), None).await, Err(MISSING));
    assert_eq!(take_back(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    let page = PageRequest::new(1, 20);
    assert_eq!(list(hr, rival, &Filter::default(), page).await.unwrap().total, 0);
    assert_eq!(seen_list(hr, rival, admin, &Filter::default(), page).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn asset_list_filters_and_sorts() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let stores = led_by(&world, who, eve).await;
    let computers = kind(&world, who, "Computers").await.id;
    let mut made = Vec::new();
    for (tag, kind, keeper) in [
        ("b-100%", Some(computers), None),
        ("C-1", None, Some(Employee(eve))),
        ("A-1", Some(computers), Some(Department(stores))),
    ] {
        made.push(create(hr, who, NewAsset { kind, keeper, ..laptop(tag) }).await.unwrap().id);
    }
    let all = Filter::default;
    for (filter, expected) in [
        (all(), vec![0, 1, 2]),
        (Filter { kinds: Some(vec![computers]), ..all() }, vec![0, 2]),
        (Filter { kinds: Some(vec![]), ..all() }, vec![]),
        (Filter { employees: Some(vec![eve]), ..all() }, vec![1]),
        (Filter { departments: Some(vec![stores]), ..all() }, vec![2]),
        (Filter { assigned: Some(true), ..all() }, vec![1, 2]),
        (Filter { assigned: Some(false), ..all() }, vec![0]),
        (Filter { search: Some("B-100%".into()), ..all() }, vec![0]),
        (Filter { search: Some("-1%".into()), ..all() }, vec![]),
        (Filter { search: Some("INCHES".into()), descending: true, ..all() }, vec![2, 1, 0]),
        (Filter { order: Order::Tag, ..all() }, vec![2, 0, 1]),
        (Filter { order: Order::Created, descending: true, ..all() }, vec![2, 1, 0]),
    ] {
        let found = list(hr, who, &filter, PageRequest::new(1, 20)).await.unwrap();
        let expected: Vec<_> = expected.into_iter().map(|at: usize| made[at]).collect();
        assert_eq!(ids(found), expected, "{filter:?}");
    }
}

#[tokio::test]
async fn asset_list_pages_in_order_in_five_statements_and_every_write_is_audited() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let stores = led_by(&world, who, eve).await;
    let kind = Some(kind(&world, who, "Computers").await.id);
    let mut made = Vec::new();
    for tag in ["L-1", "L-2", "L-3"] {
        made.push(create(hr, who, NewAsset { kind, ..laptop(tag) }).await.unwrap().id);
    }
    assign(hr, who, made[0], Employee(eve), None).await.unwrap();
    assign(hr, who, made[1], Department(stores), None).await.unwrap();
    let before = hr.db().statements();
    let page = list(hr, who, &Filter::default(), PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 5);
    assert_eq!(page.total, 3);
    assert_eq!(ids(page), made[..2]);
    take_back(hr, who, made[0]).await.unwrap();
    change(hr, who, made[0], AssetChange::default()).await.unwrap();
    delete(hr, who, made[0]).await.unwrap();
    let trail = world.audited(who).await;
    let expected = ["asset.assign", "asset.take_back", "asset.change", "asset.delete"];
    assert!(trail.ends_with(&expected.map(String::from)));
}
