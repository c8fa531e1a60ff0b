//! Leave types: what kinds of leave there are and how they grow.

use rosetta_shiftcare::*;

use super::watched::{Desk, gone, number, walked};

fn study() -> LeaveTypeCreate {
    LeaveTypeCreate::new("Study Leave", LeaveTypeCodeInput::Paid)
        .entitlement(number("37.25"))
        .accrual_frequency(AccrualFrequencyInput::Monthly)
        .reset_date(LeaveResetInput::CalendarYear)
        .carry_over_policy(20)
        .carry_over_status(CarryOverInput::Reject)
        .paid_leave_status(PaidLeaveInput::Paid)
        .max_days_allowed(5)
}

#[tokio::test]
async fn leave_type_create_then_get_shows_the_same() {
    let desk = Desk::open().await;
    let made = desk.leave_type_create(study()).await.unwrap();
    assert_eq!(made.leave_name, "Study Leave");
    assert_eq!(made.leave_type, LeaveTypeCode::Paid);
    assert_eq!(made.entitlement, Some(number("37.25")));
    assert_eq!(made.accrual_frequency, Some(AccrualFrequency::Monthly));
    assert_eq!(made.reset_date, Some(LeaveReset::CalendarYear));
    assert_eq!(made.carry_over_policy, Some(20));
    assert_eq!(made.carry_over_status, Some(CarryOver::Reject));
    assert_eq!(made.paid_leave_status, Some(PaidLeave::Paid));
    assert_eq!(made.max_days_allowed, Some(5));
    assert_eq!(desk.leave_type_get(LeaveTypeGet::new(made.leave_type_id)).await.unwrap(), made);
}

#[tokio::test]
async fn leave_type_list_pages_and_contains_the_new_one() {
    let desk = Desk::open().await;
    let made = desk.leave_type_create(study()).await.unwrap();
    let all = walked(desk.leave_type_list(LeaveTypeList::new().size(4))).await;
    assert_eq!(all.len(), 9);
    assert_eq!(all[0].leave_name, "Annual Leave");
    assert_eq!(all[8], made);
}

#[tokio::test]
async fn leave_type_update_changes_what_it_names_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.leave_type_create(study()).await.unwrap();
    let body = LeaveTypeUpdate::new()
        .leave_name("Exam Leave")
        .entitlement(number("0.12345"))
        .max_days_allowed(Patch::Null);
    let request = LeaveTypeUpdateRequest::new(made.leave_type_id, body);
    let changed = desk.leave_type_update(request).await.unwrap();
    let mut expected = made;
    expected.leave_name = "Exam Leave".into();
    expected.entitlement = Some(number("0.1234"));
    expected.max_days_allowed = None;
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    let id = expected.leave_type_id;
    assert_eq!(desk.leave_type_get(LeaveTypeGet::new(id)).await.unwrap(), expected);
}

#[tokio::test]
async fn leave_type_delete_is_final() {
    let desk = Desk::open().await;
    desk.leave_type_delete(LeaveTypeDelete::new(8)).await.unwrap();
    gone(desk.leave_type_get(LeaveTypeGet::new(8)).await, "leave type");
    gone(desk.leave_type_delete(LeaveTypeDelete::new(8)).await, "leave type");
    let body = LeaveTypeUpdate::new().leave_name("Ghost");
    gone(desk.leave_type_update(LeaveTypeUpdateRequest::new(8, body)).await, "leave type");
}
