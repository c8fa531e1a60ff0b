//! Departments as parts of the company: what is below what, and who heads it.

use std::collections::BTreeMap;

use super::*;
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Who};

fn office(name: &str, leader: EmployeeId, parent: Option<DepartmentId>) -> NewDepartment {
    NewDepartment {
        name: name.into(),
        leader,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure { kind: Kind::RegionalOffice, parent, ..Structure::default() },
        members: vec![],
    }
}

async fn made(hr: &Hr, who: &Who, new: NewDepartment) -> DepartmentId {
    create(hr, who, new).await.unwrap().id
}

fn restructured(structure: StructureChange) -> DepartmentChange {
    DepartmentChange { structure, ..Default::default() }
}

fn below(parent: DepartmentId) -> DepartmentChange {
    restructured(StructureChange { parent: Patch::Set(parent), ..Default::default() })
}

fn headed(heads: &[EmployeeId]) -> DepartmentChange {
    restructured(StructureChange { heads: Some(heads.to_vec()), ..Default::default() })
}

fn field<T: std::fmt::Debug>(refused: Result<T, Error>) -> &'static str {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults[0].field
}

#[tokio::test]
async fn structure_create_change_and_get_give_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let top = made(hr, who, office("Top", ada, None)).await;
    let structure = Structure {
        kind: Kind::HeadOffice,
        parent: Some(top),
        country: Some("AU".into()),
        time_zone: Some("Australia/Sydney".into()),
        address: Some("1 Harbour Street".into()),
        further_heads: vec![max],
    };
    let new = NewDepartment { structure: structure.clone(), ..office("Sydney", ada, None) };
    let it = create(hr, who, new).await.unwrap();
    assert_eq!(it.structure, structure);
    assert_eq!(it.heads().collect::<Vec<_>>(), [ada, max]);
    assert_eq!(get(hr, who, it.id).await.unwrap(), it);
    let kept = change(hr, who, it.id, DepartmentChange::default()).await.unwrap();
    assert_eq!(kept.structure, structure);
    let cleared = restructured(StructureChange {
        kind: Some(Kind::Unit),
        parent: Patch::Clear,
        country: Patch::Clear,
        time_zone: Patch::Clear,
        address: Patch::Clear,
        heads: None,
    });
    let cleared = change(hr, who, it.id, cleared).await.unwrap().structure;
    let expected = Structure { kind: Kind::Unit, further_heads: vec![max], ..Default::default() };
    assert_eq!(cleared, expected);
}

#[tokio::test]
async fn structure_refuses_what_breaks_a_rule() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let rita = world.employee(rival, "Rita").await;
    let theirs = made(hr, rival, office("Theirs", rita, None)).await;
    let with = |structure| NewDepartment { structure, ..office("Sydney", ada, None) };
    let usual = Structure::default;
    for (structure, wrong) in [
        (Structure { country: Some("XX".into()), ..usual() }, "country"),
        (Structure { time_zone: Some("Mars/Base".into()), ..usual() }, "time_zone"),
        (Structure { parent: Some(DepartmentId(9_999)), ..usual() }, "parent"),
        (Structure { parent: Some(theirs), ..usual() }, "parent"),
        (Structure { further_heads: vec![rita], ..usual() }, "heads"),
    ] {
        assert_eq!(field(create(hr, who, with(structure)).await), wrong);
    }
}

#[tokio::test]
async fn structure_parent_is_never_itself_or_below_it() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let top = made(hr, who, office("Top", ada, None)).await;
    let middle = made(hr, who, office("Middle", ada, Some(top))).await;
    let bottom = made(hr, who, office("Bottom", ada, Some(middle))).await;
    for parent in [top, middle, bottom] {
        assert_eq!(field(change(hr, who, top, below(parent)).await), "parent");
    }
    let moved = change(hr, who, bottom, below(top)).await.unwrap();
    assert_eq!(moved.structure.parent, Some(top));
}

#[test]
fn structure_is_not_deeper_than_the_limit() {
    let limit = rules::LEVELS as i64;
    let at = |n| DepartmentId(n);
    let mut parents: BTreeMap<_, _> =
        (1..=limit).map(|n| (at(n), (n > 1).then(|| at(n - 1)))).collect();
    parents.insert(at(100), None);
    parents.insert(at(101), Some(at(100)));
    for (parent, allowed) in [(limit, false), (limit - 1, false), (limit - 2, true)] {
        assert_eq!(rules::parent(at(100), at(parent), &parents).is_ok(), allowed, "{parent}");
    }
}

#[tokio::test]
async fn structure_heads_are_members_on_a_change() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let new = NewDepartment { members: vec![max, eve], ..office("Sydney", ada, None) };
    let id = made(hr, who, new).await;
    let heads = async |asked: DepartmentChange| {
        let changed = change(hr, who, id, asked).await?;
        Ok::<_, Error>(changed.heads().collect::<Vec<_>>())
    };
    assert_eq!(heads(headed(&[eve, max, eve])).await.unwrap(), [eve, max]);
    assert_eq!(field(heads(headed(&[eve, ada])).await), "heads");
    assert_eq!(field(heads(headed(&[])).await), "heads");
    let led = DepartmentChange { leader: Some(max), ..Default::default() };
    assert_eq!(heads(led).await.unwrap(), [max]);
}

