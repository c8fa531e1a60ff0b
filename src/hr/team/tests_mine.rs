//! Teams as somebody in them sees them: nobody sees those of others.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use super::tests::crew;
use super::*;
use crate::employee::{self, Resignation};
use crate::leave::NewLeaveRequest;
use crate::leave_type::Kind;
use crate::testing::World;
use crate::{Error, Hr, PageRequest, Who, attendance as clock, leave as absence};

struct Teams {
    world: World,
    /// Leads the first team.
    lea: EmployeeId,
    /// Is in both teams.
    ada: EmployeeId,
    /// Is in the second team.
    max: EmployeeId,
    /// Is in none.
    eve: EmployeeId,
    ids: [TeamId; 2],
}

async fn teams() -> Teams {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let lea = world.employee(who, "Lea").await;
    let ada = world.employee(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let gone = world.employee(who, "Gus").await;
    let led = NewTeam { lead: Some(lea), ..crew("First") };
    let ids =
        [create(hr, who, led).await.unwrap().id, create(hr, who, crew("Second")).await.unwrap().id];
    add_all(hr, who, ids[0], vec![ada]).await.unwrap();
    add_all(hr, who, ids[1], vec![ada, max, gone]).await.unwrap();
    employee::offboard(hr, who, gone, Resignation::default()).await.unwrap();
    Teams { world, lea, ada, max, eve, ids }
}

async fn away(hr: &Hr, who: &Who, employee: EmployeeId, from: NaiveDate, approved: bool) {
    let new = NewLeaveRequest {
        employee,
        kind: Kind::Annual,
        leave_type: None,
        starts_at: from.and_time(NaiveTime::MIN),
        ends_at: (from + Days::new(1)).and_time(NaiveTime::MIN),
        notes: None,
        total_days: None,
        external_id: None,
    };
    let made = absence::create(hr, who, new).await.unwrap().id;
    if approved {
        absence::approve(hr, who, made).await.unwrap();
    }
}

fn page() -> PageRequest {
    PageRequest::new(1, 10)
}

#[tokio::test]
async fn only_the_own_teams_are_seen() {
    let Teams { world, lea, ada, max, eve, ids: [first, second] } = teams().await;
    let (hr, who) = (&world.hr, &world.who);
    for (me, own) in
        [(lea, vec![first]), (ada, vec![first, second]), (max, vec![second]), (eve, vec![])]
    {
        let found = mine(hr, who, me, Filter::default(), page()).await.unwrap();
        assert_eq!(found.items.iter().map(|it| it.id).collect::<Vec<_>>(), own);
        for id in [first, second] {
            let team = my_team(hr, who, me, id).await;
            let people = my_members(hr, who, me, id, page()).await;
            if own.contains(&id) {
                assert_eq!((team.unwrap().id, people.is_ok()), (id, true));
            } else {
                assert!(matches!(team, Err(Error::Forbidden { .. })));
                assert!(matches!(people, Err(Error::Forbidden { .. })));
            }
        }
        let missing = my_team(hr, who, me, TeamId(999)).await;
        assert_eq!(missing, Err(Error::NotFound("team")));
        let theirs = my_team(hr, &world.rival, me, first).await;
        assert_eq!(theirs, Err(Error::NotFound("team")));
    }
}

#[tokio::test]
async fn teammates_leave_and_attendance_are_seen_in_a_fixed_number_of_statements() {
    let Teams { world, lea, ada, max, eve, .. } = teams().await;
    let (hr, who) = (&world.hr, &world.who);
    let today = World::start().date_naive();
    away(hr, who, ada, today, true).await;
    away(hr, who, max, today + Days::new(5), true).await;
    away(hr, who, max, today + Days::new(50), true).await;
    away(hr, who, max, today, false).await;
    away(hr, who, eve, today, true).await;
    clock::check_in(hr, who, ada, None).await.unwrap();
    clock::check_in(hr, who, max, None).await.unwrap();
    hr.clock().set(World::start() + TimeDelta::hours(1));
    clock::check_out(hr, who, max, None).await.unwrap();
    let mut spent = vec![];
    for (me, mates, on_leave, here, upcoming) in [
        (ada, vec![lea, max], 0, 0, vec![max]),
        (lea, vec![ada], 1, 1, vec![ada]),
        (max, vec![ada], 1, 1, vec![ada]),
        (eve, vec![], 0, 0, vec![]),
    ] {
        let before = hr.db().statements();
        let figures = my_stats(hr, who, me).await.unwrap();
        let leaves = leaves(hr, who, me, 30, page()).await.unwrap();
        let days = attendance(hr, who, me, page()).await.unwrap();
        spent.push(hr.db().statements() - before);
        let expected = (mates.len(), on_leave, here);
        let found = (figures.teammates, figures.on_leave_today, figures.checked_in_today);
        assert_eq!(found, expected);
        let found: Vec<_> = leaves.items.iter().map(|it| it.employee.id).collect();
        assert_eq!(found, upcoming);
        let found: Vec<_> = days.items.iter().map(|(it, _)| it.id).collect();
        assert_eq!(found, mates);
        for (it, present) in &days.items {
            let expected = [(ada, Some(false)), (max, Some(true)), (lea, None)];
            let (_, gone) = expected.into_iter().find(|(id, _)| *id == it.id).unwrap();
            assert_eq!(present.as_ref().map(|it| it.left_at.is_some()), gone, "{}", it.id);
        }
    }
    assert!(spent.iter().all(|spent| *spent <= 20), "{spent:?}");
}
