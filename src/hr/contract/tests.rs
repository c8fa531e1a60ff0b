//! Contracts: rules as a table, verbs on a fresh database.

use chrono::{NaiveDate, TimeDelta};

use super::*;
use crate::contract_template::{self, NewContractTemplate};
use crate::testing::World;
use crate::{Error, PageRequest, Who};

const MISSING: Error = Error::NotFound("contract");

fn new_year(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap()
}

fn permanent(employee: EmployeeId) -> NewContract {
    NewContract {
        employee,
        template: None,
        position: Some("Gardener".into()),
        name: Some("Main contract".into()),
        form: Some(Form::Paper),
        starts_at: new_year(2026),
        ends_at: new_year(2028),
        accessory_url: Some("https://files.example.test/1.pdf".into()),
        is_renewal: false,
    }
}

async fn template(world: &World, who: &Who) -> ContractTemplateId {
    let new = NewContractTemplate { name: "Standard".into(), content: None, active: true };
    contract_template::create(&world.hr, who, new).await.unwrap().id
}

fn fields(refused: Result<Contract, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[test]
fn contract_create_refuses_an_end_that_does_not_follow_the_start() {
    for ends_at in [new_year(2026), new_year(2025)] {
        let bad = NewContract { ends_at, ..permanent(EmployeeId(1)) };
        assert_eq!(fields(rules::create(bad, World::start())), ["ends_at"]);
    }
}

#[tokio::test]
async fn contract_create_then_get_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let template = Some(template(&world, who).await);
    let made = create(hr, who, NewContract { template, ..permanent(eve) }).await.unwrap();
    let expected = Contract {
        id: made.id,
        employee: eve,
        template,
        position: Some("Gardener".into()),
        name: Some("Main contract".into()),
        form: Some(Form::Paper),
        starts_at: new_year(2026),
        ends_at: new_year(2028),
        accessory_url: Some("https://files.example.test/1.pdf".into()),
        is_renewal: false,
        signed: false,
        matured: false,
        signed_on: None,
        created_at: World::start(),
        updated_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
}

#[tokio::test]
async fn contract_that_refers_to_something_unknown_is_refused() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, permanent(eve)).await.unwrap();
    let somebody = world.employee(rival, "Rita").await;
    for employee in [EmployeeId(9_999), somebody] {
        assert_eq!(fields(create(hr, who, permanent(employee)).await), ["employee_id"]);
    }
    for unknown in [ContractTemplateId(9_999), template(&world, rival).await] {
        let new = NewContract { template: Some(unknown), ..permanent(eve) };
        assert_eq!(fields(create(hr, who, new).await), ["template_id"]);
        let asked = ContractChange { template: Patch::Set(unknown), ..Default::default() };
        assert_eq!(fields(change(hr, who, made.id, asked).await), ["template_id"]);
        assert_eq!(fields(renew(hr, who, made.id, renewal(unknown)).await), ["template_id"]);
    }
}

#[tokio::test]
async fn contract_change_sets_clears_and_keeps() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, permanent(eve)).await.unwrap();
    let asked = ContractChange {
        name: Patch::Clear,
        form: Patch::Set(Form::Electronic),
        signed: Some(true),
        signed_on: Patch::Set("2026-01-02".into()),
        ..Default::default()
    };
    let changed = change(hr, who, made.id, asked).await.unwrap();
    let expected = Contract {
        name: None,
        form: Some(Form::Electronic),
        signed: true,
        signed_on: Some("2026-01-02".into()),
        ..made
    };
    assert_eq!(changed, expected);
    assert_eq!(get(hr, who, expected.id).await.unwrap(), expected);
    let backwards = ContractChange { ends_at: Some(new_year(2026)), ..Default::default() };
    assert_eq!(fields(change(hr, who, expected.id, backwards).await), ["ends_at"]);
}

fn renewal(template: ContractTemplateId) -> Renewal {
    Renewal {
        template,
        form: None,
        starts_at: new_year(2028),
        ends_at: new_year(2030),
        accessory_url: None,
        is_renewal: true,
    }
}

