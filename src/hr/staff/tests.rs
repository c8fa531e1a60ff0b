//! The staff as colleagues see it, on a fresh database.

use super::*;
use crate::department::{self, NewDepartment, Structure};
use crate::employee::{self, EmployeeChange, Resignation};
use crate::position::{self, NewPosition};
use crate::testing::World;
use crate::{PageRequest, Patch};

#[tokio::test]
async fn staff_list_shows_who_works_here_in_the_order_of_first_names() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let max = world.employee(who, "Max").await;
    let ada = world.employee(who, "Ada").await;
    let gone = world.employee(who, "Gus").await;
    employee::offboard(hr, who, gone, Resignation::default()).await.unwrap();
    let post = NewPosition { name: "Welder".into(), ..Default::default() };
    let post = position::create(hr, who, post).await.unwrap().id;
    let works = NewDepartment {
        name: "Works".into(),
        leader: ada,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure::default(),
        members: vec![max, gone],
    };
    let works = department::create(hr, who, works).await.unwrap().id;
    let hired_on = NaiveDate::from_ymd_opt(2026, 1, 2);
    let change = EmployeeChange {
        position: Patch::Set(post),
        number: Patch::Set("S1".into()),
        work_phone: Patch::Set("12 34".into()),
        hired_on: hired_on.map_or(Patch::Keep, Patch::Set),
        ..Default::default()
    };
    let changed = employee::change(hr, who, max, change).await.unwrap();
    let expected = Colleague {
        id: max,
        first_name: "Max".into(),
        last_name: "Test".into(),
        number: Some("S1".into()),
        email: changed.email,
        work_phone: Some("12 34".into()),
        position: Some((post, "Welder".into())),
        department: Some((works, "Works".into())),
        hired_on,
        gender: None,
        works: true,
    };
    let all = Filter::default;
    for (filter, ids) in [
        (all(), vec![ada, max]),
        (Filter { descending: true, ..all() }, vec![max, ada]),
        (Filter { by: By::Id, ..all() }, vec![max, ada]),
        (Filter { ids: Some(vec![gone, ada]), ..all() }, vec![ada]),
        (Filter { ids: Some(vec![]), ..all() }, vec![]),
        (Filter { department: Some(works), ..all() }, vec![max]),
    ] {
        let before = hr.db().statements();
        let page = list(hr, who, &filter, PageRequest::new(1, 10)).await.unwrap();
        assert!(hr.db().statements() - before <= 5);
        let found: Vec<_> = page.items.iter().map(|it| it.id).collect();
        assert_eq!((found, page.total as usize), (ids.clone(), ids.len()), "{filter:?}");
        assert!(page.items.iter().filter(|it| it.id == max).all(|it| *it == expected));
    }
    let theirs = list(hr, rival, &all(), PageRequest::new(1, 10)).await.unwrap();
    assert_eq!(theirs.total, 0);
}
