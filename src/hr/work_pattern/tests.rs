//! Work patterns: rules as a table, verbs on a fresh database.

use super::*;
use crate::Error;
use crate::testing::World;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn week(employee: EmployeeId, starts: u32, minutes: i32) -> NewWorkPattern {
    NewWorkPattern {
        employee,
        starts_on: day(starts),
        minutes: [minutes, minutes, minutes, minutes, minutes, 0, 0],
        unit: Unit::Days,
        labels: [Some(1), None, None, None, None, None, Some(255)],
    }
}

fn fields(refused: Result<WorkPattern, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn work_pattern_days_have_at_most_1440_minutes() {
    for (minutes, fits) in [(-1, false), (0, true), (1440, true), (1441, false)] {
        let made = rules::create(week(EmployeeId(1), 2, minutes), World::start());
        assert_eq!(made.is_ok(), fits, "{minutes}");
    }
}

#[tokio::test]
async fn work_pattern_create_then_get_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, week(eve, 2, 480)).await.unwrap();
    let expected = WorkPattern {
        id: made.id,
        employee: eve,
        starts_on: day(2),
        minutes: [480, 480, 480, 480, 480, 0, 0],
        unit: Unit::Days,
        labels: [Some(1), None, None, None, None, None, Some(255)],
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!((made.minutes_on(day(6)), made.minutes_on(day(7)), made.week()), (480, 0, 2400));
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
    assert_eq!(get(hr, rival, made.id).await, Err(Error::NotFound("work pattern")));
}

#[tokio::test]
async fn work_pattern_begins_once_a_day_and_belongs_to_an_employee() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let theirs = world.employee(rival, "Rita").await;
    create(hr, who, week(eve, 2, 480)).await.unwrap();
    let again = create(hr, who, week(eve, 2, 240)).await;
    assert_eq!(again, Err(Error::Duplicate { field: "starts_on" }));
    assert_eq!(fields(create(hr, who, week(theirs, 2, 480)).await), ["employee_id"]);
}

#[tokio::test]
async fn work_pattern_holds_until_the_next_one() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    for (starts, minutes) in [(10, 300), (2, 100), (5, 200)] {
        create(hr, who, week(eve, starts, minutes)).await.unwrap();
    }
    create(hr, who, week(max, 5, 400)).await.unwrap();
    for (on, expected) in [(1, vec![]), (4, vec![100]), (5, vec![200, 400]), (31, vec![300, 400])] {
        let before = hr.db().statements();
        let found = current(hr, who, None, day(on)).await.unwrap();
        assert_eq!(hr.db().statements() - before, 1);
        assert_eq!(found.values().map(|it| it.minutes[0]).collect::<Vec<_>>(), expected, "{on}");
    }
    for (from, to, expected) in [(3, 4, vec![100]), (3, 9, vec![100, 200]), (10, 31, vec![300])] {
        let before = hr.db().statements();
        let found = of_dates(hr, who, Some(&[eve]), day(from), day(to)).await.unwrap();
        assert_eq!(hr.db().statements() - before, 1);
        let minutes: Vec<_> = found[&eve].iter().map(|it| it.minutes[0]).collect();
        assert_eq!((minutes, found.len()), (expected, 1), "{from} to {to}");
        assert_eq!(holding(&found[&eve], day(from)).unwrap().minutes[0], found[&eve][0].minutes[0]);
    }
    assert!(current(hr, rival, None, day(31)).await.unwrap().is_empty());
}
