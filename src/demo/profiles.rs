//! What few systems ask about people: details, what they can, and how they are today.

use chrono::NaiveDate;
use hr::access::Level;
use hr::daily_status::{self, NewDailyStatus};
use hr::employee::EmployeeChange;
use hr::employee::record::{
    self, DetailsChange, MaritalStatus, PersonChange, RecordChange, TermsChange,
};
use hr::id::{EmployeeId, QualificationId};
use hr::qualification::{self, Kind, Levels, NewHeld};
use hr::sight::Viewer;
use hr::{Error, Hr, Patch, Who};

use crate::in_order;

const EVE: EmployeeId = EmployeeId(3);

const CAN: [(Kind, &str); 6] = [
    (Kind::Skill, "Welding"),
    (Kind::Skill, "Rigging"),
    (Kind::Education, "Bachelor of Engineering"),
    (Kind::Certification, "First Aid"),
    (Kind::Language, "English"),
    (Kind::Language, "Japanese"),
];

pub async fn demo(hr: &Hr, who: &Who) -> Result<(), Error> {
    let admin = Viewer { employee: EmployeeId(1), level: Level::Admin };
    in_order(CAN.map(|(kind, name)| qualification::define(hr, who, kind, name.into()))).await?;
    in_order(held().map(|new| qualification::add(hr, who, new))).await?;
    record::change(hr, who, admin, EVE, eve()).await?;
    daily_status::set(hr, who, admin, EVE, well("In the workshop")).await?;
    Ok(())
}

/// The rival's first employee can something too.
pub async fn rival(hr: &Hr, who: &Who, first: EmployeeId) -> Result<(), Error> {
    let admin = Viewer { employee: first, level: Level::Admin };
    for (kind, name) in CAN.into_iter().take(1) {
        let it = qualification::define(hr, who, kind, name.into()).await?;
        qualification::add(hr, who, NewHeld::new(first, it.id)).await?;
    }
    daily_status::set(hr, who, admin, first, well("Busy")).await?;
    Ok(())
}

fn well(message: &str) -> NewDailyStatus {
    NewDailyStatus { status: 1, feeling: Some(4), message: Some(message.into()) }
}

/// In the order of the list, but that Max can rig.
fn held() -> [NewHeld; 6] {
    let had =
        |at: i64| NewHeld::new(if at == 2 { EmployeeId(2) } else { EVE }, QualificationId(at));
    let expert = || Some(String::from("Expert"));
    [
        NewHeld { details: Some("Ten years in a shipyard".into()), ..had(1) },
        NewHeld { details: Some("On weekends".into()), ..had(2) },
        NewHeld {
            institute: Some("University of Sydney".into()),
            starts_on: NaiveDate::from_ymd_opt(2008, 2, 1),
            ends_on: NaiveDate::from_ymd_opt(2012, 11, 30),
            ..had(3)
        },
        NewHeld {
            institute: Some("Red Cross".into()),
            starts_on: NaiveDate::from_ymd_opt(2025, 5, 1),
            ends_on: NaiveDate::from_ymd_opt(2028, 4, 30),
            ..had(4)
        },
        NewHeld {
            levels: Levels {
                reading: expert(),
                speaking: expert(),
                writing: Some("Full Professional Proficiency".into()),
                understanding: expert(),
            },
            ..had(5)
        },
        NewHeld {
            levels: Levels { speaking: Some("Elementary Proficiency".into()), ..Levels::default() },
            ..had(6)
        },
    ]
}

fn eve() -> RecordChange {
    let text = |text: &str| Patch::Set(text.to_owned());
    RecordChange {
        employee: EmployeeChange {
            indirect_managers: Some(vec![EmployeeId(1)]),
            ..EmployeeChange::default()
        },
        approvers: [Patch::Set(EmployeeId(1)), Patch::Keep, Patch::Keep],
        details: DetailsChange {
            marital_status: Patch::Set(MaritalStatus::Single),
            person: PersonChange {
                middle_name: text("Maria"),
                pronouns: text("she/her"),
                nationality: Patch::Set(36),
                birthday: NaiveDate::from_ymd_opt(1990, 4, 12).map_or(Patch::Keep, Patch::Set),
                gender: text("Female"),
                home_phone: text("+61 2 5550 0003"),
                private_email: text("evie@home.example"),
                ..PersonChange::default()
            },
            terms: TermsChange {
                pay_grade: Patch::Set(2),
                work_station: text("B-12"),
                time_zone: text("Australia/Sydney"),
                ..TermsChange::default()
            },
            ..DetailsChange::default()
        },
        ..RecordChange::default()
    }
}
