//! Tag Company Settings: vendor section 15.

use hr::Error;
use hr::company::{self, HoursChange, SecurityChange, Settings, SettingsChange};
use shiftcare_server::requests::*;
use shiftcare_server::traits;
use shiftcare_server::types::{
    CompanySettings, CompanySettingsUpdate, OvertimeFlag, OvertimeFlagInput, SecuritySettings,
    SecuritySettingsUpdate, WorkingHours, WorkingHoursUpdate,
};
use wire::LocalTime;

use crate::translate::{ToCore, ToWire, flags};
use crate::{Principal, ShiftCare};

flags!(OvertimeFlagInput, OvertimeFlag { true = Yes, false = No });

impl traits::CompanySettings for ShiftCare {
    async fn company_settings_get(
        &self,
        caller: Principal,
        _: CompanySettingsGetRequest,
    ) -> Result<CompanySettings, Error> {
        let settings = company::get(&self.hr, caller.who()?).await?;
        Ok(shown(caller.enterprise(), settings))
    }

    async fn company_settings_update(
        &self,
        caller: Principal,
        request: CompanySettingsUpdateRequest,
    ) -> Result<(), Error> {
        company::change(&self.hr, caller.who()?, change(request.body)).await?;
        Ok(())
    }
}

fn change(sent: CompanySettingsUpdate) -> SettingsChange {
    SettingsChange {
        security: sent.security_settings.map(security).unwrap_or_default(),
        hours: sent.working_hours.map(hours).unwrap_or_default(),
    }
}

fn security(sent: SecuritySettingsUpdate) -> SecurityChange {
    SecurityChange {
        min_password_length: sent.min_password_length,
        require_numbers: sent.require_numbers,
        require_uppercase: sent.require_uppercase,
        require_special_chars: sent.require_special_chars,
        enable_2fa: sent.enable2fa,
        session_timeout_minutes: sent.session_timeout_minutes,
        max_failed_attempts: sent.max_failed_attempts,
    }
}

fn hours(sent: WorkingHoursUpdate) -> HoursChange {
    HoursChange {
        default_start_time: sent.default_start_time.map(|at| at.0),
        default_end_time: sent.default_end_time.map(|at| at.0),
        grace_period_minutes: sent.grace_period,
        enable_overtime: sent.enable_overtime.map(ToCore::core),
        maximum_overtime_minutes: sent.maximum_overtime,
    }
}

fn shown(enterprise: &str, it: Settings) -> CompanySettings {
    CompanySettings {
        enterprise_id: enterprise.to_owned(),
        security_settings: SecuritySettings {
            min_password_length: it.security.min_password_length,
            require_numbers: it.security.require_numbers,
            require_uppercase: it.security.require_uppercase,
            require_special_chars: it.security.require_special_chars,
            enable2fa: it.security.enable_2fa,
            session_timeout_minutes: it.security.session_timeout_minutes,
            max_failed_attempts: it.security.max_failed_attempts,
        },
        working_hours: WorkingHours {
            default_start_time: LocalTime(it.hours.default_start_time),
            default_end_time: LocalTime(it.hours.default_end_time),
            grace_period: it.hours.grace_period_minutes,
            enable_overtime: it.hours.enable_overtime.wire(),
            maximum_overtime: it.hours.maximum_overtime_minutes,
        },
    }
}
