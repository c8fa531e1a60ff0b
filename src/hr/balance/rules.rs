//! How days are counted: pure, so that tests can be tables.

use std::cmp::{max, min};

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;

use super::{Entitlement, NewEntitlement};
use crate::id::EntitlementId;
use crate::leave_type::LeaveType;
use crate::{Error, Faults};

/// Hours in a day of leave, for types that are granted in hours.
const HOURS: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

/// The entitlement that `new` describes; its id is given by the store.
pub fn create(new: NewEntitlement, now: DateTime<Utc>) -> Result<Entitlement, Error> {
    Faults::default()
        .check((1900..=9999).contains(&new.year), "year", "must be between 1900 and 9999")
        .result()?;
    Ok(Entitlement {
        id: EntitlementId(0),
        employee: new.employee,
        leave_type: new.leave_type,
        year: new.year,
        entitled: new.entitled,
        taken_before: new.taken_before,
        carried: new.carried,
        carried_taken: new.carried_taken,
        carried_until: new.carried_until,
        locked: new.locked,
        created_at: now,
        updated_at: now,
    })
}

/// What the sum is made of, for one employee, leave type and year.
#[derive(Clone, Copy, Debug, Default)]
pub struct Terms {
    pub entitled: Decimal,
    pub taken_before: Decimal,
    pub carried: Decimal,
    pub carried_taken: Decimal,
    pub carried_until: Option<NaiveDate>,
}

/// What remains, and how much of that is carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    pub remaining: Decimal,
    pub carried: Decimal,
}

impl Terms {
    /// What a type grants to whoever has no entitlement.
    pub fn of_type(of: &LeaveType) -> Self {
        let entitled = days(of.entitlement_hours.unwrap_or_default());
        Self { entitled, ..Self::default() }
    }

    pub fn of_entitlement(it: &Entitlement) -> Self {
        Self {
            entitled: it.entitled,
            taken_before: it.taken_before,
            carried: it.carried,
            carried_taken: it.carried_taken,
            carried_until: it.carried_until,
        }
    }

    /// What remains on the day `today` after `taken`: approved requests by first day and length.
    ///
    /// Carried days are used first, by requests that begin while they count; what is left of them
    /// afterwards expires. A debt that was carried does not.
    pub fn left(&self, taken: &[(NaiveDate, Decimal)], today: NaiveDate) -> Left {
        let total: Decimal = taken.iter().map(|(_, days)| days).sum();
        let counts = |day: NaiveDate| self.carried_until.is_none_or(|until| day <= until);
        let early: Decimal =
            taken.iter().filter(|(day, _)| counts(*day)).map(|(_, days)| days).sum();
        let brought = self.carried - self.carried_taken;
        let from_carried = min(early, max(brought, Decimal::ZERO));
        let carried = match brought - from_carried {
            left if counts(today) => left,
            left => min(left, Decimal::ZERO),
        };
        let own = self.entitled - self.taken_before - (total - from_carried);
        Left { remaining: own + carried, carried }
    }
}

/// What goes into the next year: what remains, at most what the type lets through.
pub fn carried_over(of: &LeaveType, remaining: Decimal) -> Decimal {
    let most = of.carry_over_hours.map(|hours| days(Decimal::from(hours)));
    let remaining = max(remaining, Decimal::ZERO);
    most.map_or(remaining, |most| min(remaining, most))
}

fn days(hours: Decimal) -> Decimal {
    (hours / HOURS).round_dp(4).normalize()
}
