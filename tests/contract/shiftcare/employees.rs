//! Employees: hired, changed, let go, taken back and deleted.

use rosetta_shiftcare::*;

use super::watched::{Desk, day, gone, invalid, refused, walked};

fn newcomer(mark: &str) -> EmployeeCreate {
    let email = format!("{mark}@demo.example");
    EmployeeCreate::new("Nell", "Newcomer", email, "AU", "+61 400000777", mark, 3)
        .position("Night Nurse")
        .employment_type(EmploymentTypeInput::PartTime)
        .hired_on(day("2026-02-01"))
        .external_id("staff-777")
        .city("Perth")
}

#[tokio::test]
async fn employee_create_then_get_shows_an_active_employee() {
    let desk = Desk::open().await;
    let made = desk.employee_create(newcomer("nell")).await.unwrap();
    assert_eq!((made.first_name.as_str(), made.last_name.as_str()), ("Nell", "Newcomer"));
    assert_eq!(made.email, "nell@demo.example");
    assert_eq!(made.status, EmployeeStatus::Active);
    assert_eq!(made.employment_type, Some(EmploymentType::PartTime));
    assert_eq!(made.hired_on, Some(day("2026-02-01")));
    assert_eq!(made.city.as_deref(), Some("Perth"));
    assert_eq!(made.country, None);
    assert_eq!(desk.employee_get(EmployeeGet::new(made.employee_id)).await.unwrap(), made);
}

#[tokio::test]
async fn employee_create_refuses_a_taken_name_and_an_unknown_role() {
    let desk = Desk::open().await;
    desk.employee_create(newcomer("nell")).await.unwrap();
    invalid(desk.employee_create(newcomer("nell")).await, "email");
    let mut same_name = newcomer("other");
    same_name.username = "nell".into();
    invalid(desk.employee_create(same_name).await, "username");
    let mut nobody = newcomer("third");
    nobody.role_id = 99_999;
    invalid(desk.employee_create(nobody).await, "roleId");
}

#[tokio::test]
async fn employee_list_pages_and_filters_by_status() {
    let desk = Desk::open().await;
    let made = desk.employee_create(newcomer("nell")).await.unwrap();
    let all = walked(desk.employee_list(EmployeeList::new().size(15))).await;
    assert_eq!(all.len(), 41);
    assert!(all.is_sorted_by_key(|one| one.employee_id));
    assert_eq!(all.last().unwrap().employee_id, made.employee_id);
    let resigned = EmployeeList::new().status(EmployeeStatusFilter::Resigned);
    let resigned = desk.employee_list(resigned).await.unwrap().items;
    assert_eq!(resigned.iter().map(|one| one.employee_id).collect::<Vec<_>>(), [38]);
    let strangers = desk.rival().employee_list(EmployeeList::new()).await.unwrap();
    assert_eq!(strangers.total_items, 3);
}

#[tokio::test]
async fn employee_update_changes_what_it_names_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.employee_create(newcomer("nell")).await.unwrap();
    let body = EmployeeUpdate::new().last_name("Married").city("Hobart").external_id(Patch::Null);
    let request = EmployeeUpdateRequest::new(made.employee_id, body);
    let changed = desk.employee_update(request).await.unwrap();
    let mut expected = made;
    expected.last_name = "Married".into();
    expected.city = Some("Hobart".into());
    expected.external_id = None;
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    assert_eq!(desk.employee_get(EmployeeGet::new(expected.employee_id)).await.unwrap(), expected);
    let taken = EmployeeUpdate::new().email("admin@demo.example");
    invalid(desk.employee_update(EmployeeUpdateRequest::new(40, taken)).await, "email");
}

#[tokio::test]
async fn employee_delete_is_final_and_frees_the_name() {
    let desk = Desk::open().await;
    let id = desk.employee_create(newcomer("nell")).await.unwrap().employee_id;
    desk.employee_delete(EmployeeDelete::new(id)).await.unwrap();
    gone(desk.employee_get(EmployeeGet::new(id)).await, "employee");
    gone(desk.employee_delete(EmployeeDelete::new(id)).await, "employee");
    let body = EmployeeUpdate::new().city("Hobart");
    gone(desk.employee_update(EmployeeUpdateRequest::new(id, body)).await, "employee");
    gone(desk.employee_offboard(EmployeeOffboard::new(id)).await, "employee");
    let all = walked(desk.employee_list(EmployeeList::new().size(25))).await;
    assert!(all.iter().all(|one| one.employee_id != id));
    let again = desk.employee_create(newcomer("nell")).await.unwrap();
    assert_ne!(again.employee_id, id);
}

#[tokio::test]
async fn employee_offboard_then_restore_makes_active_again() {
    let desk = Desk::open().await;
    let leave = || EmployeeOffboard::new(39).resignation_date(day("2026-08-31")).reason("Retires");
    let left = desk.employee_offboard(leave()).await.unwrap();
    assert_eq!(left.status, EmployeeStatus::Resigned);
    let said = refused(desk.employee_offboard(leave()).await, 400);
    assert_eq!(said, "the employee has already resigned");
    let back = desk.employee_restore(EmployeeRestore::new(39)).await.unwrap();
    assert_eq!(back.status, EmployeeStatus::Active);
    assert_eq!(desk.employee_get(EmployeeGet::new(39)).await.unwrap(), back);
    let said = refused(desk.employee_restore(EmployeeRestore::new(39)).await, 400);
    assert_eq!(said, "only a resigned employee can be restored");
    desk.employee_restore(EmployeeRestore::new(38)).await.unwrap();
}
