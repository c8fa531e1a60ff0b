//! Leave requests: asked for, changed while pending, decided once.

use rosetta_shiftcare::*;

use super::watched::{Desk, at, gone, invalid, number, refused, walked};

const FROM: &str = "2026-12-21T09:00:00";
const TO: &str = "2026-12-23T18:00:00";

fn asked() -> LeaveRequestCreate {
    LeaveRequestCreate::new(4, LeaveTypeCodeInput::Annual, at(FROM), at(TO))
        .notes("Christmas")
        .external_id("leave-777")
}

#[tokio::test]
async fn leave_request_create_counts_both_ends_and_is_pending() {
    let desk = Desk::open().await;
    let made = desk.leave_request_create(asked()).await.unwrap();
    assert_eq!((made.employee_id, made.employee_name.as_str()), (4, "Noah Abbott"));
    assert_eq!(made.leave_type, LeaveTypeCode::Annual);
    assert_eq!((made.from_date_time, made.to_date_time), (at(FROM), at(TO)));
    assert_eq!(made.total_days, number("3"));
    assert_eq!(made.status, LeaveStatus::Pending);
    assert_eq!((made.approver_id, &made.reject_reason), (None, &None));
    assert_eq!(desk.leave_request_get(LeaveRequestGet::new(made.leave_id)).await.unwrap(), made);

    let mut backwards = asked();
    backwards.to_date_time = backwards.from_date_time;
    invalid(desk.leave_request_create(backwards).await, "toDateTime");
    let mut nobody = asked();
    nobody.employee_id = 99_999;
    invalid(desk.leave_request_create(nobody).await, "employeeId");
}

#[tokio::test]
async fn leave_request_list_pages_and_filters_by_status() {
    let desk = Desk::open().await;
    let made = desk.leave_request_create(asked()).await.unwrap();
    let all = walked(desk.leave_request_list(LeaveRequestList::new().size(10))).await;
    assert_eq!(all.len(), 32);
    assert_eq!(all[31], made);
    for (filter, status) in [
        (LeaveStatusFilter::Approved, LeaveStatus::Approved),
        (LeaveStatusFilter::Pending, LeaveStatus::Pending),
        (LeaveStatusFilter::Rejected, LeaveStatus::Rejected),
    ] {
        let request = LeaveRequestList::new().size(4).status(filter);
        let some = walked(desk.leave_request_list(request)).await;
        let expected = all.iter().filter(|one| one.status == status);
        assert_eq!(some.iter().collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn leave_request_update_counts_again_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.leave_request_create(asked()).await.unwrap();
    let end = at("2026-12-24T12:30:00");
    let body = LeaveRequestUpdate::new().to_date_time(end).notes(Patch::Null);
    let request = LeaveRequestUpdateRequest::new(made.leave_id, body);
    let changed = desk.leave_request_update(request).await.unwrap();
    let mut expected = made;
    expected.to_date_time = end;
    expected.total_days = number("4");
    expected.notes = None;
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    let id = expected.leave_id;
    assert_eq!(desk.leave_request_get(LeaveRequestGet::new(id)).await.unwrap(), expected);
}

#[tokio::test]
async fn leave_request_approve_names_the_approver_and_is_final() {
    let desk = Desk::open().await;
    let done = desk.leave_request_approve(LeaveRequestApprove::new(11)).await.unwrap();
    assert_eq!(done.status, LeaveStatus::Approved);
    assert_eq!((done.approver_id, done.approver_name.as_deref()), (Some(1), Some("Ada Admin")));
    assert_eq!(desk.leave_request_get(LeaveRequestGet::new(11)).await.unwrap(), done);
    let said = "the leave request is already approved";
    assert_eq!(refused(desk.leave_request_approve(LeaveRequestApprove::new(11)).await, 400), said);
    assert_eq!(refused(desk.leave_request_reject(LeaveRequestReject::new(11)).await, 400), said);
    let body = LeaveRequestUpdate::new().notes("Later");
    let change = LeaveRequestUpdateRequest::new(11, body);
    assert_eq!(refused(desk.leave_request_update(change).await, 400), said);
}

#[tokio::test]
async fn leave_request_reject_keeps_the_reason() {
    let desk = Desk::open().await;
    let request = LeaveRequestReject::new(12).reject_reason("Everybody is away, & more");
    let done = desk.leave_request_reject(request).await.unwrap();
    assert_eq!(done.status, LeaveStatus::Rejected);
    assert_eq!(done.reject_reason.as_deref(), Some("Everybody is away, & more"));
    assert_eq!(done.approver_id, Some(1));
    assert_eq!(desk.leave_request_get(LeaveRequestGet::new(12)).await.unwrap(), done);
    let said = refused(desk.leave_request_approve(LeaveRequestApprove::new(12)).await, 400);
    assert_eq!(said, "the leave request is already rejected");
}

#[tokio::test]
async fn leave_request_delete_is_final_decided_or_not() {
    let desk = Desk::open().await;
    for id in [1, 13] {
        desk.leave_request_delete(LeaveRequestDelete::new(id)).await.unwrap();
        let noun = "leave request";
        gone(desk.leave_request_get(LeaveRequestGet::new(id)).await, noun);
        gone(desk.leave_request_delete(LeaveRequestDelete::new(id)).await, noun);
        gone(desk.leave_request_approve(LeaveRequestApprove::new(id)).await, noun);
        gone(desk.leave_request_reject(LeaveRequestReject::new(id)).await, noun);
    }
}
