//! What can be read of menus; nobody writes them.

use super::{Menu, Node, rules, store};
use crate::id::MenuId;
use crate::{Error, Hr, Who};

/// All menus in the order of their ids.
pub async fn list(hr: &Hr, _: &Who) -> Result<Vec<Menu>, Error> {
    store::all(hr.db().read()).await
}

/// All menus as a tree.
pub async fn tree(hr: &Hr, who: &Who) -> Result<Vec<Node>, Error> {
    Ok(rules::tree(list(hr, who).await?))
}

/// One menu; `NotFound` where there is none.
pub async fn get(hr: &Hr, _: &Who, id: MenuId) -> Result<Menu, Error> {
    store::find(hr.db().read(), id).await
}
