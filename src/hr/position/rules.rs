//! What may be said of a position: pure, so that tests can be tables.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{NewPosition, Position, PositionChange};
use crate::id::PositionId;
use crate::patch::set;
use crate::{Error, Faults};

/// The position that `new` describes; its id is given by the store.
pub fn create(new: NewPosition, now: DateTime<Utc>) -> Result<Position, Error> {
    check(Position {
        id: PositionId(0),
        code: new.code,
        name: new.name,
        responsibilities: new.responsibilities,
        minimum_salary: new.minimum_salary,
        maximum_salary: new.maximum_salary,
        currency: new.currency,
        remarks: new.remarks,
        created_at: now,
        updated_at: now,
    })
}

/// The position after `change`.
pub fn change(
    mut position: Position,
    change: PositionChange,
    now: DateTime<Utc>,
) -> Result<Position, Error> {
    change.code.apply(&mut position.code);
    set(&mut position.name, change.name);
    set(&mut position.responsibilities, change.responsibilities);
    change.minimum_salary.apply(&mut position.minimum_salary);
    change.maximum_salary.apply(&mut position.maximum_salary);
    change.currency.apply(&mut position.currency);
    change.remarks.apply(&mut position.remarks);
    position.updated_at = now;
    check(position)
}

fn check(position: Position) -> Result<Position, Error> {
    let (low, high) = (position.minimum_salary, position.maximum_salary);
    let not_negative = |salary: Option<Decimal>| salary.is_none_or(|it| it >= Decimal::ZERO);
    let ordered = low.zip(high).is_none_or(|(low, high)| low <= high);
    Faults::default()
        .filled("name", &position.name)
        .check(not_negative(low), "minimum_salary", "must not be negative")
        .check(not_negative(high), "maximum_salary", "must not be negative")
        .check(ordered, "minimum_salary", "must not be above the maximum")
        .result()?;
    Ok(position)
}
