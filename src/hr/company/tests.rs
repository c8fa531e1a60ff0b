//! Company settings: defaults, nested changes, ranges.

use super::*;
use crate::Error;
use crate::testing::World;

#[tokio::test]
async fn company_settings_change_merges_and_keeps_the_rest() {
    let World { hr, who, rival, .. } = &World::new().await;
    assert_eq!(get(hr, who).await.unwrap(), Settings::default());
    let asked = SettingsChange {
        security: SecurityChange { enable_2fa: Some(true), ..Default::default() },
        hours: HoursChange {
            default_end_time: chrono::NaiveTime::from_hms_opt(23, 59, 59),
            ..Default::default()
        },
    };
    for _ in 0..2 {
        let changed = change(hr, who, asked.clone()).await.unwrap();
        assert!(changed.security.enable_2fa && changed.security.require_numbers);
        assert_eq!(changed.hours.default_end_time.to_string(), "23:59:59");
        assert_eq!(changed, get(hr, who).await.unwrap());
    }
    assert_eq!(get(hr, rival).await.unwrap(), Settings::default());
}

#[test]
fn company_settings_change_refuses_numbers_out_of_range() {
    for (security, hours, field) in [
        (Some(4), None, "session_timeout_minutes"),
        (Some(481), None, "session_timeout_minutes"),
        (None, Some(61), "grace_period_minutes"),
        (None, Some(-1), "grace_period_minutes"),
    ] {
        let asked = SettingsChange {
            security: SecurityChange { session_timeout_minutes: security, ..Default::default() },
            hours: HoursChange { grace_period_minutes: hours, ..Default::default() },
        };
        assert!(matches!(rules::change(Settings::default(), asked), Err(Error::Invalid(it))
            if it[0].field == field));
    }
}
