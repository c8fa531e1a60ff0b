//! A company's settings in the database: one row, or none before the first change.

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, Iterable, QueryFilter};

use super::{Hours, Security, Settings};
use crate::Error;
use crate::db::Tx;
use crate::entity::company_settings::{ActiveModel, Column, Entity, Model};
use crate::id::CompanyId;

pub async fn find(db: &impl ConnectionTrait, company: CompanyId) -> Result<Settings, Error> {
    let row = Entity::find().filter(Column::CompanyId.eq(company)).one(db).await?;
    Ok(row.map(Settings::from).unwrap_or_default())
}

pub async fn save(
    tx: &Tx,
    company: CompanyId,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let (security, hours) = (&settings.security, &settings.hours);
    let row = ActiveModel {
        company_id: Set(company),
        min_password_length: Set(security.min_password_length),
        require_numbers: Set(security.require_numbers),
        require_uppercase: Set(security.require_uppercase),
        require_special_chars: Set(security.require_special_chars),
        enable_2fa: Set(security.enable_2fa),
        session_timeout_minutes: Set(security.session_timeout_minutes),
        max_failed_attempts: Set(security.max_failed_attempts),
        default_start_time: Set(hours.default_start_time),
        default_end_time: Set(hours.default_end_time),
        grace_period_minutes: Set(hours.grace_period_minutes),
        enable_overtime: Set(hours.enable_overtime),
        maximum_overtime_minutes: Set(hours.maximum_overtime_minutes),
        updated_at: Set(now),
    };
    let again = OnConflict::column(Column::CompanyId).update_columns(Column::iter()).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

impl From<Model> for Settings {
    fn from(row: Model) -> Self {
        Self {
            security: Security {
                min_password_length: row.min_password_length,
                require_numbers: row.require_numbers,
                require_uppercase: row.require_uppercase,
                require_special_chars: row.require_special_chars,
                enable_2fa: row.enable_2fa,
                session_timeout_minutes: row.session_timeout_minutes,
                max_failed_attempts: row.max_failed_attempts,
            },
            hours: Hours {
                default_start_time: row.default_start_time,
                default_end_time: row.default_end_time,
                grace_period_minutes: row.grace_period_minutes,
                enable_overtime: row.enable_overtime,
                maximum_overtime_minutes: row.maximum_overtime_minutes,
            },
        }
    }
}
