//! Roles: bundles of menus that employees hold.

use rosetta_shiftcare::*;

use super::watched::{Desk, gone, invalid, refused, walked};

fn nurse() -> RoleCreate {
    RoleCreate::new("Nurse", "nurse").menu_ids(vec![1, 3, 3]).remarks("On the ward")
}

#[tokio::test]
async fn role_create_then_get_shows_the_same() {
    let desk = Desk::open().await;
    let made = desk.role_create(nurse()).await.unwrap();
    assert_eq!((made.role_name.as_str(), made.role_key.as_str()), ("Nurse", "nurse"));
    assert_eq!(made.status, RoleStatus::Normal);
    assert_eq!(made.menu_ids, [1, 3]);
    assert_eq!(made.remarks.as_deref(), Some("On the ward"));
    assert_eq!(desk.role_get(RoleGet::new(made.role_id)).await.unwrap(), made);
    invalid(desk.role_create(nurse()).await, "roleKey");
    let lost = RoleCreate::new("Lost", "lost").menu_ids(vec![99_999]);
    invalid(desk.role_create(lost).await, "menuIds");
}

#[tokio::test]
async fn role_list_pages_and_sorts_the_new_one_last() {
    let desk = Desk::open().await;
    let made = desk.role_create(nurse()).await.unwrap();
    let all = walked(desk.role_list(RoleList::new().size(3))).await;
    assert_eq!(all.len(), 7);
    assert!(all[..6].iter().all(|one| one.role_sort < made.role_sort));
    assert_eq!(all[6], made);
}

#[tokio::test]
async fn role_update_replaces_menus_and_null_clears() {
    let desk = Desk::open().await;
    let made = desk.role_create(nurse()).await.unwrap();
    let id = made.role_id;
    let body =
        RoleUpdate::new().status(RoleStatusInput::Disabled).menu_ids(vec![2]).remarks(Patch::Null);
    let changed = desk.role_update(RoleUpdateRequest::new(id, body)).await.unwrap();
    let mut expected = made;
    expected.status = RoleStatus::Disabled;
    expected.menu_ids = vec![2];
    expected.remarks = None;
    expected.updated_date = changed.updated_date;
    assert_eq!(changed, expected);
    assert_eq!(desk.role_get(RoleGet::new(id)).await.unwrap(), expected);
    let body = RoleUpdate::new().role_key("admin");
    invalid(desk.role_update(RoleUpdateRequest::new(id, body)).await, "roleKey");
}

#[tokio::test]
async fn role_delete_is_final_but_never_takes_a_held_role() {
    let desk = Desk::open().await;
    let said = refused(desk.role_delete(RoleDelete::new(3)).await, 400);
    assert_eq!(said, "the role is held by an employee");
    desk.role_delete(RoleDelete::new(6)).await.unwrap();
    gone(desk.role_get(RoleGet::new(6)).await, "role");
    gone(desk.role_delete(RoleDelete::new(6)).await, "role");
    let body = RoleUpdate::new().remarks("Ghost");
    gone(desk.role_update(RoleUpdateRequest::new(6, body)).await, "role");
}
