//! Leave types: rules as a table, verbs on a fresh database.

use rust_decimal::Decimal;

use super::*;
use crate::testing::World;
use crate::{Error, PageRequest};

fn annual() -> NewLeaveType {
    NewLeaveType {
        entitlement_hours: Some(Decimal::new(15225, 2)),
        accrual: Some(Accrual::Yearly),
        reset: Some(Reset::Anniversary),
        carry_over_hours: Some(40),
        carry_over: Some(true),
        paid: Some(true),
        max_days: Some(10),
        ..NewLeaveType::new("Annual Leave", Kind::Annual)
    }
}

#[test]
fn leave_type_create_names_every_field_that_breaks_a_rule() {
    let bad = NewLeaveType {
        name: String::new(),
        entitlement_hours: Some(Decimal::from(-1)),
        carry_over_hours: Some(-1),
        max_days: Some(-1),
        code: Some("ABC".into()),
        colour: Some("red".into()),
        ..annual()
    };
    let Err(Error::Invalid(faults)) = rules::create(bad, World::start()) else {
        panic!("accepted")
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field).collect();
    assert_eq!(
        fields,
        ["name", "entitlement_hours", "carry_over_hours", "max_days", "code", "colour"]
    );
}

#[tokio::test]
async fn leave_type_create_then_get_gives_every_field() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, annual()).await.unwrap();
    assert_eq!(made, get(hr, who, made.id).await.unwrap());
    assert_eq!(made.entitlement_hours, Some(Decimal::new(15225, 2)));
}

#[tokio::test]
async fn leave_type_change_keeps_what_it_does_not_name_and_clears_what_is_null() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, annual()).await.unwrap();
    let asked = LeaveTypeChange {
        kind: Some(Kind::Sick),
        paid: Patch::Clear,
        max_days: Patch::Set(3),
        colour: Patch::Set("#1f77b4".into()),
        active: Some(false),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!((changed.kind, changed.paid, changed.max_days), (Kind::Sick, None, Some(3)));
    assert_eq!((changed.name.as_str(), changed.reset), ("Annual Leave", Some(Reset::Anniversary)));
    assert_eq!((changed.colour.as_deref(), changed.active), (Some("#1f77b4"), false));
    assert_eq!((changed.requires_approval, changed.deducts), (true, true));
    assert_eq!(changed, get(hr, who, made.id).await.unwrap());
}

#[tokio::test]
async fn leave_type_of_another_company_is_not_found() {
    let World { hr, who, rival, .. } = &World::new().await;
    let made = create(hr, who, annual()).await.unwrap();
    let missing = Err(Error::NotFound("leave type"));
    assert_eq!(get(hr, rival, made.id).await, missing);
    assert_eq!(change(hr, rival, made.id, LeaveTypeChange::default()).await, missing);
    assert_eq!(delete(hr, rival, made.id).await, Err(Error::NotFound("leave type")));
    assert_eq!(list(hr, rival, PageRequest::new(1, 20)).await.unwrap().total, 0);
}

#[tokio::test]
async fn leave_type_delete_is_final() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let made = create(hr, who, annual()).await.unwrap();
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(delete(hr, who, made.id).await, Err(Error::NotFound("leave type")));
    assert_eq!(world.audited(who).await, ["leave_type.create", "leave_type.delete"]);
}
