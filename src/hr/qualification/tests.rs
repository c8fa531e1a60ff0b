//! Qualifications: verbs on a fresh database.

use chrono::NaiveDate;

use super::*;
use crate::access::Level;
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Error, PageRequest, employee};

fn day(day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2026, 1, day)
}

fn own(employee: EmployeeId) -> Viewer {
    Viewer { employee, level: Level::Employee }
}

#[tokio::test]
async fn qualifications_are_defined_once_a_kind_and_had_once_but_for_educations() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let refused = define(hr, who, Kind::Skill, String::new()).await;
    assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == "name"));
    for kind in Kind::ALL.iter().copied() {
        let it = define(hr, who, kind, "Welding".into()).await.unwrap();
        let again = define(hr, who, kind, "welDING".into()).await;
        assert_eq!(again, Err(Error::Duplicate { field: "name" }));
        assert_eq!(all(hr, who, kind).await.unwrap(), std::slice::from_ref(&it));
        add(hr, who, NewHeld::new(eve, it.id)).await.unwrap();
        let twice = add(hr, who, NewHeld::new(eve, it.id)).await;
        match kind {
            Kind::Education => assert!(twice.is_ok()),
            _ => assert_eq!(twice, Err(Error::Duplicate { field: "qualification" })),
        }
        let theirs = add(hr, rival, NewHeld::new(eve, it.id)).await;
        assert!(matches!(theirs, Err(Error::Invalid(it)) if it[0].field == "employee"));
    }
    let missing = add(hr, who, NewHeld::new(eve, QualificationId(99))).await;
    assert!(matches!(missing, Err(Error::Invalid(it)) if it[0].field == "qualification"));
}

#[tokio::test]
async fn qualifications_of_somebody_are_listed_by_kind_in_the_order_asked_for() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let mut held = Vec::new();
    for (name, from, to) in [("Boats", day(9), day(10)), ("Cranes", None, day(3))] {
        let it = define(hr, who, Kind::Certification, name.into()).await.unwrap();
        let new = NewHeld {
            details: Some("d".into()),
            institute: Some("Harbour".into()),
            starts_on: from,
            ends_on: to,
            levels: Levels { reading: Some("Expert".into()), ..Levels::default() },
            ..NewHeld::new(eve, it.id)
        };
        let early = NewHeld { starts_on: day(9), ends_on: day(8), ..new.clone() };
        let refused = add(hr, who, early).await;
        assert!(matches!(refused, Err(Error::Invalid(it)) if it[0].field == "ends_on"));
        held.push((add(hr, who, new).await.unwrap(), it.id));
    }
    let listed = async |filter| {
        let of = (eve, Kind::Certification);
        list(hr, who, own(eve), of, filter, PageRequest::new(1, 10)).await.unwrap()
    };
    let found = listed(Filter::default()).await;
    let expected = Held {
        id: held[0].0,
        employee: eve,
        employee_name: "Eve Test".into(),
        qualification: held[0].1,
        name: "Boats".into(),
        details: Some("d".into()),
        institute: Some("Harbour".into()),
        starts_on: day(9),
        ends_on: day(10),
        levels: Levels { reading: Some("Expert".into()), ..Levels::default() },
    };
    assert_eq!((found.total, found.items[0].clone()), (2, expected));
    for (sort, descending, first) in [
        (Sort::Id, true, 1),
        (Sort::StartsOn, false, 1),
        (Sort::StartsOn, true, 0),
        (Sort::EndsOn, false, 1),
        (Sort::Qualification, false, 0),
    ] {
        let found = listed(Filter { sort, descending, ..Filter::default() }).await;
        assert_eq!(found.items[0].id, held[first].0, "{sort:?} {descending}");
    }
    let one = Filter { qualifications: Some(vec![held[1].1]), ..Filter::default() };
    assert_eq!(listed(one).await.items[0].id, held[1].0);
    let one = Filter { ids: Some(vec![held[0].0]), ..Filter::default() };
    assert_eq!(listed(one).await.total, 1);
    let page = PageRequest::new(1, 10);
    let skills = list(hr, who, own(eve), (eve, Kind::Skill), Filter::default(), page).await;
    assert_eq!(skills.unwrap().total, 0);
}

#[tokio::test]
async fn qualifications_are_seen_by_whoever_sees_the_employee_and_go_with_them() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let ada = world.admin(who, "Ada").await;
    let it = define(hr, who, Kind::Skill, "Boats".into()).await.unwrap();
    add(hr, who, NewHeld::new(eve, it.id)).await.unwrap();
    let admin = Viewer { employee: ada, level: Level::Admin };
    let of = async |who, viewer| {
        let (filter, page) = (Filter::default(), PageRequest::new(1, 10));
        list(hr, who, viewer, (eve, Kind::Skill), filter, page).await.map(|page| page.total)
    };
    assert_eq!((of(who, own(eve)).await, of(who, admin).await), (Ok(1), Ok(1)));
    assert!(matches!(of(who, own(max)).await, Err(Error::Forbidden { .. })));
    assert_eq!(of(rival, admin).await, Err(Error::NotFound("employee")));
    employee::delete(hr, who, eve).await.unwrap();
    assert_eq!(of(who, admin).await, Err(Error::NotFound("employee")));
}
