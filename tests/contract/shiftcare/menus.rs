//! Menus: the same entries flat, as a tree and one by one.

use rosetta_shiftcare::*;

use super::watched::{Desk, gone};

fn flattened(nodes: Vec<MenuNode>, parent: i64, into: &mut Vec<MenuNode>) {
    assert!(nodes.is_sorted_by_key(|node| (node.order_num, node.menu_id)));
    for mut node in nodes {
        assert_eq!(node.parent_id, parent);
        let children = std::mem::take(&mut node.children);
        flattened(children, node.menu_id, into);
        into.push(node);
    }
}

#[tokio::test]
async fn menu_list_is_flat_and_in_order_of_id() {
    let desk = Desk::open().await;
    let all = desk.menu_list().await.unwrap();
    assert_eq!((all.len(), all[0].menu_name.as_str()), (16, "Dashboard"));
    assert!(all.is_sorted_by_key(|menu| menu.menu_id));
    assert!(all.iter().all(|menu| menu.children.is_empty()));
}

#[tokio::test]
async fn menu_tree_has_every_menu_of_the_list_once() {
    let desk = Desk::open().await;
    let mut all = Vec::new();
    flattened(desk.menu_tree().await.unwrap(), 0, &mut all);
    all.sort_by_key(|menu| menu.menu_id);
    assert_eq!(all, desk.menu_list().await.unwrap());
}

#[tokio::test]
async fn menu_get_gives_one_or_says_there_is_none() {
    let desk = Desk::open().await;
    let menu = desk.menu_get(MenuGet::new(6)).await.unwrap();
    assert_eq!((menu.menu_name.as_str(), menu.parent_id), ("Offboard Employee", 3));
    assert_eq!(menu.menu_type, MenuType::Button);
    assert_eq!(menu.perms, "employee:offboard");
    gone(desk.menu_get(MenuGet::new(99)).await, "menu");
}
