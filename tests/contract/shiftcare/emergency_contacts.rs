//! Emergency contacts: whom to call for those who work there.

use rosetta_shiftcare::*;

use super::watched::{Desk, walked};

#[tokio::test]
async fn emergency_contact_list_pages_by_employee_and_forgets_the_deleted() {
    let desk = Desk::open().await;
    let all = walked(desk.emergency_contact_list(EmergencyContactList::new().size(7))).await;
    let ids: Vec<i64> = all.iter().map(|one| one.employee_id).collect();
    assert_eq!(ids, (1..=20).collect::<Vec<_>>());
    let first = &all[0];
    assert_eq!(first.employee_name, "Ada Admin");
    assert_eq!(first.emergency_contact_name, "Kin 1");
    assert_eq!(first.emergency_contact_phone, "+61 411100001");
    assert_eq!(first.relationship, "Spouse");

    desk.employee_delete(EmployeeDelete::new(20)).await.unwrap();
    let left = walked(desk.emergency_contact_list(EmergencyContactList::new().size(7))).await;
    assert_eq!(left, all[..19]);
}
