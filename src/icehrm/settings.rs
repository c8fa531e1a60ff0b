//! Settings: the handlers of its operations.

use crate::IceHrm;
use icehrm_server::traits::Settings;
use icehrm_server::{requests, types};

impl Settings for IceHrm {
    async fn setting_show(
        &self,
        _caller: Self::Caller,
        _request: requests::SettingShowRequest,
    ) -> Result<types::PublicSettings, Self::Error> {
        Err(hr::Error::not_implemented("setting_show"))
    }

    async fn setting_save(
        &self,
        _caller: Self::Caller,
        _request: requests::SettingSaveRequest,
    ) -> Result<types::Setting, Self::Error> {
        Err(hr::Error::not_implemented("setting_save"))
    }
}
