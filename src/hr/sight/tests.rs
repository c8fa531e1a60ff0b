//! Who sees whom, as a table.

use super::{Sight, Viewer, of, reports, require};
use crate::access::Level;
use crate::department::{self, NewDepartment, Structure};
use crate::employee::{self, EmployeeChange};
use crate::id::EmployeeId;
use crate::testing::World;
use crate::{Error, Patch};

fn viewer(employee: EmployeeId, level: Level) -> Viewer {
    Viewer { employee, level }
}

#[tokio::test]
async fn everybody_sees_themselves_whoever_leads_sees_their_people_and_admins_see_all() {
    let world = World::new().await;
    let (hr, who) = (&world.hr, &world.who);
    let admin = world.admin(who, "Ada").await;
    let manager = world.employee(who, "Max").await;
    let report = world.employee(who, "Eve").await;
    let leader = world.employee(who, "Lea").await;
    let member = world.employee(who, "Mia").await;
    let distant = world.employee(who, "Dan").await;
    let change = EmployeeChange { manager: Patch::Set(manager), ..Default::default() };
    employee::change(hr, who, report, change).await.unwrap();
    let new = NewDepartment {
        name: "Works".into(),
        leader,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure::default(),
        members: vec![member],
    };
    let works = department::create(hr, who, new).await.unwrap().id;
    let below = NewDepartment {
        name: "Workshop".into(),
        leader: admin,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure { parent: Some(works), ..Structure::default() },
        members: vec![distant],
    };
    department::create(hr, who, below).await.unwrap();

    let all = [admin, manager, report, leader, member, distant];
    let table = [
        (viewer(admin, Level::Admin), all.to_vec()),
        (viewer(manager, Level::Manager), vec![manager, report]),
        (viewer(manager, Level::Employee), vec![manager, report]),
        (viewer(report, Level::Employee), vec![report]),
        (viewer(report, Level::Manager), vec![report]),
        (viewer(leader, Level::Manager), vec![leader, member, distant]),
        (viewer(member, Level::Employee), vec![member]),
    ];
    for (viewer, seen) in table {
        let sight = of(hr, who, viewer).await.unwrap();
        let others = reports(hr, who, viewer).await.unwrap();
        for one in all {
            let case = format!("{viewer:?} and {one}");
            assert_eq!(sight.sees(one), seen.contains(&one), "{case}");
            let led = viewer.is_admin() || (seen.contains(&one) && one != viewer.employee);
            assert_eq!(others.sees(one), led, "{case}, without themselves");
            let let_in = require(hr, who, viewer, one).await;
            assert_eq!(let_in.is_ok(), seen.contains(&one), "{case}");
            let refused = matches!(let_in, Ok(()) | Err(Error::Forbidden { .. }));
            assert!(refused, "{case}: {let_in:?}");
        }
    }
}

#[tokio::test]
async fn nobody_sees_another_company_or_who_does_not_exist() {
    let world = World::new().await;
    let (hr, who) = (&world.hr, &world.who);
    let admin = world.admin(who, "Ada").await;
    let stranger = world.employee(&world.rival, "Rita").await;
    for one in [stranger, EmployeeId(999)] {
        for level in [Level::Admin, Level::Manager, Level::Employee] {
            let refused = require(hr, who, viewer(admin, level), one).await.unwrap_err();
            assert_eq!(refused, Error::NotFound("employee"), "{level:?}");
        }
    }
}

#[test]
fn a_sight_narrows_to_one_employee_or_to_nobody() {
    let sight = Sight::Only(vec![EmployeeId(2), EmployeeId(3)]);
    assert_eq!(sight.clone().narrowed(None), sight);
    assert_eq!(sight.clone().narrowed(Some(EmployeeId(3))).ids(), Some(vec![EmployeeId(3)]));
    assert_eq!(sight.narrowed(Some(EmployeeId(4))).ids(), Some(Vec::new()));
    assert_eq!(Sight::All.narrowed(Some(EmployeeId(4))).ids(), Some(vec![EmployeeId(4)]));
}
