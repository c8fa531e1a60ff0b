//! Departments: a leader, and members who belong to one department at a time.

use rosetta_shiftcare::*;

use super::watched::{Desk, gone, invalid, walked};

fn night_watch() -> DepartmentCreate {
    DepartmentCreate::new("Night Watch", 2)
        .order_num(7)
        .description("Wakes at night")
        .employee_ids(vec![4, 5, 4])
}

#[tokio::test]
async fn department_create_moves_its_members_out_of_their_former_one() {
    let desk = Desk::open().await;
    let made = desk.department_create(night_watch()).await.unwrap();
    assert_eq!((made.leader, made.leader_name.as_str()), (2, "Max Manager"));
    assert_eq!((made.order_num, &made.status), (7, &DepartmentStatus::Active));
    assert_eq!((made.emp_num, made.employee_ids.as_slice()), (2, &[4, 5][..]));
    assert_eq!(desk.department_get(DepartmentGet::new(made.dept_id)).await.unwrap(), made);
    let former = desk.department_get(DepartmentGet::new(1)).await.unwrap();
    assert!(!former.employee_ids.contains(&4) && !former.employee_ids.contains(&5));
    assert_eq!(former.emp_num, 12);
    invalid(desk.department_create(DepartmentCreate::new("Led by none", 99_999)).await, "leader");
    let strange = DepartmentCreate::new("Strangers", 2).employee_ids(vec![99_999]);
    invalid(desk.department_create(strange).await, "employeeIds");
}

#[tokio::test]
async fn department_list_pages_and_contains_the_new_one() {
    let desk = Desk::open().await;
    let made = desk.department_create(night_watch()).await.unwrap();
    let all = walked(desk.department_list(DepartmentList::new().size(2))).await;
    assert_eq!(all.len(), 9);
    let last = &all[8];
    assert_eq!((last.dept_id, last.emp_num), (made.dept_id, 2));
    assert_eq!((&last.dept_name, &last.leader_name), (&made.dept_name, &made.leader_name));
}

#[tokio::test]
async fn department_update_replaces_members_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.department_create(night_watch()).await.unwrap();
    let id = made.dept_id;
    let body = DepartmentUpdate::new()
        .status(DepartmentStatusInput::Disabled)
        .description(Patch::Null)
        .employee_ids(vec![6]);
    let changed = desk.department_update(DepartmentUpdateRequest::new(id, body)).await.unwrap();
    let mut expected = made;
    expected.status = DepartmentStatus::Disabled;
    expected.description = None;
    expected.employee_ids = vec![6];
    expected.emp_num = 1;
    assert_eq!(changed, expected);
    assert_eq!(desk.department_get(DepartmentGet::new(id)).await.unwrap(), expected);
    let body = DepartmentUpdate::new().employee_ids(vec![]);
    let empty = desk.department_update(DepartmentUpdateRequest::new(id, body)).await.unwrap();
    assert_eq!((empty.emp_num, empty.employee_ids.len()), (0, 0));
}

#[tokio::test]
async fn department_delete_is_final_and_keeps_the_employees() {
    let desk = Desk::open().await;
    desk.department_delete(DepartmentDelete::new(5)).await.unwrap();
    gone(desk.department_get(DepartmentGet::new(5)).await, "department");
    gone(desk.department_delete(DepartmentDelete::new(5)).await, "department");
    let body = DepartmentUpdate::new().dept_name("Ghost");
    gone(desk.department_update(DepartmentUpdateRequest::new(5, body)).await, "department");
    let member = desk.employee_get(EmployeeGet::new(34)).await.unwrap();
    assert_eq!(member.status, EmployeeStatus::Active);
}
