//! Positions between ShiftCare and the core.

use hr::position::{NewPosition, Position, PositionChange};
use shiftcare_server::types;

use super::{amount, moment, patch, same};

pub fn new(sent: types::PositionCreate) -> NewPosition {
    NewPosition {
        code: sent.position_code,
        name: sent.position_name,
        responsibilities: sent.responsibilities,
        minimum_salary: amount(sent.minimum_salary),
        maximum_salary: amount(sent.maximum_salary),
        currency: sent.currency,
        remarks: sent.remarks,
    }
}

pub fn change(sent: types::PositionUpdate) -> PositionChange {
    PositionChange {
        code: same(sent.position_code),
        name: sent.position_name,
        responsibilities: sent.responsibilities,
        minimum_salary: patch(sent.minimum_salary, Into::into),
        maximum_salary: patch(sent.maximum_salary, Into::into),
        currency: same(sent.currency),
        remarks: same(sent.remarks),
    }
}

pub fn shown(it: Position) -> types::Position {
    types::Position {
        position_id: it.id.get(),
        position_code: it.code,
        position_name: it.name,
        responsibilities: it.responsibilities,
        minimum_salary: it.minimum_salary.map(Into::into),
        maximum_salary: it.maximum_salary.map(Into::into),
        currency: it.currency,
        remarks: it.remarks,
        created_date: moment(it.created_at),
        updated_date: moment(it.updated_at),
    }
}
