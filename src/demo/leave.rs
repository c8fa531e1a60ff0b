//! Time off: leave types, requests in every state, holiday entitlements.

use chrono::{Datelike, NaiveDate, NaiveDateTime};
use hr::balance::{self, NewEntitlement};
use hr::holiday::{self, NewHoliday};
use hr::id::{EmployeeId, LeaveRequestId, LeaveTypeId};
use hr::leave::{self, NewLeaveRequest};
use hr::leave_period::{self, NewLeavePeriod};
use hr::leave_type::{self, Accrual, Kind, NewLeaveType, Reset};
use hr::{Error, Hr, Who};
use rust_decimal::Decimal;

use crate::in_order;

/// Name, kind, hours a year, code and colour.
const TYPES: [(&str, Kind, i64, &str, &str); 8] = [
    ("Annual Leave", Kind::Annual, 152, "A", "#1f77b4"),
    ("Sick Leave", Kind::Sick, 76, "S", "#d62728"),
    ("Maternity Leave", Kind::Maternity, 456, "M", "#e377c2"),
    ("Long Service Leave", Kind::LongService, 330, "LS", "#8c564b"),
    ("Personal Leave", Kind::Personal, 40, "P", "#2ca02c"),
    ("Time off in Lieu", Kind::TimeOffInLieu, 0, "TL", "#ff7f0e"),
    ("Bereavement Leave", Kind::Bereavement, 16, "B", "#7f7f7f"),
    ("Birthday Leave", Kind::Birthday, 8, "BD", "#bcbd22"),
];

/// Employees from the first on who were granted annual leave of this year, and how many days.
const GRANTED: [i64; 3] = [25, 22, 20];

/// Leave periods are these years; leave can be asked for from the second one on.
const PERIODS: [i32; 6] = [2025, FIRST_ACTIVE, 2027, 2028, 2029, 2030];
const FIRST_ACTIVE: i32 = 2026;

/// Requests are made for this many; those from 10 to 13 stay pending for the examples.
const REQUESTS: i64 = 30;
const FOR_EXAMPLES: std::ops::RangeInclusive<i64> = 10..=13;

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let types = TYPES.map(|(name, kind, hours, code, colour)| NewLeaveType {
        code: Some(code.into()),
        colour: Some(colour.into()),
        ..strict(granted(name, kind, hours))
    });
    in_order(types.map(|new| leave_type::create(hr, who, new))).await?;
    in_order(PERIODS.map(|year| leave_period::create(hr, who, period(year)))).await?;
    let asked = (1..=REQUESTS).map(|id| leave::create(hr, who, request(id)));
    in_order(asked).await?;
    for id in (1..=REQUESTS).filter(|id| !FOR_EXAMPLES.contains(id)) {
        match id % 3 {
            1 => drop(leave::approve(hr, who, LeaveRequestId(id)).await?),
            2 => {
                let reason = Some("Too many are away that week".into());
                drop(leave::reject(hr, who, LeaveRequestId(id), reason).await?);
            }
            _ => {}
        }
    }
    in_order((1..=6).map(|id| holiday::create(hr, who, days_off(EmployeeId(id))))).await?;
    let year = hr.clock().now().year();
    let grants = (1..).zip(GRANTED).map(|(id, days)| {
        balance::grant(hr, who, entitled(EmployeeId(id), LeaveTypeId(1), year, days))
    });
    in_order(grants).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    let of = leave_type::create(hr, who, granted("Rival Leave", Kind::Annual, 100)).await?.id;
    leave_period::create(hr, who, period(FIRST_ACTIVE)).await?;
    let year = hr.clock().now().year();
    balance::grant(hr, who, entitled(first, of, year, 30)).await?;
    let new = NewLeaveRequest { employee: first, ..request(1) };
    leave::create(hr, who, new).await?;
    holiday::create(hr, who, days_off(first)).await?;
    Ok(())
}

fn granted(name: &str, kind: Kind, hours: i64) -> NewLeaveType {
    NewLeaveType {
        entitlement_hours: Some(Decimal::from(hours)),
        accrual: Some(Accrual::Yearly),
        reset: Some(Reset::Anniversary),
        carry_over_hours: Some(40),
        carry_over: Some(true),
        paid: Some(true),
        max_days: Some(10),
        ..NewLeaveType::new(name, kind)
    }
}

/// What the types ask for besides; the others ask for nothing.
fn strict(new: NewLeaveType) -> NewLeaveType {
    match new.kind {
        Kind::Annual => NewLeaveType { beyond_balance: false, ..new },
        Kind::Maternity => NewLeaveType { attachment_required: true, notice_days: 28, ..new },
        Kind::LongService => NewLeaveType { lock_days: 365, sandwich: true, ..new },
        Kind::TimeOffInLieu => NewLeaveType { self_service: false, ..new },
        _ => new,
    }
}

fn period(year: i32) -> NewLeavePeriod {
    NewLeavePeriod {
        name: format!("Year {year}"),
        starts_on: day(year, 1, 1),
        ends_on: day(year, 12, 31),
        active: year >= FIRST_ACTIVE,
    }
}

/// Days of this year, and three that came from the last and count until the end of June.
fn entitled(employee: EmployeeId, of: LeaveTypeId, year: i32, days: i64) -> NewEntitlement {
    NewEntitlement {
        carried: Decimal::from(3),
        carried_until: NaiveDate::from_ymd_opt(year, 6, 30),
        ..NewEntitlement::new(employee, of, year, Decimal::from(days))
    }
}

fn request(id: i64) -> NewLeaveRequest {
    let kinds = Kind::ALL;
    let month = (id % 12) as u32 + 1;
    NewLeaveRequest {
        employee: EmployeeId(id % 20 + 1),
        kind: kinds.get(id as usize % 2).copied().unwrap_or(Kind::Annual),
        leave_type: None,
        starts_at: at(2026, month, 10, 9),
        ends_at: at(2026, month, 12, 18),
        notes: Some("Family time".into()),
        total_days: None,
        external_id: Some(format!("leave-{id}")),
    }
}

fn days_off(employee: EmployeeId) -> NewHoliday {
    NewHoliday {
        employee,
        name: "Founders' Day".into(),
        kind: holiday::Kind::Company,
        first_day: day(2026, 9, 1),
        last_day: day(2026, 9, 2),
    }
}

/// The constants of this file are days that exist; the fallback is never taken.
fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn at(year: i32, month: u32, of: u32, hour: u32) -> NaiveDateTime {
    day(year, month, of).and_hms_opt(hour, 0, 0).unwrap_or_default()
}
