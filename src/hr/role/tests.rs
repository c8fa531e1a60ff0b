//! Roles: rules, verbs on a fresh database.

use super::*;
use crate::employee::tests::ada;
use crate::testing::World;
use crate::{Error, PageRequest, employee};

fn clerk() -> NewRole {
    NewRole {
        name: "Clerk".into(),
        key: "clerk".into(),
        active: true,
        remarks: Some("pays".into()),
        menus: vec![MenuId(3), MenuId(1), MenuId(3)],
    }
}

#[tokio::test]
async fn role_create_counts_each_menu_once_and_goes_last() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, clerk()).await.unwrap();
    assert_eq!(made.menus, [MenuId(1), MenuId(3)]);
    assert_eq!(made.sort, 4);
    assert_eq!(made, get(hr, who, made.id).await.unwrap());
    assert_eq!(by_key(hr, who, "clerk").await, Ok(made));
    assert_eq!(by_key(hr, who, "none").await, Err(Error::NotFound("role")));
}

#[tokio::test]
async fn role_create_refuses_unknown_menus_and_a_key_in_use() {
    let World { hr, who, rival, .. } = &World::new().await;
    create(hr, who, clerk()).await.unwrap();
    assert_eq!(create(hr, who, clerk()).await, Err(Error::Duplicate { field: "key" }));
    assert!(create(hr, rival, clerk()).await.is_ok());
    let unknown = NewRole { menus: vec![MenuId(99)], key: "other".into(), ..clerk() };
    assert!(matches!(create(hr, who, unknown).await, Err(Error::Invalid(it))
        if it[0].field == "menus"));
}

#[tokio::test]
async fn role_change_replaces_menus_and_keeps_the_rest() {
    let World { hr, who, .. } = &World::new().await;
    let made = create(hr, who, clerk()).await.unwrap();
    let asked = RoleChange {
        menus: Some(vec![MenuId(2)]),
        remarks: Patch::Clear,
        active: Some(false),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    assert_eq!(changed.menus, [MenuId(2)]);
    assert_eq!((changed.remarks.as_deref(), changed.active), (None, false));
    assert_eq!(changed.key, made.key);
    assert_eq!(changed, get(hr, who, made.id).await.unwrap());
    let asked = RoleChange { key: Some("admin".into()), ..Default::default() };
    assert_eq!(change(hr, who, made.id, asked).await, Err(Error::Duplicate { field: "key" }));
}

#[tokio::test]
async fn role_delete_waits_until_nobody_holds_it() {
    let World { hr, who, rival, .. } = &World::new().await;
    let role = create(hr, who, clerk()).await.unwrap().id;
    let new = employee::NewEmployee { role, ..ada() };
    let holder = employee::create(hr, who, new).await.unwrap().id;
    assert!(matches!(delete(hr, who, role).await, Err(Error::WrongState { .. })));
    assert_eq!(delete(hr, rival, role).await, Err(Error::NotFound("role")));
    employee::delete(hr, who, holder).await.unwrap();
    delete(hr, who, role).await.unwrap();
    assert_eq!(get(hr, who, role).await, Err(Error::NotFound("role")));
}

#[tokio::test]
async fn role_list_shows_the_system_roles_first_in_few_statements() {
    let World { hr, who, .. } = &World::new().await;
    create(hr, who, clerk()).await.unwrap();
    let before = hr.db().statements();
    let page = list(hr, who, PageRequest::new(1, 3)).await.unwrap();
    assert!(hr.db().statements() - before <= 3);
    assert_eq!(page.total, 4);
    let keys: Vec<_> = page.items.iter().map(|role| role.key.as_str()).collect();
    assert_eq!(keys, ["admin", "manager", "employee"]);
    assert_eq!(page.items[0].menus.len(), 16);
}
