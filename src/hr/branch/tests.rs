//! Branches: rules as a table, verbs on a fresh database.

use super::*;
use crate::employee::tests::ada;
use crate::employee::{self, NewEmployee};
use crate::testing::World;
use crate::{Error, PageRequest};

fn harbour() -> NewBranch {
    NewBranch {
        code: Some("SYD".into()),
        address: Some("1 Quay Street".into()),
        latitude: Some(-33.8688),
        longitude: Some(151.2093),
        radius_m: Some(200),
        ..NewBranch::new("Harbour", "Australia/Sydney")
    }
}

#[test]
fn branch_create_names_every_field_that_breaks_a_rule() {
    for (new, fields) in [
        (NewBranch { name: String::new(), ..harbour() }, vec!["name"]),
        (NewBranch { latitude: Some(90.5), ..harbour() }, vec!["latitude"]),
        (NewBranch { longitude: Some(f64::NAN), ..harbour() }, vec!["longitude"]),
        (NewBranch { longitude: None, ..harbour() }, vec!["longitude"]),
        (NewBranch { radius_m: Some(0), ..harbour() }, vec!["radius_m"]),
        (NewBranch { radius_m: Some(1), ..NewBranch::new("x", "UTC") }, vec!["radius_m"]),
        (NewBranch { time_zone: String::new(), ..harbour() }, vec!["time_zone"]),
    ] {
        let Err(Error::Invalid(faults)) = rules::create(new, World::start()) else {
            panic!("accepted: {fields:?}")
        };
        assert_eq!(faults.iter().map(|fault| fault.field).collect::<Vec<_>>(), fields);
    }
}

#[tokio::test]
async fn branch_is_read_as_it_was_written_and_changed() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let made = create(hr, who, harbour()).await.unwrap();
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
    assert_eq!((made.latitude, made.radius_m), (Some(-33.8688), Some(200)));
    let asked =
        BranchChange { radius_m: Patch::Clear, code: Patch::Set("S".into()), ..Default::default() };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(changed, Branch { radius_m: None, code: Some("S".into()), ..made });
    assert_eq!(all(hr, who).await.unwrap(), std::slice::from_ref(&changed));
    assert_eq!(list(hr, who, PageRequest::new(1, 20)).await.unwrap().items, [changed]);
    assert_eq!(world.audited(who).await, ["branch.create", "branch.change"]);
}

#[tokio::test]
async fn branch_of_another_company_is_not_found_and_not_touched() {
    let World { hr, who, rival, .. } = &World::new().await;
    let made = create(hr, who, harbour()).await.unwrap();
    let missing = Error::NotFound("branch");
    assert_eq!(get(hr, rival, made.id).await, Err(missing.clone()));
    let asked = BranchChange::default();
    assert_eq!(change(hr, rival, made.id, asked).await, Err(missing.clone()));
    assert_eq!(delete(hr, rival, made.id).await, Err(missing));
    assert_eq!(all(hr, rival).await.unwrap(), []);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn branch_delete_waits_until_nobody_is_there() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, harbour()).await.unwrap();
    let new = NewEmployee { branch: Some(made.id), ..ada() };
    let there = employee::create(hr, who, new).await.unwrap().id;
    assert!(matches!(delete(hr, who, made.id).await, Err(Error::WrongState { .. })));
    employee::delete(hr, who, there).await.unwrap();
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(get(hr, who, made.id).await, Err(Error::NotFound("branch")));
}
