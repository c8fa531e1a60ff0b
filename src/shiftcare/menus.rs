//! Tag Menus: vendor section 17.

use hr::id::MenuId;
use hr::menu::{Kind, Menu, Node};
use hr::{Error, menu};
use shiftcare_server::requests::*;
use shiftcare_server::traits::Menus;
use shiftcare_server::types::{MenuNode, MenuStatus, MenuType, MenuVisibility};

use crate::{Principal, ShiftCare};

impl Menus for ShiftCare {
    async fn menu_list(
        &self,
        caller: Principal,
        _: MenuListRequest,
    ) -> Result<Vec<MenuNode>, Error> {
        Ok(menu::list(&self.hr, caller.who()?).await?.into_iter().map(alone).collect())
    }

    async fn menu_tree(
        &self,
        caller: Principal,
        _: MenuTreeRequest,
    ) -> Result<Vec<MenuNode>, Error> {
        Ok(menu::tree(&self.hr, caller.who()?).await?.into_iter().map(node).collect())
    }

    async fn menu_get(
        &self,
        caller: Principal,
        request: MenuGetRequest,
    ) -> Result<MenuNode, Error> {
        Ok(alone(menu::get(&self.hr, caller.who()?, MenuId(request.menu_id)).await?))
    }
}

/// Outside the tree an entry is shown without what stands below it.
fn alone(it: Menu) -> MenuNode {
    shown(it, Vec::new())
}

fn node(it: Node) -> MenuNode {
    let children = it.children.into_iter().map(node).collect();
    shown(it.menu, children)
}

fn shown(it: Menu, children: Vec<MenuNode>) -> MenuNode {
    MenuNode {
        menu_id: it.id.get(),
        menu_name: it.name,
        parent_id: it.parent.map_or(0, MenuId::get),
        order_num: it.order_number,
        path: it.path,
        menu_type: match it.kind {
            Kind::Directory => MenuType::Directory,
            Kind::Menu => MenuType::Menu,
            Kind::Button => MenuType::Button,
        },
        visible: if it.hidden { MenuVisibility::Hide } else { MenuVisibility::Show },
        status: if it.active { MenuStatus::Normal } else { MenuStatus::Disabled },
        perms: it.permission,
        children,
    }
}
