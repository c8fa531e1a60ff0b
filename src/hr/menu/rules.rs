//! How a flat list of menus becomes a tree.

use std::collections::BTreeMap;

use super::{Menu, Node};
use crate::id::MenuId;

/// The entries at the top, each with its children.
pub fn tree(menus: Vec<Menu>) -> Vec<Node> {
    let mut below: BTreeMap<Option<MenuId>, Vec<Menu>> = BTreeMap::new();
    for menu in menus {
        below.entry(menu.parent).or_default().push(menu);
    }
    children(None, &mut below)
}

fn children(of: Option<MenuId>, below: &mut BTreeMap<Option<MenuId>, Vec<Menu>>) -> Vec<Node> {
    let mut menus = below.remove(&of).unwrap_or_default();
    menus.sort_by_key(|menu| (menu.order_number, menu.id));
    menus.into_iter().map(|menu| Node { children: children(Some(menu.id), below), menu }).collect()
}
