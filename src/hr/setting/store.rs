//! Settings in the database; every query names the company.

use std::collections::BTreeMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{Key, Kind, Setting};
use crate::entity::company;
use crate::entity::setting::{ActiveModel, Column, Entity};
use crate::id::CompanyId;
use crate::vault::Place;
use crate::{Error, Write};

/// What these settings hold in the company, in one statement, or two where the company's own
/// record has to be asked.
pub async fn find(
    db: &impl ConnectionTrait,
    company: CompanyId,
    keys: &[Key],
) -> Result<Vec<Setting>, Error> {
    let rows = Entity::find()
        .filter(Column::CompanyId.eq(company))
        .filter(Column::Setting.is_in(keys.iter().map(|key| key.code())))
        .all(db)
        .await?;
    let mut stored: BTreeMap<i16, Option<String>> =
        rows.into_iter().map(|row| (row.setting, row.value)).collect();
    let unset = |key: &Key| !stored.contains_key(&key.code());
    let registered = match keys.iter().any(|key| is_registered(*key) && unset(key)) {
        true => company::Entity::find_by_id(company).one(db).await?,
        false => None,
    };
    let setting = |key: &Key| {
        let found = stored.remove(&key.code());
        let changed = found.is_some();
        let value = match (key, &registered) {
            _ if key.about().kind == Kind::Secret => None,
            _ if changed => found.flatten(),
            (Key::CompanyName, Some(company)) => Some(company.name.clone()),
            (Key::CompanyLogo, Some(company)) => Some(company.logo_url.clone().unwrap_or_default()),
            _ => Some(key.about().default.to_owned()),
        };
        Setting { key: *key, value, changed }
    };
    Ok(keys.iter().map(setting).collect())
}

/// Whether the company's own record says what holds until the setting is changed.
fn is_registered(key: Key) -> bool {
    matches!(key, Key::CompanyName | Key::CompanyLogo)
}

/// Whether a switch is on, in one statement.
pub(crate) async fn on(
    db: &impl ConnectionTrait,
    company: CompanyId,
    key: Key,
) -> Result<bool, Error> {
    let found = find(db, company, &[key]).await?;
    Ok(found.first().is_some_and(|setting| setting.value.as_deref() == Some("1")))
}

pub async fn save(w: &Write<'_>, key: Key, value: String) -> Result<(), Error> {
    let company = w.who.company;
    let secret = key.about().kind == Kind::Secret;
    let place = Place { table: "settings", company: Some(company), row: key.id() };
    let sealed = match secret {
        true => Some(w.hr.vault().seal(w.hr.random(), place, value.as_bytes())?),
        false => None,
    };
    let row = ActiveModel {
        company_id: Set(company),
        setting: Set(key.code()),
        value: Set((!secret).then_some(value)),
        sealed: Set(sealed),
        updated_at: Set(w.now),
    };
    let again = OnConflict::columns([Column::CompanyId, Column::Setting])
        .update_columns([Column::Value, Column::Sealed, Column::UpdatedAt])
        .to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(w.tx).await?;
    Ok(())
}
