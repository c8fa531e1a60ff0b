//! Payees, groups and salaries: what is kept and what is refused.

use rust_decimal::Decimal;

use super::scene::{dec, fault, payee, team};
use crate::id::{DeductionId, EmployeeId, PayrollEmployeeId, PayrollGroupId, SalaryComponentId};
use crate::payroll::payee::{
    Candidate, NewPayee, Payee, PayeeChange, SortBy, candidates, change, create, delete, list,
};
use crate::payroll::salary::{self, ComponentKind};
use crate::payroll::{Frequency, group};
use crate::testing::World;
use crate::{Error, PageRequest, Patch};

const MISSING: Error = Error::NotFound("payroll employee");

#[tokio::test]
async fn payee_keeps_every_field_and_an_employee_is_one_once() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let max = world.employee(who, "Max").await;
    let theirs = world.employee(rival, "Rita").await;
    let local = group::add(hr, who, "Local".into(), Some("At home".into())).await.unwrap();
    assert_eq!(group::all(hr, who).await.unwrap(), std::slice::from_ref(&local));
    let made = create(hr, who, NewPayee { group: Some(local.id), ..payee(eve) }).await.unwrap();
    let expected = Payee {
        id: made.id,
        employee: eve,
        frequency: Frequency::Monthly,
        currency: "AUD".into(),
        group: Some(local.id),
        exemptions: Vec::new(),
        allowed: Vec::new(),
    };
    assert_eq!(made, expected);
    let again = create(hr, who, payee(eve)).await;
    assert_eq!(again, Err(Error::Duplicate { field: "employee_id" }));
    for (new, field) in [
        (payee(theirs), "employee_id"),
        (NewPayee { currency: "XXX".into(), ..payee(max) }, "currency"),
        (NewPayee { group: Some(PayrollGroupId(99)), ..payee(max) }, "payroll_group"),
        (NewPayee { exemptions: vec![DeductionId(9)], ..payee(max) }, "exemptions"),
        (NewPayee { allowed: vec![DeductionId(9)], ..payee(max) }, "allowed"),
    ] {
        assert_eq!(fault(create(hr, who, new).await).0, field);
    }
    let second = create(hr, who, payee(max)).await.unwrap();
    let taken = PayeeChange { employee: Some(eve), ..PayeeChange::default() };
    let taken = change(hr, who, second.id, taken).await;
    assert_eq!(taken, Err(Error::Duplicate { field: "employee_id" }));
    let weekly = PayeeChange {
        frequency: Some(Frequency::Weekly),
        group: Patch::Clear,
        ..PayeeChange::default()
    };
    let changed = change(hr, who, made.id, weekly).await.unwrap();
    let expected = Payee { frequency: Frequency::Weekly, group: None, ..expected };
    assert_eq!(changed, expected);

    let request = PageRequest::new(1, 1);
    let page = list(hr, who, SortBy::Employee, true, request).await.unwrap();
    assert_eq!((page.items, page.total), (vec![(second.clone(), "Max Test".into())], 2));
    assert_eq!(list(hr, rival, SortBy::Id, false, request).await.unwrap().total, 0);
    assert_eq!(change(hr, rival, made.id, PayeeChange::default()).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    delete(hr, who, second.id).await.unwrap();
    assert_eq!(delete(hr, who, PayrollEmployeeId(99)).await, Err(MISSING));
}

#[tokio::test]
async fn candidates_are_all_who_work_here_in_four_statements() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let mut people = Vec::new();
    for name in ["Eve", "Max", "Pat"] {
        people.push(world.employee(who, name).await);
    }
    let team = team(hr, who, &people[..2]).await;
    let before = hr.db().statements();
    let page = candidates(hr, who, PageRequest::new(1, 9)).await.unwrap();
    assert!(hr.db().statements() - before <= 4);
    let payee = |it: &Candidate| it.payee.is_some();
    assert_eq!(page.items.iter().map(payee).collect::<Vec<_>>(), [true, true, false]);
    let eve = &page.items[0];
    assert_eq!((eve.employee, eve.name.as_str()), (people[0], "Eve Test"));
    assert_eq!(eve.department, Some((team, "Team".into())));
}

#[tokio::test]
async fn salary_amount_is_one_for_each_employee_and_component() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let basic = salary::add(hr, who, "Basic".into(), ComponentKind::Basic, None).await.unwrap();
    assert_eq!(salary::all(hr, who).await.unwrap(), std::slice::from_ref(&basic));
    assert_eq!(salary::all(hr, rival).await.unwrap(), []);
    for amount in ["10", "20.5"] {
        salary::set_amount(hr, who, eve, basic.id, dec(amount)).await.unwrap();
    }
    let found = salary::amounts(hr.db().read(), who.company, vec![basic.id]).await.unwrap();
    assert_eq!(found[&eve].iter().collect::<Vec<_>>(), [(&basic.id, &dec("20.5"))]);
    let minus = Decimal::NEGATIVE_ONE;
    for (refused, field) in [
        (salary::set_amount(hr, who, eve, basic.id, minus).await, "amount"),
        (salary::set_amount(hr, who, EmployeeId(99), basic.id, dec("1")).await, "employee_id"),
        (salary::set_amount(hr, who, eve, SalaryComponentId(99), dec("1")).await, "component"),
    ] {
        assert_eq!(fault(refused).0, field);
    }
}
