//! Assets: rules as tables, verbs on a fresh database.

use super::*;
use crate::testing::World;
use crate::{Error, PageRequest};

const MISSING: Error = Error::NotFound("asset");

fn laptop(tag: &str) -> NewAsset {
    NewAsset {
        name: "Laptop".into(),
        tag: tag.into(),
        category: Some("Computers".into()),
        serial: Some("SN-1".into()),
    }
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
        let held = (status == Status::Assigned).then(|| (EmployeeId(1), today()));
        let it = store::Row { status, held, ..made.clone() };
        let assigned = rules::assign(it.clone(), EmployeeId(2), today(), World::start());
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

#[tokio::test]
async fn asset_create_change_and_get_give_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let made = create(hr, who, laptop("L-1")).await.unwrap();
    let expected = Asset {
        id: made.id,
        name: "Laptop".into(),
        tag: "L-1".into(),
        category: Some("Computers".into()),
        serial: Some("SN-1".into()),
        status: Status::Available,
        holder: None,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    let asked = AssetChange {
        name: Some("Old laptop".into()),
        serial: Patch::Clear,
        status: Some(Status::InRepair),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected =
        Asset { name: "Old laptop".into(), serial: None, status: Status::InRepair, ..expected };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
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
    let made = create(hr, who, laptop("L-1")).await.unwrap();
    assert_eq!(fields(assign(hr, who, made.id, theirs, None).await), ["employee_id"]);
    let held = assign(hr, who, made.id, eve, None).await.unwrap();
    let holder = Holder { employee: eve, name: "Eve Test".into(), since: today() };
    assert_eq!(held.holder, Some(holder));
    assert_eq!(get(hr, who, made.id).await.unwrap(), held);
    let again = assign(hr, who, made.id, eve, None).await;
    assert!(matches!(again, Err(Error::WrongState { .. })), "{again:?}");
    assert_eq!(take_back(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn asset_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let theirs = world.employee(rival, "Rita").await;
    let made = create(hr, who, laptop("L-1")).await.unwrap();
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, AssetChange::default()).await, Err(MISSING));
    assert_eq!(assign(hr, rival, made.id, theirs, None).await, Err(MISSING));
    assert_eq!(take_back(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn asset_list_pages_in_order_in_three_statements_and_every_write_is_audited() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let mut ids = Vec::new();
    for tag in ["L-1", "L-2", "L-3"] {
        ids.push(create(hr, who, laptop(tag)).await.unwrap().id);
    }
    assign(hr, who, ids[0], eve, None).await.unwrap();
    let before = hr.db().statements();
    let page = list(hr, who, PageRequest::new(1, 2)).await.unwrap();
    assert_eq!(hr.db().statements() - before, 3);
    assert_eq!(page.items.iter().map(|it| it.id).collect::<Vec<_>>(), ids[..2]);
    assert_eq!(page.total, 3);
    take_back(hr, who, ids[0]).await.unwrap();
    change(hr, who, ids[0], AssetChange::default()).await.unwrap();
    let trail = world.audited(who).await;
    assert!(
        trail.ends_with(&["asset.assign", "asset.take_back", "asset.change"].map(String::from))
    );
}
