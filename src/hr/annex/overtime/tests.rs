//! Overtime: rules as a table, verbs on a fresh database.

use super::*;
use crate::Error;
use crate::testing::World;

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, day).unwrap()
}

fn late(employee: EmployeeId, kind: OvertimeTypeId) -> NewOvertime {
    NewOvertime {
        employee,
        kind,
        status: Status::Pending,
        first_day: day(2),
        last_day: day(3),
        unit: Unit::Hours,
        minutes: 90,
        note: Some("Release".into()),
        in_lieu: true,
    }
}

fn fields(refused: Result<Overtime, Error>) -> Vec<&'static str> {
    let Err(Error::Invalid(faults)) = refused else { panic!("not invalid: {refused:?}") };
    faults.iter().map(|fault| fault.field).collect()
}

#[tokio::test]
async fn overtime_create_then_get_gives_every_field() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let kind = add_type(hr, who, "Weekend".into(), "#ff0000".into()).await.unwrap();
    assert_eq!(types(hr, who).await.unwrap(), std::slice::from_ref(&kind));
    let made = create(hr, who, late(eve, kind.id)).await.unwrap();
    let expected = Overtime {
        id: made.id,
        employee: Person { id: eve, first_name: "Eve".into(), last_name: "Test".into() },
        department: None,
        department_name: String::new(),
        kind: kind.clone(),
        status: Status::Pending,
        first_day: day(2),
        last_day: day(3),
        unit: Unit::Hours,
        minutes: 90,
        note: Some("Release".into()),
        in_lieu: true,
        created_at: World::start(),
    };
    assert_eq!(made, expected);
    assert_eq!(get(hr, who, made.id).await.unwrap(), expected);
    assert_eq!(get(hr, rival, made.id).await, Err(Error::NotFound("overtime")));
    let done = NewOvertime { status: Status::Approved, ..late(eve, kind.id) };
    create(hr, who, done).await.unwrap();
    let waiting = pending(hr.db().read(), who.company, &[eve]).await.unwrap();
    assert_eq!(waiting.into_iter().collect::<Vec<_>>(), [(eve, 1)]);
}

#[tokio::test]
async fn overtime_create_names_what_breaks_a_rule() {
    let world = World::new().await;
    let World { hr, who, rival, .. } = &world;
    let eve = world.employee(who, "Eve").await;
    let kind = add_type(hr, who, "Weekend".into(), "#ff0000".into()).await.unwrap().id;
    let theirs = add_type(hr, rival, "Night".into(), "#00ff00".into()).await.unwrap().id;
    let bad = NewOvertime { last_day: day(1), minutes: 0, ..late(eve, kind) };
    assert_eq!(fields(create(hr, who, bad).await), ["last_day", "minutes"]);
    assert_eq!(fields(create(hr, who, late(eve, theirs)).await), ["overtime_type_id"]);
    assert_eq!(fields(create(hr, who, late(EmployeeId(9_999), kind)).await), ["employee_id"]);
}