#[tokio::test]
async fn contract_renew_makes_a_new_one_and_leaves_the_original_unchanged() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let made = create(hr, who, permanent(eve)).await.unwrap();
    let signed = ContractChange {
        signed: Some(true),
        matured: Some(true),
        signed_on: Patch::Set("2026-01-02".into()),
        ..Default::default()
    };
    let old = change(hr, who, made.id, signed).await.unwrap();
    let template = template(&world, who).await;
    hr.clock().set(World::start() + TimeDelta::days(1));
    let next = renew(hr, who, old.id, renewal(template)).await.unwrap();
    let expected = Contract {
        id: next.id,
        template: Some(template),
        form: None,
        starts_at: new_year(2028),
        ends_at: new_year(2030),
        accessory_url: None,
        is_renewal: true,
        signed: false,
        matured: false,
        signed_on: None,
        created_at: World::start() + TimeDelta::days(1),
        updated_at: World::start() + TimeDelta::days(1),
        ..old.clone()
    };
    assert!(next.id > old.id);
    assert_eq!(next, expected);
    assert_eq!(get(hr, who, next.id).await.unwrap(), expected);
    assert_eq!(get(hr, who, old.id).await.unwrap(), old);
}

#[tokio::test]
async fn contract_list_expired_has_those_past_their_end_and_those_marked_matured() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let now = World::start().naive_utc();
    let second = TimeDelta::seconds(1);
    let ending = |ends_at| NewContract { starts_at: new_year(2020), ends_at, ..permanent(eve) };
    let past = create(hr, who, ending(now - second)).await.unwrap().id;
    let ends_now = create(hr, who, ending(now)).await.unwrap().id;
    let running = create(hr, who, ending(now + second)).await.unwrap().id;
    let marked = create(hr, who, ending(new_year(2030))).await.unwrap().id;
    let matured = ContractChange { matured: Some(true), ..Default::default() };
    change(hr, who, marked, matured).await.unwrap();
    for (passed, expected) in [
        (0, vec![past, marked]),
        (1, vec![past, ends_now, marked]),
        (2, vec![past, ends_now, running, marked]),
    ] {
        hr.clock().set(World::start() + second * passed);
        let before = hr.db().statements();
        let page = list_expired(hr, who, PageRequest::new(1, 20)).await.unwrap();
        assert!(hr.db().statements() - before <= 2);
        let found: Vec<_> = page.items.iter().map(|it| it.id).collect();
        assert_eq!((found, page.total), (expected.clone(), expected.len() as u64));
    }
    assert_eq!(list(hr, who, PageRequest::new(1, 20)).await.unwrap().total, 4);
}

#[tokio::test]
async fn contract_of_another_company_is_not_found_and_not_touched() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let ended =
        NewContract { starts_at: new_year(2020), ends_at: new_year(2021), ..permanent(eve) };
    let made = create(hr, who, ended).await.unwrap();
    let theirs = template(&world, rival).await;
    let page = PageRequest::new(1, 20);
    assert_eq!(get(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(change(hr, rival, made.id, ContractChange::default()).await, Err(MISSING));
    assert_eq!(renew(hr, rival, made.id, renewal(theirs)).await, Err(MISSING));
    assert_eq!(delete(hr, rival, made.id).await, Err(MISSING));
    assert_eq!(list(hr, rival, page).await.unwrap().total, 0);
    assert_eq!(list_expired(hr, rival, page).await.unwrap().total, 0);
    assert_eq!(get(hr, who, made.id).await.unwrap(), made);
}

#[tokio::test]
async fn contract_delete_is_final_and_leaves_a_trail() {
    let world = World::new().await;
    let World { hr, who, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let template = template(&world, who).await;
    let before = world.audited(who).await.len();
    let made = create(hr, who, permanent(eve)).await.unwrap();
    renew(hr, who, made.id, renewal(template)).await.unwrap();
    delete(hr, who, made.id).await.unwrap();
    assert_eq!(delete(hr, who, made.id).await, Err(MISSING));
    assert_eq!(
        world.audited(who).await[before..],
        ["contract.create", "contract.renew", "contract.delete"]
    );
}
