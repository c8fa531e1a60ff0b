//! Numeric bounds, compared exactly where both sides are integers.

use std::cmp::Ordering;

use crate::faults::seeded;
use crate::scalar::Decimal;
use crate::schema::{Bound, Limits};
use crate::violation::{Fault, Number};

/// The number is within its bounds and on its step.
pub(super) fn hold(number: Number, limits: &Limits) -> bool {
    bound_fault(number, limits).is_none() && step_fault(number, limits).is_none()
}

/// Below the lower or above the upper bound.
pub(super) fn bound_fault(number: Number, limits: &Limits) -> Option<Fault> {
    if seeded("bounds_ignored") {
        return None;
    }
    if let Some(Bound { value: bound, exclusive }) = limits.min
        && outside(number, bound, Ordering::Less, exclusive)
    {
        return Some(Fault::Min { bound, exclusive });
    }
    if let Some(Bound { value: bound, exclusive }) = limits.max
        && outside(number, bound, Ordering::Greater, exclusive)
    {
        return Some(Fault::Max { bound, exclusive });
    }
    None
}

/// Not a multiple.
pub(super) fn step_fault(number: Number, limits: &Limits) -> Option<Fault> {
    let step = limits.multiple_of?;
    let fits = match (number, step) {
        (_, Number::Int(0)) => true,
        (Number::Int(number), Number::Int(step)) => number.checked_rem(step).unwrap_or(0) == 0,
        (number, step) => {
            let exact = |number: Number| Decimal::from_f64(number.as_f64()).map(|d| d.0);
            let rest = exact(number).zip(exact(step)).and_then(|(n, s)| n.checked_rem(s));
            rest.is_some_and(|rest| rest.is_zero())
        }
    };
    (!fits).then_some(Fault::MultipleOf(step))
}

fn outside(number: Number, bound: Number, wrong: Ordering, exclusive: bool) -> bool {
    let order = match (number, bound) {
        (Number::Int(number), Number::Int(bound)) => number.cmp(&bound),
        (number, bound) => number.as_f64().total_cmp(&bound.as_f64()),
    };
    order == wrong || (exclusive && order == Ordering::Equal)
}
