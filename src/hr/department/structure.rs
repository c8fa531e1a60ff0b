//! How the departments of a company hang together: what is part of what, and who heads it all.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Kind, store};
use crate::db::{count, table};
use crate::entity::department::{Column, Entity};
use crate::entity::department_member as member;
use crate::id::{CompanyId, DepartmentId, EmployeeId};
use crate::{Error, Hr, Who, employee};

/// A department with all that is part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub id: DepartmentId,
    pub name: String,
    pub kind: Kind,
    /// Who heads it, by id and name, the leader first.
    pub heads: Vec<(EmployeeId, String)>,
    /// How many of its own members have not left.
    pub working: u64,
    /// In the order of ids.
    pub parts: Vec<Part>,
}

/// A department as the tree needs it.
#[derive(Clone, Debug)]
pub struct Node {
    pub id: DepartmentId,
    pub name: String,
    pub kind: Kind,
    pub parent: Option<DepartmentId>,
    /// The leader first.
    pub heads: Vec<EmployeeId>,
}

type Columns = (DepartmentId, String, i16, Option<DepartmentId>, EmployeeId, Option<String>);

/// All departments of the company in the order of ids, in one statement.
pub(crate) async fn all(db: &impl ConnectionTrait, company: CompanyId) -> Result<Vec<Node>, Error> {
    let rows: Vec<Columns> = table::of::<Entity>(company)
        .select_only()
        .columns([Column::Id, Column::Name, Column::Kind, Column::ParentId])
        .columns([Column::LeaderId, Column::FurtherHeads])
        .order_by_asc(Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let node = |(id, name, kind, parent, leader, further): Columns| {
        let heads = [vec![leader], store::heads(further.as_deref())?].concat();
        Ok(Node { id, name, kind: Kind::from_code(kind)?, parent, heads })
    };
    rows.into_iter().map(node).collect()
}

/// Whether other departments are part of this one.
pub async fn has_parts(
    db: &impl ConnectionTrait,
    company: CompanyId,
    id: DepartmentId,
) -> Result<bool, Error> {
    Ok(count(db, table::of::<Entity>(company).filter(Column::ParentId.eq(id))).await? > 0)
}

/// The departments that an employee heads and all that is part of them, in the order of ids, in
/// one statement.
pub(crate) async fn headed_by(
    db: &impl ConnectionTrait,
    company: CompanyId,
    employee: EmployeeId,
) -> Result<Vec<DepartmentId>, Error> {
    Ok(headed_in(&all(db, company).await?, employee))
}

/// A department and all that is part of it, in the order of ids, in one statement.
pub(crate) async fn with_below(
    db: &impl ConnectionTrait,
    company: CompanyId,
    top: DepartmentId,
) -> Result<Vec<DepartmentId>, Error> {
    let nodes = all(db, company).await?;
    let known = nodes.iter().filter(|node| node.id == top).map(|node| node.id).collect();
    Ok(with_parts(&nodes, known))
}

/// [`headed_by`] where all departments of the company are at hand.
pub(crate) fn headed_in(nodes: &[Node], employee: EmployeeId) -> Vec<DepartmentId> {
    let headed = nodes.iter().filter(|node| node.heads.contains(&employee)).map(|node| node.id);
    with_parts(nodes, headed.collect())
}

/// These departments and whatever is below them, each once.
fn with_parts(nodes: &[Node], mut open: Vec<DepartmentId>) -> Vec<DepartmentId> {
    let below = by_parent(nodes);
    let mut found = BTreeSet::new();
    while let Some(at) = open.pop() {
        if found.insert(at) {
            open.extend(below.get(&Some(at)).into_iter().flatten().map(|node| node.id));
        }
    }
    found.into_iter().collect()
}

fn by_parent(nodes: &[Node]) -> BTreeMap<Option<DepartmentId>, Vec<&Node>> {
    let mut below: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for node in nodes {
        below.entry(node.parent).or_default().push(node);
    }
    below
}

/// The departments at the top in the order of their ids, each with all that is part of it, in
/// three statements.
pub async fn tree(hr: &Hr, who: &Who) -> Result<Vec<Part>, Error> {
    let (db, company) = (hr.db().read(), who.company);
    let nodes = all(db, company).await?;
    let heads = nodes.iter().flat_map(|node| node.heads.iter().copied()).collect();
    let names = employee::names(db, company, heads).await?;
    let working = working(db, company).await?;
    Ok(Tree { below: by_parent(&nodes), names, working }.parts(None))
}

struct Tree<'a> {
    below: BTreeMap<Option<DepartmentId>, Vec<&'a Node>>,
    names: BTreeMap<EmployeeId, String>,
    working: BTreeMap<DepartmentId, u64>,
}

impl Tree<'_> {
    /// As deep as the rules allow, so that the stack suffices.
    fn parts(&self, of: Option<DepartmentId>) -> Vec<Part> {
        let name = |head: &EmployeeId| self.names.get(head).cloned().unwrap_or_default();
        let part = |node: &&Node| Part {
            id: node.id,
            name: node.name.clone(),
            kind: node.kind,
            heads: node.heads.iter().map(|head| (*head, name(head))).collect(),
            working: self.working.get(&node.id).copied().unwrap_or(0),
            parts: self.parts(Some(node.id)),
        };
        self.below.get(&of).into_iter().flatten().map(part).collect()
    }
}

/// How many members of each department have not left; those without any are absent.
async fn working(
    db: &impl ConnectionTrait,
    company: CompanyId,
) -> Result<BTreeMap<DepartmentId, u64>, Error> {
    let rows: Vec<(DepartmentId, i64)> = member::Entity::find()
        .filter(member::Column::CompanyId.eq(company))
        .filter(member::Column::EmployeeId.in_subquery(employee::working_ids(company)))
        .select_only()
        .column(member::Column::DepartmentId)
        .expr(member::Column::Id.into_expr().count())
        .group_by(member::Column::DepartmentId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(id, working)| (id, working.unsigned_abs())).collect())
}
