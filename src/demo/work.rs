//! The working day: what is lent, said and noted, and who came when.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use hr::announcement::{self, Audience, NewAnnouncement};
use hr::asset::{self, AssetChange, Keeper, NewAsset, Status};
use hr::asset_type::{self, NewAssetType};
use hr::attendance::{self, NewAttendance};
use hr::id::{AssetId, AssetTypeId, EmployeeId};
use hr::notification::{self, NewNotification};
use hr::{Error, Hr, Who};
use serde_json::json;

use crate::in_order;

const ASSET_TYPES: [&str; 5] = ["Computers", "Presentation", "Phones", "Vehicles", "Furniture"];

/// Assets with the ids of their types.
const ASSETS: [(&str, i64); 6] = [
    ("Laptop", 1),
    ("Monitor", 1),
    ("Projector", 2),
    ("Desk Phone", 3),
    ("Mobile Phone", 3),
    ("Company Car", 4),
];

/// Announcements with the days from now until they start; the last is not published yet.
const NEWS: [(&str, i64); 4] = [
    ("New office hours", -14),
    ("Summer party", -7),
    ("Parking is closed on Monday", -1),
    ("Results of the year", 30),
];

/// Employees 1 to so many came and went.
const PRESENT: i64 = 10;
/// The history goes back so many days and ends the day before yesterday in UTC, so that it has
/// nothing of today in any time zone.
const HISTORY_DAYS: i64 = 15;

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    in_order(ASSET_TYPES.map(|name| asset_type::create(hr, who, kind(name)))).await?;
    let assets = ASSETS.iter().zip(1..);
    let assets = assets.map(|((name, kind), at)| owned(name, AssetTypeId(*kind), at));
    in_order(assets.map(|new| asset::create(hr, who, new))).await?;
    for (id, holder) in [(1, 3), (5, 2)] {
        let to = Keeper::Employee(EmployeeId(holder));
        asset::assign(hr, who, AssetId(id), to, None).await?;
    }
    for (id, status) in [(3, Status::InRepair), (4, Status::Retired)] {
        let asked = AssetChange { status: Some(status), ..AssetChange::default() };
        asset::change(hr, who, AssetId(id), asked).await?;
    }
    let now = hr.clock().now();
    in_order(NEWS.map(|(title, days)| announcement::create(hr, who, news(title, now, days))))
        .await?;
    for employee in [1, 2, 3].map(EmployeeId) {
        told(hr, who, employee).await?;
    }
    let days = workdays(hr.clock().today());
    let all = days.flat_map(|day| (1..=PRESENT).map(move |id| came(EmployeeId(id), day)));
    in_order(all.map(|new| attendance::record(hr, who, new))).await?;
    Ok(())
}

pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    let kind = asset_type::create(hr, who, kind("Vehicles")).await?.id;
    let car = NewAsset { keeper: Some(Keeper::Employee(first)), ..owned("Rival Car", kind, 1) };
    asset::create(hr, who, car).await?;
    announcement::create(hr, who, news("Rival news", hr.clock().now(), -1)).await?;
    told(hr, who, first).await?;
    let days = workdays(hr.clock().today()).map(|day| came(first, day));
    in_order(days.map(|new| attendance::record(hr, who, new))).await?;
    Ok(())
}

fn kind(name: &str) -> NewAssetType {
    NewAssetType { name: name.into(), description: None, attachment: None }
}

fn owned(name: &str, kind: AssetTypeId, at: i64) -> NewAsset {
    NewAsset {
        kind: Some(kind),
        serial: Some(format!("SN-{at:06}")),
        ..NewAsset::new(name, &format!("AST-{at:03}"))
    }
}

fn news(title: &str, now: DateTime<Utc>, days: i64) -> NewAnnouncement {
    NewAnnouncement {
        title: title.into(),
        body: "See the notice board for more.".into(),
        starts_at: now + TimeDelta::days(days),
        ends_at: Some(now + TimeDelta::days(365)),
        audience: Audience::Company,
    }
}

/// One notification that is read and two that are not.
async fn told(hr: &Hr, who: &Who, employee: EmployeeId) -> Result<(), Error> {
    let tell = |title: &str| NewNotification {
        employee,
        title: title.into(),
        body: "Please have a look.".into(),
        data: json!({ "kind": "reminder" }),
    };
    notification::send(hr, who, tell("Welcome")).await?;
    notification::mark_read(hr, who, employee, None).await?;
    for title in ["Your details are due for review", "A policy has changed"] {
        notification::send(hr, who, tell(title)).await?;
    }
    Ok(())
}

/// The UTC days of the history whose next day is a working day, earliest first.
fn workdays(today: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let days = (2..=HISTORY_DAYS).rev().map(move |ago| today - TimeDelta::days(ago));
    days.filter(|day| !matches!(day.weekday(), Weekday::Fri | Weekday::Sat))
}

/// Eight hours from 23:00 in UTC: the next morning in Sydney.
fn came(employee: EmployeeId, day: NaiveDate) -> NewAttendance {
    let check_in_at = day.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(23);
    NewAttendance {
        employee,
        check_in_at,
        check_out_at: Some(check_in_at + TimeDelta::hours(8)),
        check_in_place: None,
        check_out_place: None,
    }
}
