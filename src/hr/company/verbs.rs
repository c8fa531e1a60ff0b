//! What can be done with a company's settings.

use super::{Settings, SettingsChange, rules, store};
use crate::{Error, Hr, Who};

/// The company's settings; the default ones before the first change.
pub async fn get(hr: &Hr, who: &Who) -> Result<Settings, Error> {
    store::find(hr.db().read(), who.company).await
}

/// Changes what `change` names. `Invalid` where a number is out of its range.
pub async fn change(hr: &Hr, who: &Who, change: SettingsChange) -> Result<Settings, Error> {
    hr.write(who, move |w| {
        Box::pin(async move {
            let company = w.who.company;
            let settings = store::find(w.tx, company).await?;
            let settings = rules::change(settings, change)?;
            store::save(w.tx, company, &settings, w.now).await?;
            w.audit("company_settings.change", company.get()).await?;
            Ok(settings)
        })
    })
    .await
}
