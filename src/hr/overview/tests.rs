//! A company at a glance: all of it to administrators, what they head to others.

use chrono::{NaiveTime, TimeDelta};

use super::*;
use crate::access::Level;
use crate::department::{self, NewDepartment, Structure};
use crate::employee::{self, EmployeeChange, Resignation};
use crate::id::{DepartmentId, EmployeeId};
use crate::leave::{self, NewLeaveRequest};
use crate::leave_type::Kind as Leave;
use crate::sight::Viewer;
use crate::testing::World;
use crate::{Patch, attendance};

fn part(
    name: &str,
    kind: Kind,
    leader: EmployeeId,
    parent: Option<DepartmentId>,
    members: Vec<EmployeeId>,
) -> NewDepartment {
    NewDepartment {
        name: name.into(),
        leader,
        order_number: None,
        active: true,
        description: None,
        min_staff: None,
        structure: Structure { kind, parent, ..Structure::default() },
        members,
    }
}

#[tokio::test]
async fn overview_counts_the_company_or_what_somebody_heads() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let ada = world.admin(who, "Ada").await;
    let max = world.employee(who, "Max").await;
    let eve = world.employee(who, "Eve").await;
    let gone = world.employee(who, "Gus").await;
    employee::offboard(hr, who, gone, Resignation::default()).await.unwrap();
    let top = part("Top", Kind::Company, ada, None, vec![ada]);
    let top = department::create(hr, who, top).await.unwrap().id;
    let works = part("Works", Kind::Department, max, Some(top), vec![max, gone]);
    let works = department::create(hr, who, works).await.unwrap().id;
    let unit = part("Unit", Kind::Unit, ada, Some(works), vec![eve]);
    department::create(hr, who, unit).await.unwrap();
    let today = World::start().date_naive();
    let change = EmployeeChange { hired_on: Patch::Set(today), ..Default::default() };
    employee::change(hr, who, eve, change).await.unwrap();
    let day = NewLeaveRequest {
        employee: ada,
        kind: Leave::Annual,
        leave_type: None,
        starts_at: today.and_time(NaiveTime::MIN),
        ends_at: today.and_time(NaiveTime::MIN) + TimeDelta::days(1),
        notes: None,
        total_days: None,
        external_id: None,
    };
    let day = leave::create(hr, who, day).await.unwrap().id;
    leave::approve(hr, who, day).await.unwrap();
    attendance::check_in(hr, who, max, None).await.unwrap();
    let company = Overview {
        company_name: "ent_one".into(),
        active: 3,
        employees: 4,
        parts: [(Kind::Company, 1), (Kind::Department, 1), (Kind::Unit, 1)].into(),
        on_leave_today: 1,
        checked_in_today: 1,
        new_this_month: 1,
    };
    let headed = Overview {
        active: 2,
        employees: 3,
        parts: [(Kind::Department, 1), (Kind::Unit, 1)].into(),
        on_leave_today: 0,
        ..company.clone()
    };
    let nothing = Overview {
        active: 0,
        employees: 0,
        parts: [].into(),
        checked_in_today: 0,
        new_this_month: 0,
        ..headed.clone()
    };
    for (viewer, level, expected) in [
        (ada, Level::Admin, company),
        (max, Level::Manager, headed),
        (eve, Level::Manager, nothing),
    ] {
        let before = hr.db().statements();
        let found = overview(hr, who, Viewer { employee: viewer, level }).await.unwrap();
        assert!(hr.db().statements() - before <= 13);
        assert_eq!(found, expected, "{viewer}");
    }
}
