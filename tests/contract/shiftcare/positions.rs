//! Positions: posts with their range of pay.

use rosetta_shiftcare::*;

use super::watched::{Desk, gone, invalid, number, walked};

fn post() -> PositionCreate {
    PositionCreate::new("Night Nurse", "Cares at night")
        .position_code("POS-777")
        .minimum_salary(number("61000.5"))
        .maximum_salary(number("99999999999.9999"))
        .currency("AUD")
        .remarks("New")
}

#[tokio::test]
async fn position_create_then_get_keeps_every_digit() {
    let desk = Desk::open().await;
    let made = desk.position_create(post()).await.unwrap();
    assert_eq!(made.position_name, "Night Nurse");
    assert_eq!(made.responsibilities, "Cares at night");
    assert_eq!(made.position_code.as_deref(), Some("POS-777"));
    assert_eq!(made.minimum_salary, Some(number("61000.5")));
    assert_eq!(made.maximum_salary, Some(number("99999999999.9999")));
    assert_eq!(desk.position_get(PositionGet::new(made.position_id)).await.unwrap(), made);
    let upside_down = post().maximum_salary(number("1"));
    invalid(desk.position_create(upside_down).await, "imumSalary");
}

#[tokio::test]
async fn position_list_pages_and_contains_the_new_one() {
    let desk = Desk::open().await;
    let made = desk.position_create(post()).await.unwrap();
    let all = walked(desk.position_list(PositionList::new().size(3))).await;
    assert_eq!(all.len(), 7);
    assert_eq!(all[6], made);
}

#[tokio::test]
async fn position_update_changes_what_it_names_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.position_create(post()).await.unwrap();
    let id = made.position_id;
    let body = PositionUpdate::new().position_name("Day Nurse").remarks(Patch::Null);
    let changed = desk.position_update(PositionUpdateRequest::new(id, body)).await.unwrap();
    let mut expected = made;
    expected.position_name = "Day Nurse".into();
    expected.remarks = None;
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    assert_eq!(desk.position_get(PositionGet::new(id)).await.unwrap(), expected);
    let body = PositionUpdate::new().maximum_salary(number("61000.4"));
    let below = desk.position_update(PositionUpdateRequest::new(id, body)).await;
    invalid(below, "imumSalary");
}

#[tokio::test]
async fn position_delete_is_final() {
    let desk = Desk::open().await;
    desk.position_delete(PositionDelete::new(6)).await.unwrap();
    gone(desk.position_get(PositionGet::new(6)).await, "position");
    gone(desk.position_delete(PositionDelete::new(6)).await, "position");
    let body = PositionUpdate::new().remarks("Ghost");
    gone(desk.position_update(PositionUpdateRequest::new(6, body)).await, "position");
}
