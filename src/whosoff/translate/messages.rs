//! Company messages, which the core calls announcements, between WhosOff and the core.

use std::collections::{BTreeMap, BTreeSet};

use hr::annex::map::Entry;
use hr::announcement::{Announcement, Audience};
use hr::id::{EmployeeId, TagId};
use whosoff_server::types;

use super::{id, moment};

/// Who is there to be addressed.
pub struct Readers {
    /// Active ones.
    pub people: Vec<Entry>,
    pub tags: BTreeMap<TagId, BTreeSet<EmployeeId>>,
}

impl Readers {
    /// How many of them a message is for.
    fn total(&self, of: Audience) -> i32 {
        let count = match of {
            Audience::Company => self.people.len(),
            Audience::Department(id) => self.count(|it| it.department == Some(id)),
            Audience::Tag(id) => self
                .tags
                .get(&TagId(id))
                .map_or(0, |members| self.count(|it| members.contains(&it.id))),
            Audience::Staff(id) => self.count(|it| it.id == id),
        };
        i32::try_from(count).unwrap_or(i32::MAX)
    }

    fn count(&self, wanted: impl Fn(&Entry) -> bool) -> usize {
        self.people.iter().filter(|it| wanted(it)).count()
    }

    pub fn row(&self, it: Announcement) -> types::CompanyMessageRow {
        types::CompanyMessageRow {
            company_message_id: id(it.id.get()),
            title: it.title,
            start_date: moment(it.starts_at),
            end_date: it.ends_at.map(moment).into(),
            map_type_id: wire::Nullable::Value(kind(it.audience).0),
            total: wire::Nullable::Value(self.total(it.audience)),
        }
    }

    pub fn whole(&self, it: Announcement) -> types::CompanyMessage {
        types::CompanyMessage {
            company_message_id: id(it.id.get()),
            title: it.title,
            message: it.body,
            start_date: moment(it.starts_at),
            end_date: it.ends_at.map(moment).into(),
            map_type_id: wire::Nullable::Value(kind(it.audience).0),
            total: wire::Nullable::Value(self.total(it.audience)),
        }
    }
}

/// Whom a message is for: what kind of record, and which.
fn kind(of: Audience) -> (types::MessageMapType, i64) {
    match of {
        Audience::Company => (types::MessageMapType::Company, 0),
        Audience::Department(id) => (types::MessageMapType::Department, id.get()),
        Audience::Tag(id) => (types::MessageMapType::Tag, id),
        Audience::Staff(id) => (types::MessageMapType::Staff, id.get()),
    }
}

/// Whether a message is for what the request names.
pub fn is_for(it: &Announcement, asked: &types::CompanyMessageQuery) -> bool {
    let (kind, id) = kind(it.audience);
    asked.map_type_id.value().is_none_or(|wanted| wanted.code() == kind.code())
        && asked.map_id.value().is_none_or(|wanted| wanted == 0 || i64::from(wanted) == id)
}
