//! Leave of some staff in figures: pure, so that tests can be tables.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::store::Staff;
use crate::annex::Person;
use crate::annex::absence::Absence;
use crate::annex::allowance::minutes;
use crate::id::{EmployeeId, LeaveTypeId};
use crate::leave_type::LeaveType;
use crate::work_pattern::Unit;

/// Who has most of something, and how much: a number, or minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Most {
    pub person: Person,
    pub total: i32,
}

/// How often leave was about so long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub name: &'static str,
    pub occurrences: i32,
    /// Place in the list, from 1.
    pub order: u8,
}

/// One leave type in figures. Where nobody has any, nobody has most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeFigures {
    pub leave_type: LeaveTypeId,
    pub code: String,
    pub name: String,
    pub colour: String,
    pub occurrences: i32,
    pub most_occurrences: Option<Most>,
    /// Among staff counted in days; minutes.
    pub most_days: Option<Most>,
    /// Among staff counted in hours; minutes.
    pub most_hours: Option<Most>,
}

/// All leave in figures; durations are minutes, 1440 a day for staff counted in days and 480 for
/// those counted in hours. Of several who have most, the one with the lowest id is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    pub staff: i32,
    pub staff_with_leave: i32,
    pub absences: i32,
    /// Name of the leave type that is taken most often, and how often.
    pub most_popular: Option<(String, i32)>,
    pub most_occurrences: Option<Most>,
    pub most_days: Option<Most>,
    pub most_hours: Option<Most>,
    pub longest_days: Option<Most>,
    pub longest_hours: Option<Most>,
    /// Every leave type that is active or was taken, in the order of ids.
    pub types: Vec<TypeFigures>,
    pub spans: Vec<Span>,
}

/// Spans by their longest absence, in days.
const SPANS: [(&str, Decimal); 5] = [
    ("Half a day or less", Decimal::from_parts(5, 0, 0, false, 1)),
    ("Up to 1 day", Decimal::ONE),
    ("2 to 5 days", Decimal::from_parts(5, 0, 0, false, 0)),
    ("6 to 10 days", Decimal::TEN),
    ("More than 10 days", Decimal::MAX),
];

/// What one of the staff has taken.
#[derive(Clone, Copy, Default)]
struct Sum {
    occurrences: i32,
    days: Decimal,
    longest: Decimal,
}

impl Sum {
    fn add(&mut self, it: &Absence) {
        self.occurrences += 1;
        self.days += it.days;
        self.longest = self.longest.max(it.days);
    }
}

type Sums = BTreeMap<EmployeeId, Sum>;

/// The figures of this leave of these staff.
pub fn figures(staff: &[Staff], leave: &[Absence], types: &[LeaveType]) -> Figures {
    let mut all = Sums::new();
    let mut by_type: BTreeMap<LeaveTypeId, Sums> = BTreeMap::new();
    let mut spans = SPANS.map(|_| 0);
    for it in leave {
        all.entry(it.employee).or_default().add(it);
        if let Some(id) = it.leave_type {
            by_type.entry(id).or_default().entry(it.employee).or_default().add(it);
        }
        let span = SPANS.iter().position(|(_, longest)| it.days <= *longest);
        if let Some(span) = span.and_then(|at| spans.get_mut(at)) {
            *span += 1;
        }
    }
    let shown = types.iter().filter(|it| it.active || by_type.contains_key(&it.id));
    let types: Vec<_> = shown.map(|it| of_type(it, staff, by_type.get(&it.id))).collect();
    let popular = types.iter().filter(|it| it.occurrences > 0);
    let popular = popular.max_by_key(|it| (it.occurrences, Reverse(it.leave_type)));
    let days = |unit| move |it: &Staff, sum: &Sum| in_unit(it, sum.days, unit);
    let longest = |unit| move |it: &Staff, sum: &Sum| in_unit(it, sum.longest, unit);
    Figures {
        staff: whole(staff.len()),
        staff_with_leave: whole(all.len()),
        absences: whole(leave.len()),
        most_popular: popular.map(|it| (it.name.clone(), it.occurrences)),
        most_occurrences: most(staff, &all, |_, sum| Some(sum.occurrences)),
        most_days: most(staff, &all, days(Unit::Days)),
        most_hours: most(staff, &all, days(Unit::Hours)),
        longest_days: most(staff, &all, longest(Unit::Days)),
        longest_hours: most(staff, &all, longest(Unit::Hours)),
        types,
        spans: span_list(spans),
    }
}

/// How many requests of each of the staff wait for a decision.
pub fn pending(leave: &[Absence]) -> BTreeMap<EmployeeId, i64> {
    let mut found = BTreeMap::new();
    for it in leave.iter().filter(|it| it.pending) {
        *found.entry(it.employee).or_insert(0) += 1;
    }
    found
}

fn of_type(it: &LeaveType, staff: &[Staff], sums: Option<&Sums>) -> TypeFigures {
    let none = Sums::new();
    let sums = sums.unwrap_or(&none);
    let days = |unit| move |it: &Staff, sum: &Sum| in_unit(it, sum.days, unit);
    TypeFigures {
        leave_type: it.id,
        code: it.code.clone().unwrap_or_default(),
        name: it.name.clone(),
        colour: it.colour.clone().unwrap_or_default(),
        occurrences: sums.values().map(|sum| sum.occurrences).sum(),
        most_occurrences: most(staff, sums, |_, sum| Some(sum.occurrences)),
        most_days: most(staff, sums, days(Unit::Days)),
        most_hours: most(staff, sums, days(Unit::Hours)),
    }
}

/// The first of the staff with the highest value above 0.
fn most(staff: &[Staff], sums: &Sums, value: impl Fn(&Staff, &Sum) -> Option<i32>) -> Option<Most> {
    let values = staff.iter().filter_map(|it| {
        let total = value(it, sums.get(&it.person.id)?)?;
        (total > 0).then_some((it, total))
    });
    let (it, total) = values.max_by_key(|(it, total)| (*total, Reverse(it.person.id)))?;
    Some(Most { person: it.person.clone(), total })
}

/// The minutes of so many days, for staff counted in this unit only.
fn in_unit(it: &Staff, days: Decimal, unit: Unit) -> Option<i32> {
    (it.unit == unit).then(|| minutes(days, unit))
}

fn span_list(occurrences: [i32; SPANS.len()]) -> Vec<Span> {
    let spans = SPANS.iter().zip(occurrences).zip(1..);
    spans.map(|(((name, _), occurrences), order)| Span { name, occurrences, order }).collect()
}

fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
