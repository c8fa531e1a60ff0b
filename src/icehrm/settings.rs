//! Tag Settings: what apps need to know, and how an administrator changes what there is.

use hr::{Error, setting};
use icehrm_server::requests::{SettingSaveRequest, SettingShowRequest};
use icehrm_server::traits::Settings;
use icehrm_server::types;

use crate::translate::settings;
use crate::{Caller, IceHrm};

impl Settings for IceHrm {
    async fn setting_show(
        &self,
        caller: Caller,
        _: SettingShowRequest,
    ) -> Result<types::PublicSettings, Error> {
        Ok(settings::public(&setting::list(&self.hr, caller.who()).await?))
    }

    async fn setting_save(
        &self,
        caller: Caller,
        request: SettingSaveRequest,
    ) -> Result<types::Setting, Error> {
        let types::SettingSave { id, value } = request.body;
        Ok(settings::shown(setting::save(&self.hr, caller.who(), id, value).await?))
    }
}
