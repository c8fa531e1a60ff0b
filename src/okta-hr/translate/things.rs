//! Assets, announcements and notifications as resources.

use chrono::NaiveTime;
use hr::announcement::Announcement;
use hr::asset::{Asset, Keeper, Status};
use hr::notification::Notification;
use okta_hr_server::types;
use serde_json::Value;

use super::to_employee;

/// The core knows the day of the assignment only: midnight of it. A department that has something
/// is no holder here.
pub fn asset(it: Asset) -> types::Asset {
    let holder = it.holder.and_then(|holder| match holder.keeper {
        Keeper::Employee(id) => Some((id, holder.since.and_time(NaiveTime::MIN).and_utc())),
        Keeper::Department(_) => None,
    });
    let status = match it.status {
        Status::Available => "available",
        Status::Assigned => "assigned",
        Status::InRepair => "in_repair",
        Status::Retired => "retired",
    };
    types::Asset {
        id: it.id.to_string(),
        attributes: types::AssetAttributes {
            name: it.name,
            asset_tag: Some(it.tag).into(),
            category: it.kind.map(|kind| kind.name).into(),
            serial_number: it.serial.into(),
            status: status.into(),
            assigned_at: holder.map(|(_, since)| since).into(),
        },
        relationships: types::AssetRelationships {
            holder: to_employee(holder.map(|(id, _)| id)),
        },
    }
}

pub fn announcement(it: Announcement) -> types::Announcement {
    types::Announcement {
        id: it.id.to_string(),
        attributes: types::AnnouncementAttributes {
            title: it.title,
            body: it.body,
            published_at: it.starts_at,
        },
    }
}

pub fn notification(it: Notification) -> types::Notification {
    let data = match it.data {
        Value::Object(members) => members.into_iter().collect(),
        _ => Default::default(),
    };
    types::Notification {
        id: it.id.to_string(),
        attributes: types::NotificationAttributes {
            title: it.title,
            body: it.body,
            data,
            read_at: it.read_at.into(),
            created_at: it.created_at,
        },
    }
}
