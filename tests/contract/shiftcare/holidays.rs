//! Holidays: days that an employee is entitled to.

use rosetta_shiftcare::*;

use super::watched::{Desk, day, gone, invalid, walked};

fn days_off() -> HolidayCreate {
    let (first, last) = (day("2026-12-24"), day("2026-12-26"));
    HolidayCreate::new(4, "Christmas", HolidayTypeInput::Public, first, last)
}

#[tokio::test]
async fn holiday_create_then_get_shows_the_same() {
    let desk = Desk::open().await;
    let made = desk.holiday_create(days_off()).await.unwrap();
    assert_eq!((made.employee_id, made.holiday_name.as_str()), (4, "Christmas"));
    assert_eq!(made.holiday_type, HolidayType::Public);
    assert_eq!((made.from_date, made.to_date), (day("2026-12-24"), day("2026-12-26")));
    assert_eq!(desk.holiday_get(HolidayGet::new(made.emple_holiday_id)).await.unwrap(), made);

    let mut backwards = days_off();
    backwards.to_date = day("2026-12-23");
    invalid(desk.holiday_create(backwards).await, "toDate");
    let mut nobody = days_off();
    nobody.employee_id = 99_999;
    invalid(desk.holiday_create(nobody).await, "employeeId");
}

#[tokio::test]
async fn holiday_list_pages_and_contains_the_new_one() {
    let desk = Desk::open().await;
    let made = desk.holiday_create(days_off()).await.unwrap();
    let all = walked(desk.holiday_list(HolidayList::new().size(3))).await;
    assert_eq!(all.len(), 7);
    assert_eq!(all[6], made);
}

#[tokio::test]
async fn holiday_update_changes_what_it_names() {
    let desk = Desk::open().await;
    let made = desk.holiday_create(days_off()).await.unwrap();
    let id = made.emple_holiday_id;
    let body = HolidayUpdate::new().employee_id(5).to_date(day("2026-12-24"));
    let changed = desk.holiday_update(HolidayUpdateRequest::new(id, body)).await.unwrap();
    let mut expected = made;
    expected.employee_id = 5;
    expected.to_date = day("2026-12-24");
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    assert_eq!(desk.holiday_get(HolidayGet::new(id)).await.unwrap(), expected);
    let body = HolidayUpdate::new().from_date(day("2026-12-25"));
    invalid(desk.holiday_update(HolidayUpdateRequest::new(id, body)).await, "Date");
}

#[tokio::test]
async fn holiday_delete_is_final() {
    let desk = Desk::open().await;
    desk.holiday_delete(HolidayDelete::new(6)).await.unwrap();
    gone(desk.holiday_get(HolidayGet::new(6)).await, "holiday entitlement");
    gone(desk.holiday_delete(HolidayDelete::new(6)).await, "holiday entitlement");
    let body = HolidayUpdate::new().holiday_name("Ghost");
    gone(desk.holiday_update(HolidayUpdateRequest::new(6, body)).await, "holiday entitlement");
}
