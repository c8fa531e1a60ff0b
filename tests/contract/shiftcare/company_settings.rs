//! Company settings: defaults until they are changed, field by field.

use rosetta_shiftcare::chrono::NaiveTime;
use rosetta_shiftcare::*;

use super::watched::{Desk, invalid};

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

#[tokio::test]
async fn company_settings_get_gives_the_defaults() {
    let desk = Desk::open().await;
    let settings = desk.company_settings_get().await.unwrap();
    assert_eq!(settings.enterprise_id, "ent_demo");
    let security = &settings.security_settings;
    assert_eq!((security.min_password_length, security.session_timeout_minutes), (8, 30));
    assert!(security.require_numbers && !security.enable2fa);
    assert_eq!(settings.working_hours.default_start_time, time("09:00:00"));
    assert_eq!(settings.working_hours.default_end_time, time("18:00:00"));
    assert_eq!(settings.working_hours.maximum_overtime, 120);
    assert_eq!(desk.rival().company_settings_get().await.unwrap().enterprise_id, "ent_rival");
}

#[tokio::test]
async fn company_settings_update_changes_what_it_names() {
    let desk = Desk::open().await;
    let mut expected = desk.company_settings_get().await.unwrap();
    let security = SecuritySettingsUpdate::new().min_password_length(14).require_numbers(false);
    let body = CompanySettingsUpdate::new().security_settings(security);
    desk.company_settings_update(body).await.unwrap();
    expected.security_settings.min_password_length = 14;
    expected.security_settings.require_numbers = false;
    assert_eq!(desk.company_settings_get().await.unwrap(), expected);

    let hours = WorkingHoursUpdate::new()
        .default_start_time(time("22:00:00"))
        .default_end_time(time("06:30:00"))
        .enable_overtime(OvertimeFlagInput::No);
    desk.company_settings_update(CompanySettingsUpdate::new().working_hours(hours)).await.unwrap();
    expected.working_hours.default_start_time = time("22:00:00");
    expected.working_hours.default_end_time = time("06:30:00");
    expected.working_hours.enable_overtime = OvertimeFlag::No;
    assert_eq!(desk.company_settings_get().await.unwrap(), expected);
    let rival = desk.rival().company_settings_get().await.unwrap();
    assert_ne!(rival.working_hours, expected.working_hours);
}

#[tokio::test]
async fn company_settings_update_refuses_what_is_out_of_bounds() {
    let desk = Desk::open().await;
    let before = desk.company_settings_get().await.unwrap();
    let security = SecuritySettingsUpdate::new().session_timeout_minutes(481);
    let body = CompanySettingsUpdate::new().security_settings(security);
    invalid(desk.company_settings_update(body).await, "sessionTimeoutMinutes");
    assert_eq!(desk.company_settings_get().await.unwrap(), before);
}
