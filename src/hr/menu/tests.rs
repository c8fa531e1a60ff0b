//! Menus: the seeded data and their tree.

use super::*;
use crate::Error;
use crate::id::MenuId;
use crate::testing::World;

fn counted(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| 1 + counted(&node.children)).sum()
}

#[tokio::test]
async fn menu_tree_holds_every_menu_once_in_order() {
    let World { hr, who, .. } = &World::new().await;
    let flat = list(hr, who).await.unwrap();
    let tree = tree(hr, who).await.unwrap();
    assert_eq!(flat.len(), 16);
    assert_eq!(counted(&tree), flat.len());
    assert_eq!(tree[0].menu.name, "Dashboard");
    assert_eq!(tree[1].children[0].children[0].menu.kind, Kind::Button);
    assert!(tree.is_sorted_by_key(|node| node.menu.order_number));
}

#[tokio::test]
async fn menu_get_finds_one_or_says_not_found() {
    let World { hr, who, .. } = &World::new().await;
    assert_eq!(get(hr, who, MenuId(3)).await.unwrap().parent, Some(MenuId(2)));
    assert_eq!(get(hr, who, MenuId(99)).await, Err(Error::NotFound("menu")));
}