#[tokio::test]
async fn structure_with_parts_is_not_deleted() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let top = made(hr, who, office("Top", ada, None)).await;
    let part = made(hr, who, office("Part", ada, Some(top))).await;
    assert!(matches!(delete(hr, who, top).await, Err(Error::Conflict { .. })));
    delete(hr, who, part).await.unwrap();
    delete(hr, who, top).await.unwrap();
}

#[tokio::test]
async fn structure_heads_see_what_is_below_in_one_statement() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let top = made(hr, who, office("Top", ada, None)).await;
    let mut new = office("Middle", ada, Some(top));
    new.structure.further_heads = vec![max];
    let middle = made(hr, who, new).await;
    let bottom = made(hr, who, office("Bottom", max, Some(middle))).await;
    for (company, head, expected) in [
        (who, ada, vec![top, middle, bottom]),
        (who, max, vec![middle, bottom]),
        (who, eve, vec![]),
        (rival, ada, vec![]),
    ] {
        let before = hr.db().statements();
        let found = headed_by(hr.db().read(), company.company, head).await.unwrap();
        assert_eq!((found, hr.db().statements() - before), (expected, 1));
    }
}

#[tokio::test]
async fn structure_tree_nests_and_counts_in_three_statements() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let gone = world.employee(who, "Gus").await;
    let resigned = crate::employee::Resignation::default();
    crate::employee::offboard(hr, who, gone, resigned).await.unwrap();
    let top = made(hr, who, office("Top", ada, None)).await;
    let crowd = NewDepartment { members: vec![ada, gone], ..office("A", ada, Some(top)) };
    let first = made(hr, who, crowd).await;
    let second = made(hr, who, office("B", ada, Some(top))).await;
    let before = hr.db().statements();
    let found = tree(hr, who).await.unwrap();
    assert_eq!(hr.db().statements() - before, 3);
    let part = |id, name: &str, working, parts| Part {
        id,
        name: name.into(),
        kind: Kind::RegionalOffice,
        heads: vec![(ada, "Ada Test".into())],
        working,
        parts,
    };
    let parts = vec![part(first, "A", 1, vec![]), part(second, "B", 0, vec![])];
    assert_eq!(found, [part(top, "Top", 0, parts)]);
    assert_eq!(tree(hr, rival).await.unwrap(), []);
}

#[tokio::test]
async fn structures_are_filtered_and_ordered() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let top = made(hr, who, office("Zoo", ada, None)).await;
    let mut unit = office("100% wool", ada, Some(top));
    unit.structure.kind = Kind::Unit;
    unit.structure.country = Some("NZ".into());
    let unit = made(hr, who, unit).await;
    let last = made(hr, who, office("Attic", ada, Some(top))).await;
    let all = Filter::default;
    for (filter, expected) in [
        (all(), vec![top, unit, last]),
        (Filter { descending: true, ..all() }, vec![last, unit, top]),
        (Filter { by: By::Name, ..all() }, vec![unit, last, top]),
        (Filter { by: By::Kind, descending: true, ..all() }, vec![unit, last, top]),
        (Filter { kinds: Some(vec![Kind::Unit]), ..all() }, vec![unit]),
        (Filter { parents: Some(vec![top]), ..all() }, vec![unit, last]),
        (Filter { parents: Some(vec![]), ..all() }, vec![]),
        (Filter { countries: Some(vec!["NZ".into()]), ..all() }, vec![unit]),
        (Filter { search: Some("aTTi".into()), ..all() }, vec![last]),
        (Filter { search: Some("0%".into()), ..all() }, vec![unit]),
        (Filter { search: Some("_".into()), ..all() }, vec![]),
    ] {
        let page = structures(hr, who, &filter, PageRequest::new(1, 10)).await.unwrap();
        let found: Vec<_> = page.items.iter().map(|it| it.id).collect();
        assert_eq!((found, page.total as usize), (expected.clone(), expected.len()), "{filter:?}");
    }
}

#[tokio::test]
async fn structure_details_show_people_and_parts() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let gone = world.employee(who, "Gus").await;
    let resigned = crate::employee::Resignation::default();
    crate::employee::offboard(hr, who, gone, resigned).await.unwrap();
    let top = made(hr, who, office("Top", ada, None)).await;
    let mut new = office("Middle", ada, Some(top));
    new.members = vec![max, gone];
    new.structure.further_heads = vec![max];
    let middle = made(hr, who, new).await;
    let bottom = made(hr, who, office("Bottom", ada, Some(middle))).await;
    let before = hr.db().statements();
    let found = details(hr, who, middle).await.unwrap();
    assert!(hr.db().statements() - before <= 10);
    assert_eq!(found.department.id, middle);
    assert_eq!(found.parent, Some((top, "Top".into())));
    assert_eq!(found.heads.iter().map(|it| it.id).collect::<Vec<_>>(), [ada, max]);
    assert_eq!(found.working.iter().map(|it| it.id).collect::<Vec<_>>(), [max]);
    assert_eq!(found.parts.iter().map(|it| it.id).collect::<Vec<_>>(), [bottom]);
    assert_eq!(details(hr, rival, middle).await, Err(Error::NotFound("department")));
}
