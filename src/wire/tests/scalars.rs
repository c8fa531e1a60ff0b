//! Scalars: one spelling each, exact values, nothing secret in `Debug`.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::*;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Presence {
    #[serde(default, deserialize_with = "presence::some", skip_serializing_if = "Option::is_none")]
    some: Option<i64>,
    #[serde(default, skip_serializing_if = "Patch::is_absent")]
    patch: Patch<i64>,
    #[serde(deserialize_with = "presence::nullable")]
    nullable: Nullable<i64>,
}

#[test]
fn the_four_states_of_a_field_survive_a_round_trip() {
    let cases = [
        r#"{"nullable":null}"#,
        r#"{"patch":null,"nullable":1}"#,
        r#"{"some":1,"patch":2,"nullable":3}"#,
    ];
    for json in cases {
        let read: Presence = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }
    assert!(serde_json::from_str::<Presence>(r#"{"some":null,"nullable":null}"#).is_err());
    assert!(serde_json::from_str::<Presence>("{}").is_err(), "absent is not null");
}

#[derive(Debug, PartialEq, Deserialize)]
struct Moments {
    #[serde(deserialize_with = "date::read")]
    day: NaiveDate,
    #[serde(default, deserialize_with = "date_time::nullable")]
    moment: Nullable<DateTime<Utc>>,
    #[serde(default, deserialize_with = "date::some_list")]
    days: Option<Vec<NaiveDate>>,
}

#[test]
fn dates_have_one_spelling() {
    let good = r#"{"day":"2024-02-29","moment":"2026-11-30T09:00:00+02:00","days":["2026-01-01"]}"#;
    let read: Moments = serde_json::from_str(good).unwrap();
    assert_eq!(read.moment.value().unwrap().to_rfc3339(), "2026-11-30T07:00:00+00:00");
    assert_eq!(read.days.unwrap().len(), 1);
    for day in ["2023-02-29", "2024-2-29", "2024-02-29 ", "+2024-02-29", "24-02-29", "2024-13-01"] {
        assert_eq!(date::parse(day), None, "{day}");
    }
    for moment in ["2026-11-30 09:00:00Z", "2026-11-30T09:00:00", "2026-11-30T25:00:00Z"] {
        assert_eq!(date_time::parse(moment), None, "{moment}");
    }
}

#[test]
fn local_moments_have_one_spelling_and_keep_it() {
    let minute: LocalMinute = serde_json::from_str("\"2026-11-30 09:05\"").unwrap();
    assert_eq!(serde_json::to_string(&minute).unwrap(), "\"2026-11-30 09:05\"");
    let moment = LocalDateTime::from_text("2026-11-30T09:05:07").unwrap();
    assert_eq!(moment.to_string(), "2026-11-30T09:05:07");
    assert_eq!(LocalTime::from_text("23:59:59").unwrap().to_string(), "23:59:59");
    for text in ["2026-11-30 9:05", "2026-11-31 09:05", "2026-11-30 24:00", "2026-11-30T09:05"] {
        assert_eq!(LocalMinute::from_text(text), None, "{text}");
    }
    assert_eq!(LocalTime::from_text("23:59:60"), None);
}

#[test]
fn decimals_are_exact_numbers() {
    for json in ["0", "0.1", "12.5", "99999999999.9999", "-3", "123456789012345"] {
        let read: Decimal = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
        assert_eq!(Decimal::from_text(json), Some(read));
        assert_eq!(read.to_string(), json);
    }
    assert_eq!(serde_json::from_str::<Decimal>("1e2").unwrap().to_string(), "100");
    for text in ["", " 1", "1,5", "NaN", "1e400", "--1", "\"1\""] {
        assert_eq!(Decimal::from_text(text), None, "{text}");
    }
}

#[test]
fn secrets_do_not_show() {
    let secret: Secret = serde_json::from_str("\"hunter2\"").unwrap();
    assert_eq!(format!("{secret:?}"), "Secret(…)");
    assert_eq!(secret.expose(), "hunter2");
}

#[test]
fn totals_of_pages() {
    let told = |number, total| {
        let totals = Totals::of(number, 20, total);
        (totals.pages, totals.has_next, totals.has_previous)
    };
    assert_eq!(told(1, 0), (0, false, false));
    assert_eq!(told(1, 20), (1, false, false));
    assert_eq!(told(1, 21), (2, true, false));
    assert_eq!(told(2, 21), (2, false, true));
    assert_eq!(told(9, 21), (2, false, true));
    assert_eq!(Page { number: 3, size: 20 }.offset(), 40);
}
