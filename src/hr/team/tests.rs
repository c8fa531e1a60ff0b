//! Teams: verbs on a fresh database.

use super::*;
use crate::department::{self, NewDepartment, Structure};
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Who, employee};

const MISSING: Error = Error::NotFound("team");

pub fn crew(name: &str) -> NewTeam {
    NewTeam {
        name: name.into(),
        description: None,
        lead: None,
        department: None,
        status: Status::Active,
    }
}

async fn works(hr: &Hr, who: &Who, leader: EmployeeId) -> DepartmentId {
    let new = NewDepartment {
        name: "Works".into(),
        leader,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure::default(),
        members: vec![],
    };
    department::create(hr, who, new).await.unwrap().id
}

fn field<T: std::fmt::Debug>(refused: Result<T, Error>) -> &'static str {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults[0].field
}

#[tokio::test]
async fn team_create_change_and_get_give_every_field() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let home = works(hr, who, ada).await;
    let new = NewTeam {
        description: Some("Mends".into()),
        lead: Some(ada),
        department: Some(home),
        ..crew("Menders")
    };
    let made = create(hr, who, new).await.unwrap();
    let expected = Team {
        id: made.id,
        name: "Menders".into(),
        description: Some("Mends".into()),
        lead: Some((ada, "Ada Test".into())),
        department: Some((home, "Works".into())),
        status: Status::Active,
        members: 0,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
    assert_eq!(change(hr, who, made.id, TeamChange::default()).await.unwrap(), expected);
    let asked = TeamChange {
        name: Some("Fixers".into()),
        description: Patch::Clear,
        lead: Patch::Clear,
        department: Patch::Clear,
        status: Some(Status::Inactive),
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let cleared = Team {
        name: "Fixers".into(),
        description: None,
        lead: None,
        department: None,
        status: Status::Inactive,
        ..expected
    };
    assert_eq!(changed, cleared);
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, TeamChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(get(hr, who, made.id).await, Err(MISSING));
}

#[tokio::test]
async fn team_refuses_what_is_not_there() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let rita = world.employee(rival, "Rita").await;
    let theirs = works(hr, rival, rita).await;
    for (new, wrong) in [
        (crew(""), "name"),
        (NewTeam { lead: Some(rita), ..crew("A") }, "lead"),
        (NewTeam { department: Some(theirs), ..crew("A") }, "department"),
    ] {
        assert_eq!(field(create(hr, who, new).await), wrong);
    }
}

#[tokio::test]
async fn team_members_are_added_once_and_removed() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let rita = world.employee(rival, "Rita").await;
    let team = create(hr, who, crew("Menders")).await.unwrap().id;
    let member = add(hr, who, team, ada, Some("Welder".into())).await.unwrap();
    assert_eq!((member.team, member.who.id, member.role.as_deref()), (team, ada, Some("Welder")));
    let again = add(hr, who, team, ada, None).await;
    assert!(matches!(again, Err(Error::Conflict { .. })));
    assert_eq!(field(add(hr, who, team, rita, None).await), "employee");
    assert_eq!(field(add(hr, rival, team, rita, None).await), "team");
    assert_eq!(field(add_all(hr, who, team, vec![max, rita]).await), "employees");
    assert_eq!(add_all(hr, rival, team, vec![rita]).await, Err(MISSING));
    let added = add_all(hr, who, team, vec![ada, max, max]).await.unwrap();
    assert_eq!(added, Added { added: 1, skipped: 2 });
    let none = add_all(hr, who, team, vec![max]).await.unwrap();
    assert_eq!(none, Added { added: 0, skipped: 1 });
    assert_eq!(get(hr, who, team).await.unwrap().members, 2);
    assert_eq!(remove(hr, rival, member.id).await, Err(Error::NotFound("team member")));
    remove(hr, who, member.id).await.unwrap();
    assert_eq!(remove(hr, who, member.id).await, Err(Error::NotFound("team member")));
    assert_eq!(get(hr, who, team).await.unwrap().members, 1);
}

#[tokio::test]
async fn team_loses_who_is_deleted() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let new = NewTeam { lead: Some(ada), ..crew("Menders") };
    let team = create(hr, who, new).await.unwrap().id;
    add(hr, who, team, ada, None).await.unwrap();
    employee::delete(hr, who, ada).await.unwrap();
    let left = get(hr, who, team).await.unwrap();
    assert_eq!((left.lead, left.members), (None, 0));
}

#[tokio::test]
async fn team_lists_are_filtered_and_cost_a_fixed_number_of_statements() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let home = works(hr, who, ada).await;
    let mut ids = vec![];
    for new in [
        NewTeam { lead: Some(ada), ..crew("Zebras") },
        NewTeam { status: Status::Inactive, department: Some(home), ..crew("Ants") },
        crew("Bees"),
    ] {
        ids.push(create(hr, who, new).await.unwrap().id);
    }
    add_all(hr, who, ids[1], vec![ada, max]).await.unwrap();
    add_all(hr, who, ids[2], vec![max]).await.unwrap();
    let page = || PageRequest::new(1, 10);
    let all = Filter::default;
    for (filter, expected) in [
        (all(), vec![0, 1, 2]),
        (Filter { descending: true, ..all() }, vec![2, 1, 0]),
        (Filter { by: By::Name, ..all() }, vec![1, 2, 0]),
        (Filter { search: Some("EB".into()), ..all() }, vec![0]),
        (Filter { status: Some(Status::Inactive), ..all() }, vec![1]),
        (Filter { department: Some(home), ..all() }, vec![1]),
        (Filter { of: Some(ada), ..all() }, vec![0, 1]),
    ] {
        let before = hr.db().statements();
        let found = list(hr, who, &filter, page()).await.unwrap();
        assert!(hr.db().statements() - before <= 4);
        let found: Vec<_> = found.items.iter().map(|it| it.id).collect();
        let expected: Vec<_> = expected.into_iter().map(|n: usize| ids[n]).collect();
        assert_eq!(found, expected, "{filter:?}");
    }
    assert_eq!(list(hr, rival, &all(), page()).await.unwrap().total, 0);
    let of = MemberFilter::default;
    for (filter, expected) in [
        (of(), vec![ada, max, max]),
        (MemberFilter { team: Some(ids[1]), descending: true, ..of() }, vec![max, ada]),
        (MemberFilter { employee: Some(max), ..of() }, vec![max, max]),
    ] {
        let found = memberships(hr, who, filter, page()).await.unwrap();
        let found: Vec<_> = found.items.iter().map(|it| it.who.id).collect();
        assert_eq!(found, expected, "{filter:?}");
    }
    let unknown = MemberFilter { team: Some(ids[0]), ..of() };
    assert_eq!(memberships(hr, rival, unknown, page()).await, Err(MISSING));
    let before = hr.db().statements();
    let figures = stats(hr, who).await.unwrap();
    assert_eq!(hr.db().statements() - before, 3);
    let expected = Stats {
        teams: 3,
        active: 2,
        people: 2,
        without_lead: 2,
        by_department: vec![("Works".into(), 1)],
    };
    assert_eq!(figures, expected);
}
