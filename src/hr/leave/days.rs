//! The days of a request one by one, and how much of each is taken.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{LeaveRequest, last_day};
use crate::Error;
use crate::code::coded;
use crate::db::Tx;
use crate::entity::leave_day::{ActiveModel, Column, Entity};
use crate::id::{CompanyId, LeaveRequestId};

coded! {
    /// How much of a day is taken; a day has eight hours, and so many eighths.
    pub enum Portion("portion of a day") {
        Full = 1,
        Morning = 2,
        Afternoon = 3,
        MorningOneHour = 4,
        MorningTwoHours = 5,
        MorningThreeHours = 6,
        AfternoonOneHour = 7,
        AfternoonTwoHours = 8,
        AfternoonThreeHours = 9,
    }
}

impl Portion {
    /// Eighths of a day.
    pub fn eighths(self) -> i64 {
        match self {
            Self::Full => 8,
            Self::Morning | Self::Afternoon => 4,
            Self::MorningOneHour | Self::AfternoonOneHour => 1,
            Self::MorningTwoHours | Self::AfternoonTwoHours => 2,
            Self::MorningThreeHours | Self::AfternoonThreeHours => 3,
        }
    }

    /// Whether it is over at noon.
    pub fn is_morning(self) -> bool {
        use Portion::{Morning, MorningOneHour, MorningThreeHours, MorningTwoHours};
        matches!(self, Morning | MorningOneHour | MorningTwoHours | MorningThreeHours)
    }

    /// Whether it begins at noon or later.
    pub fn is_afternoon(self) -> bool {
        self != Self::Full && !self.is_morning()
    }
}

/// One day of leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    pub portion: Portion,
}

/// How many days they are together; three decimals.
pub fn total(days: &[Day]) -> Decimal {
    let eighths: i64 = days.iter().map(|day| day.portion.eighths()).sum();
    (Decimal::from(eighths) / Decimal::from(8)).normalize()
}

/// The days of a request that keeps none: each of its calendar days, where that is their number.
pub fn whole(it: &LeaveRequest) -> Vec<Day> {
    let (first, last) = (it.starts_at.date(), last_day(it));
    if Decimal::from((last - first).num_days() + 1) != it.total_days {
        return Vec::new();
    }
    let days = first.iter_days().take_while(|date| *date <= last);
    days.map(|date| Day { date, portion: Portion::Full }).collect()
}

/// The days that a request keeps, in their order.
pub async fn of(
    db: &impl ConnectionTrait,
    company: CompanyId,
    request: LeaveRequestId,
) -> Result<Vec<Day>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::LeaveRequestId.eq(request))
        .order_by_asc(Column::Day)
        .all(db)
        .await?;
    let day = |row: crate::entity::leave_day::Model| {
        Ok(Day { date: row.day, portion: Portion::from_code(row.portion)? })
    };
    rows.into_iter().map(day).collect()
}

/// Keeps the days of a request that has none yet.
pub async fn insert(
    tx: &Tx,
    company: CompanyId,
    request: LeaveRequestId,
    days: &[Day],
) -> Result<(), Error> {
    let rows = days.iter().map(|day| ActiveModel {
        id: NotSet,
        company_id: Set(company),
        leave_request_id: Set(request),
        day: Set(day.date),
        portion: Set(day.portion.code()),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Forgets the days of a request: they hold no longer once its times were changed.
pub async fn clear(tx: &Tx, company: CompanyId, request: LeaveRequestId) -> Result<(), Error> {
    Entity::delete_many()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::LeaveRequestId.eq(request))
        .exec(tx)
        .await?;
    Ok(())
}
