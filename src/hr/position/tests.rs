//! Positions: rules as tables, verbs on a fresh database.

use rust_decimal::Decimal;

use super::*;
use crate::testing::World;
use crate::{Error, PageRequest};

fn engineer() -> NewPosition {
    NewPosition {
        name: "Engineer".into(),
        responsibilities: "Builds".into(),
        minimum_salary: Some(Decimal::new(500_005, 1)),
        maximum_salary: Some(Decimal::from(90_000)),
        ..Default::default()
    }
}

#[test]
fn position_create_refuses_what_breaks_a_rule() {
    let minus = Some(Decimal::from(-1));
    for (new, fields) in [
        (NewPosition { name: String::new(), ..engineer() }, vec!["name"]),
        (
            NewPosition { minimum_salary: minus, maximum_salary: minus, ..engineer() },
            vec!["minimum_salary", "maximum_salary"],
        ),
        (NewPosition { maximum_salary: Some(Decimal::ONE), ..engineer() }, vec!["minimum_salary"]),
    ] {
        let Err(Error::Invalid(faults)) = rules::create(new, World::start()) else {
            panic!("accepted: {fields:?}")
        };
        assert_eq!(faults.iter().map(|fault| fault.field).collect::<Vec<_>>(), fields);
    }
}

#[tokio::test]
async fn position_create_then_get_gives_every_field() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, engineer()).await.unwrap();
    assert_eq!(made, get(hr, who, made.id).await.unwrap());
    assert_eq!(made.minimum_salary, Some(Decimal::new(500_005, 1)));
    assert_eq!(made.created_at, World::start());
}

#[tokio::test]
async fn position_change_sets_clears_and_keeps() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, engineer()).await.unwrap();
    let asked = PositionChange {
        name: Some("Senior".into()),
        maximum_salary: Patch::Clear,
        remarks: Patch::Set("new".into()),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(changed.name, "Senior");
    assert_eq!(changed.maximum_salary, None);
    assert_eq!(changed.remarks.as_deref(), Some("new"));
    assert_eq!(changed.responsibilities, made.responsibilities);
    assert_eq!(changed, get(hr, who, made.id).await.unwrap());
}

#[tokio::test]
async fn position_of_another_company_is_not_found_and_not_touched() {
    let World { hr, who, rival, .. } = &World::new().await;
    let made = create(hr, who, engineer()).await.unwrap();
    let missing = Err(Error::NotFound("position"));
    assert_eq!(get(hr, rival, made.id).await, missing);
    assert_eq!(change(hr, rival, made.id, PositionChange::default()).await, missing);
    assert_eq!(delete(hr, rival, made.id).await, Err(Error::NotFound("position")));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
    assert!(get(hr, who, made.id).await.is_ok());
}

#[tokio::test]
async fn position_delete_is_final_and_ids_are_not_reused() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let first = create(hr, who, engineer()).await.unwrap();
    delete(hr, who, first.id).await.unwrap();
    assert_eq!(delete(hr, who, first.id).await, Err(Error::NotFound("position")));
    assert!(create(hr, who, engineer()).await.unwrap().id > first.id);
    assert_eq!(world.audited(who).await, ["position.create", "position.delete", "position.create"]);
}

#[tokio::test]
async fn position_list_pages_in_order_with_an_exact_total_in_two_statements() {
    let World { hr, who, .. } = &World::new().await;
    for _ in 0..5 {
        create(hr, who, engineer()).await.unwrap();
    }
    for (number, length) in [(1, 2), (2, 2), (3, 1), (4, 0)] {
        let before = hr.db().statements();
        let page = list(hr, who, PageRequest::new(number, 2)).await.unwrap();
        assert!(hr.db().statements() - before <= 2);
        assert_eq!((page.items.len(), page.total), (length, 5));
        assert!(page.items.is_sorted_by_key(|position| position.id));
    }
}
